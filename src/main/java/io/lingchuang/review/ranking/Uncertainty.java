package io.lingchuang.review.ranking;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.lingchuang.calls.RankingRule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;

/**
 * How sure a rank is: the experts of every panel are drawn again with replacement, many times, and the entries ranked anew each
 * time (B. Efron, Bootstrap methods: another look at the jackknife, Ann. Stat. 7, 1979). The draws are the same for everybody, as the
 * generator is Java's and its seed is said. An entry whose experts are all missing from a draw keeps its score in that draw.
 */
public final class Uncertainty {

    /** Nine in ten draws. */
    static final double LOW = 0.05;

    static final double HIGH = 0.95;

    /**
     * @param best the rank it reaches or betters in one draw of twenty
     * @param worst the rank it reaches or falls behind in one draw of twenty
     * @param above for each border, in how large a part of the draws it stands at or above it
     */
    public record Interval(long entry, int best, int worst, List<Double> above) {

        /** Close to the border: experts chosen otherwise could well have put it on the other side. */
        public boolean near(int border) {
            return above.get(border) > LOW && above.get(border) < HIGH;
        }

        public boolean nearBorder() {
            return IntStream.range(0, above.size()).anyMatch(this::near);
        }
    }

    private final List<Mark> marks;
    private final RankingRule rule;
    private final int trim;
    private final Map<Long, BigDecimal> scores;
    private final Map<Long, Map<Long, List<Mark>>> panels; // their experts' sheets
    private final Map<Long, FittedModel> models; // by panel, under the rule that fits them

    Uncertainty(List<Mark> marks, RankingRule rule, int trim) {
        this.marks = Mark.inOrder(marks);
        this.rule = rule;
        this.trim = trim;
        this.scores = Rules.scores(marks, rule, trim);
        this.panels = this.marks.stream()
                .collect(groupingBy(Mark::panel, TreeMap::new, groupingBy(Mark::expert, TreeMap::new, toList())));
        this.models = new TreeMap<>();
        if (rule == RankingRule.FITTED) {
            this.marks.stream()
                    .collect(groupingBy(Mark::panel, TreeMap::new, toList()))
                    .forEach((panel, sheets) -> models.put(panel, FittedModel.fit(sheets)));
        }
    }

    /**
     * @param borders the last place of each tier, for example 10, 30, 60
     */
    public static Map<Long, Interval> of(
            List<Mark> marks, RankingRule rule, int trim, List<Integer> borders, int draws, long seed) {
        return new Uncertainty(marks, rule, trim).intervals(entry -> true, borders, draws, seed);
    }

    /** The same for some of the entries, ranked among themselves: the others count for what their panel makes of it. */
    public static Map<Long, Interval> among(
            Set<Long> listed,
            List<Mark> marks,
            RankingRule rule,
            int trim,
            List<Integer> borders,
            int draws,
            long seed) {
        return new Uncertainty(marks, rule, trim).intervals(listed::contains, borders, draws, seed);
    }

    private Map<Long, Interval> intervals(LongPredicate listed, List<Integer> borders, int draws, long seed) {
        Random random = new Random(seed);
        long[] all =
                scores.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
        int[] at =
                IntStream.range(0, all.length).filter(i -> listed.test(all[i])).toArray();
        long[] entries = Arrays.stream(at).mapToLong(i -> all[i]).toArray();
        int[][] ranks = new int[entries.length][draws];
        Draws drawing = DrawnMeans.can(rule) ? new DrawnMeans(marks, rule, trim, scores)::next : this::drawn;
        for (int d = 0; d < draws; d++) {
            double[] drawn = drawing.next(random);
            double[] values = Arrays.stream(at).mapToDouble(i -> drawn[i]).toArray();
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            for (int i = 0; i < entries.length; i++) {
                ranks[i][d] = 1 + above(sorted, values[i]);
            }
        }
        Map<Long, Interval> intervals = new TreeMap<>();
        for (int i = 0; i < entries.length; i++) {
            int[] theirs = ranks[i];
            Arrays.sort(theirs);
            intervals.put(
                    entries[i],
                    new Interval(
                            entries[i],
                            theirs[(int) Math.floor(LOW * (draws - 1))],
                            theirs[(int) Math.ceil(HIGH * (draws - 1))],
                            borders.stream()
                                    .map(b -> Arrays.stream(theirs)
                                                    .filter(r -> r <= b)
                                                    .count()
                                            / (double) draws)
                                    .toList()));
        }
        return intervals;
    }

    /** Once more: the scores of all entries, in the order of their numbers. */
    private interface Draws {
        double[] next(Random random);
    }

    /** By the rule as it stands, from the sheets of who was drawn. */
    double[] drawn(Random random) {
        Map<Long, BigDecimal> drawn = draw(random);
        return new TreeMap<>(scores)
                .entrySet().stream()
                        .mapToDouble(e ->
                                drawn.getOrDefault(e.getKey(), e.getValue()).doubleValue())
                        .toArray();
    }

    /** The experts of each panel among themselves: who was never asked onto a panel is not drawn for it. */
    private Map<Long, BigDecimal> draw(Random random) {
        List<Mark> drawn = new ArrayList<>();
        Map<Long, Double> fitted = new HashMap<>();
        long next = -1; // who is drawn twice counts as two
        for (var panel : panels.entrySet()) {
            List<Mark> here = new ArrayList<>();
            Map<Long, Long> from = new HashMap<>();
            List<List<Mark>> seats = List.copyOf(panel.getValue().values());
            for (int s = 0; s < seats.size(); s++) {
                List<Mark> sheets = seats.get(random.nextInt(seats.size()));
                from.put(next, sheets.getFirst().expert());
                for (Mark m : sheets) {
                    here.add(new Mark(m.panel(), next, m.entry(), m.total()));
                }
                next--;
            }
            FittedModel model = models.get(panel.getKey());
            if (model == null) {
                drawn.addAll(here);
            } else {
                fitted.putAll(model.again(here, from).values());
            }
        }
        return models.isEmpty() ? Rules.scores(drawn, rule, trim) : Rules.rounded(fitted);
    }

    /** How many of the sorted values are greater. */
    private static int above(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return sorted.length - low;
    }
}
