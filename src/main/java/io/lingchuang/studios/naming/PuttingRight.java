package io.lingchuang.studios.naming;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What a studio has to put right 限期整改, and by when. answer: what the officer said to its report. */
public record PuttingRight(
        long id,
        long studioId,
        String what,
        LocalDate byDay,
        State state,
        @Nullable String report,
        @Nullable Instant reportedAt,
        @Nullable String answer,
        @Nullable Instant ruledAt) {

    /**
     * <pre>
     * OPEN      → REPORTED, FAILED, ENDED
     * REPORTED  → OPEN (not yet enough), CONFIRMED, FAILED, ENDED
     * </pre>
     *
     * ENDED: the studio ended before.
     */
    public enum State {
        OPEN,
        REPORTED,
        CONFIRMED,
        FAILED,
        ENDED
    }
}
