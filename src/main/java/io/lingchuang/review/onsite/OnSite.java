package io.lingchuang.review.onsite;

import static io.lingchuang.db.review.Tables.TURN;
import static io.lingchuang.db.review.Tables.VISIT;
import static io.lingchuang.db.review.Tables.VISITOR;

import io.lingchuang.platform.web.Refusal;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** What happens to visits and presentations when the panel around them changes. */
public final class OnSite {

    private OnSite() {}

    /** An expert leaves the panel: they do not go where a visit is still to come. */
    public static void stayAway(DSLContext dsl, long panel, long expert) {
        dsl.deleteFrom(VISITOR)
                .where(
                        VISITOR.PANEL_ID.eq(panel),
                        VISITOR.EXPERT_ID.eq(expert),
                        VISITOR.VISIT_ID.in(
                                DSL.select(VISIT.ID).from(VISIT).where(VISIT.STATE.eq(Visit.State.PLANNED.name()))))
                .execute();
    }

    /** They stand on the record of a visit. */
    public static boolean went(DSLContext dsl, long panel, long expert) {
        return dsl.fetchExists(VISITOR, VISITOR.PANEL_ID.eq(panel).and(VISITOR.EXPERT_ID.eq(expert)));
    }

    /** A panel that went out, or drew the order of its presentations, is not dissolved any more. */
    public static void requireNothingBegun(DSLContext dsl, long panel) {
        if (dsl.fetchExists(VISIT, VISIT.PANEL_ID.eq(panel).and(VISIT.STATE.eq(Visit.State.HELD.name())))
                || dsl.fetchExists(TURN, TURN.PANEL_ID.eq(panel))) {
            throw new Refusal("review.visit.begun");
        }
    }

    /** Visits that are still to come end with their panel. */
    public static void callOff(DSLContext dsl, long panel, String reason) {
        dsl.update(VISIT)
                .set(VISIT.STATE, Visit.State.CANCELLED.name())
                .set(VISIT.CANCELLED_WHY, reason)
                .where(VISIT.PANEL_ID.eq(panel), VISIT.STATE.eq(Visit.State.PLANNED.name()))
                .execute();
    }
}
