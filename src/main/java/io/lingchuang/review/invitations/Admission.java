package io.lingchuang.review.invitations;

import static io.lingchuang.db.review.Tables.INVITATION;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Before this nothing of a panel is shown to an expert: no sheet, entry, count, file or score. */
public final class Admission {

    private Admission() {}

    /** They accepted, and their declaration covers every entry that lies before the panel. */
    public static Condition given(Field<Long> panel, Field<Long> expert) {
        var invitation = INVITATION.as("admission");
        var newer = PANEL_ENTRY.as("newer");
        return DSL.exists(DSL.selectOne()
                .from(invitation)
                .where(
                        invitation.PANEL_ID.eq(panel),
                        invitation.EXPERT_ID.eq(expert),
                        invitation.STATE.eq(Invitations.State.ACCEPTED.name()),
                        invitation.DECLARED_TO.isNotNull(),
                        DSL.notExists(DSL.selectOne()
                                .from(newer)
                                .where(
                                        newer.PANEL_ID.eq(invitation.PANEL_ID),
                                        newer.ADDED.gt(invitation.DECLARED_TO)))));
    }
}
