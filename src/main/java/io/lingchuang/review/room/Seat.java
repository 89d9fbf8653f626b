package io.lingchuang.review.room;

import static io.lingchuang.db.review.Tables.RECUSAL;
import static io.lingchuang.db.review.Tables.SHEET;

import io.lingchuang.review.Panel;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * From where somebody looks at a panel, and what of it can be seen from there. Nobody sees anything of an entry from which they must
 * recuse. A deputy sees only the entries from which the chair must recuse. While the panel scores, others' points on an entry are
 * seen by whoever has no open sheet on it: they can sway no points that are still to be given.
 *
 * @param expertId the viewer among the panel's experts
 * @param chairId the panel's chair
 * @param blind what names the applicant is not for this viewer
 * @param titles of entries in whose title something is hidden from this viewer, what they see instead
 */
public record Seat(
        Panel panel,
        Kind kind,
        @Nullable Long expertId,
        @Nullable Long chairId,
        boolean blind,
        Map<Long, String> titles) {

    /** One from which every title is seen as it is. */
    public Seat(Panel panel, Kind kind, @Nullable Long expertId, @Nullable Long chairId, boolean blind) {
        this(panel, kind, expertId, chairId, blind, Map.of());
    }

    public enum Kind {
        /** An officer of the host, who forms and closes the panel too. */
        HOST,
        CHAIR,
        /** Stands in for the chair where the chair must recuse. */
        DEPUTY
    }

    /** An entry's title as it is seen from here. */
    public String title(long entry, String title) {
        return titles.getOrDefault(entry, title);
    }

    public boolean host() {
        return kind == Kind.HOST;
    }

    public boolean scoring() {
        return panel.state() == Panel.State.SCORING;
    }

    /** In SQL: the entry may be seen from here. */
    public Condition sees(Field<Long> entry) {
        Condition seen = expertId == null ? DSL.trueCondition() : DSL.not(recused(expertId, entry));
        if (kind == Kind.DEPUTY) {
            return chairId == null ? DSL.falseCondition() : seen.and(recused(chairId, entry));
        }
        return seen;
    }

    /** In SQL: what others gave to the entry may be seen from here. */
    public Condition seesPoints(Field<Long> entry) {
        if (expertId == null || !scoring()) {
            return sees(entry);
        }
        var own = SHEET.as("own");
        return sees(entry)
                .and(DSL.notExists(DSL.selectOne()
                        .from(own)
                        .where(
                                own.PANEL_ID.eq(panel.id()),
                                own.EXPERT_ID.eq(expertId),
                                own.ENTRY_ID.eq(entry),
                                own.STATE.eq("OPEN"))));
    }

    private Condition recused(long expert, Field<Long> entry) {
        var recusal = RECUSAL.as("bars");
        return DSL.exists(DSL.selectOne()
                .from(recusal)
                .where(recusal.PANEL_ID.eq(panel.id()), recusal.EXPERT_ID.eq(expert), recusal.ENTRY_ID.eq(entry)));
    }
}
