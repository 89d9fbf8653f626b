package io.lingchuang.services.pairing;

import com.google.ortools.Loader;
import com.google.ortools.graph.MinCostFlow;
import com.google.ortools.graph.MinCostFlowBase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;

/** Who with whom, so that all together fit best: each enterprise at most once. An assignment, solved exactly as a flow. */
final class Matching {

    /** So many of the best partners of each state-owned enterprise are weighed against each other. */
    private static final int BEST = 40;

    /** So many enterprises of a like name are looked at, and so many partners of each. */
    private static final int NAMED = 5;

    private static final int AROUND = 10;

    private Matching() {}

    /** The best one-to-one choice among the pairs that fit at all, the best pair first. */
    static List<Fit> best(List<Fit.Candidate> soes, List<Fit.Candidate> partners) {
        List<Fit> fits = new ArrayList<>();
        soes.forEach(soe -> fits.addAll(bestOf(soe, partners)));
        if (fits.isEmpty()) {
            return List.of();
        }
        Natives.load();
        var flow = new MinCostFlow();
        int source = 0;
        int sink = 1;
        Map<Long, Integer> nodes = new HashMap<>();
        int[] arcs = new int[fits.size()];
        for (int i = 0; i < arcs.length; i++) {
            Fit fit = fits.get(i);
            int from = nodes.computeIfAbsent(fit.soe().nodeId(), k -> nodes.size() + 2);
            int to = nodes.computeIfAbsent(fit.partner().nodeId(), k -> nodes.size() + 2);
            arcs[i] = flow.addArcWithCapacityAndUnitCost(from, to, 1, -fit.points());
        }
        fits.stream()
                .map(f -> f.soe().nodeId())
                .distinct()
                .forEach(id -> flow.addArcWithCapacityAndUnitCost(source, Objects.requireNonNull(nodes.get(id)), 1, 0));
        fits.stream()
                .map(f -> f.partner().nodeId())
                .distinct()
                .forEach(id -> flow.addArcWithCapacityAndUnitCost(Objects.requireNonNull(nodes.get(id)), sink, 1, 0));
        long supply = fits.stream().map(f -> f.soe().nodeId()).distinct().count();
        flow.addArcWithCapacityAndUnitCost(source, sink, supply, 0); // who stays alone
        flow.setNodeSupply(source, supply);
        flow.setNodeSupply(sink, -supply);
        if (flow.solve() != MinCostFlowBase.Status.OPTIMAL) {
            throw new IllegalStateException("Everybody may stay alone, so there is an answer");
        }
        List<Fit> chosen = new ArrayList<>();
        for (int i = 0; i < arcs.length; i++) {
            if (flow.getFlow(arcs[i]) > 0) {
                chosen.add(fits.get(i));
            }
        }
        chosen.sort(order());
        return chosen;
    }

    /** The best partners of each enterprise whose name has this in it; here everybody may stand in several pairs, as one is to be chosen. */
    static List<Fit> around(String name, List<Fit.Candidate> soes, List<Fit.Candidate> partners) {
        List<Fit> fits = new ArrayList<>();
        soes.stream()
                .filter(s -> s.name().contains(name))
                .limit(NAMED)
                .forEach(soe -> partners.stream()
                        .map(partner -> Fit.of(soe, partner))
                        .sorted(order())
                        .limit(AROUND)
                        .forEach(fits::add));
        partners.stream()
                .filter(p -> p.name().contains(name))
                .limit(NAMED)
                .forEach(partner -> soes.stream()
                        .map(soe -> Fit.of(soe, partner))
                        .sorted(order())
                        .limit(AROUND)
                        .forEach(fits::add));
        return fits.stream().distinct().toList();
    }

    private static List<Fit> bestOf(Fit.Candidate soe, List<Fit.Candidate> partners) {
        var best = new PriorityQueue<Fit>(order().reversed());
        for (Fit.Candidate partner : partners) {
            Fit fit = Fit.of(soe, partner);
            if (related(fit)) {
                best.add(fit);
                if (best.size() > BEST) {
                    best.poll();
                }
            }
        }
        return best.stream().sorted(order()).toList();
    }

    /** Lying in one county or being larger is no reason by itself. */
    private static boolean related(Fit fit) {
        return fit.reasons().stream()
                .anyMatch(r -> r == Reason.CHAIN || r == Reason.CLUSTER || r == Reason.INDUSTRY || r == Reason.ASKED);
    }

    private static Comparator<Fit> order() {
        return Comparator.comparingInt(Fit::points)
                .reversed()
                .thenComparingLong(f -> f.soe().nodeId())
                .thenComparingLong(f -> f.partner().nodeId());
    }

    /** The solver's native code is loaded when the first proposal is asked for. */
    private static final class Natives {
        static {
            Loader.loadNativeLibraries();
        }

        static void load() {}
    }
}
