package io.lingchuang.review.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lingchuang.calls.RankingRule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The model that corrects strict and lenient experts does what its equations say, and finds what was put in. */
class FittedModelTest {

    @Property(tries = 60)
    void the_short_way_gives_what_the_whole_system_of_equations_gives(
            @ForAll @IntRange(min = 1, max = 100_000) int seed) {
        Random random = new Random(seed);
        List<Mark> marks = Panel.of(random, 2 + random.nextInt(12), 1 + random.nextInt(5), 3)
                .marks();
        FittedModel model = FittedModel.fit(marks);
        Map<Long, Double> whole = wholeSystem(marks, model);
        assertThat(model.values().keySet()).isEqualTo(whole.keySet());
        model.values().forEach((entry, value) -> assertThat(value).isCloseTo(whole.get(entry), within(1e-6)));
    }

    /** All unknowns at once, by plain elimination: the mean, every entry, every expert. */
    private static Map<Long, Double> wholeSystem(List<Mark> marks, FittedModel model) {
        List<Long> entries =
                List.copyOf(new TreeSet<>(marks.stream().map(Mark::entry).toList()));
        List<Long> experts =
                List.copyOf(new TreeSet<>(marks.stream().map(Mark::expert).toList()));
        int size = 1 + entries.size() + experts.size();
        double[][] a = new double[size][size + 1];
        for (Mark m : marks) {
            double sd = model.noise().get(m.expert());
            int[] at = {0, 1 + entries.indexOf(m.entry()), 1 + entries.size() + experts.indexOf(m.expert())};
            for (int r : at) {
                for (int c : at) {
                    a[r][c] += 1 / (sd * sd);
                }
                a[r][size] += m.total().doubleValue() / (sd * sd);
            }
        }
        for (int i = 1; i < size; i++) {
            a[i][i] += 1 / (i <= entries.size() ? model.entryVariance() : model.expertVariance());
        }
        for (int p = 0; p < size; p++) {
            for (int r = 0; r < size; r++) {
                if (r != p) {
                    double f = a[r][p] / a[p][p];
                    for (int c = p; c <= size; c++) {
                        a[r][c] -= f * a[p][c];
                    }
                }
            }
        }
        Map<Long, Double> values = new java.util.TreeMap<>();
        for (long e : entries) {
            int i = 1 + entries.indexOf(e);
            values.put(e, a[0][size] / a[0][0] + a[i][size] / a[i][i]);
        }
        return values;
    }

    @Example
    void a_strict_and_a_lenient_expert_are_told_from_poor_and_good_entries() {
        Panel panel = Panel.of(new Random(7), 400, 20, 5);
        Map<Long, FittedModel.Estimate> found = FittedModel.fit(panel.marks()).leniency();
        double mean =
                panel.leniency().values().stream().mapToDouble(d -> d).average().orElseThrow();
        double foundMean = found.values().stream()
                .mapToDouble(FittedModel.Estimate::value)
                .average()
                .orElseThrow();
        panel.leniency()
                .forEach((expert, truth) -> assertThat(found.get(expert).value() - foundMean)
                        .isCloseTo(truth - mean, within(4 * found.get(expert).sd())));
    }

    @Example
    void who_scores_carelessly_is_found_and_listened_to_less() {
        Panel panel = Panel.of(new Random(8), 300, 10, 5);
        Map<Long, Double> noise = FittedModel.fit(panel.marks()).noise();
        // the first expert of the simulated panel is the careless one
        double careless = noise.get(1L);
        assertThat(noise.entrySet().stream().filter(e -> e.getKey() != 1L).map(Map.Entry::getValue))
                .allSatisfy(sd -> assertThat(sd).isLessThan(careless / 1.8));
    }

    @Property(tries = 40)
    void it_comes_nearer_to_the_truth_than_the_mean_when_experts_differ_and_see_different_entries(
            @ForAll @IntRange(min = 1, max = 100_000) int seed) {
        Panel panel = Panel.of(new Random(seed), 200, 15, 4);
        assertThat(panel.misses(RankingRule.FITTED)).isLessThanOrEqualTo(panel.misses(RankingRule.MEAN));
    }

    @Property(tries = 40)
    void sheets_that_are_all_alike_give_entries_that_are_all_alike(
            @ForAll @IntRange(min = 1, max = 6) int entries, @ForAll @IntRange(min = 1, max = 4) int experts) {
        List<Mark> marks = new ArrayList<>();
        for (long i = 1; i <= entries; i++) {
            for (long j = 1; j <= experts; j++) {
                marks.add(new Mark(1, j, i, BigDecimal.valueOf(80)));
            }
        }
        for (RankingRule rule : RankingRule.values()) {
            assertThat(Scores.rank(marks, rule, 1)).hasSize(entries).allSatisfy(r -> {
                assertThat(r.rank()).isEqualTo(1);
                assertThat(r.score()).isEqualByComparingTo("80");
            });
        }
    }
}
