package io.lingchuang.review.feedback;

import io.lingchuang.calls.Criterion;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;

/**
 * How far a criterion was reached, in words: those of the rubric's band in which the experts' mean lies or, where the rubric has no bands,
 * one of four general ones. Never a number.
 */
final class Levels {

    /** Of a criterion without bands: from this share of its points on. */
    enum General {
        EXCELLENT("0.9"),
        GOOD("0.75"),
        FAIR("0.6"),
        LACKING("0");

        private final BigDecimal share;

        General(String share) {
            this.share = new BigDecimal(share);
        }
    }

    interface Words {
        String of(General level);
    }

    private Levels() {}

    /** @param points of the experts who scored the entry; at least one */
    static String of(Criterion criterion, List<BigDecimal> points, Words words) {
        BigDecimal mean = points.stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(points.size()), 6, RoundingMode.HALF_UP);
        // A mean may lie between two bands that are written in whole points: it has reached the lower of them.
        return criterion.bands().stream()
                .filter(b -> !b.meaning().isBlank() && b.from().compareTo(mean) <= 0)
                .max(Comparator.comparing(Criterion.Band::from))
                .map(Criterion.Band::meaning)
                .orElseGet(() -> words.of(general(criterion, mean)));
    }

    private static General general(Criterion criterion, BigDecimal mean) {
        BigDecimal share =
                criterion.max().signum() == 0 ? BigDecimal.ZERO : mean.divide(criterion.max(), MathContext.DECIMAL64);
        for (General level : General.values()) {
            if (share.compareTo(level.share) >= 0) {
                return level;
            }
        }
        return General.LACKING;
    }
}
