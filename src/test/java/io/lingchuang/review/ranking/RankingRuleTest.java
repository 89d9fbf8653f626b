package io.lingchuang.review.ranking;

import static java.util.stream.Collectors.averagingDouble;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lingchuang.calls.RankingRule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
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

    // One list over several panels

    @Property(tries = 60)
    void a_panel_that_gives_less_and_keeps_closer_together_changes_no_order_when_panels_are_brought_together(
            @ForAll @IntRange(min = 1, max = 100_000) int seed,
            @ForAll @IntRange(min = 1, max = 9) int tenths,
            @ForAll @IntRange(min = 0, max = 10) int added) {
        List<Mark> first = Panel.of(new Random(seed), 8, 5, 5).marks();
        List<Mark> second = Panel.of(new Random(seed + 1L), 8, 5, 5).marks();
        List<Mark> strict = second.stream()
                .map(m -> new Mark(
                        m.panel(),
                        m.expert(),
                        m.entry(),
                        m.total()
                                .multiply(BigDecimal.valueOf(tenths))
                                .movePointLeft(1)
                                .add(BigDecimal.valueOf(added))))
                .toList();
        assertSameOrder(both(first, strict, 0), both(first, second, 0));
    }

    /** What stands clearly before another, by more than the rounding of a mean to its fourth decimal, stands before it in both. */
    private static void assertSameOrder(List<Mark> some, List<Mark> others) {
        Map<Long, BigDecimal> one = Rules.scores(some, RankingRule.PANEL_STANDARD, 1);
        Map<Long, BigDecimal> other = Rules.scores(others, RankingRule.PANEL_STANDARD, 1);
        one.forEach((a, mine) -> one.forEach((b, theirs) -> {
            if (mine.subtract(theirs).doubleValue() > 0.02) {
                assertThat(other.get(a)).isGreaterThan(other.get(b));
            }
        }));
    }

    @Example
    void under_a_plain_mean_the_lenient_panel_fills_the_top_and_standardised_both_share_it() {
        List<Mark> first = Panel.of(new Random(5), 10, 5, 5).marks();
        List<Mark> second = Panel.of(new Random(5), 10, 5, 5).marks();
        List<Mark> joint = both(first, second, -20);
        assertThat(top(joint, RankingRule.MEAN, 5)).allMatch(entry -> entry <= 10);
        assertThat(Scores.rank(joint, RankingRule.PANEL_STANDARD, 1).stream()
                        .filter(r -> r.rank() <= 6)
                        .map(r -> r.entryId() % 100)
                        .collect(groupingBy(e -> e, counting()))
                        .values())
                .allMatch(n -> n == 2);
    }

    private static List<Long> top(List<Mark> marks, RankingRule rule, int many) {
        return Scores.rank(marks, rule, 1).stream()
                .limit(many)
                .map(Scores.Ranked::entryId)
                .toList();
    }

    @Property(tries = 40)
    void whoever_else_is_in_the_list_a_panel_scores_as_it_does_alone(
            @ForAll RankingRule rule, @ForAll @IntRange(min = 1, max = 100_000) int seed) {
        List<Mark> first = Panel.of(new Random(seed), 9, 5, 4).marks();
        List<Mark> second = Panel.of(new Random(seed + 1L), 7, 4, 3).marks();
        Map<Long, BigDecimal> joint = Rules.scores(both(first, second, -7), rule, 1);
        Rules.scores(first, rule, 1)
                .forEach((entry, score) -> assertThat(joint.get(entry)).isEqualTo(score));
    }

    @Property(tries = 40)
    void a_panel_of_one_entry_and_one_with_equal_scores_stand_in_the_middle(
            @ForAll @IntRange(min = 1, max = 100_000) int seed, @ForAll @IntRange(min = 0, max = 100) int points) {
        List<Mark> marks = new ArrayList<>(Panel.of(new Random(seed), 8, 5, 5).marks());
        for (long j = 1; j <= 3; j++) {
            marks.add(new Mark(2, j, 50, BigDecimal.valueOf(points + j)));
            for (long i = 60; i < 64; i++) {
                marks.add(new Mark(3, j, i, BigDecimal.valueOf(points)));
            }
        }
        Map<Long, BigDecimal> scores = Rules.scores(marks, RankingRule.PANEL_STANDARD, 1);
        for (long entry : List.of(50L, 60L, 61L, 62L, 63L)) {
            assertThat(scores.get(entry)).isEqualByComparingTo("80");
        }
        List<Scores.Ranked> middle = Scores.rank(marks, RankingRule.PANEL_STANDARD, 1).stream()
                .filter(r -> r.entryId() >= 50)
                .toList();
        assertThat(middle).allMatch(Scores.Ranked::tied);
        assertThat(middle)
                .extracting(Scores.Ranked::rank)
                .containsOnly(middle.getFirst().rank());
    }

    @Property(tries = 20)
    void intervals_of_one_list_hold_the_rank_and_count_only_who_is_listed(
            @ForAll RankingRule rule, @ForAll @IntRange(min = 1, max = 100_000) int seed) {
        List<Mark> marks = both(
                Panel.of(new Random(seed), 8, 5, 5).marks(),
                Panel.of(new Random(seed + 1L), 8, 5, 5).marks(),
                -9);
        Set<Long> listed =
                marks.stream().map(Mark::entry).filter(e -> e % 2 == 0).collect(toSet());
        Map<Long, Uncertainty.Interval> intervals = Uncertainty.among(listed, marks, rule, 1, List.of(3), 80, 7);
        assertThat(intervals.keySet()).isEqualTo(listed);
        List<Scores.Ranked> ranked = Scores.rank(listed, marks, rule, 1);
        assertThat(ranked).hasSize(8).first().extracting(Scores.Ranked::rank).isEqualTo(1);
        intervals.values().forEach(i -> assertThat(i.worst()).isBetween(i.best(), 8));
    }

    @Property(tries = 60)
    void experts_drawn_by_their_weights_give_the_scores_that_their_sheets_give(
            @ForAll @IntRange(min = 1, max = 100_000) int seed, @ForAll @IntRange(min = 0, max = 2) int trim) {
        List<Mark> marks = both(
                Panel.of(new Random(seed), 8, 5, 2).marks(),
                Panel.of(new Random(seed + 1L), 6, 4, 3).marks(),
                -9);
        for (RankingRule rule : RankingRule.values()) {
            if (DrawnMeans.can(rule)) {
                DrawnMeans means = new DrawnMeans(marks, rule, trim, Rules.scores(marks, rule, trim));
                Uncertainty sheets = new Uncertainty(marks, rule, trim);
                Random one = new Random(seed);
                Random other = new Random(seed);
                for (int draw = 0; draw < 20; draw++) {
                    assertThat(means.next(one)).as(rule.name()).isEqualTo(sheets.drawn(other));
                }
            }
        }
    }
}
