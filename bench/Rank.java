import io.lingchuang.calls.RankingRule;
import io.lingchuang.review.ranking.Mark;
import io.lingchuang.review.ranking.Scores;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Which share of the hundred truly best of 500 entries each ranking rule finds, on simulated panels whose truth is known: entries worth
 * 75 ± 8 points, 60 experts strict or lenient by ± 5 and unsure by 4; one in seven careless (unsure by 12), one in seven timid (gives
 * everything half as far from 75 as it seems). Each entry has five experts by lot; totals are half points from 0 to 100. Two hundred panels, the
 * same for every rule; beside each share stands the 95 % interval of its mean.
 */
final class Rank implements Part {

    private static final int PANELS = 200;
    private static final int ENTRIES = 500;
    private static final int EXPERTS = 60;
    private static final int EACH = 5;
    private static final int BEST = 100;

    @Override
    public List<Measure> run(Bench bench) {
        Map<RankingRule, double[]> found = new EnumMap<>(RankingRule.class);
        for (RankingRule rule : RankingRule.values()) {
            found.put(rule, new double[PANELS]);
        }
        for (int p = 0; p < PANELS; p++) {
            Random random = new Random(1000L + p);
            double[] worth = random.doubles(ENTRIES)
                    .map(d -> 75 + random.nextGaussian() * 8)
                    .toArray();
            List<Mark> marks = panel(worth, random);
            Set<Long> best = new HashSet<>(LongStream.range(0, ENTRIES)
                    .boxed()
                    .sorted((a, b) -> Double.compare(worth[b.intValue()], worth[a.intValue()]))
                    .limit(BEST)
                    .toList());
            for (RankingRule rule : RankingRule.values()) {
                long hits = Scores.rank(marks, rule, 1).stream()
                        .limit(BEST)
                        .filter(r -> best.contains(r.entryId()))
                        .count();
                found.get(rule)[p] = hits / (double) BEST;
            }
        }
        double usual = mean(found.get(RankingRule.TRIMMED));
        List<Measure> measures = new ArrayList<>();
        found.forEach((rule, shares) -> {
            double mean = mean(shares);
            double sd = Math.sqrt(
                    Arrays.stream(shares).map(s -> (s - mean) * (s - mean)).sum() / (PANELS - 1));
            measures.add(Measure.shown(
                    "share of the true best 100 of 500 found by %s, 95 %% interval ± %s"
                            .formatted(rule, String.format(Locale.ROOT, "%.4f", 1.96 * sd / Math.sqrt(PANELS))),
                    mean,
                    usual,
                    ""));
        });
        return measures;
    }

    private static List<Mark> panel(double[] worth, Random random) {
        double[] leniency =
                random.doubles(EXPERTS).map(d -> random.nextGaussian() * 5).toArray();
        List<Integer> seats = new ArrayList<>(
                LongStream.range(0, EXPERTS).mapToObj(Math::toIntExact).toList());
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < ENTRIES; i++) {
            Collections.shuffle(seats, random);
            for (int j : seats.subList(0, EACH)) {
                double seen = worth[i] + random.nextGaussian() * (j % 7 == 1 ? 12 : 4);
                double given = leniency[j] + (j % 7 == 2 ? 75 + (seen - 75) / 2 : seen);
                marks.add(new Mark(1, j, i, BigDecimal.valueOf(Math.round(Math.clamp(given, 0, 100) * 2) / 2.0)));
            }
        }
        return marks;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
