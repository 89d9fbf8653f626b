package io.lingchuang.review.ranking;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/**
 * A sealed sheet as a ranking sees it.
 *
 * @param total points in all, out of 100
 */
public record Mark(long panel, long expert, long entry, BigDecimal total) {

    /** In the order of entries and experts, so that sums come out the same whatever order the sheets were read in. */
    static List<Mark> inOrder(List<Mark> marks) {
        return marks.stream()
                .sorted(Comparator.comparingLong(Mark::entry)
                        .thenComparingLong(Mark::expert)
                        .thenComparingLong(Mark::panel))
                .toList();
    }
}
