package io.lingchuang.review.ranking;

import io.lingchuang.calls.RankingRule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A simulated panel whose truth is known: entries worth 75 ± 8, experts strict or lenient by ± 5 and unsure by 3 points, the first one
 * by 12. Totals are kept between 0 and 100, in half points.
 */
record Panel(List<Mark> marks, Map<Long, Double> worth, Map<Long, Double> leniency) {

    static Panel of(Random random, int entries, int experts, int each) {
        Map<Long, Double> worth = new HashMap<>();
        Map<Long, Double> leniency = new HashMap<>();
        List<Long> seats = new ArrayList<>();
        for (long j = 1; j <= experts; j++) {
            leniency.put(j, random.nextGaussian() * 5);
            seats.add(j);
        }
        List<Mark> marks = new ArrayList<>();
        for (long i = 1; i <= entries; i++) {
            worth.put(i, 75 + random.nextGaussian() * 8);
            Collections.shuffle(seats, random);
            for (long j : seats.subList(0, Math.min(each, experts))) {
                double total = worth.get(i) + leniency.get(j) + random.nextGaussian() * (j == 1 ? 12 : 3);
                double halves = Math.round(Math.clamp(total, 0, 100) * 2) / 2.0;
                marks.add(new Mark(1, j, i, BigDecimal.valueOf(halves).setScale(1, RoundingMode.UNNECESSARY)));
            }
        }
        return new Panel(marks, worth, leniency);
    }

    /** The mean square by which a rule's scores miss the truth, each around its own mean. */
    double misses(RankingRule rule) {
        Map<Long, BigDecimal> scores = Rules.scores(marks, rule, 1);
        double shift = scores.entrySet().stream()
                .mapToDouble(e -> e.getValue().doubleValue() - worth.get(e.getKey()))
                .average()
                .orElseThrow();
        return scores.entrySet().stream()
                .mapToDouble(e -> Math.pow(e.getValue().doubleValue() - shift - worth.get(e.getKey()), 2))
                .average()
                .orElseThrow();
    }
}
