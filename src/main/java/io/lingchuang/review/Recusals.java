package io.lingchuang.review;

import static io.lingchuang.db.review.Tables.RECUSAL;
import static io.lingchuang.db.review.Tables.SHEET;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who must not score what 回避, as far as the records know it: same employer, same enterprise group, a completer. */
@Component
public class Recusals {

    public enum Ground {
        EMPLOYER,
        GROUP,
        COMPLETER,
        OWN_WORD,
        CHAIR
    }

    private final DSLContext dsl;
    private final PanelFacts facts;
    private final Audit audit;

    Recusals(DSLContext dsl, PanelFacts facts, Audit audit) {
        this.dsl = dsl;
        this.facts = facts;
        this.audit = audit;
    }

    void record(long panel, long expert, long entry, Ground ground, String reason) {
        dsl.insertInto(RECUSAL)
                .set(RECUSAL.PANEL_ID, panel)
                .set(RECUSAL.EXPERT_ID, expert)
                .set(RECUSAL.ENTRY_ID, entry)
                .set(RECUSAL.GROUND, ground.name())
                .set(RECUSAL.REASON, reason)
                .onConflictDoNothing()
                .execute();
    }

    /**
     * What of an entry bears on who may score it.
     *
     * @param people the completers whom the directory knows
     * @param unitNames where the completers say they work
     */
    public record About(
            long createdBy,
            List<Long> people,
            long enterpriseId,
            String enterprise,
            @Nullable String group,
            List<String> unitNames) {}

    /** Writes down what the records know by now of all who sit on the panel; who becomes related loses what they had of the entry. */
    void look(Actor actor, long panel) {
        PanelFacts.Facts known = facts.of(panel);
        Set<List<Long>> recorded = new HashSet<>();
        dsl.select(RECUSAL.EXPERT_ID, RECUSAL.ENTRY_ID)
                .from(RECUSAL)
                .where(RECUSAL.PANEL_ID.eq(panel))
                .forEach(r -> recorded.add(List.of(r.value1(), r.value2())));
        for (PanelFacts.OfExpert e : known.experts()) {
            for (PanelFacts.OfEntry entry : known.entries()) {
                Ground ground = ground(e.expert(), e.enterprise(), entry.about());
                if (ground != null && !recorded.contains(List.of(e.expert().id(), entry.id()))) {
                    if (dsl.fetchExists(
                            SHEET,
                            SHEET.PANEL_ID
                                    .eq(panel)
                                    .and(SHEET.EXPERT_ID.eq(e.expert().id()))
                                    .and(SHEET.ENTRY_ID.eq(entry.id())))) {
                        audit.record(
                                actor,
                                "review.related",
                                "panel",
                                panel,
                                "expert " + e.expert().id() + ", entry " + entry.id() + ": " + ground);
                    }
                    record(panel, e.expert().id(), entry.id(), ground, "");
                }
            }
        }
    }

    /** The rule alone. employerId: the enterprise that employs the expert, where the tree has it. */
    public static @Nullable Ground ground(Expert expert, @Nullable Long employerId, About entry) {
        boolean completer = entry.createdBy() == expert.accountId()
                || (expert.personId() != null && entry.people().contains(expert.personId()));
        if (completer) {
            return Ground.COMPLETER;
        }
        boolean employer = (employerId != null && employerId == entry.enterpriseId())
                || entry.enterprise().equals(expert.employer())
                || entry.unitNames().stream().anyMatch(n -> !n.isEmpty() && n.equals(expert.employer()));
        if (employer) {
            return Ground.EMPLOYER;
        }
        return expert.group() != null && expert.group().equals(entry.group()) ? Ground.GROUP : null;
    }
}
