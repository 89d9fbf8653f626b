package io.lingchuang.review.assignment;

import io.lingchuang.review.assignment.Plan.Lack;
import io.lingchuang.review.assignment.Plan.Why;
import io.lingchuang.review.assignment.Problem.Leaning;
import io.lingchuang.review.assignment.Problem.Rules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many experts each entry can have at all, for what lies in itself alone: who is left after recusals, and what the rules leave of
 * those. What the experts' own limits then leave short only the flow knows.
 */
final class Places {

    private final Problem problem;
    private final List<List<Integer>> fixed = new ArrayList<>();

    Places(Problem problem) {
        this.problem = problem;
        problem.entries().forEach(e -> fixed.add(new ArrayList<>()));
        problem.fixed().stream().sorted().forEach(p -> fixed.get(p.entry()).add(p.expert()));
    }

    List<Integer> fixed(int entry) {
        return fixed.get(entry);
    }

    /** What the chair fixed stands, also beyond the number asked for. */
    int toFill(int entry) {
        return Math.min(needed(entry), reachable(entry, problem.rules()));
    }

    private int needed(int entry) {
        return Math.max(0, problem.each() - fixed.get(entry).size());
    }

    /** Of an employer at most one, of the entry's own county at most all but one; what is fixed has taken its place there. */
    private int reachable(int entry, Rules rules) {
        Map<String, Integer> local = new HashMap<>();
        Map<String, Integer> outside = new HashMap<>();
        for (int x = 0; x < problem.experts().size(); x++) {
            if (problem.open(entry, x)) {
                (problem.local(entry, x) ? local : outside)
                        .merge(problem.experts().get(x).employer(), 1, Integer::sum);
            }
        }
        int fromLocal = count(entry, local, rules);
        return count(entry, outside, rules) + (rules.outside() ? Math.min(fromLocal, localLeft(entry)) : fromLocal);
    }

    private int count(int entry, Map<String, Integer> employers, Rules rules) {
        return employers.entrySet().stream()
                .mapToInt(e ->
                        rules.oneAnEmployer() ? Math.min(e.getValue(), employerLeft(entry, e.getKey())) : e.getValue())
                .sum();
    }

    int localLeft(int entry) {
        int taken = (int)
                fixed.get(entry).stream().filter(x -> problem.local(entry, x)).count();
        return Math.max(0, problem.each() - 1 - taken);
    }

    int leaningLeft(int entry, Leaning leaning) {
        int taken = (int) fixed.get(entry).stream()
                .filter(x -> problem.experts().get(x).leaning() == leaning)
                .count();
        return Math.max(0, problem.each() - 1 - taken);
    }

    int employerLeft(int entry, String employer) {
        return fixed.get(entry).stream()
                        .anyMatch(x -> problem.experts().get(x).employer().equals(employer))
                ? 0
                : 1;
    }

    /** An entry may be short for both: too few may score it at all, and of those some are at their limit. */
    List<Lack> lacks(List<Set<Integer>> held) {
        List<Lack> lacks = new ArrayList<>();
        for (int e = 0; e < problem.entries().size(); e++) {
            int fill = toFill(e);
            int missing = needed(e) - fill;
            if (missing > 0) {
                lacks.add(new Lack(e, missing, why(e)));
            }
            int atLimit = fill + fixed.get(e).size() - held.get(e).size();
            if (atLimit > 0) {
                lacks.add(new Lack(e, atLimit, Why.LIMITS));
            }
        }
        return lacks;
    }

    private Why why(int entry) {
        if (reachable(entry, Rules.NONE) < needed(entry)) {
            return Why.EXPERTS;
        }
        boolean employers =
                problem.rules().oneAnEmployer() && reachable(entry, new Rules(false, true, false)) < needed(entry);
        return employers ? Why.EMPLOYERS : Why.OUTSIDE;
    }

    /** All who score it are strict, or all are lenient. */
    boolean lopsided(Collection<Integer> experts) {
        return experts.size() > 1 && (all(experts, Leaning.STRICT) || all(experts, Leaning.LENIENT));
    }

    private boolean all(Collection<Integer> experts, Leaning leaning) {
        return experts.stream().allMatch(x -> problem.experts().get(x).leaning() == leaning);
    }
}
