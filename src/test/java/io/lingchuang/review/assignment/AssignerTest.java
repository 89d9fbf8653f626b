package io.lingchuang.review.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.ortools.graph.MaxFlow;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import io.lingchuang.review.assignment.Problem.Entry;
import io.lingchuang.review.assignment.Problem.Expert;
import io.lingchuang.review.assignment.Problem.Leaning;
import io.lingchuang.review.assignment.Problem.Pair;
import io.lingchuang.review.assignment.Problem.Rules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** The plan against all plans there are where they can be counted, and against what must hold of it where they cannot. */
class AssignerTest {

    private static Problem problem(long seed, int entries, int experts, int each, Rules rules, double barred) {
        Random random = new Random(seed);
        List<Expert> pool = new ArrayList<>();
        for (int x = 0; x < experts; x++) {
            int employer = random.nextInt(Math.max(1, experts * 2 / 3));
            pool.add(new Expert(
                    x, "单位" + employer, employer % 3L, Leaning.values()[random.nextInt(3)], random.nextInt(20)));
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

    private static Problem with(Problem p, Set<Pair> fixed, Set<Pair> steady) {
        return new Problem(p.each(), p.rules(), p.seed(), p.experts(), p.entries(), p.match(), fixed, steady);
    }

    private static int spread(int[] loads) {
        return Arrays.stream(loads).max().orElseThrow()
                - Arrays.stream(loads).min().orElseThrow();
    }

    private static int[] counts(Problem problem, Plan plan) {
        int[] counts = new int[problem.entries().size()];
        plan.pairs().forEach(p -> counts[p.entry()]++);
        return counts;
    }

    /** Every way to give each of the entries its experts: the best sum with loads within one of each other, -1 where there is none. */
    private static long bestOfAll(Problem p) {
        long[] best = {Long.MAX_VALUE, -1};
        deal(p, 0, new int[p.experts().size()], 0, best);
        return best[0] <= 1 ? best[1] : -1;
    }

    private static void deal(Problem p, int entry, int[] loads, long sum, long[] best) {
        if (entry == p.entries().size()) {
            if (spread(loads) < best[0] || (spread(loads) == best[0] && sum > best[1])) {
                best[0] = spread(loads);
                best[1] = sum;
            }
            return;
        }
        for (int set = 0; set < 1 << loads.length; set++) {
            if (Integer.bitCount(set) == p.each()) {
                long more = 0;
                boolean allowed = true;
                for (int x = 0; x < loads.length; x++) {
                    if ((set >> x & 1) == 1) {
                        allowed &= p.match()[entry][x] != Problem.BARRED;
                        more += p.match()[entry][x];
                        loads[x]++;
                    }
                }
                if (allowed) {
                    deal(p, entry + 1, loads, sum + more, best);
                }
                for (int x = 0; x < loads.length; x++) {
                    loads[x] -= set >> x & 1;
                }
            }
        }
    }

    @Property(tries = 60)
    void no_other_plan_with_level_loads_matches_better(@ForAll @LongRange(min = 1, max = 100_000) long seed) {
        Problem p = problem(seed, 4, 4 + (int) (seed % 2), 2, Rules.NONE, 0.1);
        Plan plan = Assigner.solve(p);
        long best = bestOfAll(p);
        if (best >= 0 && plan.lacks().isEmpty()) {
            assertThat(plan.bound()).isEqualTo(best);
            assertThat(plan.total()).isGreaterThanOrEqualTo((long) Math.ceil(Assigner.KEPT * best));
        }
    }

    @Provide
    Arbitrary<Problem> panels() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, 1_000_000),
                        Arbitraries.integers().between(1, 40),
                        Arbitraries.integers().between(1, 14),
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.integers().between(0, 7),
                        Arbitraries.doubles().between(0, 0.5))
                .as((seed, entries, experts, each, rules, barred) -> problem(
                        seed,
                        entries,
                        experts,
                        each,
                        new Rules((rules & 1) != 0, (rules & 2) != 0, (rules & 4) != 0),
                        barred));
    }

    @Property(tries = 120)
    void nobody_gets_what_they_must_recuse_from_and_every_rule_holds_or_is_named(@ForAll("panels") Problem p) {
        Plan plan = Assigner.solve(p);
        assertThat(plan.pairs()).doesNotHaveDuplicates().allMatch(q -> p.match()[q.entry()][q.expert()] >= 0);
        Map<Integer, Integer> missing = new HashMap<>();
        Set<Integer> lopsided = new HashSet<>();
        plan.lacks().forEach(l -> {
            if (l.why() == Plan.Why.MIXED) {
                lopsided.add(l.entry());
            } else {
                missing.merge(l.entry(), l.missing(), Integer::sum);
            }
        });
        int[] counts = counts(p, plan);
        for (int e = 0; e < counts.length; e++) {
            int entry = e;
            assertThat(counts[e]).isEqualTo(p.each() - missing.getOrDefault(e, 0));
            List<Expert> theirs = plan.pairs().stream()
                    .filter(q -> q.entry() == entry)
                    .map(q -> p.experts().get(q.expert()))
                    .toList();
            if (p.rules().oneAnEmployer()) {
                assertThat(theirs).extracting(Expert::employer).doesNotHaveDuplicates();
            }
            if (p.rules().outside() && counts[e] == p.each()) {
                assertThat(theirs)
                        .anyMatch(x -> !p.entries().get(entry).county().equals(x.county()));
            }
            if (p.rules().mixed() && theirs.size() > 1 && !lopsided.contains(e)) {
                assertThat(theirs)
                        .as("not all strict, not all lenient")
                        .anyMatch(x -> x.leaning() != Leaning.STRICT)
                        .anyMatch(x -> x.leaning() != Leaning.LENIENT);
            }
        }
        assertThat(plan.loads()).hasSize(p.experts().size());
        assertThat(Arrays.stream(plan.loads()).sum()).isEqualTo(plan.pairs().size());
    }

    /** Asked of a maximum flow, which knows nothing of matches: could loads within one of each other fill every place? */
    private static boolean levelFills(Problem p) {
        int n = p.entries().size();
        int experts = p.experts().size();
        int all = n * p.each();
        MaxFlow flow = new MaxFlow();
        for (int e = 0; e < n; e++) {
            flow.addArcWithCapacity(n + experts, e, p.each());
            for (int x = 0; x < experts; x++) {
                if (p.match()[e][x] >= 0) {
                    flow.addArcWithCapacity(e, n + x, 1);
                }
            }
        }
        // The level for each goes straight to the end; the odd sheets share a gate that holds no more than there are.
        for (int x = 0; x < experts; x++) {
            flow.addArcWithCapacity(n + x, n + experts + 1, all / experts);
            flow.addArcWithCapacity(n + x, n + experts + 2, 1);
        }
        flow.addArcWithCapacity(n + experts + 2, n + experts + 1, all % experts);
        assertThat(flow.solve(n + experts, n + experts + 1)).isEqualTo(MaxFlow.Status.OPTIMAL);
        return flow.getOptimalFlow() == all;
    }

    @Property(tries = 120)
    void loads_lie_within_one_of_each_other_whenever_that_fills_every_place(@ForAll("panels") Problem any) {
        Problem p = any.with(Rules.NONE);
        Plan plan = Assigner.solve(p);
        assertThat(plan.lacks().isEmpty() && spread(plan.loads()) <= 1).isEqualTo(levelFills(p));
    }

    /** The same question as a linear program, solved by another method; it knows no whole numbers and so can only be better. */
    private static double linear(Problem p) {
        MPSolver solver = MPSolver.createSolver("GLOP");
        int all = p.entries().size() * p.each();
        int experts = p.experts().size();
        MPConstraint[] entry = new MPConstraint[p.entries().size()];
        MPConstraint[] load = new MPConstraint[experts];
        for (int x = 0; x < experts; x++) {
            load[x] = solver.makeConstraint(all / experts, (all + experts - 1) / experts);
        }
        for (int e = 0; e < entry.length; e++) {
            entry[e] = solver.makeConstraint(p.each(), p.each());
            for (int x = 0; x < experts; x++) {
                if (p.match()[e][x] != Problem.BARRED) {
                    MPVariable has = solver.makeNumVar(0, 1, "");
                    entry[e].setCoefficient(has, 1);
                    load[x].setCoefficient(has, 1);
                    solver.objective().setCoefficient(has, p.match()[e][x]);
                }
            }
        }
        solver.objective().setMaximization();
        return solver.solve() == MPSolver.ResultStatus.OPTIMAL
                ? solver.objective().value()
                : -1;
    }

    @Property(tries = 30)
    void the_bound_is_what_a_linear_program_finds(@ForAll @LongRange(min = 1, max = 100_000) long seed) {
        Problem p = problem(seed, 40 + (int) (seed % 7), 15, 4, Rules.NONE, 0.1);
        assertThat((double) Assigner.solve(p).bound()).isCloseTo(linear(p), within(1e-6));
    }

    @Property(tries = 15)
    void the_rules_cost_at_most_a_fiftieth_where_the_pool_is_wide(
            @ForAll @LongRange(min = 1, max = 100_000) long seed) {
        Problem p = problem(seed, 60, 45, 3, new Rules(true, true, true), 0.05);
        Plan plan = Assigner.solve(p);
        assertThat(plan.lacks()).isEmpty();
        assertThat((double) plan.total() / plan.bound()).isGreaterThanOrEqualTo(Assigner.KEPT);
        assertThat(spread(plan.loads())).isLessThanOrEqualTo(1);
    }

    @Property(tries = 40)
    void the_same_question_has_the_same_answer(@ForAll("panels") Problem p) {
        assertThat(Assigner.solve(p).pairs()).isEqualTo(Assigner.solve(p).pairs());
    }

    @Property(tries = 60)
    void what_is_begun_or_pinned_stands_and_the_rest_moves_only_to_level_the_loads(@ForAll("panels") Problem p) {
        Plan before = Assigner.solve(p);
        Random random = new Random(p.seed());
        Set<Pair> begun = new HashSet<>();
        before.pairs().forEach(q -> {
            if (random.nextInt(3) == 0) {
                begun.add(q);
            }
        });
        Set<Pair> laid = new HashSet<>(before.pairs());
        laid.removeAll(begun);
        Plan again = Assigner.solve(with(p, begun, laid));
        assertThat(again.pairs()).containsAll(begun);
        if (p.rules().equals(Rules.NONE)) {
            assertThat(again.pairs()).as("nothing has changed").isEqualTo(before.pairs());
        }
    }

    @Test
    void an_expert_who_leaves_moves_only_what_they_held() {
        Problem p = problem(11, 30, 10, 3, Rules.NONE, 0);
        Plan before = Assigner.solve(p);
        int[][] without = Arrays.stream(p.match()).map(int[]::clone).toArray(int[][]::new);
        Arrays.stream(without).forEach(row -> row[4] = Problem.BARRED);
        Set<Pair> laid = new HashSet<>(before.pairs());
        laid.removeIf(q -> q.expert() == 4);
        Plan again =
                Assigner.solve(new Problem(3, Rules.NONE, p.seed(), p.experts(), p.entries(), without, Set.of(), laid));
        assertThat(again.pairs()).containsAll(laid).hasSize(90);
        assertThat(Arrays.stream(again.loads()).filter(l -> l > 0).toArray()).containsOnly(10);
    }

    @Test
    void the_entry_that_came_off_worst_is_raised_when_that_costs_the_others_little() {
        // The flow gives the first two entries 100 + 0 rather than 40 + 50; the ten others are as well off either way.
        int[][] match = new int[12][12];
        for (int e = 2; e < 12; e++) {
            match[e][e] = 100;
        }
        match[0] = new int[] {100, 40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        match[1] = new int[] {50, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        Problem p = new Problem(
                1,
                Rules.NONE,
                5,
                LongStream.range(0, 12).mapToObj(AssignerTest::expert).toList(),
                LongStream.range(0, 12).mapToObj(n -> new Entry(n, null)).toList(),
                match,
                Set.of(),
                Set.of());
        Plan plan = Assigner.solve(p);
        assertThat(plan.bound()).isEqualTo(1100);
        assertThat(plan.total()).isEqualTo(1090);
        assertThat(plan.pairs()).contains(new Pair(0, 1), new Pair(1, 0));
        assertThat(plan.worst()).isEqualTo(new Plan.Worst(0, 40, 100));
    }

    private static Expert expert(long id) {
        return new Expert(id, "单位" + id, null, Leaning.EVEN, 0);
    }

    @Test
    void of_two_equals_the_odd_sheet_goes_to_the_one_who_had_fewer_this_year() {
        Problem p = new Problem(
                1,
                Rules.NONE,
                3,
                List.of(new Expert(1, "甲", null, Leaning.EVEN, 40), new Expert(2, "乙", null, Leaning.EVEN, 3)),
                List.of(new Entry(1, null), new Entry(2, null), new Entry(3, null)),
                new int[][] {{50, 50}, {50, 50}, {50, 50}},
                Set.of(),
                Set.of());
        assertThat(Assigner.solve(p).loads()).containsExactly(1, 2);
    }

    @Test
    void what_is_short_is_named_by_its_reason() {
        List<Expert> experts = List.of(
                new Expert(1, "朔里煤矿", 1L, Leaning.EVEN, 0),
                new Expert(2, "朔里煤矿", 1L, Leaning.EVEN, 0),
                new Expert(3, "相王纺织厂", 1L, Leaning.EVEN, 0));
        List<Entry> entries = List.of(new Entry(1, 1L), new Entry(2, 2L));
        int[][] match = {{50, 50, 50}, {50, Problem.BARRED, Problem.BARRED}};
        assertThat(lacks(2, Rules.NONE, experts, entries, match))
                .containsExactly(new Plan.Lack(1, 1, Plan.Why.EXPERTS));
        assertThat(lacks(2, new Rules(true, false, false), experts, entries, match))
                .containsExactly(new Plan.Lack(0, 1, Plan.Why.OUTSIDE), new Plan.Lack(1, 1, Plan.Why.EXPERTS));
        assertThat(lacks(3, new Rules(false, true, false), experts, entries, match))
                .containsExactly(new Plan.Lack(0, 1, Plan.Why.EMPLOYERS), new Plan.Lack(1, 2, Plan.Why.EXPERTS));
    }

    private static List<Plan.Lack> lacks(
            int each, Rules rules, List<Expert> experts, List<Entry> entries, int[][] match) {
        return Assigner.solve(new Problem(each, rules, 1, experts, entries, match, Set.of(), Set.of()))
                .lacks();
    }
}
