package io.lingchuang.review.assignment;

import io.lingchuang.review.assignment.Problem.Pair;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer.
 *
 * @param pairs who gets what, with what was fixed, in order
 * @param loads sheets by expert
 * @param total sum of the matches
 * @param bound the largest sum there can be at these loads without the rules beyond number, load and field
 * @param lacks what is short
 * @param worst the entry that came off worst, if any was assigned
 */
public record Plan(
        List<Pair> pairs,
        int[] loads,
        long total,
        long bound,
        List<Lack> lacks,
        @Nullable Worst worst) {

    /** Why an entry is short. */
    public enum Why {
        EXPERTS,
        LIMITS,
        EMPLOYERS,
        OUTSIDE,
        MIXED
    }

    /** @param missing experts that would have to come */
    public record Lack(int entry, int missing, Why why) {}

    /** @param sum of its matches; @param best the largest that it could have alone, with every expert it may have to choose from */
    public record Worst(int entry, int sum, int best) {}
}
