package io.lingchuang.review.joint;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.calls.RankingRule;
import io.lingchuang.review.TierBorders;
import io.lingchuang.review.ranking.Mark;
import io.lingchuang.review.ranking.Scores;
import io.lingchuang.review.ranking.Uncertainty;
import io.lingchuang.review.ranking.UnderEveryRule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one list that the closed panels of a round make together 合并排名: each panel's scores by the call's rule, as its archive has them,
 * in one order. This is what results are proposed by; the other rules stand beside it for comparison. Only for the host and the
 * supervisor: of another panel's entries nobody has looked which a chair would have to recuse from.
 */
@Service
public class JointRanking {

    /** Enough that the ends of an interval do not move by more than a place or two from another seed. */
    public static final int DRAWS = 400;

    private static final int TOP = 80; // places
    private static final double SCALE = 5; // one standard deviation under PANEL_STANDARD

    /** What is ranked together: a category, or with no id all entries of the call. */
    public record Group(@Nullable Long id, String name) {}

    /**
     * A closed panel.
     *
     * @param mean of its entries' scores, highest and lowest off as the call says
     * @param luck points by which its mean may lie off by the lot alone, on the scale that panels are brought to
     */
    public record Part(
            long panelId,
            String name,
            int entries,
            int experts,
            BigDecimal mean,
            BigDecimal spread,
            BigDecimal luck,
            boolean lot) {}

    /**
     * @param inPanel its place among the entries of its panel
     * @param borders names of the tiers at whose last place it is a near-tie
     */
    public record Place(
            long entryId,
            String code,
            String title,
            String unit,
            String panel,
            int inPanel,
            Map<RankingRule, Scores.Ranked> by,
            Uncertainty.Interval interval,
            List<String> borders)
            implements UnderEveryRule {}

    /**
     * @param open panels that score still, whose entries come into the list
     * @param waiting entries that stand on no panel yet
     * @param lot whether chance alone decided which panel an entry came to
     * @param moved for each rule, how many entries would change tier by it
     * @param last the last place that something is decided about; 0 where nothing is
     */
    public record Joint(
            Call call,
            int round,
            Group group,
            List<Group> groups,
            List<Part> parts,
            List<Place> places,
            int open,
            int waiting,
            boolean lot,
            Map<RankingRule, Integer> moved,
            int last) {

        /** Those about whom something is decided and as many behind them as may come close; the others are one press away. */
        public List<Place> top() {
            int shown = Math.max(TOP, last + TOP / 2);
            return places.size() <= shown + TOP / 4 ? places : places.subList(0, shown);
        }

        public boolean several() {
            return parts.size() > 1;
        }

        /** Panels of one entry, or with equal scores throughout, say nothing about how strict they are. */
        public List<String> flat() {
            return parts.stream()
                    .filter(p -> p.entries() < 2 || p.spread().signum() == 0)
                    .map(Part::name)
                    .toList();
        }
    }

    private final JointFacts facts;
    private final Calls calls;
    private final TierBorders borders;

    JointRanking(JointFacts facts, Calls calls, TierBorders borders) {
        this.facts = facts;
        this.calls = calls;
        this.borders = borders;
    }

    /** Whether closed panels of the call share a list. */
    public boolean several(Call call) {
        return facts.several(call.id(), groups(call).getFirst().id() != null);
    }

    /** For the host; what the viewer must recuse from as an expert does not occur in it in any way. */
    @Transactional(readOnly = true)
    Joint of(Actor actor, long callId, int round, @Nullable Long category) {
        Call call = calls.call(callId);
        actor.requireHolds(Right.RUN_PANEL, call.hostNodeId());
        return of(call, round, category, actor);
    }

    /** All of it, for a part that has looked whether the viewer may see it. */
    @Transactional(readOnly = true)
    public Joint of(Call call, int round, @Nullable Long category) {
        return of(call, round, category, null);
    }

    private Joint of(Call call, int asked, @Nullable Long category, @Nullable Actor viewer) {
        int round = Math.clamp(asked, 1, call.lastRound());
        List<JointFacts.Sheet> sheets = facts.sheets(call, round, viewer);
        List<Group> groups = groups(call);
        Group group = chosen(groups, category, sheets);
        // A panel is brought to the scale by all that it scored; listed is what belongs to the group and still stands.
        Set<Long> panels = sheets.stream()
                .filter(s -> listed(s, group))
                .map(JointFacts.Sheet::panelId)
                .collect(Collectors.toSet());
        List<JointFacts.Sheet> ours =
                sheets.stream().filter(s -> panels.contains(s.panelId())).toList();
        Map<Long, JointFacts.Sheet> about = new TreeMap<>();
        ours.stream().filter(s -> listed(s, group)).forEach(s -> about.putIfAbsent(s.number(), s));
        List<Mark> marks = ours.stream().map(JointFacts.Sheet::mark).toList();
        Map<Integer, String> last = new TreeMap<>(borders.among(call, round, group.id()));
        Map<RankingRule, Map<Long, Scores.Ranked>> by = new EnumMap<>(RankingRule.class);
        for (RankingRule rule : RankingRule.values()) {
            by.put(
                    rule,
                    Scores.rank(about.keySet(), marks, rule, call.trim()).stream()
                            .collect(Collectors.toMap(Scores.Ranked::entryId, r -> r)));
        }
        List<Integer> places = List.copyOf(last.keySet());
        Map<Long, Uncertainty.Interval> intervals =
                Uncertainty.among(about.keySet(), marks, call.rule(), call.trim(), places, DRAWS, call.id());
        List<Place> list = about.values().stream()
                .map(s -> place(
                        s,
                        by,
                        Objects.requireNonNull(intervals.get(s.number())),
                        List.copyOf(last.values()),
                        about,
                        call.rule()))
                .sorted(Comparator.comparingInt((Place p) -> p.rank(call.rule()))
                        .thenComparing(Place::code))
                .toList();
        return new Joint(
                call,
                round,
                group,
                groups,
                parts(call, ours),
                list,
                facts.open(call, round, group.id()),
                facts.waiting(call, round, group.id()),
                facts.byLot(panels),
                UnderEveryRule.moved(list, call.rule(), places),
                places.isEmpty() ? 0 : places.getLast());
    }

    /** Categories are ranked apart where tiers or cut-offs are theirs; one list where every tier takes from everybody. */
    static List<Group> groups(Call call) {
        boolean over = !call.inRounds() && call.tiers().stream().allMatch(t -> t.categoryId() == null);
        return over || call.categories().isEmpty()
                ? List.of(new Group(null, ""))
                : call.categories().stream()
                        .map(c -> new Group(c.id(), c.name()))
                        .toList();
    }

    /** The group asked for, otherwise the first that several panels share, otherwise the first that has anything. */
    private static Group chosen(List<Group> groups, @Nullable Long category, List<JointFacts.Sheet> sheets) {
        Comparator<Group> shared = Comparator.comparingLong(g -> -sheets.stream()
                .filter(s -> listed(s, g))
                .map(JointFacts.Sheet::panelId)
                .distinct()
                .count());
        return groups.stream()
                .filter(g -> category != null && category.equals(g.id()))
                .findFirst()
                .orElseGet(() -> groups.stream().sorted(shared).findFirst().orElseThrow());
    }

    private static boolean listed(JointFacts.Sheet sheet, Group group) {
        return sheet.stands() && (group.id() == null || group.id().equals(sheet.category()));
    }

    private static Place place(
            JointFacts.Sheet s,
            Map<RankingRule, Map<Long, Scores.Ranked>> by,
            Uncertainty.Interval interval,
            List<String> names,
            Map<Long, JointFacts.Sheet> about,
            RankingRule own) {
        Map<RankingRule, Scores.Ranked> ranks = UnderEveryRule.of(s.number(), by);
        Map<Long, Scores.Ranked> counts = Objects.requireNonNull(by.get(own));
        int rank = Objects.requireNonNull(ranks.get(own)).rank();
        long before = counts.values().stream()
                .filter(r -> r.rank() < rank)
                .filter(r -> Objects.requireNonNull(about.get(r.entryId())).panelId() == s.panelId())
                .count();
        return new Place(
                s.entryId(),
                s.code(),
                s.title(),
                s.unit(),
                s.panel(),
                (int) before + 1,
                ranks,
                interval,
                UnderEveryRule.near(interval, names));
    }

    private List<Part> parts(Call call, List<JointFacts.Sheet> sheets) {
        RankingRule plain = RankingRule.TRIMMED;
        Map<Long, List<JointFacts.Sheet>> panels = sheets.stream()
                .collect(Collectors.groupingBy(JointFacts.Sheet::panelId, TreeMap::new, Collectors.toList()));
        Map<Long, Integer> sizes = new HashMap<>();
        panels.forEach((panel, its) -> sizes.put(panel, (int)
                its.stream().map(JointFacts.Sheet::entryId).distinct().count()));
        int all = sizes.values().stream().mapToInt(Integer::intValue).sum();
        Set<Long> drawn = facts.drawn(panels.keySet());
        List<Part> parts = new ArrayList<>();
        panels.forEach((panel, its) -> {
            double[] scores =
                    Scores.rank(its.stream().map(JointFacts.Sheet::mark).toList(), plain, call.trim()).stream()
                            .mapToDouble(r -> r.score().doubleValue())
                            .toArray();
            double mean = java.util.Arrays.stream(scores).average().orElse(0);
            double squares = java.util.Arrays.stream(scores)
                    .map(v -> (v - mean) * (v - mean))
                    .sum();
            int n = scores.length;
            double luck = all < 2 ? 0 : SCALE / Math.sqrt(n) * Math.sqrt((all - n) / (all - 1.0));
            parts.add(new Part(
                    panel,
                    its.getFirst().panel(),
                    n,
                    (int) its.stream().map(s -> s.mark().expert()).distinct().count(),
                    decimals(mean),
                    decimals(Math.sqrt(squares / n)),
                    decimals(luck),
                    drawn.contains(panel)));
        });
        return parts;
    }

    private static BigDecimal decimals(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
    }
}
