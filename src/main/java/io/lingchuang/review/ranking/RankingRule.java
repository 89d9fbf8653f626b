package io.lingchuang.review.ranking;

import static java.util.stream.Collectors.averagingDouble;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How the sheets of a call become scores 计分规则. The call says which one holds before the first sheet is opened; the others are
 * shown beside it for comparison only. Every score has four decimals, half up.
 */
public enum RankingRule {
    /** The highest and the lowest off, the rest averaged: the usual rule. */
    TRIMMED {
        @Override
        Map<Long, BigDecimal> of(List<Mark> marks, int trim) {
            return means(marks, trim);
        }
    },
    /** All sheets averaged. */
    MEAN {
        @Override
        Map<Long, BigDecimal> of(List<Mark> marks, int trim) {
            return means(marks, 0);
        }
    },
    /**
     * As TRIMMED, then every panel is brought to the same mean and spread, for calls whose panels each see a part of the entries: a
     * strict panel's best is worth as much as a lenient panel's best. Within one panel the order stays.
     */
    PANEL_STANDARD {
        @Override
        Map<Long, BigDecimal> of(List<Mark> marks, int trim) {
            Map<Long, Double> scores = new TreeMap<>();
            means(marks, trim).forEach((entry, score) -> scores.put(entry, score.doubleValue()));
            Map<Long, Long> panels = new TreeMap<>();
            marks.forEach(m -> panels.put(m.entry(), m.panel()));
            return rounded(standardised(List.copyOf(scores.keySet()), panels::get, scores::get, 2));
        }
    },
    /** Every expert is brought to the same mean and spread before averaging; who scored fewer than three entries counts as they scored. */
    EXPERT_STANDARD {
        @Override
        Map<Long, BigDecimal> of(List<Mark> marks, int trim) {
            Map<Mark, Double> even =
                    standardised(marks, Mark::expert, m -> m.total().doubleValue(), 3);
            return rounded(new TreeMap<>(marks.stream().collect(groupingBy(Mark::entry, averagingDouble(even::get)))));
        }
    },
    /** The value of each entry that {@link FittedModel} finds behind its sheets, strict and lenient experts corrected. */
    FITTED {
        @Override
        Map<Long, BigDecimal> of(List<Mark> marks, int trim) {
            return rounded(FittedModel.fit(marks).values());
        }
    };

    /** The score of every entry that has a sheet. */
    public Map<Long, BigDecimal> scores(List<Mark> marks, int trim) {
        return marks.isEmpty() ? Map.of() : of(Mark.inOrder(marks), trim);
    }

    abstract Map<Long, BigDecimal> of(List<Mark> marks, int trim);

    private static Map<Long, BigDecimal> means(List<Mark> marks, int trim) {
        Map<Long, BigDecimal> means = new TreeMap<>();
        marks.stream()
                .collect(groupingBy(Mark::entry, mapping(Mark::total, toList())))
                .forEach((entry, totals) -> means.put(entry, Scores.mean(totals, trim)));
        return means;
    }

    static Map<Long, BigDecimal> rounded(Map<Long, Double> scores) {
        Map<Long, BigDecimal> rounded = new TreeMap<>();
        scores.forEach((entry, score) ->
                rounded.put(entry, new BigDecimal(score).setScale(Scores.DECIMALS, RoundingMode.HALF_UP)));
        return rounded;
    }

    /**
     * Brings the values of every group to the mean of all and to the spread that the groups have on average within them.
     *
     * @param least groups with fewer values stay as they are
     */
    private static <T> Map<T, Double> standardised(
            List<T> items, Function<T, Long> group, Function<T, Double> value, int least) {
        Map<Long, List<T>> groups = items.stream().collect(groupingBy(group, TreeMap::new, toList()));
        double mean = items.stream().mapToDouble(value::apply).sum() / items.size();
        Map<Long, double[]> shapes = new TreeMap<>();
        double squares = 0;
        int counted = 0;
        for (var g : groups.entrySet()) {
            double centre = g.getValue().stream().mapToDouble(value::apply).sum()
                    / g.getValue().size();
            double around = g.getValue().stream()
                    .mapToDouble(t -> (value.apply(t) - centre) * (value.apply(t) - centre))
                    .sum();
            shapes.put(
                    g.getKey(),
                    new double[] {centre, Math.sqrt(around / g.getValue().size())});
            if (g.getValue().size() >= least) {
                squares += around;
                counted += g.getValue().size();
            }
        }
        double spread = counted == 0 ? 0 : Math.sqrt(squares / counted);
        Map<T, Double> even = new HashMap<>();
        groups.forEach((key, members) -> {
            double[] shape = shapes.get(key);
            for (T t : members) {
                double own = value.apply(t);
                even.put(
                        t,
                        members.size() < least
                                ? own
                                : mean + (shape[1] < 1e-9 ? 0 : (own - shape[0]) / shape[1] * spread));
            }
        });
        return even;
    }
}
