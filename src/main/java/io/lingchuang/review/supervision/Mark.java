package io.lingchuang.review.supervision;

import static io.lingchuang.db.access.Tables.AUDIT;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.RECUSAL;
import static io.lingchuang.db.review.Tables.SHEET;

import io.lingchuang.review.Panel;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** What of a panel is worth a look. None of it is wrong in itself: each stands on record, with its reason where one is asked for. */
public enum Mark {
    /** It began with fewer experts on an entry than the call promises. */
    FEWER_EXPERTS(onTrail("review.start", AUDIT.DETAIL.isNotNull())),
    /** A sealed sheet was given back to its expert. */
    SHEET_REOPENED(DSL.exists(DSL.selectOne()
            .from(AUDIT)
            .join(SHEET)
            .on(SHEET.ID.eq(AUDIT.SUBJECT_ID))
            .where(
                    AUDIT.SUBJECT_KIND.eq("sheet"),
                    AUDIT.ACTION.eq("review.reopenSheet"),
                    SHEET.PANEL_ID.eq(PANEL.ID)))),
    /** Somebody had to recuse after scoring had begun. */
    LATE_RECUSAL(lateRecusal()),
    MEMBER_LEFT(onTrail("review.dropMember", DSL.noCondition())),
    /** It closed while sheets were not handed in. */
    CLOSED_WITHOUT_SHEETS(PANEL.STATE
            .eq(Panel.State.CLOSED.name())
            .and(DSL.exists(DSL.selectOne().from(SHEET).where(SHEET.PANEL_ID.eq(PANEL.ID), SHEET.STATE.eq("OPEN"))))),
    /** It was opened again after it had closed. */
    PANEL_REOPENED(onTrail("review.reopen", DSL.noCondition())),
    DISSOLVED(PANEL.STATE.eq(Panel.State.DISSOLVED.name()));

    private final Condition holds;

    Mark(Condition holds) {
        this.holds = holds;
    }

    /** Whether the panel of the query's row has it. */
    Condition holds() {
        return holds;
    }

    Field<Boolean> field() {
        return DSL.field(holds).as("mark_" + name());
    }

    static Condition any() {
        Condition any = DSL.falseCondition();
        for (Mark mark : values()) {
            any = any.or(mark.holds());
        }
        return any;
    }

    private static Condition onTrail(String action, Condition and) {
        return DSL.exists(DSL.selectOne()
                .from(AUDIT)
                .where(AUDIT.SUBJECT_KIND.eq("panel"), AUDIT.SUBJECT_ID.eq(PANEL.ID), AUDIT.ACTION.eq(action), and));
    }

    private static Condition lateRecusal() {
        var start = AUDIT.as("start");
        var started = DSL.select(DSL.min(start.AT))
                .from(start)
                .where(start.SUBJECT_KIND.eq("panel"), start.SUBJECT_ID.eq(PANEL.ID), start.ACTION.eq("review.start"));
        return DSL.exists(
                DSL.selectOne().from(RECUSAL).where(RECUSAL.PANEL_ID.eq(PANEL.ID), RECUSAL.AT.gt(DSL.field(started))));
    }
}
