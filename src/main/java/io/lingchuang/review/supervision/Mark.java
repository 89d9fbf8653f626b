package io.lingchuang.review.supervision;

import static io.lingchuang.db.access.Tables.AUDIT;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;
import static io.lingchuang.db.review.Tables.RECUSAL;
import static io.lingchuang.db.review.Tables.SHEET;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** What of a panel is worth a look. None of it is wrong in itself: each stands on record with its reason. */
enum Mark {
    /** It began with fewer experts on an entry than the call promises. */
    FEWER_EXPERTS(onTrail("review.start").and(AUDIT.DETAIL.isNotNull())),
    /** A sealed sheet was given back to its expert. */
    SHEET_REOPENED(AUDIT.ACTION
            .eq("review.reopenSheet")
            .and(AUDIT.SUBJECT_KIND.eq("sheet"))
            .and(AUDIT.SUBJECT_ID.in(
                    DSL.select(SHEET.ID).from(SHEET).where(SHEET.PANEL_ID.eq(PANEL.ID))))),
    /** Somebody had to recuse after scoring had begun. */
    LATE_RECUSAL(null) {
        @Override
        Condition holds() {
            var started = DSL.select(DSL.min(AUDIT.AT)).from(AUDIT).where(onTrail("review.start"));
            return DSL.exists(DSL.selectOne()
                    .from(RECUSAL)
                    .where(RECUSAL.PANEL_ID.eq(PANEL.ID), RECUSAL.AT.gt(DSL.field(started))));
        }
    },
    /** An expert left after the panel was made. */
    MEMBER_LEFT(onTrail("review.dropMember")),
    /** It closed while sheets were not handed in. */
    CLOSED_WITHOUT_SHEETS(null) {
        @Override
        Condition holds() {
            return PANEL.STATE
                    .eq("CLOSED")
                    .and(DSL.exists(DSL.selectOne()
                            .from(SHEET)
                            .where(SHEET.PANEL_ID.eq(PANEL.ID), SHEET.STATE.eq("OPEN"))));
        }
    },
    /** It was opened again after it had closed. */
    PANEL_REOPENED(onTrail("review.reopen")),
    /** It was dissolved. */
    DISSOLVED(null) {
        @Override
        Condition holds() {
            return PANEL.STATE.eq("DISSOLVED");
        }
    };

    private final Condition trail;

    Mark(@org.jspecify.annotations.Nullable Condition trail) {
        this.trail = trail == null ? DSL.falseCondition() : trail;
    }

    /** Whether the panel of the query's row has it. */
    Condition holds() {
        return DSL.exists(DSL.selectOne().from(AUDIT).where(trail));
    }

    Field<Boolean> field() {
        return DSL.field(holds()).as("mark_" + name());
    }

    private static Condition onTrail(String action) {
        return AUDIT.SUBJECT_KIND
                .eq("panel")
                .and(AUDIT.SUBJECT_ID.eq(PANEL.ID))
                .and(AUDIT.ACTION.eq(action));
    }

    static Condition any() {
        Condition any = DSL.falseCondition();
        for (Mark mark : values()) {
            any = any.or(mark.holds());
        }
        return any;
    }
}
