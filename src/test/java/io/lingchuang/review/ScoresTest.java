package io.lingchuang.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.calls.Criterion;
import io.lingchuang.calls.RankingRule;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.review.ranking.Mark;
import io.lingchuang.review.ranking.Scores;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The ranking is the same for everybody who recomputes it from the sealed sheets. */
class ScoresTest {

    @Property(tries = 300)
    void the_highest_and_the_lowest_do_not_count_when_enough_sheets_are_left(
            @ForAll("sheets") List<BigDecimal> totals, @ForAll @IntRange(min = 0, max = 2) int trim) {
        List<BigDecimal> sorted = totals.stream().sorted().toList();
        List<BigDecimal> kept = totals.size() > 2 * trim ? sorted.subList(trim, sorted.size() - trim) : sorted;
        BigDecimal mean = kept.stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(kept.size()), 4, RoundingMode.HALF_UP);
        assertThat(Scores.mean(totals, trim)).isEqualByComparingTo(mean).isBetween(kept.getFirst(), kept.getLast());
    }

    @Property(tries = 200)
    void one_friend_and_one_enemy_among_five_change_nothing_by_how_far_they_go(
            @ForAll("sheets") @Size(3) List<BigDecimal> fair) {
        List<BigDecimal> mild = new ArrayList<>(fair);
        mild.add(Collections.max(fair));
        mild.add(Collections.min(fair));
        List<BigDecimal> extreme = new ArrayList<>(fair);
        extreme.add(BigDecimal.valueOf(100));
        extreme.add(BigDecimal.ZERO);
        assertThat(Scores.mean(extreme, 1)).isEqualByComparingTo(Scores.mean(mild, 1));
    }

    @Property(tries = 200)
    void the_order_in_which_sheets_and_entries_are_read_does_not_matter(
            @ForAll("panel") Map<Long, List<BigDecimal>> totals,
            @ForAll Random random,
            @ForAll @IntRange(min = 0, max = 2) int trim) {
        List<Long> ids = new ArrayList<>(totals.keySet());
        Collections.shuffle(ids, random);
        Map<Long, List<BigDecimal>> shuffled = new LinkedHashMap<>();
        for (long id : ids) {
            List<BigDecimal> sheets = new ArrayList<>(totals.get(id));
            Collections.shuffle(sheets, random);
            shuffled.put(id, sheets);
        }
        assertThat(rank(shuffled, trim)).isEqualTo(rank(totals, trim));
    }

    @Property(tries = 200)
    void a_rank_is_one_more_than_the_number_of_better_entries_and_ties_share_it(
            @ForAll("panel") Map<Long, List<BigDecimal>> totals) {
        List<Scores.Ranked> ranked = rank(totals, 1);
        assertThat(ranked).hasSameSizeAs(totals.keySet());
        for (Scores.Ranked r : ranked) {
            assertThat(r.rank())
                    .isEqualTo(1
                            + (int) ranked.stream()
                                    .filter(o -> o.score().compareTo(r.score()) > 0)
                                    .count());
            assertThat(r.tied())
                    .isEqualTo(ranked.stream()
                                    .filter(o -> o.score().compareTo(r.score()) == 0)
                                    .count()
                            > 1);
            assertThat(r.sheets()).isEqualTo(totals.get(r.entryId()).size());
        }
    }

    private static List<Scores.Ranked> rank(Map<Long, List<BigDecimal>> totals, int trim) {
        List<Mark> marks = new ArrayList<>();
        totals.forEach((entry, sheets) -> {
            for (int expert = 0; expert < sheets.size(); expert++) {
                marks.add(new Mark(1, expert, entry, sheets.get(expert)));
            }
        });
        return Scores.rank(marks, RankingRule.TRIMMED, trim);
    }

    @Example
    void two_seconds_leave_no_third() {
        Map<Long, List<BigDecimal>> totals = Map.of(
                1L,
                List.of(new BigDecimal("90")),
                2L,
                List.of(new BigDecimal("85")),
                3L,
                List.of(new BigDecimal("85")),
                4L,
                List.of(new BigDecimal("80")));
        assertThat(rank(totals, 1)).extracting(Scores.Ranked::rank).containsExactly(1, 2, 2, 4);
        assertThat(rank(totals, 1)).extracting(Scores.Ranked::tied).containsExactly(false, true, true, false);
    }

    @Property(tries = 300)
    void points_are_taken_exactly_when_they_lie_within_the_weight_and_on_the_step(
            @ForAll @IntRange(min = -40, max = 400) int tenths, @ForAll @IntRange(min = 1, max = 40) int max) {
        Criterion criterion = criterion(BigDecimal.valueOf(max), new BigDecimal("0.5"));
        BigDecimal typed = BigDecimal.valueOf(tenths, 1);
        boolean legal = tenths >= 0 && tenths <= max * 10 && tenths % 5 == 0;
        if (legal) {
            assertThat(Scoring.points(criterion, typed.toPlainString())).isEqualByComparingTo(typed);
        } else {
            assertThatThrownBy(() -> Scoring.points(criterion, typed.toPlainString()))
                    .isInstanceOf(Refusal.class)
                    .hasMessage("review.points");
        }
    }

    @Example
    void what_is_no_number_is_refused_and_nothing_else_happens() {
        Criterion criterion = criterion(BigDecimal.TEN, BigDecimal.ONE);
        for (String typed : List.of(
                "", "abc", "1,5", "NaN", "1e99999", "1e-999999999", "1e2147483647", "--1", "0x1", "9".repeat(400))) {
            assertThatThrownBy(() -> Scoring.points(criterion, typed)).as(typed).isInstanceOf(Refusal.class);
        }
        assertThatCode(() -> Scoring.points(criterion, "10.00")).doesNotThrowAnyException();
    }

    private static Criterion criterion(BigDecimal max, BigDecimal step) {
        return new Criterion("innovation", "创新性", max, step, "", List.of());
    }

    @Provide
    Arbitrary<List<BigDecimal>> sheets() {
        return total().list().ofMinSize(1).ofMaxSize(9);
    }

    /** Few different totals, so that ties are common. */
    @Provide
    Arbitrary<Map<Long, List<BigDecimal>>> panel() {
        Arbitrary<List<BigDecimal>> sheets = Arbitraries.integers()
                .between(70, 76)
                .map(BigDecimal::valueOf)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
        return Arbitraries.maps(Arbitraries.longs().between(1, 1000), sheets)
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    private static Arbitrary<BigDecimal> total() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, BigDecimal.valueOf(100))
                .ofScale(1);
    }
}
