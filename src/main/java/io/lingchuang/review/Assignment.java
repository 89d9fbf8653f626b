package io.lingchuang.review;

import io.lingchuang.review.assignment.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a panel asked for and how far its assignment 分配 is.
 *
 * <pre>
 * ASKED → PROPOSED → ACCEPTED
 *   ↑________│__________│     asked again
 *            ↑__________│     taken back, or changed by a sheet
 * </pre>
 */
public record Assignment(
        long panelId,
        Question question,
        State state,
        @Nullable Long jobId,
        long total,
        long bound,
        @Nullable Long worstEntry,
        int worstSum,
        int worstBest,
        boolean byHand,
        @Nullable String fewer,
        Instant askedAt,
        @Nullable Instant acceptedAt,
        int version) {

    public enum State {
        ASKED,
        PROPOSED,
        ACCEPTED
    }

    /** @param each how many experts an entry gets */
    public record Question(int each, boolean outside, boolean oneAnEmployer, boolean mixed) {
        Problem.Rules rules() {
            return new Problem.Rules(outside, oneAnEmployer, mixed);
        }
    }

    /** An expert pinned to an entry, or forbidden it. */
    public enum Wish {
        PIN,
        FORBID
    }
}
