import io.lingchuang.calls.RankingRule;
import io.lingchuang.review.ranking.Mark;
import io.lingchuang.review.ranking.Scores;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Which share of the hundred truly best of 500 entries each ranking rule finds when ten panels share them, fifty each, and all scores stand
 * in one list. Entries are worth 75 ± 8 points; a panel has six experts of its own, all of whom score all of its entries, strict or lenient
 * by ± 3 and unsure by 4. On top of that a whole panel is strict or lenient by ± 4, or not; and its entries come by lot, or are better or
 * worse in the mean than another panel's by ± 4. Two hundred calls each, the same for every rule; beside each share the 95 % interval of
 * its mean.
 */
final class RankPanels implements Part {

    private static final int CALLS = 200;
    private static final int PANELS = 10;
    private static final int EACH = 50;
    private static final int EXPERTS = 6;
    private static final int BEST = 100;

    /** @param strict by how much panels are strict or lenient, @param apart by how much their entries differ */
    private record Way(String name, double strict, double apart) {}

    private static final List<Way> WAYS = List.of(
            new Way("by lot, panels strict or lenient by ± 4", 4, 0),
            new Way("by lot, panels alike", 0, 0),
            new Way("not by lot: panels' entries differ by ± 4, panels strict or lenient by ± 4", 4, 4),
            new Way("not by lot: panels' entries differ by ± 4, panels alike", 0, 4));

    @Override
    public List<Measure> run(Bench bench) {
        List<Measure> measures = new ArrayList<>();
        for (Way way : WAYS) {
            Map<RankingRule, double[]> found = new EnumMap<>(RankingRule.class);
            for (RankingRule rule : RankingRule.values()) {
                found.put(rule, new double[CALLS]);
            }
            for (int c = 0; c < CALLS; c++) {
                one(way, new Random(2000L + c), c, found);
            }
            double usual = mean(found.get(RankingRule.TRIMMED));
            found.forEach((rule, shares) -> {
                double mean = mean(shares);
                double sd = Math.sqrt(
                        Arrays.stream(shares).map(s -> (s - mean) * (s - mean)).sum() / (CALLS - 1));
                measures.add(Measure.shown(
                        "%s: share of the true best 100 of 500 found by %s, 95 %% interval ± %s"
                                .formatted(
                                        way.name(),
                                        rule,
                                        String.format(Locale.ROOT, "%.4f", 1.96 * sd / Math.sqrt(CALLS))),
                        mean,
                        usual,
                        ""));
            });
        }
        return measures;
    }

    private static void one(Way way, Random random, int call, Map<RankingRule, double[]> found) {
        int entries = PANELS * EACH;
        double[] worth = new double[entries];
        List<Mark> marks = new ArrayList<>();
        for (int p = 0; p < PANELS; p++) {
            double better = random.nextGaussian() * way.apart();
            double lenient = random.nextGaussian() * way.strict();
            double[] own = random.doubles(EXPERTS)
                    .map(d -> lenient + random.nextGaussian() * 3)
                    .toArray();
            for (int i = p * EACH; i < (p + 1) * EACH; i++) {
                worth[i] = 75 + better + random.nextGaussian() * 8;
                for (int j = 0; j < EXPERTS; j++) {
                    double given = worth[i] + own[j] + random.nextGaussian() * 4;
                    marks.add(new Mark(p, j, i, BigDecimal.valueOf(Math.round(Math.clamp(given, 0, 100) * 2) / 2.0)));
                }
            }
        }
        Set<Long> best = new HashSet<>(LongStream.range(0, entries)
                .boxed()
                .sorted((a, b) -> Double.compare(worth[b.intValue()], worth[a.intValue()]))
                .limit(BEST)
                .toList());
        for (RankingRule rule : RankingRule.values()) {
            long hits = Scores.rank(marks, rule, 1).stream()
                    .limit(BEST)
                    .filter(r -> best.contains(r.entryId()))
                    .count();
            found.get(rule)[call] = hits / (double) BEST;
        }
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
