package io.lingchuang.review;

import static io.lingchuang.db.review.Tables.SHEET;

import org.jooq.Condition;
import org.jooq.JSONB;

/**
 * How far a score sheet is, for whoever follows a panel. A sheet that was only looked at is not begun: something must stand in it. What is
 * counted, coloured or taken away goes by this one word.
 */
public enum SheetStanding {
    NOT_BEGUN,
    BEGUN,
    SEALED,
    /** The expert could not judge. */
    UNABLE;

    /** In SQL: points, a reason or a comment stand in it; spaces are nothing. */
    public static final Condition TYPED = SHEET.SCORES
            .ne(JSONB.valueOf("{}"))
            .or(SHEET.REASONS.ne(JSONB.valueOf("{}")))
            .or(SHEET.COMMENT.likeRegex("[^[:space:]]"));

    /** In SQL: the sheet stands so. */
    public Condition holds() {
        Condition open = SHEET.STATE.eq(SheetState.OPEN.name());
        return switch (this) {
            case NOT_BEGUN -> open.andNot(TYPED);
            case BEGUN -> open.and(TYPED);
            case SEALED -> SHEET.STATE.eq(SheetState.SEALED.name());
            case UNABLE -> SHEET.STATE.eq(SheetState.CANNOT_JUDGE.name());
        };
    }

    /** From a row. @param typed what {@link #TYPED} said of it */
    public static SheetStanding of(SheetState state, boolean typed) {
        return switch (state) {
            case OPEN -> typed ? BEGUN : NOT_BEGUN;
            case SEALED -> SEALED;
            case CANNOT_JUDGE -> UNABLE;
        };
    }
}
