package io.lingchuang.notices;

import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.calls.Call;
import io.lingchuang.notices.TierFilling.Candidate;
import io.lingchuang.notices.TierFilling.Filled;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Tiers filled by rank, whatever the entries, categories and places. */
class TierFillingTest {

    record Case(List<Call.Tier> tiers, List<Candidate> candidates) {
        Map<Long, Integer> places() {
            return tiers.stream().collect(Collectors.toMap(Call.Tier::id, Call.Tier::places));
        }

        TierFilling filled(Map<Long, Set<Long>> rulings) {
            return TierFilling.of(tiers, places(), candidates, rulings);
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<Long> category = Arbitraries.of(1L, 2L).injectNull(0.4);
        var tier = Combinators.combine(
                category,
                Arbitraries.integers().between(1, 4),
                Arbitraries.integers().between(0, 9));
        Arbitrary<List<Call.Tier>> tiers = tier.as((c, places, prize) ->
                        new Call.Tier(0, 0, "T", "等次", c, places, BigDecimal.valueOf(prize * 500L)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(TierFillingTest::numbered);
        Arbitrary<List<Candidate>> candidates = Combinators.combine(
                        Arbitraries.of(1L, 2L), Arbitraries.integers().between(60, 72))
                .as((c, score) -> new Candidate(0, c, 1, BigDecimal.valueOf(score)))
                .list()
                .ofMaxSize(14)
                .map(TierFillingTest::counted);
        return Combinators.combine(tiers, candidates).as(Case::new);
    }

    @Property(tries = 400)
    void nobody_stands_twice_and_no_tier_gives_more_than_its_places(@ForAll("cases") Case c) {
        TierFilling filling = c.filled(Map.of());
        List<Candidate> all = new ArrayList<>(filling.rest());
        for (Filled tier : filling.tiers()) {
            assertThat(tier.placed().size()).isLessThanOrEqualTo(tier.places());
            assertThat(tier.placed())
                    .allMatch(p -> tier.tier().categoryId() == null
                            || tier.tier().categoryId().equals(p.categoryId()));
            all.addAll(tier.placed());
        }
        assertThat(all).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(c.candidates);
    }

    @Property(tries = 400)
    void nobody_is_passed_over_by_a_worse_one(@ForAll("cases") Case c) {
        TierFilling filling = ruled(c);
        assertThat(filling.settled()).isTrue();
        List<Candidate> later = new ArrayList<>(filling.rest());
        for (Filled tier : filling.tiers().reversed()) {
            for (Candidate out : later) {
                boolean eligible = tier.tier().categoryId() == null
                        || tier.tier().categoryId().equals(out.categoryId());
                if (eligible) {
                    assertThat(tier.placed()).hasSize(tier.places());
                    assertThat(tier.placed()).allMatch(in -> in.score().compareTo(out.score()) >= 0);
                }
            }
            later.addAll(tier.placed());
        }
    }

    @Property(tries = 400)
    void a_tie_is_between_equals_and_always_across_the_border(@ForAll("cases") Case c) {
        for (TierFilling.Tie tie : c.filled(Map.of()).ties()) {
            assertThat(tie.placesLeft())
                    .isPositive()
                    .isLessThan(tie.candidates().size());
            assertThat(tie.candidates().stream().map(Candidate::score).distinct())
                    .hasSize(1);
        }
    }

    @Property(tries = 400)
    void the_money_is_the_sum_of_the_prizes(@ForAll("cases") Case c) {
        TierFilling filling = c.filled(Map.of());
        BigDecimal sum = BigDecimal.ZERO;
        for (Filled tier : filling.tiers()) {
            for (int i = 0; i < tier.placed().size(); i++) {
                sum = sum.add(tier.tier().prize());
            }
        }
        assertThat(filling.total()).isEqualByComparingTo(sum);
    }

    @Property(tries = 200)
    void the_order_in_which_entries_came_in_does_not_matter(@ForAll("cases") Case c, @ForAll Random random) {
        List<Candidate> shuffled = new ArrayList<>(c.candidates);
        Collections.shuffle(shuffled, random);
        TierFilling one = c.filled(Map.of());
        TierFilling other = TierFilling.of(c.tiers, c.places(), shuffled, Map.of());
        assertThat(other.tiers()).isEqualTo(one.tiers());
    }

    @Property(tries = 300)
    void when_one_is_struck_the_others_keep_their_tier_or_move_up(@ForAll("cases") Case c, @ForAll Random random) {
        List<Candidate> distinct = distinctScores(c.candidates);
        if (distinct.isEmpty()) {
            return;
        }
        Case before = new Case(c.tiers, distinct);
        List<Candidate> fewer = new ArrayList<>(distinct);
        fewer.remove(random.nextInt(fewer.size()));
        Map<Long, Integer> was = positions(before.filled(Map.of()));
        Map<Long, Integer> is = positions(new Case(c.tiers, fewer).filled(Map.of()));
        is.forEach((entry, position) -> assertThat(position).isLessThanOrEqualTo(was.get(entry)));
    }

    @Example
    void a_tie_at_the_border_waits_for_a_ruling_and_holds_up_the_tiers_below() {
        var first = new Call.Tier(1, 1, "1", "一等奖", null, 1, new BigDecimal("2000"));
        var second = new Call.Tier(2, 2, "2", "二等奖", null, 2, new BigDecimal("1000"));
        var c = new Case(List.of(first, second), List.of(candidate(7, 1), candidate(8, 1), candidate(9, 3)));

        TierFilling open = c.filled(Map.of());
        assertThat(open.ties())
                .singleElement()
                .satisfies(t -> assertThat(t.placesLeft()).isEqualTo(1));
        assertThat(open.tiers().get(1).waiting()).isTrue();

        TierFilling ruled = c.filled(Map.of(1L, Set.of(8L)));
        assertThat(ruled.tiers().get(0).placed()).extracting(Candidate::entryId).containsExactly(8L);
        assertThat(ruled.tiers().get(1).placed()).extracting(Candidate::entryId).containsExactly(7L, 9L);
        assertThat(ruled.total()).isEqualByComparingTo("4000");
    }

    @Example
    void the_best_of_two_panels_are_no_tie_and_go_by_their_scores() {
        var first = new Call.Tier(1, 1, "1", "一等奖", null, 1, BigDecimal.ZERO);
        var c = new Case(
                List.of(first),
                List.of(
                        new Candidate(7, null, 1, new BigDecimal("86.1000")),
                        new Candidate(8, null, 1, new BigDecimal("87.2000"))));
        assertThat(c.filled(Map.of()).settled()).isTrue();
        assertThat(c.filled(Map.of()).tiers().getFirst().placed())
                .extracting(Candidate::entryId)
                .containsExactly(8L);
    }

    @Example
    void a_ruling_of_too_many_does_not_count() {
        var first = new Call.Tier(1, 1, "1", "一等奖", null, 1, BigDecimal.ZERO);
        var c = new Case(List.of(first), List.of(candidate(7, 1), candidate(8, 1)));
        assertThat(c.filled(Map.of(1L, Set.of(7L, 8L))).settled()).isFalse();
    }

    private static Candidate candidate(long id, int rank) {
        return new Candidate(id, null, 1, BigDecimal.valueOf(100 - rank));
    }

    /** Rules every tie for those who come first by number, until none is left. */
    private static TierFilling ruled(Case c) {
        Map<Long, Set<Long>> rulings = new HashMap<>();
        TierFilling filling = c.filled(rulings);
        while (!filling.settled()) {
            for (TierFilling.Tie tie : filling.ties()) {
                rulings.put(
                        tie.tier().id(),
                        tie.candidates().stream()
                                .limit(tie.placesLeft())
                                .map(Candidate::entryId)
                                .collect(Collectors.toSet()));
            }
            filling = c.filled(rulings);
        }
        return filling;
    }

    private static Map<Long, Integer> positions(TierFilling filling) {
        Map<Long, Integer> positions = new HashMap<>();
        filling.tiers()
                .forEach(t -> t.placed()
                        .forEach(p -> positions.put(p.entryId(), t.tier().position())));
        filling.rest().forEach(p -> positions.put(p.entryId(), Integer.MAX_VALUE));
        return positions;
    }

    private static List<Candidate> distinctScores(List<Candidate> candidates) {
        Set<BigDecimal> seen = new HashSet<>();
        return counted(candidates.stream().filter(c -> seen.add(c.score())).toList());
    }

    private static List<Call.Tier> numbered(List<Call.Tier> tiers) {
        List<Call.Tier> numbered = new ArrayList<>();
        for (Call.Tier t : tiers) {
            int n = numbered.size() + 1;
            numbered.add(new Call.Tier(n, n, "T" + n, t.name(), t.categoryId(), t.places(), t.prize()));
        }
        return numbered;
    }

    private static List<Candidate> counted(List<Candidate> candidates) {
        List<Candidate> counted = new ArrayList<>();
        candidates.forEach(
                c -> counted.add(new Candidate(counted.size() + 1L, c.categoryId(), c.reached(), c.score())));
        return counted;
    }
}
