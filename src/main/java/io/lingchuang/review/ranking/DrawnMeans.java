package io.lingchuang.review.ranking;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.lingchuang.calls.RankingRule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/**
 * Experts drawn again for the rules that average, many times over: the same scores to the last digit as {@link Rules} makes of the drawn
 * sheets, without building them. How often an expert was drawn is a weight on their sheets, which are sorted once; sums are whole numbers of
 * ten-thousandths.
 */
final class DrawnMeans {

    private static final long UNIT = 10_000; // four decimals

    /** An entry's sheets, the lowest first. */
    private record Sheets(int[] seats, long[] totals) {}

    /** @param from the first of its seats among all; an expert sits on each of their panels */
    private record Table(int from, int seats, int[] entries) {}

    private final List<Sheets> sheets = new ArrayList<>();
    private final List<Table> tables = new ArrayList<>();
    private final int trim;
    private final boolean even;
    private final double[] kept;
    private int seats;

    /** @param scores of all entries, kept where nobody who scored one is drawn */
    DrawnMeans(List<Mark> marks, RankingRule rule, int trim, Map<Long, BigDecimal> scores) {
        this.trim = rule == RankingRule.MEAN ? 0 : trim;
        this.even = rule == RankingRule.PANEL_STANDARD;
        this.kept = new TreeMap<>(scores)
                .values().stream().mapToDouble(BigDecimal::doubleValue).toArray();
        Map<Long, Integer> index = new HashMap<>();
        new TreeMap<>(scores).keySet().forEach(entry -> index.put(entry, index.size()));
        for (int i = 0; i < kept.length; i++) {
            sheets.add(new Sheets(new int[0], new long[0]));
        }
        marks.stream()
                .collect(groupingBy(Mark::panel, TreeMap::new, toList()))
                .values()
                .forEach(panel -> seat(panel, index));
    }

    static boolean can(RankingRule rule) {
        return rule == RankingRule.TRIMMED || rule == RankingRule.MEAN || rule == RankingRule.PANEL_STANDARD;
    }

    private void seat(List<Mark> panel, Map<Long, Integer> index) {
        Map<Long, Integer> seat = new TreeMap<>();
        panel.forEach(m -> seat.put(m.expert(), 0));
        int from = seats;
        seat.replaceAll((expert, none) -> seats++);
        Map<Long, List<Mark>> entries = panel.stream().collect(groupingBy(Mark::entry, TreeMap::new, toList()));
        entries.forEach((entry, its) -> {
            List<Mark> lowest =
                    its.stream().sorted(Comparator.comparing(Mark::total)).toList();
            sheets.set(
                    Objects.requireNonNull(index.get(entry)),
                    new Sheets(
                            lowest.stream()
                                    .mapToInt(m -> Objects.requireNonNull(seat.get(m.expert())))
                                    .toArray(),
                            lowest.stream()
                                    .mapToLong(m -> m.total().movePointRight(4).longValueExact())
                                    .toArray()));
        });
        tables.add(new Table(
                from,
                seat.size(),
                entries.keySet().stream()
                        .mapToInt(e -> Objects.requireNonNull(index.get(e)))
                        .toArray()));
    }

    /** The scores of all entries, in the order of their numbers, in one more draw. */
    double[] next(Random random) {
        int[] times = new int[seats];
        for (Table t : tables) {
            for (int s = 0; s < t.seats; s++) {
                times[t.from + random.nextInt(t.seats)]++;
            }
        }
        double[] scores = kept.clone();
        for (Table t : tables) {
            boolean[] drawn = new boolean[t.entries.length];
            double[] means = new double[t.entries.length];
            int many = 0;
            for (int i = 0; i < t.entries.length; i++) {
                long mean = mean(sheets.get(t.entries[i]), times);
                drawn[i] = mean >= 0;
                if (drawn[i]) {
                    means[many++] = (double) mean / UNIT;
                }
            }
            Rules.Shape shape = even ? Rules.Shape.of(java.util.Arrays.copyOf(means, many)) : null;
            for (int i = 0, next = 0; i < t.entries.length; i++) {
                if (drawn[i]) {
                    double mean = means[next++];
                    scores[t.entries[i]] = shape == null ? mean : rounded(shape.standard(mean));
                }
            }
        }
        return scores;
    }

    private static double rounded(double standard) {
        return new BigDecimal(Rules.PANEL_MEAN + standard * Rules.PANEL_SPREAD)
                .setScale(Scores.DECIMALS, RoundingMode.HALF_UP)
                .doubleValue();
    }

    /** In ten-thousandths, half up; -1 where no sheet was drawn. */
    private long mean(Sheets entry, int[] times) {
        int many = 0;
        for (int seat : entry.seats) {
            many += times[seat];
        }
        if (many == 0) {
            return -1;
        }
        int off = many >= 2 * trim + 1 ? trim : 0;
        long sum = 0;
        int before = 0;
        for (int i = 0; i < entry.seats.length; i++) {
            int here = times[entry.seats[i]];
            int counts = Math.min(before + here, many - off) - Math.max(before, off);
            if (counts > 0) {
                sum += counts * entry.totals[i];
            }
            before += here;
        }
        int kept = many - 2 * off;
        return (2 * sum + kept) / (2L * kept);
    }
}
