package io.lingchuang.review.assignment;

import io.lingchuang.review.assignment.Plan.Lack;
import io.lingchuang.review.assignment.Plan.Why;
import io.lingchuang.review.assignment.Plan.Worst;
import io.lingchuang.review.assignment.Problem.Pair;
import io.lingchuang.review.assignment.Problem.Rules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers the question: the flow to its optimum, then what goes beyond a flow (mixing strict and lenient where other rules stand in the way,
 * and the entry that came off worst) by changing parts of it.
 */
public final class Assigner {

    /** So much of the flow's bound is kept when the entry that came off worst is raised. */
    static final double KEPT = 0.98;

    private Assigner() {}

    public static Plan solve(Problem problem) {
        Natives.load();
        Places places = new Places(problem);
        List<Pair> flowing = new LoadFlow(problem, places).solve();
        Problem plain = problem.with(Rules.NONE);
        long bound = problem.rules().any() && !flowing.isEmpty()
                ? total(plain, new LoadFlow(plain, new Places(plain)).solve())
                : total(problem, flowing);
        List<Pair> mended = new Mending(problem, places, flowing, bound).mend();
        List<Lack> lacks = new ArrayList<>(places.lacks(byEntry(problem, mended)));
        lacks.addAll(lopsided(problem, places, mended));
        return new Plan(mended, loads(problem, mended), total(problem, mended), bound, lacks, worst(problem, mended));
    }

    /** What pairs that people chose come to. */
    public static Plan judge(Problem problem, List<Pair> pairs, long bound) {
        return new Plan(
                pairs,
                loads(problem, pairs),
                total(problem, pairs),
                bound,
                lopsided(problem, new Places(problem), pairs),
                worst(problem, pairs));
    }

    public static long total(Problem problem, List<Pair> pairs) {
        return pairs.stream()
                .mapToLong(p -> problem.match()[p.entry()][p.expert()])
                .sum();
    }

    static List<Set<Integer>> byEntry(Problem problem, List<Pair> pairs) {
        List<Set<Integer>> held = new ArrayList<>();
        problem.entries().forEach(e -> held.add(new HashSet<>()));
        pairs.forEach(p -> held.get(p.entry()).add(p.expert()));
        return held;
    }

    private static List<Lack> lopsided(Problem problem, Places places, List<Pair> pairs) {
        List<Lack> lacks = new ArrayList<>();
        if (problem.rules().mixed()) {
            List<Set<Integer>> held = byEntry(problem, pairs);
            for (int e = 0; e < held.size(); e++) {
                if (places.lopsided(held.get(e))) {
                    lacks.add(new Lack(e, 1, Why.MIXED));
                }
            }
        }
        return lacks;
    }

    private static int[] loads(Problem problem, List<Pair> pairs) {
        int[] loads = new int[problem.experts().size()];
        pairs.forEach(p -> loads[p.expert()]++);
        return loads;
    }

    /** The entry with the lowest mean match; of equals the one that could have had more. */
    private static @Nullable Worst worst(Problem problem, List<Pair> pairs) {
        Worst worst = null;
        double lowest = Double.MAX_VALUE;
        List<Set<Integer>> held = byEntry(problem, pairs);
        for (int e = 0; e < held.size(); e++) {
            int size = held.get(e).size();
            if (size > 0) {
                int[] row = problem.match()[e];
                int sum = held.get(e).stream().mapToInt(x -> row[x]).sum();
                int best = best(row, size);
                double mean = (double) sum / size;
                if (worst == null || mean < lowest || (mean == lowest && best - sum > worst.best() - worst.sum())) {
                    worst = new Worst(e, sum, best);
                    lowest = mean;
                }
            }
        }
        return worst;
    }

    static int best(int[] row, int size) {
        int[] sorted = Arrays.stream(row).filter(m -> m >= 0).sorted().toArray();
        return Arrays.stream(sorted, Math.max(0, sorted.length - size), sorted.length)
                .sum();
    }
}
