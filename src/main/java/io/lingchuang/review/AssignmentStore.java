package io.lingchuang.review;

import static io.lingchuang.db.review.Tables.ASSIGNED;
import static io.lingchuang.db.review.Tables.ASSIGNMENT;
import static io.lingchuang.db.review.Tables.ASSIGNMENT_LACK;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.SHEET;
import static io.lingchuang.db.review.Tables.WISH;

import io.lingchuang.platform.web.Stale;
import io.lingchuang.review.Assignment.Question;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rows of an assignment. What may be done with them stands in {@link Assignments}. */
@Component
public class AssignmentStore {

    /** Ended, or something was typed into it: nobody takes it away from its expert. */
    static final Condition BEGUN = DSL.not(SheetStanding.NOT_BEGUN.holds());

    /** An entry and one of its experts. */
    public record Given(long entry, long expert) {}

    /** The same with its reasons. */
    record Assigned(long entry, long expert, int match, List<String> grounds) {}

    private final DSLContext dsl;

    AssignmentStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Holds the panel until the transaction ends: nobody starts, closes or asks meanwhile. */
    void lock(long panel, Panel.State... states) {
        String now = dsl.select(PANEL.STATE)
                .from(PANEL)
                .where(PANEL.ID.eq(panel))
                .forUpdate()
                .fetchOne(PANEL.STATE);
        if (Arrays.stream(states).noneMatch(s -> s.name().equals(now))) {
            throw new Stale();
        }
    }

    @Nullable
    Assignment find(long panel) {
        return dsl.selectFrom(ASSIGNMENT)
                .where(ASSIGNMENT.PANEL_ID.eq(panel))
                .fetchOne(a -> new Assignment(
                        a.getPanelId(),
                        new Question(a.getExpertsEach(), a.getOutside(), a.getOneAnEmployer(), a.getMixed()),
                        Assignment.State.valueOf(a.getState()),
                        a.getJobId(),
                        Objects.requireNonNullElse(a.getTotal(), 0L),
                        Objects.requireNonNullElse(a.getBound(), 0L),
                        a.getWorstEntry(),
                        Objects.requireNonNullElse(a.getWorstSum(), 0),
                        Objects.requireNonNullElse(a.getWorstBest(), 0),
                        a.getByHand(),
                        a.getFewer(),
                        a.getAskedAt(),
                        a.getAcceptedAt(),
                        a.getVersion()));
    }

    List<Assigned> assigned(long panel) {
        return dsl.select(ASSIGNED.ENTRY_ID, ASSIGNED.EXPERT_ID, ASSIGNED.MATCH, ASSIGNED.GROUNDS)
                .from(ASSIGNED)
                .where(ASSIGNED.PANEL_ID.eq(panel))
                .orderBy(ASSIGNED.ENTRY_ID, ASSIGNED.EXPERT_ID)
                .fetch(r -> new Assigned(r.value1(), r.value2(), r.value3(), Arrays.asList(r.value4())));
    }

    Set<Given> given(long panel) {
        return new HashSet<>(dsl.select(ASSIGNED.ENTRY_ID, ASSIGNED.EXPERT_ID)
                .from(ASSIGNED)
                .where(ASSIGNED.PANEL_ID.eq(panel))
                .fetch(r -> new Given(r.value1(), r.value2())));
    }

    Set<Given> sheets(long panel, Condition which) {
        return new HashSet<>(dsl.select(SHEET.ENTRY_ID, SHEET.EXPERT_ID)
                .from(SHEET)
                .where(SHEET.PANEL_ID.eq(panel), which)
                .fetch(r -> new Given(r.value1(), r.value2())));
    }

    Set<Given> wishes(long panel, Assignment.Wish kind) {
        return new HashSet<>(dsl.select(WISH.ENTRY_ID, WISH.EXPERT_ID)
                .from(WISH)
                .where(WISH.PANEL_ID.eq(panel), WISH.KIND.eq(kind.name()))
                .fetch(r -> new Given(r.value1(), r.value2())));
    }

    void write(long panel, Collection<Assigned> pairs) {
        dsl.deleteFrom(ASSIGNED).where(ASSIGNED.PANEL_ID.eq(panel)).execute();
        var rows = pairs.stream()
                .map(p -> {
                    var row = dsl.newRecord(ASSIGNED);
                    row.setPanelId(panel);
                    row.setEntryId(p.entry());
                    row.setExpertId(p.expert());
                    row.setMatch(p.match());
                    row.setGrounds(p.grounds().toArray(String[]::new));
                    return row;
                })
                .toList();
        dsl.batchInsert(rows).execute();
    }

    /** What an expert who leaves has not sealed is free for others. */
    void forget(long panel, long expert) {
        dsl.deleteFrom(ASSIGNED)
                .where(
                        ASSIGNED.PANEL_ID.eq(panel),
                        ASSIGNED.EXPERT_ID.eq(expert),
                        ASSIGNED.ENTRY_ID.notIn(dsl.select(SHEET.ENTRY_ID)
                                .from(SHEET)
                                .where(SHEET.PANEL_ID.eq(panel), SHEET.EXPERT_ID.eq(expert))))
                .execute();
        dsl.deleteFrom(WISH)
                .where(WISH.PANEL_ID.eq(panel), WISH.EXPERT_ID.eq(expert))
                .execute();
    }

    void remove(long panel) {
        dsl.deleteFrom(ASSIGNMENT).where(ASSIGNMENT.PANEL_ID.eq(panel)).execute();
        dsl.deleteFrom(WISH).where(WISH.PANEL_ID.eq(panel)).execute();
    }

    void lacks(long panel, Collection<Lack> lacks) {
        dsl.deleteFrom(ASSIGNMENT_LACK)
                .where(ASSIGNMENT_LACK.PANEL_ID.eq(panel))
                .execute();
        lacks.forEach(l -> dsl.insertInto(ASSIGNMENT_LACK)
                .set(ASSIGNMENT_LACK.PANEL_ID, panel)
                .set(ASSIGNMENT_LACK.ENTRY_ID, l.entry())
                .set(ASSIGNMENT_LACK.WHY, l.why().name())
                .set(ASSIGNMENT_LACK.MISSING, l.missing())
                .execute());
    }

    record Lack(long entry, io.lingchuang.review.assignment.Plan.Why why, int missing) {}
}
