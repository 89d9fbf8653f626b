package io.lingchuang.review.assignment;

import com.google.ortools.graph.MinCostFlow;
import com.google.ortools.graph.MinCostFlowBase;
import io.lingchuang.review.assignment.Problem.Expert;
import io.lingchuang.review.assignment.Problem.Leaning;
import io.lingchuang.review.assignment.Problem.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The minimum-cost flow entry → expert → all. What comes first costs more than all that comes after it together: loads within one of each
 * other, then what stands today, then the sum of the matches, then who had fewer sheets this year. Rules whose groups lie in one another
 * (an employer within its county) are gates on the way and solved with it; mixing strict and lenient is one where no other gate stands.
 */
final class LoadFlow {

    private record Arc(int number, Pair pair) {}

    private final Problem problem;
    private final Places places;
    private final MinCostFlow flow = new MinCostFlow();
    private final List<Arc> arcs = new ArrayList<>();
    private final int[] entryOrder;
    private final int[] expertOrder;
    private final long unit; // one point of match
    private final long most; // the most that one pair can be worth
    private final long uneven; // one sheet more or less than the others
    private final long unfilled; // a place that nobody takes, as all who may are at their limit
    private int nodes;

    LoadFlow(Problem problem, Places places) {
        this.problem = problem;
        this.places = places;
        int experts = problem.experts().size();
        this.entryOrder = shuffled(problem.entries().size(), problem.seed());
        this.expertOrder = shuffled(experts, problem.seed());
        this.unit = 10L * experts + 1;
        this.most = (2L * Problem.FULL_MATCH + 1) * unit;
        this.uneven = (experts + 1L) * (most + 10); // moving one sheet changes each expert's entries once at most
        this.unfilled = 100 * uneven; // more than the longest two strides and all the moves between them
        this.nodes = problem.entries().size() + experts + 1;
    }

    /** Equals are looked at in an order that nobody chose and that is the same each time. */
    static int[] shuffled(int count, long seed) {
        int[] order = new int[count];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** Everything fixed and, beside it, as many as each entry can have and the experts' limits leave. */
    List<Pair> solve() {
        int sink = problem.entries().size() + problem.experts().size();
        int[] base = new int[problem.experts().size()];
        problem.fixed().forEach(p -> base[p.expert()]++);
        int supply = 0;
        for (int e : entryOrder) {
            int fill = places.toFill(e);
            flow.setNodeSupply(e, fill);
            supply += fill;
            if (fill > 0) {
                choices(e, fill);
                if (problem.limited()) {
                    arc(e, sink, fill, unfilled);
                }
            }
        }
        flow.setNodeSupply(sink, -supply);
        loads(sink, base, supply + problem.fixed().size());
        if (supply > 0 && flow.solve() != MinCostFlowBase.Status.OPTIMAL) {
            throw new IllegalStateException(
                    "The flow has no answer, though every entry was asked for what it can have");
        }
        List<Pair> pairs = new ArrayList<>(problem.fixed());
        if (supply > 0) {
            arcs.stream()
                    .filter(a -> flow.getFlow(a.number()) > 0)
                    .map(Arc::pair)
                    .forEach(pairs::add);
        }
        flow.delete(); // its memory is not the JVM's
        pairs.sort(null);
        return pairs;
    }

    private void choices(int entry, int fill) {
        Map<String, Integer> count = new HashMap<>();
        if (problem.rules().oneAnEmployer()) {
            for (int x : expertOrder) {
                if (problem.open(entry, x)) {
                    count.merge(problem.experts().get(x).employer(), 1, Integer::sum);
                }
            }
        }
        Gates gates = new Gates(entry, fill, count);
        for (int x : expertOrder) {
            if (problem.open(entry, x)) {
                Integer from = gates.before(x);
                if (from != null) {
                    Pair pair = new Pair(entry, x);
                    long worth = problem.match()[entry][x] * unit;
                    long stays = problem.steady().contains(pair) ? (Problem.FULL_MATCH + 1) * unit : 0;
                    arcs.add(new Arc(arc(from, expertNode(x), 1, -worth - stays), pair));
                }
            }
        }
    }

    /** The gates of one entry, built as they are met. */
    private final class Gates {
        private final int entry;
        private final int fill;
        private final Map<String, Integer> ofEmployer;
        private final boolean mixing;
        private final Map<String, Integer> built = new HashMap<>();

        Gates(int entry, int fill, Map<String, Integer> ofEmployer) {
            this.entry = entry;
            this.fill = fill;
            this.ofEmployer = ofEmployer;
            boolean gated = problem.rules().outside() || problem.rules().oneAnEmployer();
            // A gate must not keep a place empty that a limit leaves open: the number comes before the mixing.
            this.mixing = problem.rules().mixed() && !gated && problem.each() > 1 && !problem.limited() && mixable();
        }

        /** Where the expert's arc begins; null where their place is taken. */
        @Nullable
        Integer before(int expert) {
            Expert x = problem.experts().get(expert);
            Integer from = entry;
            if (problem.rules().outside() && problem.local(entry, expert)) {
                from = gate(from, "county", places.localLeft(entry));
            }
            if (problem.rules().oneAnEmployer()) {
                int left = places.employerLeft(entry, x.employer());
                boolean alone = ofEmployer.getOrDefault(x.employer(), 0) < 2;
                from = left == 0 ? null : alone ? from : gate(from, "employer " + x.employer(), left);
            }
            if (mixing && x.leaning() != Leaning.EVEN) {
                from = gate(from, x.leaning().name(), places.leaningLeft(entry, x.leaning()));
            }
            return from;
        }

        /** Where all who are left lean one way, the number comes before the mixing. */
        private boolean mixable() {
            int strict = 0;
            int lenient = 0;
            int even = 0;
            for (int x = 0; x < problem.experts().size(); x++) {
                if (problem.open(entry, x)) {
                    switch (problem.experts().get(x).leaning()) {
                        case STRICT -> strict++;
                        case LENIENT -> lenient++;
                        case EVEN -> even++;
                    }
                }
            }
            return even
                            + Math.min(strict, places.leaningLeft(entry, Leaning.STRICT))
                            + Math.min(lenient, places.leaningLeft(entry, Leaning.LENIENT))
                    >= fill;
        }

        private @Nullable Integer gate(@Nullable Integer from, String name, int places) {
            if (from == null || places == 0) {
                return null;
            }
            if (places >= fill) {
                return from;
            }
            return built.computeIfAbsent(name, n -> {
                int gate = nodes++;
                arc(from, gate, places, 0);
                return gate;
            });
        }
    }

    /** Each further sheet costs an expert more than the one before, so that the optimum levels the loads. */
    private void loads(int sink, int[] base, int sheets) {
        int[] room = new int[problem.experts().size()];
        arcs.forEach(a -> room[a.pair().expert()]++);
        int[] most = new int[room.length];
        for (int x = 0; x < room.length; x++) {
            int limit = problem.experts().get(x).limit();
            room[x] = Math.clamp((long) limit - base[x], 0, room[x]);
            most[x] = base[x] + room[x] == 0 ? 0 : Math.max(limit, base[x]);
        }
        int level = level(most, sheets);
        int busiest = Math.max(
                1, problem.experts().stream().mapToInt(Expert::yearLoad).max().orElse(1));
        for (int x : expertOrder) {
            long odd = 9L * problem.experts().get(x).yearLoad() / busiest;
            int from = base[x] + 1;
            int to = base[x] + room[x];
            while (from <= to) {
                int end = from;
                while (end < to && step(end + 1, level) == step(from, level)) {
                    end++;
                }
                int step = step(from, level);
                arc(expertNode(x), sink, end - from + 1, step == 0 ? odd : step * uneven);
                from = end + 1;
            }
        }
    }

    /** How many sheets everybody has when they are dealt round by round and whoever is at their limit drops out; then less than a round is left. */
    private static int level(int[] most, int sheets) {
        int level = 0;
        int left = sheets;
        while (true) {
            int round = level + 1;
            int sharing = (int) Arrays.stream(most).filter(m -> m >= round).count();
            if (sharing == 0 || sharing > left) {
                return level;
            }
            left -= sharing;
            level++;
        }
    }

    /** 0 for the one sheet above the level, negative below it, positive beyond; in strides that double, which keeps the arcs few. */
    private static int step(int sheet, int level) {
        int away = sheet - level - 1;
        int stride = Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(away));
        return away < 0 ? -stride : stride;
    }

    private int expertNode(int expert) {
        return problem.entries().size() + expert;
    }

    private int arc(int from, int to, long capacity, long cost) {
        return flow.addArcWithCapacityAndUnitCost(from, to, capacity, cost);
    }
}
