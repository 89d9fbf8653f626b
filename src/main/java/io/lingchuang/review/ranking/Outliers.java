package io.lingchuang.review.ranking;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Sheets that lie far from what the entry's other experts gave, their strictness and that of the expert allowed for. It is pointed
 * out, never taken off: the one who knows the trade may be the only one who is right.
 */
public final class Outliers {

    /** So many robust standard deviations away is worth a second look: about one honest sheet in 370. */
    static final double FAR = 3;

    static final int FEWEST = 3; // sheets on the entry
    private static final double MEDIAN = Math.PI / 2; // how much more a median varies than a mean

    /**
     * @param expected what the middle of the others' sheets leads one to expect from this expert
     * @param deviations by how many standard deviations it lies above (or, negative, below)
     */
    public record Outlier(Mark mark, double expected, double deviations) {}

    private Outliers() {}

    /** The farthest first. */
    public static List<Outlier> of(List<Mark> marks) {
        if (marks.isEmpty()) {
            return List.of();
        }
        Map<Long, FittedModel.Estimate> leniency = FittedModel.fit(marks).leniency();
        record Gap(Mark mark, double expected, double scaled) {}
        List<Gap> gaps = new ArrayList<>();
        Mark.inOrder(marks).stream()
                .collect(groupingBy(Mark::entry, TreeMap::new, toList()))
                .forEach((entry, sheets) -> {
                    if (sheets.size() < FEWEST) {
                        return;
                    }
                    for (Mark m : sheets) {
                        double others = median(sheets.stream()
                                .filter(o -> o != m)
                                .mapToDouble(o -> corrected(o, leniency))
                                .sorted()
                                .toArray());
                        double scale = Math.sqrt(1 + MEDIAN / (sheets.size() - 1));
                        gaps.add(new Gap(m, others + lenient(m, leniency), (corrected(m, leniency) - others) / scale));
                    }
                });
        double[] sizes =
                gaps.stream().mapToDouble(g -> Math.abs(g.scaled())).sorted().toArray();
        if (sizes.length == 0) {
            return List.of();
        }
        double sd = Math.max(0.5, median(sizes) / 0.6745); // half a point at least: a panel that agrees has no outliers
        return gaps.stream()
                .map(g -> new Outlier(g.mark(), g.expected(), g.scaled() / sd))
                .filter(o -> Math.abs(o.deviations()) >= FAR)
                .sorted(Comparator.comparingDouble((Outlier o) -> -Math.abs(o.deviations()))
                        .thenComparingLong(o -> o.mark().entry())
                        .thenComparingLong(o -> o.mark().expert()))
                .toList();
    }

    private static double corrected(Mark m, Map<Long, FittedModel.Estimate> leniency) {
        return m.total().doubleValue() - lenient(m, leniency);
    }

    private static double lenient(Mark m, Map<Long, FittedModel.Estimate> leniency) {
        return Objects.requireNonNull(leniency.get(m.expert())).value();
    }

    private static double median(double[] sorted) {
        int n = sorted.length;
        return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }
}
