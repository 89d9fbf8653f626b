package io.lingchuang.review.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.ortools.graph.MaxFlow;
import io.lingchuang.review.assignment.Problem.Entry;
import io.lingchuang.review.assignment.Problem.Expert;
import io.lingchuang.review.assignment.Problem.Leaning;
import io.lingchuang.review.assignment.Problem.Pair;
import io.lingchuang.review.assignment.Problem.Rules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Some experts agreed to score no more than so many entries of a panel. */
class LimitsTest {

    private static Problem problem(
            long seed, int entries, int experts, int each, Rules rules, double barred, double limited) {
        Random random = new Random(seed);
        List<Expert> pool = new ArrayList<>();
        for (int x = 0; x < experts; x++) {
            int limit = random.nextDouble() < limited ? 1 + random.nextInt(entries) : Expert.NO_LIMIT;
            pool.add(new Expert(
                    x, "单位" + x / 2, x / 2 % 3L, Leaning.values()[random.nextInt(3)], random.nextInt(20), limit));
        }
        List<Entry> all = new ArrayList<>();
        int[][] match = new int[entries][experts];
        for (int e = 0; e < entries; e++) {
            all.add(new Entry(e, (long) random.nextInt(3)));
            for (int x = 0; x < experts; x++) {
                match[e][x] = random.nextDouble() < barred ? Problem.BARRED : 10 * random.nextInt(11);
            }
        }
        return new Problem(each, rules, seed, pool, all, match, Set.of(), Set.of());
    }

    @Provide
    Arbitrary<Problem> panels() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, 1_000_000),
                        Arbitraries.integers().between(1, 40),
                        Arbitraries.integers().between(1, 14),
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.integers().between(0, 7),
                        Arbitraries.doubles().between(0, 0.5),
                        Arbitraries.doubles().between(0.2, 1))
                .as((seed, entries, experts, each, rules, barred, limited) -> problem(
                        seed,
                        entries,
                        experts,
                        each,
                        new Rules((rules & 1) != 0, (rules & 2) != 0, (rules & 4) != 0),
                        barred,
                        limited));
    }

    private static int missing(Plan plan, int entry) {
        return plan.lacks().stream()
                .filter(l -> l.entry() == entry && l.why() != Plan.Why.MIXED)
                .mapToInt(Plan.Lack::missing)
                .sum();
    }

    @Property(tries = 150)
    void nobody_gets_more_than_they_agreed_to_and_what_is_short_for_it_is_named(@ForAll("panels") Problem p) {
        Plan plan = Assigner.solve(p);
        for (int x = 0; x < p.experts().size(); x++) {
            assertThat(plan.loads()[x]).isLessThanOrEqualTo(p.experts().get(x).limit());
        }
        for (int e = 0; e < p.entries().size(); e++) {
            int entry = e;
            assertThat(plan.pairs().stream().filter(q -> q.entry() == entry).count())
                    .isEqualTo(p.each() - missing(plan, e));
        }
    }

    /** Asked of a maximum flow, which knows nothing of matches and loads: more places than that nobody can fill. */
    private static long mostPlaces(Problem p) {
        int n = p.entries().size();
        int experts = p.experts().size();
        MaxFlow flow = new MaxFlow();
        for (int e = 0; e < n; e++) {
            flow.addArcWithCapacity(n + experts, e, p.each());
            for (int x = 0; x < experts; x++) {
                if (p.match()[e][x] >= 0) {
                    flow.addArcWithCapacity(e, n + x, 1);
                }
            }
        }
        for (int x = 0; x < experts; x++) {
            flow.addArcWithCapacity(n + x, n + experts + 1, p.experts().get(x).limit());
        }
        assertThat(flow.solve(n + experts, n + experts + 1)).isEqualTo(MaxFlow.Status.OPTIMAL);
        return flow.getOptimalFlow();
    }

    @Property(tries = 150)
    void as_many_places_are_filled_as_the_limits_leave(@ForAll("panels") Problem any) {
        Problem p = any.with(Rules.NONE);
        assertThat(Assigner.solve(p).pairs()).hasSize((int) mostPlaces(p));
    }

    @Property(tries = 100)
    void who_has_no_limit_shares_the_rest_evenly(@ForAll("panels") Problem any) {
        int[][] open = new int[any.entries().size()][any.experts().size()];
        int each = Math.min(any.each(), any.experts().size());
        Problem p = new Problem(each, Rules.NONE, any.seed(), any.experts(), any.entries(), open, Set.of(), Set.of());
        Plan plan = Assigner.solve(p);
        Set<Integer> free = new TreeSet<>();
        for (int x = 0; x < p.experts().size(); x++) {
            if (plan.loads()[x] < p.experts().get(x).limit()) {
                free.add(plan.loads()[x]);
            }
        }
        int most = Arrays.stream(plan.loads()).max().orElseThrow();
        assertThat(free).as("loads below their limit").allMatch(l -> l >= most - 1);
    }

    @Test
    void what_was_begun_stands_beyond_a_limit_and_takes_its_place() {
        List<Expert> pool = List.of(
                new Expert(0, "一", null, Leaning.EVEN, 0, 1),
                new Expert(1, "二", null, Leaning.EVEN, 0, Expert.NO_LIMIT));
        List<Entry> entries = List.of(new Entry(0, null), new Entry(1, null), new Entry(2, null));
        Set<Pair> begun = Set.of(new Pair(0, 0), new Pair(1, 0));
        Plan plan = Assigner.solve(new Problem(2, Rules.NONE, 7, pool, entries, new int[3][2], begun, Set.of()));
        assertThat(plan.loads()).containsExactly(2, 3);
        assertThat(plan.lacks()).containsExactly(new Plan.Lack(2, 1, Plan.Why.LIMITS));
    }

    @Test
    void an_entry_short_of_people_and_one_short_of_room_are_told_apart() {
        int[][] match = {{50, Problem.BARRED}, {50, 50}};
        List<Expert> pool =
                List.of(new Expert(0, "一", null, Leaning.EVEN, 0, 1), new Expert(1, "二", null, Leaning.EVEN, 0));
        Plan plan = Assigner.solve(new Problem(
                2, Rules.NONE, 3, pool, List.of(new Entry(0, null), new Entry(1, null)), match, Set.of(), Set.of()));
        assertThat(plan.pairs()).hasSize(2);
        assertThat(plan.lacks()).contains(new Plan.Lack(0, 1, Plan.Why.EXPERTS));
        assertThat(plan.lacks().stream().filter(l -> l.why() == Plan.Why.LIMITS))
                .hasSize(1);
    }
}
