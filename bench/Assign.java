import io.lingchuang.review.assignment.Assigner;
import io.lingchuang.review.assignment.FieldMatch;
import io.lingchuang.review.assignment.FieldMatch.Kind;
import io.lingchuang.review.assignment.FieldMatch.Topic;
import io.lingchuang.review.assignment.Plan;
import io.lingchuang.review.assignment.Problem;
import io.lingchuang.review.assignment.Problem.Entry;
import io.lingchuang.review.assignment.Problem.Expert;
import io.lingchuang.review.assignment.Problem.Leaning;
import io.lingchuang.review.assignment.Problem.Pair;
import io.lingchuang.review.assignment.Problem.Rules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Giving entries their experts, against a plain greedy on the same question: pairs by falling match, taken while the entry has a place and
 * the expert is below the level of the loads. Fields are as uneven as in a mining city; who works where an entry comes from is recused.
 */
class Assign implements Part {

    private static final String[] FIELDS = {"采矿", "机械", "电气", "安全", "化工", "纺织", "食品", "建筑", "信息", "农业", "交通", "医疗"};
    private static final int[] SHARE = {26, 18, 12, 10, 8, 6, 5, 4, 4, 3, 2, 2};
    private static final int COUNTIES = 4;

    @Override
    public List<Measure> run(Bench bench) throws Exception {
        Assigner.solve(city(20, 10, 2, Rules.NONE)); // loads the solver's native code
        List<Measure> measures = new ArrayList<>();
        for (int[] size : new int[][] {{500, 60, 3}, {3000, 200, 5}}) {
            measure(measures, size, Rules.NONE, "");
            measure(measures, size, new Rules(true, true, true), ", three rules");
        }
        return measures;
    }

    private static void measure(List<Measure> measures, int[] size, Rules rules, String with) throws Exception {
        Problem problem = city(size[0], size[1], size[2], rules);
        String what = "%,d × %d × %d%s: ".formatted(size[0], size[1], size[2], with);
        List<Plan> plans = new ArrayList<>();
        List<List<Pair>> greedy = new ArrayList<>();
        List<Timing> times = Timing.alternating(
                3,
                () -> Timing.millis(() -> plans.add(Assigner.solve(problem))),
                () -> Timing.millis(() -> greedy.add(greedy(problem))));
        Plan plan = plans.getFirst();
        List<Pair> theirs = greedy.getFirst();
        measures.add(
                Measure.atLeast(what + "sum of matches by the flow's bound", plan.total(), plan.bound(), "", 0.98));
        measures.add(Measure.exactly(what + "entries with too few experts", unfilled(problem, plan.pairs()), 0));
        measures.add(Measure.exactly(what + "widest gap of loads beyond one", Math.max(0, gap(plan.loads()) - 1), 0));
        measures.add(Measure.exactly(what + "rules broken", broken(problem, plan.pairs()), 0));
        measures.add(Measure.exactly(
                what + "answers that differ when asked again",
                plans.stream().map(Plan::pairs).distinct().count() - 1,
                0));
        measures.add(Measure.shown(
                what + "time, against the greedy",
                times.get(0).median(),
                times.get(1).median(),
                "ms"));
        measures.add(
                Measure.shown(what + "greedy's sum by the bound", Assigner.total(problem, theirs), plan.bound(), ""));
        measures.add(Measure.shown(what + "entries the greedy leaves short", unfilled(problem, theirs), ""));
        measures.add(Measure.shown(what + "lowest mean match of an entry", lowest(problem, plan.pairs()), ""));
        measures.add(Measure.shown(what + "lowest mean match by the greedy", lowest(problem, theirs), ""));
    }

    private static Problem city(int entries, int experts, int each, Rules rules) {
        SplittableRandom random = new SplittableRandom(entries * 31L + experts);
        int units = experts * 3;
        List<Expert> pool = new ArrayList<>();
        List<List<String>> fields = new ArrayList<>();
        List<Integer> employers = new ArrayList<>();
        for (int x = 0; x < experts; x++) {
            int employer = random.nextInt(units);
            employers.add(employer);
            fields.add(List.of(FIELDS[draw(random)], FIELDS[draw(random)]));
            pool.add(new Expert(
                    x,
                    "单位" + employer,
                    (long) employer % COUNTIES,
                    Leaning.values()[new int[] {0, 1, 1, 2}[random.nextInt(4)]],
                    random.nextInt(60)));
        }
        List<Entry> all = new ArrayList<>();
        int[][] match = new int[entries][experts];
        for (int e = 0; e < entries; e++) {
            int unit = random.nextInt(units);
            String industry = FIELDS[draw(random)];
            Set<Topic> topics = new HashSet<>(List.of(
                    new Topic(Kind.INDUSTRY, industry + "业"),
                    new Topic(Kind.OCCUPATION, random.nextInt(3) > 0 ? industry : FIELDS[draw(random)]),
                    new Topic(Kind.CATEGORY, random.nextInt(2) > 0 ? industry + "类" : "综合类")));
            all.add(new Entry(e, (long) unit % COUNTIES));
            for (int x = 0; x < experts; x++) {
                match[e][x] = employers.get(x) == unit || random.nextInt(50) == 0
                        ? Problem.BARRED
                        : FieldMatch.of(fields.get(x), topics).points();
            }
        }
        return new Problem(each, rules, 7, pool, all, match, Set.of(), Set.of());
    }

    private static int draw(SplittableRandom random) {
        int at = random.nextInt(100);
        int field = 0;
        while (at >= SHARE[field]) {
            at -= SHARE[field++];
        }
        return field;
    }

    private static List<Pair> greedy(Problem problem) {
        int experts = problem.experts().size();
        int most = (problem.entries().size() * problem.each() + experts - 1) / experts;
        List<Pair> pairs = new ArrayList<>();
        for (int e = 0; e < problem.entries().size(); e++) {
            for (int x = 0; x < experts; x++) {
                if (problem.match()[e][x] != Problem.BARRED) {
                    pairs.add(new Pair(e, x));
                }
            }
        }
        pairs.sort(Comparator.comparingInt((Pair p) -> -problem.match()[p.entry()][p.expert()]));
        int[] loads = new int[experts];
        int[] filled = new int[problem.entries().size()];
        List<Pair> taken = new ArrayList<>();
        for (Pair pair : pairs) {
            if (filled[pair.entry()] < problem.each() && loads[pair.expert()] < most) {
                filled[pair.entry()]++;
                loads[pair.expert()]++;
                taken.add(pair);
            }
        }
        return taken;
    }

    private static int[] filled(Problem problem, List<Pair> pairs) {
        int[] filled = new int[problem.entries().size()];
        pairs.forEach(p -> filled[p.entry()]++);
        return filled;
    }

    private static long unfilled(Problem problem, List<Pair> pairs) {
        return Arrays.stream(filled(problem, pairs))
                .filter(n -> n < problem.each())
                .count();
    }

    private static int gap(int[] loads) {
        return Arrays.stream(loads).max().orElseThrow()
                - Arrays.stream(loads).min().orElseThrow();
    }

    private static double lowest(Problem problem, List<Pair> pairs) {
        double[] sums = new double[problem.entries().size()];
        pairs.forEach(p -> sums[p.entry()] += problem.match()[p.entry()][p.expert()]);
        return Arrays.stream(sums).min().orElseThrow() / problem.each();
    }

    /** Counted here anew, from the pairs alone. */
    private static long broken(Problem problem, List<Pair> pairs) {
        List<List<Expert>> held = new ArrayList<>();
        problem.entries().forEach(e -> held.add(new ArrayList<>()));
        long broken = 0;
        for (Pair p : pairs) {
            held.get(p.entry()).add(problem.experts().get(p.expert()));
            broken += problem.match()[p.entry()][p.expert()] == Problem.BARRED ? 1 : 0;
        }
        for (int e = 0; e < held.size(); e++) {
            Long county = problem.entries().get(e).county();
            List<Expert> theirs = held.get(e);
            boolean oneEmployer =
                    theirs.stream().map(Expert::employer).distinct().count() < theirs.size();
            boolean allLocal = theirs.stream().allMatch(x -> county != null && county.equals(x.county()));
            boolean allStrict = theirs.stream().allMatch(x -> x.leaning() == Leaning.STRICT);
            boolean allLenient = theirs.stream().allMatch(x -> x.leaning() == Leaning.LENIENT);
            broken += problem.rules().oneAnEmployer() && oneEmployer ? 1 : 0;
            broken += problem.rules().outside() && allLocal ? 1 : 0;
            broken += problem.rules().mixed() && (allStrict || allLenient) ? 1 : 0;
        }
        return broken;
    }
}
