package io.lingchuang.review.onsite;

import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.SHEET;
import static io.lingchuang.db.review.Tables.TURN;
import static io.lingchuang.db.review.Tables.VISIT;
import static io.lingchuang.db.review.Tables.VISITOR;

import io.lingchuang.calls.Round;
import io.lingchuang.platform.web.NotFound;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * When a sheet may be written on. On paper at once; of a visit by those who were there; of a presentation from when it has begun. The
 * database refuses any other word on a sheet.
 */
public final class Opening {

    private Opening() {}

    public static Round.Form form(DSLContext dsl, long panel) {
        return dsl.select(PANEL.FORM)
                .from(PANEL)
                .where(PANEL.ID.eq(panel))
                .fetchOptional(r -> Round.Form.valueOf(r.value1()))
                .orElseThrow(NotFound::new);
    }

    /** Of a row of SHEET joined with its PANEL. */
    public static Condition opened() {
        return PANEL.FORM
                .eq(Round.Form.WRITTEN.name())
                .or(PANEL.FORM
                        .eq(Round.Form.VISIT.name())
                        .and(DSL.exists(visitHeld(SHEET.PANEL_ID, SHEET.ENTRY_ID)
                                .and(VISIT.ID.in(DSL.select(VISITOR.VISIT_ID)
                                        .from(VISITOR)
                                        .where(VISITOR.EXPERT_ID.eq(SHEET.EXPERT_ID)))))))
                .or(PANEL.FORM
                        .eq(Round.Form.PRESENTATION.name())
                        .and(DSL.exists(DSL.selectOne()
                                .from(TURN)
                                .where(
                                        TURN.PANEL_ID.eq(SHEET.PANEL_ID),
                                        TURN.ENTRY_ID.eq(SHEET.ENTRY_ID),
                                        TURN.BEGAN_AT.isNotNull()))));
    }

    /** The entry was not visited yet, or the expert was among those who went: the others get no sheet of it. */
    public static Condition mayScore(Field<Long> panel, Field<Long> entry, Field<Long> expert) {
        return DSL.notExists(visitHeld(panel, entry)
                .and(VISIT.ID.notIn(DSL.select(VISITOR.VISIT_ID).from(VISITOR).where(VISITOR.EXPERT_ID.eq(expert)))));
    }

    private static org.jooq.SelectConditionStep<org.jooq.Record1<Integer>> visitHeld(
            Field<Long> panel, Field<Long> entry) {
        return DSL.selectOne()
                .from(VISIT)
                .where(VISIT.PANEL_ID.eq(panel), VISIT.ENTRY_ID.eq(entry), VISIT.STATE.eq(Visit.State.HELD.name()));
    }
}
