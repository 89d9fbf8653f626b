package io.lingchuang.review;

import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;
import static io.lingchuang.db.review.Tables.RECUSAL;
import static io.lingchuang.db.review.Tables.SHEET;

import io.lingchuang.access.Actor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who must not score what 回避: as the records know it, as the expert declared it, and as the chair set it. It hides everything of the entry
 * from the expert: who lists something for an expert leaves out what {@link #hidden} says.
 */
@Component
public class Recusals {

    /** In the order in which they are named where several hold. MENTOR: master and apprentice 师徒, either way. */
    public enum Ground {
        COMPLETER,
        EMPLOYER,
        GROUP,
        KIN,
        MENTOR,
        PAST_EMPLOYER,
        COLLABORATOR,
        OWN_WORD,
        CHAIR
    }

    private final DSLContext dsl;
    private final PanelFacts facts;
    private final RelatedNews news;

    Recusals(DSLContext dsl, PanelFacts facts, RelatedNews news) {
        this.dsl = dsl;
        this.facts = facts;
        this.news = news;
    }

    public void record(long panel, long expert, long entry, Ground ground, String reason) {
        dsl.insertInto(RECUSAL)
                .set(RECUSAL.PANEL_ID, panel)
                .set(RECUSAL.EXPERT_ID, expert)
                .set(RECUSAL.ENTRY_ID, entry)
                .set(RECUSAL.GROUND, ground.name())
                .set(RECUSAL.REASON, reason)
                .onConflictDoNothing()
                .execute();
    }

    /** The expert must see nothing of this entry of the panel. */
    public static Condition hidden(Field<Long> panel, Field<Long> expert, Field<Long> entry) {
        var from = RECUSAL.as("hidden");
        return DSL.exists(DSL.selectOne()
                .from(from)
                .where(from.PANEL_ID.eq(panel), from.EXPERT_ID.eq(expert), from.ENTRY_ID.eq(entry)));
    }

    /** The entries of the panel of which the expert must see nothing. */
    public Set<Long> hidden(long panel, long expert) {
        return dsl.select(RECUSAL.ENTRY_ID)
                .from(RECUSAL)
                .where(RECUSAL.PANEL_ID.eq(panel), RECUSAL.EXPERT_ID.eq(expert))
                .fetchSet(RECUSAL.ENTRY_ID);
    }

    /** A completer as an entry names them. person: where the directory knows them. */
    public record Who(@Nullable Long person, String name, String unit) {}

    /** What of an entry bears on who may score it. people: its completers, also those who declined, and where they say they work. */
    public record About(
            long createdBy,
            List<Who> people,
            long enterpriseId,
            String enterprise,
            @Nullable String group) {}

    /** Looks again at every panel on which the expert sits, because something about them has changed. */
    public void lookAgain(Actor actor, long expert) {
        dsl.select(PANEL.ID)
                .from(PANEL)
                .join(PANEL_EXPERT)
                .on(PANEL_EXPERT.PANEL_ID.eq(PANEL.ID))
                .where(PANEL_EXPERT.EXPERT_ID.eq(expert), PANEL.STATE.ne(Panel.State.DISSOLVED.name()))
                .orderBy(PANEL.ID)
                .fetch(PANEL.ID)
                .forEach(panel -> look(actor, panel));
    }

    /** Writes down what the records know by now of all who sit on the panel; who becomes related loses what they had of the entry. */
    public void look(Actor actor, long panel) {
        carryOver(panel);
        PanelFacts.Facts known = facts.of(panel);
        Set<List<Long>> recorded = new HashSet<>();
        dsl.select(RECUSAL.EXPERT_ID, RECUSAL.ENTRY_ID)
                .from(RECUSAL)
                .where(RECUSAL.PANEL_ID.eq(panel))
                .forEach(r -> recorded.add(List.of(r.value1(), r.value2())));
        for (PanelFacts.OfExpert e : known.experts()) {
            for (PanelFacts.OfEntry entry : known.entries()) {
                Ground ground = ground(e.relations(), entry.about());
                if (ground != null && !recorded.contains(List.of(e.expert().id(), entry.id()))) {
                    boolean late = dsl.fetchExists(
                            SHEET,
                            SHEET.PANEL_ID
                                    .eq(panel)
                                    .and(SHEET.EXPERT_ID.eq(e.expert().id()))
                                    .and(SHEET.ENTRY_ID.eq(entry.id())));
                    record(panel, e.expert().id(), entry.id(), ground, "");
                    if (late) {
                        news.tell(actor, panel, e.expert(), entry.id(), entry.code(), ground);
                    }
                }
            }
        }
    }

    /** Their own word and the chair's hold in every round of the call, unless the chair's was lifted. */
    private void carryOver(long panel) {
        var here = PANEL.as("here");
        var there = PANEL.as("there");
        var before = RECUSAL.as("before");
        dsl.insertInto(RECUSAL, RECUSAL.PANEL_ID, RECUSAL.EXPERT_ID, RECUSAL.ENTRY_ID, RECUSAL.GROUND, RECUSAL.REASON)
                .select(DSL.select(here.ID, before.EXPERT_ID, before.ENTRY_ID, before.GROUND, before.REASON)
                        .from(here)
                        .join(there)
                        .on(there.CALL_ID.eq(here.CALL_ID), there.ID.ne(here.ID))
                        .join(before)
                        .on(before.PANEL_ID.eq(there.ID), before.GROUND.in(Ground.OWN_WORD.name(), Ground.CHAIR.name()))
                        .join(PANEL_EXPERT)
                        .on(PANEL_EXPERT.PANEL_ID.eq(here.ID), PANEL_EXPERT.EXPERT_ID.eq(before.EXPERT_ID))
                        .join(PANEL_ENTRY)
                        .on(PANEL_ENTRY.PANEL_ID.eq(here.ID), PANEL_ENTRY.ENTRY_ID.eq(before.ENTRY_ID))
                        .where(here.ID.eq(panel))
                        .andNot(before.GROUND.eq(Ground.CHAIR.name()).and(LiftedRecusals.lifted(before, here))))
                .onConflictDoNothing()
                .execute();
    }

    /** The rule alone: the ground that weighs most, or none. */
    public static @Nullable Ground ground(Relations expert, About entry) {
        if (expert.accounts().contains(entry.createdBy())
                || entry.people().stream()
                        .anyMatch(w -> w.person() != null && expert.people().contains(w.person()))) {
            return Ground.COMPLETER;
        }
        if ((expert.enterprise() != null && expert.enterprise() == entry.enterpriseId())
                || at(entry, expert.employer()::equals)) {
            return Ground.EMPLOYER;
        }
        if (expert.group() != null && expert.group().equals(entry.group())) {
            return Ground.GROUP;
        }
        for (Ground ground : List.of(Ground.KIN, Ground.MENTOR)) {
            if (binds(expert, ground, entry)) {
                return ground;
            }
        }
        if (expert.past().ids().contains(entry.enterpriseId())
                || at(entry, unit -> expert.past().has(null, unit, ""))) {
            return Ground.PAST_EMPLOYER;
        }
        return binds(expert, Ground.COLLABORATOR, entry) ? Ground.COLLABORATOR : null;
    }

    private static boolean at(About entry, Predicate<String> unit) {
        return unit.test(entry.enterprise())
                || entry.people().stream().anyMatch(w -> !w.unit().isEmpty() && unit.test(w.unit()));
    }

    private static boolean binds(Relations expert, Ground ground, About entry) {
        Relations.Known bound = expert.bound().getOrDefault(ground, Relations.Known.none());
        return entry.people().stream().anyMatch(w -> bound.has(w.person(), w.name(), w.unit()));
    }
}
