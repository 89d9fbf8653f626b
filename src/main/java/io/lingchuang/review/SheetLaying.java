package io.lingchuang.review;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.ASSIGNED;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;
import static io.lingchuang.db.review.Tables.RECUSAL;
import static io.lingchuang.db.review.Tables.SHEET;

import io.lingchuang.entries.EntryState;
import io.lingchuang.platform.days.Today;
import io.lingchuang.review.onsite.Opening;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Lays out the sheets of a panel. */
@Component
class SheetLaying {

    private final DSLContext dsl;
    private final AssignmentStore assignments;
    private final Today today;

    SheetLaying(DSLContext dsl, AssignmentStore assignments, Today today) {
        this.dsl = dsl;
        this.assignments = assignments;
        this.today = today;
    }

    /**
     * A sheet for every expert and entry that belong together and have none yet: the pairs of the accepted assignment or, where none was
     * asked for, all without a recusal. While an assignment waits to be accepted nothing is laid.
     */
    void layOut(long id) {
        Assignment assignment = assignments.find(id);
        if (assignment != null && assignment.state() != Assignment.State.ACCEPTED) {
            return;
        }
        Condition belong = assignment == null
                ? PANEL_EXPERT.LEFT_AT.isNull()
                : DSL.exists(DSL.selectOne()
                        .from(ASSIGNED)
                        .where(
                                ASSIGNED.PANEL_ID.eq(id),
                                ASSIGNED.EXPERT_ID.eq(PANEL_EXPERT.EXPERT_ID),
                                ASSIGNED.ENTRY_ID.eq(PANEL_ENTRY.ENTRY_ID)));
        dsl.insertInto(SHEET, SHEET.PANEL_ID, SHEET.EXPERT_ID, SHEET.ENTRY_ID, SHEET.LAID_AT)
                .select(DSL.select(
                                PANEL_EXPERT.PANEL_ID,
                                PANEL_EXPERT.EXPERT_ID,
                                PANEL_ENTRY.ENTRY_ID,
                                DSL.val(today.now()))
                        .from(PANEL_EXPERT)
                        .join(PANEL_ENTRY)
                        .on(PANEL_ENTRY.PANEL_ID.eq(PANEL_EXPERT.PANEL_ID))
                        .join(ENTRY)
                        .on(ENTRY.ID.eq(PANEL_ENTRY.ENTRY_ID))
                        .where(
                                PANEL_EXPERT.PANEL_ID.eq(id),
                                ENTRY.STATE.eq(EntryState.ACCEPTED.name()), // not what was withdrawn meanwhile
                                belong,
                                Opening.mayScore(PANEL_ENTRY.PANEL_ID, PANEL_ENTRY.ENTRY_ID, PANEL_EXPERT.EXPERT_ID),
                                DSL.notExists(DSL.selectOne()
                                        .from(RECUSAL)
                                        .where(
                                                RECUSAL.PANEL_ID.eq(id),
                                                RECUSAL.EXPERT_ID.eq(PANEL_EXPERT.EXPERT_ID),
                                                RECUSAL.ENTRY_ID.eq(PANEL_ENTRY.ENTRY_ID)))))
                .onConflictDoNothing()
                .execute();
    }
}
