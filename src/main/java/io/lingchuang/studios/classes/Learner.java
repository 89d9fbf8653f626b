package io.lingchuang.studios.classes;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in a class. way: signed in by the code or ticked; best: per cent of the best test; hours: on their record.
 *
 * <pre>
 * SIGNED_UP → LEFT, PRESENT, ABSENT
 * LEFT      → SIGNED_UP, PRESENT
 * PRESENT   → SIGNED_UP    ticked by mistake
 * </pre>
 */
public record Learner(
        long courseId,
        long personId,
        String name,
        String unit,
        @Nullable Long accountId,
        State state,
        @Nullable Instant presentAt,
        @Nullable Way way,
        @Nullable Integer best,
        @Nullable BigDecimal hours) {

    public enum State {
        SIGNED_UP,
        LEFT,
        PRESENT,
        ABSENT
    }

    /** How somebody was taken in: by the code on the screen, or ticked by the teacher. */
    public enum Way {
        CODE,
        TICKED
    }

    public boolean present() {
        return state == State.PRESENT;
    }
}
