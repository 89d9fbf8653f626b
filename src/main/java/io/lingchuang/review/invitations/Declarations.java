package io.lingchuang.review.invitations;

import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.review.Tables.INVITATION;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.TIE;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.review.PanelFacts;
import io.lingchuang.review.Recusals;
import io.lingchuang.review.Recusals.Ground;
import io.lingchuang.review.invitations.Subject.Kind;
import io.lingchuang.review.invitations.Subject.Tie;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What experts declare 回避声明 once they accepted and before they see anything: with which of the units and people behind the panel's
 * entries they have a tie, or with none. What they are recused from by the records they are not asked about, nor what they declared on
 * in an earlier round of the call.
 */
@Service
public class Declarations {

    private final DSLContext dsl;
    private final PanelFacts facts;
    private final Recusals recusals;
    private final Audit audit;
    private final Today today;

    Declarations(DSLContext dsl, PanelFacts facts, Recusals recusals, Audit audit, Today today) {
        this.dsl = dsl;
        this.facts = facts;
        this.recusals = recusals;
        this.audit = audit;
        this.today = today;
    }

    /** Whom and what the expert is still asked about. */
    List<Subject> open(long panel, long expert) {
        Set<Long> entries = new HashSet<>(undeclared(panel, expert));
        entries.removeAll(recusals.hidden(panel, expert));
        if (entries.isEmpty()) {
            return List.of();
        }
        boolean blind = dsl.select(CALL.BLIND)
                .from(PANEL)
                .join(CALL)
                .on(CALL.ID.eq(PANEL.CALL_ID))
                .where(PANEL.ID.eq(panel))
                .fetchSingle()
                .value1();
        Map<String, Subject> subjects = new TreeMap<>();
        for (PanelFacts.OfEntry entry : facts.of(panel).entries()) {
            if (entries.contains(entry.id())) {
                Recusals.About about = entry.about();
                unit(subjects, about.enterprise(), about.enterpriseId(), entry.id());
                for (Recusals.Who who : about.people()) {
                    unit(subjects, who.unit(), null, entry.id());
                    person(subjects, who, blind, entry.id());
                }
            }
        }
        return subjects.values().stream()
                .sorted(Comparator.comparing(Subject::kind).thenComparing(Subject::label))
                .toList();
    }

    private static void unit(Map<String, Subject> subjects, String name, @Nullable Long enterprise, long entry) {
        if (!name.isEmpty()) {
            subjects.merge(
                    Kind.UNIT + name,
                    new Subject(Kind.UNIT, name, null, enterprise, Set.of(), new HashSet<>(Set.of(entry))),
                    Declarations::both);
        }
    }

    private static void person(Map<String, Subject> subjects, Recusals.Who who, boolean blind, long entry) {
        Subject subject = new Subject(
                Kind.PERSON,
                who.name(),
                blind ? null : who.unit(),
                null,
                new HashSet<>(Set.of(who)),
                new HashSet<>(Set.of(entry)));
        subjects.merge(Kind.PERSON + subject.label(), subject, Declarations::both);
    }

    private static Subject both(Subject one, Subject other) {
        Set<Recusals.Who> people = new HashSet<>(one.people());
        people.addAll(other.people());
        one.entries().addAll(other.entries());
        return new Subject(
                one.kind(),
                one.name(),
                one.unit(),
                one.enterprise() == null ? other.enterprise() : one.enterprise(),
                people,
                one.entries());
    }

    /** Entries of the panel that neither this declaration covers nor one for another round of the call. */
    private Set<Long> undeclared(long panel, long expert) {
        var elsewhere = PANEL_ENTRY.as("elsewhere");
        var declared = INVITATION.as("declared");
        var here = PANEL.as("here");
        var there = PANEL.as("there");
        return dsl.select(PANEL_ENTRY.ENTRY_ID)
                .from(PANEL_ENTRY)
                .where(
                        PANEL_ENTRY.PANEL_ID.eq(panel),
                        DSL.notExists(DSL.selectOne()
                                .from(elsewhere)
                                .join(there)
                                .on(there.ID.eq(elsewhere.PANEL_ID))
                                .join(here)
                                .on(here.CALL_ID.eq(there.CALL_ID))
                                .join(declared)
                                .on(
                                        declared.PANEL_ID.eq(there.ID),
                                        declared.EXPERT_ID.eq(expert),
                                        declared.DECLARED_TO.ge(elsewhere.ADDED))
                                .where(here.ID.eq(panel), elsewhere.ENTRY_ID.eq(PANEL_ENTRY.ENTRY_ID))))
                .fetchSet(PANEL_ENTRY.ENTRY_ID);
    }

    /** Nothing to ask: all of it was declared on in an earlier round, or is hidden from them anyway. */
    void coverWhatIsKnown(long panel, long expert) {
        if (open(panel, expert).isEmpty()) {
            cover(panel, expert);
        }
    }

    /**
     * The expert's word. What they tick is a tie from now on, for every panel, and they are recused at once; another ground holds for the
     * entries of this call.
     *
     * @param list the {@link #mark} of the list that they read
     * @param none they have none with any of those asked about
     */
    @Transactional
    void declare(Actor actor, Invitations.Invitation invitation, String list, List<Subject.Word> words, boolean none) {
        long panel = invitation.panelId();
        long expert = invitation.expertId();
        if (invitation.state() != Invitations.State.ACCEPTED || invitation.declared()) {
            throw new Stale();
        }
        if (words.isEmpty() != none) {
            throw new Refusal(none ? "review.declaration.both" : "review.declaration.neither");
        }
        List<Subject> open = open(panel, expert);
        if (!mark(open).equals(list)) {
            throw new Stale(); // it changed while they read it
        }
        Map<String, Subject> asked = new HashMap<>();
        open.forEach(s -> asked.put(s.key(), s));
        for (Subject.Word word : words) {
            Subject subject = asked.get(word.key());
            if (subject == null) {
                throw new Refusal("form.choose");
            }
            word.check(subject);
            if (word.tie() == Tie.OTHER) {
                subject.entries()
                        .forEach(e -> recusals.record(
                                panel, expert, e, Ground.OWN_WORD, word.reason().strip()));
            } else {
                tie(expert, word.tie(), subject);
            }
        }
        cover(panel, expert);
        audit.record(
                actor,
                "review.declare",
                "panel",
                panel,
                none ? "no ties among " + asked.size() : words.size() + " ties among " + asked.size());
        recusals.lookAgain(actor, expert);
    }

    /** The expert has no tie with any of those asked about. */
    @Transactional
    public void declareNone(Actor actor, Invitations.Invitation invitation) {
        declare(actor, invitation, mark(open(invitation.panelId(), invitation.expertId())), List.of(), true);
    }

    /** Tells one list from another. */
    static String mark(List<Subject> open) {
        return Integer.toHexString(open.stream().map(Subject::key).toList().hashCode());
    }

    private void tie(long expert, Tie tie, Subject subject) {
        if (subject.kind() == Kind.UNIT) {
            tie(expert, tie, subject.name(), "", TIE.NODE_ID, subject.enterprise());
        } else {
            subject.people().forEach(who -> {
                boolean said = who.person() == null && subject.unit() != null;
                tie(expert, tie, who.name(), said ? who.unit() : "", TIE.PERSON_ID, who.person());
            });
        }
    }

    /** What the pool knew more narrowly, with a unit or an end, holds as wide as the expert says it now. */
    private void tie(long expert, Tie tie, String name, String unit, Field<Long> bound, @Nullable Long id) {
        dsl.insertInto(TIE)
                .set(TIE.EXPERT_ID, expert)
                .set(TIE.KIND, tie.name())
                .set(TIE.NAME, shortened(name))
                .set(TIE.UNIT, shortened(unit))
                .set(bound, id)
                .set(TIE.SOURCE, "DECLARED")
                .set(TIE.AT, today.now())
                .onConflict(TIE.EXPERT_ID, TIE.KIND, TIE.NAME, TIE.PERSON_ID, TIE.NODE_ID)
                .doUpdate()
                .set(TIE.UNIT, "")
                .setNull(TIE.UNTIL_DAY)
                .execute();
    }

    private static String shortened(String name) {
        return name.length() > 80 ? name.substring(0, 80) : name;
    }

    private void cover(long panel, long expert) {
        dsl.update(INVITATION)
                .set(INVITATION.DECLARED_AT, today.now())
                .set(
                        INVITATION.DECLARED_TO,
                        DSL.field(DSL.select(DSL.coalesce(DSL.max(PANEL_ENTRY.ADDED), DSL.inline(0L)))
                                .from(PANEL_ENTRY)
                                .where(PANEL_ENTRY.PANEL_ID.eq(panel))))
                .where(INVITATION.PANEL_ID.eq(panel), INVITATION.EXPERT_ID.eq(expert))
                .execute();
    }
}
