package io.lingchuang.review.ranking;

import static java.util.stream.Collectors.averagingDouble;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.lingchuang.calls.RankingRule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rules that a call may choose from, each as a plain function of the sheets. Every score has four decimals, half up. A panel's scores
 * depend on its own sheets only, so that those of several panels make one list without knowing of each other.
 */
final class Rules {

    /** What PANEL_STANDARD brings every panel to, so that panels compare without knowing of each other. */
    static final double PANEL_MEAN = 80;

    static final double PANEL_SPREAD = 5;

    /** Who scored fewer entries than this counts as they scored under EXPERT_STANDARD, as their spread says nothing yet. */
    static final int FEWEST = 3;

    private Rules() {}

    /** The score of every entry that has a sheet. */
    static Map<Long, BigDecimal> scores(List<Mark> marks, RankingRule rule, int trim) {
        if (marks.isEmpty()) {
            return Map.of();
        }
        List<Mark> inOrder = Mark.inOrder(marks);
        return switch (rule) {
            case TRIMMED -> means(inOrder, trim);
            case MEAN -> means(inOrder, 0);
            case PANEL_STANDARD -> panelsEven(inOrder, trim);
            case EXPERT_STANDARD -> expertsEven(inOrder);
            case FITTED -> panelsFitted(inOrder);
        };
    }

    private static Map<Long, BigDecimal> means(List<Mark> marks, int trim) {
        Map<Long, BigDecimal> means = new TreeMap<>();
        marks.stream()
                .collect(groupingBy(Mark::entry, mapping(Mark::total, toList())))
                .forEach((entry, totals) -> means.put(entry, Scores.mean(totals, trim)));
        return means;
    }

    private static Map<Long, BigDecimal> panelsEven(List<Mark> marks, int trim) {
        Map<Long, Double> even = new TreeMap<>();
        marks.stream().collect(groupingBy(Mark::panel, TreeMap::new, toList())).values().stream()
                .map(panel -> means(panel, trim))
                .forEach(scores -> {
                    Shape shape = Shape.of(scores.values().stream()
                            .mapToDouble(BigDecimal::doubleValue)
                            .toArray());
                    scores.forEach((entry, score) ->
                            even.put(entry, PANEL_MEAN + shape.standard(score.doubleValue()) * PANEL_SPREAD));
                });
        return rounded(even);
    }

    private static Map<Long, BigDecimal> expertsEven(List<Mark> marks) {
        Map<Mark, Double> even = new HashMap<>();
        marks.stream()
                .collect(groupingBy(Mark::panel, TreeMap::new, toList()))
                .values()
                .forEach(panel -> {
                    Map<Long, Shape> shapes = new TreeMap<>();
                    panel.stream()
                            .collect(groupingBy(
                                    Mark::expert,
                                    TreeMap::new,
                                    mapping(m -> m.total().doubleValue(), toList())))
                            .forEach((expert, totals) -> {
                                if (totals.size() >= FEWEST) {
                                    shapes.put(
                                            expert,
                                            Shape.of(totals.stream()
                                                    .mapToDouble(Double::doubleValue)
                                                    .toArray()));
                                }
                            });
                    double mean = panel.stream()
                                    .mapToDouble(m -> m.total().doubleValue())
                                    .sum()
                            / panel.size();
                    double spread = Shape.within(shapes.values());
                    panel.forEach(m -> {
                        double total = m.total().doubleValue();
                        Shape shape = shapes.get(m.expert());
                        even.put(m, shape == null ? total : mean + shape.standard(total) * spread);
                    });
                });
        return rounded(new TreeMap<>(marks.stream().collect(groupingBy(Mark::entry, averagingDouble(even::get)))));
    }

    /** Each panel by a model of its own: what it says stays what its archive says, whoever else is in the list. */
    private static Map<Long, BigDecimal> panelsFitted(List<Mark> marks) {
        Map<Long, Double> fitted = new TreeMap<>();
        marks.stream()
                .collect(groupingBy(Mark::panel, TreeMap::new, toList()))
                .values()
                .forEach(panel -> fitted.putAll(FittedModel.fit(panel).values()));
        return rounded(fitted);
    }

    static Map<Long, BigDecimal> rounded(Map<Long, Double> scores) {
        Map<Long, BigDecimal> rounded = new TreeMap<>();
        scores.forEach((entry, score) ->
                rounded.put(entry, new BigDecimal(score).setScale(Scores.DECIMALS, RoundingMode.HALF_UP)));
        return rounded;
    }

    /** How numbers lie: their mean and standard deviation. */
    record Shape(double mean, double spread, int count) {

        static Shape of(double[] values) {
            double mean = Arrays.stream(values).sum() / values.length;
            double squares =
                    Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
            return new Shape(mean, Math.sqrt(squares / values.length), values.length);
        }

        /** By how many standard deviations a value lies above the mean; zero where all are alike. */
        double standard(double value) {
            return spread < 1e-9 ? 0 : (value - mean) / spread;
        }

        /** The spread that groups have on average within them. */
        static double within(Iterable<Shape> groups) {
            double squares = 0;
            int counted = 0;
            for (Shape g : groups) {
                squares += g.spread * g.spread * g.count;
                counted += g.count;
            }
            return counted == 0 ? 0 : Math.sqrt(squares / counted);
        }
    }
}
