package io.lingchuang.review.assignment;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import io.lingchuang.review.assignment.Problem.Leaning;
import io.lingchuang.review.assignment.Problem.Pair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/** Deals the experts of some entries anew among them, by CP-SAT: each expert has as many of them as before. */
final class Deal {

    /** Work that the solver counts itself, not time: the same question has the same answer on every machine. */
    private static final double WORK = 0.3;

    private final Problem problem;
    private final Places places;
    private final List<Set<Integer>> held;
    private final List<Integer> entries;
    private final CpModel model = new CpModel();
    private final Map<Pair, BoolVar> has = new LinkedHashMap<>();
    private final LinearExprBuilder sum = LinearExpr.newBuilder();
    private final LinearExprBuilder lopsided = LinearExpr.newBuilder();

    Deal(Problem problem, Places places, List<Set<Integer>> held, List<Integer> entries) {
        this.problem = problem;
        this.places = places;
        this.held = held;
        this.entries = entries;
    }

    /**
     * @param least what the matches must come to
     * @return what these entries have now, or nothing if no answer was found
     */
    Set<Pair> solve(long least, boolean forTheWorst) {
        variables();
        entries.forEach(this::rules);
        model.addGreaterOrEqual(sum.build(), least);
        long all = (long) has.size() * Problem.FULL_MATCH + 1;
        LinearExprBuilder goal = LinearExpr.newBuilder().add(sum.build());
        long worth = all;
        if (forTheWorst) {
            goal.addTerm(floor(), all);
            worth = all * (100L * Problem.FULL_MATCH + 1);
        }
        goal.addTerm(lopsided.build(), -worth);
        model.maximize(goal.build());
        CpSolver solver = new CpSolver();
        solver.getParameters()
                .setNumWorkers(1)
                .setRandomSeed((int) (problem.seed() & 0xFFFFFF))
                .setLinearizationLevel(2)
                .setMaxDeterministicTime(WORK);
        CpSolverStatus status = solver.solve(model);
        Set<Pair> dealt = new TreeSet<>();
        if (status == CpSolverStatus.OPTIMAL || status == CpSolverStatus.FEASIBLE) {
            has.forEach((pair, is) -> {
                if (solver.booleanValue(is)) {
                    dealt.add(pair);
                }
            });
        }
        return dealt;
    }

    private void variables() {
        Map<Integer, Integer> loads = new TreeMap<>();
        entries.forEach(e -> held.get(e).forEach(x -> loads.merge(x, 1, Integer::sum)));
        for (int e : entries) {
            for (int x : loads.keySet()) {
                Pair pair = new Pair(e, x);
                boolean fixed = problem.fixed().contains(pair);
                if (fixed || problem.open(e, x)) {
                    BoolVar is = model.newBoolVar("");
                    has.put(pair, is);
                    model.addHint(is, held.get(e).contains(x));
                    sum.addTerm(is, problem.match()[e][x]);
                    if (fixed || (problem.steady().contains(pair) && held.get(e).contains(x))) {
                        model.addEquality(is, 1);
                    }
                }
            }
        }
        loads.forEach((x, load) -> model.addEquality(
                count(has.entrySet().stream()
                        .filter(h -> h.getKey().expert() == x)
                        .map(Map.Entry::getValue)
                        .toList()),
                load));
    }

    private List<BoolVar> of(int entry, IntPredicate which) {
        List<BoolVar> some = new ArrayList<>();
        has.forEach((pair, is) -> {
            if (pair.entry() == entry && which.test(pair.expert())) {
                some.add(is);
            }
        });
        return some;
    }

    private static LinearExpr count(List<BoolVar> some) {
        return LinearExpr.sum(some.toArray(BoolVar[]::new));
    }

    private void rules(int entry) {
        int size = held.get(entry).size();
        model.addEquality(count(of(entry, x -> true)), size);
        if (problem.rules().outside()) {
            int most = places.localLeft(entry)
                    + (int) places.fixed(entry).stream()
                            .filter(x -> problem.local(entry, x))
                            .count();
            model.addLessOrEqual(count(of(entry, x -> problem.local(entry, x))), most);
        }
        if (problem.rules().oneAnEmployer()) {
            Map<String, List<BoolVar>> ofEmployer = new TreeMap<>();
            has.forEach((pair, is) -> {
                if (pair.entry() == entry && !places.fixed(entry).contains(pair.expert())) {
                    ofEmployer
                            .computeIfAbsent(
                                    problem.experts().get(pair.expert()).employer(), n -> new ArrayList<>())
                            .add(is);
                }
            });
            ofEmployer.forEach(
                    (employer, some) -> model.addLessOrEqual(count(some), places.employerLeft(entry, employer)));
        }
        if (problem.rules().mixed() && size > 1) {
            mixed(entry, size, Leaning.STRICT);
            mixed(entry, size, Leaning.LENIENT);
        }
    }

    /** One variable says that the entry has only such experts; it costs more than everything else. */
    private void mixed(int entry, int size, Leaning leaning) {
        BoolVar only = model.newBoolVar("");
        LinearExpr same = count(of(entry, x -> problem.experts().get(x).leaning() == leaning));
        model.addLessOrEqual(LinearExpr.newBuilder().add(same).addTerm(only, -1).build(), size - 1L);
        lopsided.add(only);
    }

    /** A hundredth of a point of the lowest mean of them. */
    private IntVar floor() {
        IntVar floor = model.newIntVar(0, 100L * Problem.FULL_MATCH, "");
        for (int e : entries) {
            LinearExprBuilder matches = LinearExpr.newBuilder();
            has.forEach((pair, is) -> {
                if (pair.entry() == e) {
                    matches.addTerm(is, 100L * problem.match()[e][pair.expert()]);
                }
            });
            matches.addTerm(floor, -held.get(e).size());
            model.addGreaterOrEqual(matches.build(), 0);
        }
        return floor;
    }
}
