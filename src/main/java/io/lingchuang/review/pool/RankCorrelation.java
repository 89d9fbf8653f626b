package io.lingchuang.review.pool;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Spearman's rank correlation: 1 for the same order, -1 for the opposite one; equals share the mean of their ranks. */
final class RankCorrelation {

    /** With fewer pairs any order looks like agreement or like its opposite. */
    static final int LEAST = 3;

    private RankCorrelation() {}

    /** Nothing for too few pairs, or where one side knows no difference at all. */
    static OptionalDouble of(List<Double> one, List<Double> other) {
        if (one.size() != other.size()) {
            throw new IllegalArgumentException(one.size() + " values beside " + other.size());
        }
        if (one.size() < LEAST) {
            return OptionalDouble.empty();
        }
        double[] x = ranks(one);
        double[] y = ranks(other);
        double mean = (one.size() + 1) / 2.0;
        double both = 0;
        double ofX = 0;
        double ofY = 0;
        for (int i = 0; i < x.length; i++) {
            both += (x[i] - mean) * (y[i] - mean);
            ofX += (x[i] - mean) * (x[i] - mean);
            ofY += (y[i] - mean) * (y[i] - mean);
        }
        return ofX == 0 || ofY == 0 ? OptionalDouble.empty() : OptionalDouble.of(both / Math.sqrt(ofX * ofY));
    }

    private static double[] ranks(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return values.stream()
                .mapToDouble(v -> {
                    int first = IntStream.range(0, sorted.length)
                            .filter(i -> sorted[i] == v)
                            .findFirst()
                            .orElseThrow();
                    long same = Arrays.stream(sorted).filter(s -> s == v).count();
                    return first + (same + 1) / 2.0;
                })
                .toArray();
    }
}
