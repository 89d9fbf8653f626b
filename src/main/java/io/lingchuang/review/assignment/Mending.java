package io.lingchuang.review.assignment;

import io.lingchuang.review.assignment.Problem.Leaning;
import io.lingchuang.review.assignment.Problem.Pair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * What goes beyond a flow: a few entries at a time are taken out together with those that hold the experts they want, and dealt anew to the
 * optimum. Loads stay as they are, so the flow's levelling is kept. For the entry that came off worst the sum of
 * the matches gives way only as far as its share of the bound; for a rule that the chair asked for it gives way as little as it can.
 */
final class Mending {

    private static final int AT_ONCE = 3; // entries that want something
    private static final int PARTNERS = 4; // others that each may take from
    private static final int ROUNDS_FOR_THE_WORST = 8;
    private static final int TRIES = 10; // with other partners, before an entry is left as it is

    private final Problem problem;
    private final Places places;
    private final List<Set<Integer>> held;
    private final long least;
    private long total;

    Mending(Problem problem, Places places, List<Pair> pairs, long bound) {
        this.problem = problem;
        this.places = places;
        this.held = Assigner.byEntry(problem, pairs);
        this.total = Assigner.total(problem, pairs);
        this.least = (long) Math.ceil(Assigner.KEPT * bound);
    }

    List<Pair> mend() {
        if (problem.rules().mixed()) {
            for (int round = 0; round < TRIES; round++) {
                List<Integer> wanting = lopsided();
                for (int from = 0; from < wanting.size(); from += AT_ONCE) {
                    mix(wanting.subList(from, Math.min(wanting.size(), from + AT_ONCE)), round);
                }
            }
        }
        raiseTheWorst();
        List<Pair> pairs = new ArrayList<>();
        for (int e = 0; e < held.size(); e++) {
            for (int x : held.get(e)) {
                pairs.add(new Pair(e, x));
            }
        }
        pairs.sort(null);
        return pairs;
    }

    private List<Integer> lopsided() {
        List<Integer> wanting = new ArrayList<>();
        for (int e : LoadFlow.shuffled(held.size(), problem.seed())) {
            if (places.lopsided(held.get(e))) {
                wanting.add(e);
            }
        }
        return wanting;
    }

    private void mix(List<Integer> wanting, int round) {
        Set<Integer> freed = new LinkedHashSet<>(wanting);
        for (int e : wanting) {
            boolean strict =
                    held.get(e).stream().anyMatch(x -> problem.experts().get(x).leaning() == Leaning.STRICT);
            Leaning same = strict ? Leaning.STRICT : Leaning.LENIENT;
            freed.addAll(partners(e, round, 2, x -> problem.experts().get(x).leaning() != same));
        }
        deal(freed, false); // a rule that the chair asked for, whatever it costs
    }

    /**
     * Entries that hold an expert who would do: those with so many that they can spare one, then the best match; at each further round the
     * next ones.
     */
    private List<Integer> partners(int entry, int round, int enough, IntPredicate wanted) {
        record Offer(int entry, boolean spares, int match) {}
        List<Offer> offers = new ArrayList<>();
        for (int other : LoadFlow.shuffled(held.size(), problem.seed() + entry)) {
            int best = held.get(other).stream()
                    .filter(x -> other != entry
                            && !held.get(entry).contains(x)
                            && problem.open(entry, x)
                            && problem.open(other, x)
                            && wanted.test(x))
                    .mapToInt(x -> problem.match()[entry][x])
                    .max()
                    .orElse(Problem.BARRED);
            if (best != Problem.BARRED) {
                boolean spares = held.get(other).stream().filter(wanted::test).count() >= enough;
                offers.add(new Offer(other, spares, best));
            }
        }
        return offers.stream()
                .sorted(Comparator.comparing(Offer::spares)
                        .thenComparingInt(Offer::match)
                        .reversed())
                .skip((long) round * PARTNERS)
                .limit(PARTNERS)
                .map(Offer::entry)
                .toList();
    }

    /** Lexicographically only at the bottom: the lowest means are raised while somebody holds an expert who matches them better. */
    private void raiseTheWorst() {
        for (int round = 0; round < ROUNDS_FOR_THE_WORST; round++) {
            List<Integer> lowest = lowest();
            if (lowest.isEmpty()) {
                return;
            }
            double before = mean(lowest.getFirst());
            Set<Integer> freed = new LinkedHashSet<>(lowest);
            for (int e : lowest) {
                int weakest = held.get(e).stream()
                        .filter(x -> problem.open(e, x))
                        .mapToInt(x -> problem.match()[e][x])
                        .min()
                        .orElse(Problem.FULL_MATCH);
                freed.addAll(partners(e, 0, 1, x -> problem.match()[e][x] > weakest));
            }
            deal(freed, true);
            if (lowest.stream().mapToDouble(this::mean).min().orElse(before) <= before) {
                return;
            }
        }
    }

    /** The entries with the lowest mean that could have more, as many as are dealt at once. */
    private List<Integer> lowest() {
        List<Integer> some = new ArrayList<>();
        for (int e : LoadFlow.shuffled(held.size(), problem.seed())) {
            if (!held.get(e).isEmpty()) {
                some.add(e);
            }
        }
        some.sort(Comparator.comparingDouble(this::mean));
        List<Integer> lowest = some.stream().limit(AT_ONCE).toList();
        boolean raisable = !lowest.isEmpty()
                && sum(lowest.getFirst())
                        < Assigner.best(
                                problem.match()[lowest.getFirst()],
                                held.get(lowest.getFirst()).size());
        return raisable ? lowest : List.of();
    }

    private double mean(int entry) {
        return (double) sum(entry) / held.get(entry).size();
    }

    private int sum(int entry) {
        return held.get(entry).stream().mapToInt(x -> problem.match()[entry][x]).sum();
    }

    private void deal(Set<Integer> freed, boolean forTheWorst) {
        Deal deal = new Deal(problem, places, held, freed.stream().sorted().toList());
        int now = freed.stream().mapToInt(this::sum).sum();
        Set<Pair> dealt = deal.solve(forTheWorst ? least - (total - now) : 0, forTheWorst);
        if (dealt.isEmpty()) {
            return;
        }
        total -= now;
        freed.forEach(e -> held.set(e, new HashSet<>()));
        dealt.forEach(p -> held.get(p.entry()).add(p.expert()));
        total += freed.stream().mapToInt(this::sum).sum();
    }
}
