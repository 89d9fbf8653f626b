package io.lingchuang.review.ranking;

import static java.util.stream.Collectors.averagingDouble;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lingchuang.calls.RankingRule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds for every rule, and what each is for. */
class RankingRuleTest {

    @Property(tries = 60)
    void the_order_in_which_sheets_are_read_changes_no_digit_of_any_rule(
            @ForAll RankingRule rule, @ForAll @IntRange(min = 1, max = 100_000) int seed) {
        List<Mark> marks = Panel.of(new Random(seed), 15, 6, 4).marks();
        List<Mark> shuffled = new ArrayList<>(marks);
        Collections.shuffle(shuffled, new Random(seed + 1L));
        assertThat(Scores.rank(shuffled, rule, 1)).isEqualTo(Scores.rank(marks, rule, 1));
    }

    @Property(tries = 60)
    void a_better_sheet_never_makes_its_entry_worse_under_means(
            @ForAll @IntRange(min = 1, max = 100_000) int seed, @ForAll @IntRange(min = 0, max = 2) int trim) {
        List<Mark> marks = Panel.of(new Random(seed), 12, 7, 5).marks();
        Mark chosen = marks.get(seed % marks.size());
        List<Mark> better = new ArrayList<>(marks);
        better.set(
                seed % marks.size(),
                new Mark(chosen.panel(), chosen.expert(), chosen.entry(), BigDecimal.valueOf(100)));
        for (RankingRule rule : List.of(RankingRule.TRIMMED, RankingRule.MEAN)) {
            assertThat(Rules.scores(better, rule, trim).get(chosen.entry()))
                    .isGreaterThanOrEqualTo(Rules.scores(marks, rule, trim).get(chosen.entry()));
        }
    }

    @Property(tries = 60)
    void what_a_panel_adds_to_all_its_sheets_changes_no_order_between_panels(
            @ForAll @IntRange(min = 1, max = 100_000) int seed, @ForAll @IntRange(min = -15, max = 0) int strict) {
        List<Mark> first = Panel.of(new Random(seed), 10, 5, 5).marks();
        List<Mark> second = Panel.of(new Random(seed + 1L), 10, 5, 5).marks();
        assertThat(ranks(both(first, second, strict))).isEqualTo(ranks(both(first, second, 0)));
    }

    private static List<Mark> both(List<Mark> first, List<Mark> second, int added) {
        List<Mark> both = new ArrayList<>(first);
        second.forEach(m -> both.add(
                new Mark(2, 100 + m.expert(), 100 + m.entry(), m.total().add(BigDecimal.valueOf(added)))));
        return both;
    }

    /** By scores of three decimals, as adding and taking away may move the fourth. */
    private static Map<Long, Double> ranks(List<Mark> marks) {
        Map<Long, BigDecimal> scores = Rules.scores(marks, RankingRule.PANEL_STANDARD, 1);
        double mean = scores.values().stream()
                .mapToDouble(BigDecimal::doubleValue)
                .average()
                .orElseThrow();
        return scores.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, e -> Math.round((e.getValue().doubleValue() - mean) * 500) / 500.0));
    }

    @Property(tries = 60)
    void one_panel_alone_keeps_its_order_when_panels_are_brought_together(
            @ForAll @IntRange(min = 1, max = 100_000) int seed) {
        List<Mark> marks = Panel.of(new Random(seed), 12, 6, 6).marks();
        assertThat(Scores.rank(marks, RankingRule.PANEL_STANDARD, 1))
                .extracting(Scores.Ranked::entryId)
                .isEqualTo(Scores.rank(marks, RankingRule.TRIMMED, 1).stream()
                        .map(Scores.Ranked::entryId)
                        .toList());
    }

    @Property(tries = 60)
    void an_expert_who_takes_a_tenth_off_everything_changes_nothing_when_experts_are_brought_together(
            @ForAll @IntRange(min = 1, max = 100_000) int seed) {
        List<Mark> marks = Panel.of(new Random(seed), 12, 6, 6).marks();
        Map<Long, BigDecimal> before = Rules.scores(marks, RankingRule.EXPERT_STANDARD, 1);
        Map<Long, BigDecimal> after = Rules.scores(
                marks.stream()
                        .map(m -> m.expert() != 2
                                ? m
                                : new Mark(
                                        m.panel(),
                                        m.expert(),
                                        m.entry(),
                                        m.total().subtract(BigDecimal.TEN)))
                        .toList(),
                RankingRule.EXPERT_STANDARD,
                1);
        double shift = average(after) - average(before);
        after.forEach((entry, score) -> assertThat(score.doubleValue() - shift)
                .isCloseTo(before.get(entry).doubleValue(), within(0.001)));
    }

    private static double average(Map<Long, BigDecimal> scores) {
        return scores.values().stream().collect(averagingDouble(BigDecimal::doubleValue));
    }

    @Property(tries = 30)
    void an_interval_holds_the_rank_it_is_about_and_one_expert_alone_leaves_no_doubt_that_could_be_measured(
            @ForAll RankingRule rule, @ForAll @IntRange(min = 1, max = 100_000) int seed) {
        List<Mark> marks = Panel.of(new Random(seed), 12, 5, 5).marks();
        Map<Long, Uncertainty.Interval> intervals = Uncertainty.of(marks, rule, 1, List.of(3, 6), 120, 1);
        assertThat(intervals).hasSize(12);
        intervals.values().forEach(i -> {
            assertThat(i.best()).isBetween(1, i.worst());
            assertThat(i.worst()).isLessThanOrEqualTo(12);
            assertThat(i.above().get(0)).isLessThanOrEqualTo(i.above().get(1));
        });
        assertThat(Uncertainty.of(marks, rule, 1, List.of(3, 6), 120, 1)).isEqualTo(intervals);
        List<Mark> alone = marks.stream().filter(m -> m.expert() == 2).toList();
        Map<Long, Integer> ranks =
                Scores.rank(alone, rule, 1).stream().collect(toMap(Scores.Ranked::entryId, Scores.Ranked::rank));
        Uncertainty.of(alone, rule, 1, List.of(3), 20, 1).values().forEach(i -> {
            assertThat(i.best()).isEqualTo(i.worst());
            assertThat(i.best()).isEqualTo(ranks.get(i.entry()));
        });
    }

    @Example
    void two_entries_on_which_the_panel_is_divided_are_marked_at_the_border_and_a_clear_winner_is_not() {
        // entry 1 wins with everybody; 2 and 3 split the panel; 4 is last with everybody
        int[][] points = {{95, 80, 70, 50}, {94, 70, 80, 51}, {96, 81, 71, 50}, {95, 70, 81, 52}, {95, 79, 72, 50}};
        List<Mark> marks = new ArrayList<>();
        for (int j = 0; j < points.length; j++) {
            for (int i = 0; i < 4; i++) {
                marks.add(new Mark(1, j + 1, i + 1, BigDecimal.valueOf(points[j][i])));
            }
        }
        Map<Long, Uncertainty.Interval> intervals =
                Uncertainty.of(marks, RankingRule.TRIMMED, 1, List.of(1, 2), 500, 1);
        assertThat(intervals.values().stream()
                        .collect(groupingBy(Uncertainty.Interval::nearBorder))
                        .get(true))
                .extracting(Uncertainty.Interval::entry)
                .containsExactlyInAnyOrder(2L, 3L);
    }

    @Example
    void a_sheet_far_from_the_others_is_pointed_out_and_a_strict_expert_is_not() {
        List<Mark> marks = new ArrayList<>();
        Random random = new Random(3);
        for (long i = 1; i <= 30; i++) {
            double worth = 60 + random.nextInt(30);
            for (long j = 1; j <= 5; j++) {
                double given = worth + (j == 5 ? -12 : 0) + random.nextInt(5) - 2;
                marks.add(new Mark(1, j, i, BigDecimal.valueOf(i == 9 && j == 2 ? given - 25 : given)));
            }
        }
        List<Outliers.Outlier> found = Outliers.of(marks);
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().mark().entry()).isEqualTo(9);
        assertThat(found.getFirst().mark().expert()).isEqualTo(2);
        assertThat(found.getFirst().deviations()).isNegative();
    }

    @Property(tries = 40)
    void nobody_is_pointed_out_where_fewer_than_three_scored_an_entry(
            @ForAll @IntRange(min = 1, max = 100_000) int seed) {
        assertThat(Outliers.of(Panel.of(new Random(seed), 20, 6, 2).marks())).isEmpty();
    }
}
