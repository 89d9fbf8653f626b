package io.lingchuang.review;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.RESULT;

import io.lingchuang.access.Actor;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.calls.Criterion;
import io.lingchuang.calls.RankingRule;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.review.ranking.FittedModel;
import io.lingchuang.review.ranking.Mark;
import io.lingchuang.review.ranking.Outliers;
import io.lingchuang.review.ranking.Scores;
import io.lingchuang.review.ranking.Uncertainty;
import io.lingchuang.review.ranking.UnderEveryRule;
import io.lingchuang.review.room.Seat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A panel's sealed sheets under every rule side by side, with how sure each rank is and which sheets lie far from the others. Only the
 * call's own rule counts. Shown from when the panel has closed: before that it could sway who still scores. Whoever must recuse from some of
 * the entries sees the others compared among themselves.
 */
@Service
public class PanelRules {

    /** Enough that the ends of an interval do not move by more than a place or two from another seed. */
    public static final int DRAWS = 400;

    /**
     * An entry under every rule.
     *
     * @param borders names of the tiers at whose last place it is a near-tie
     */
    public record Standing(
            long entryId,
            String code,
            String title,
            String unit,
            Map<RankingRule, Scores.Ranked> by,
            Uncertainty.Interval interval,
            List<String> borders)
            implements UnderEveryRule {}

    /**
     * @param leniency points above what others give to the same entries
     * @param noise points by which sheets lie off what the model expects
     */
    public record Strictness(String expert, int sheets, FittedModel.Estimate leniency, double noise) {}

    /**
     * @param criterion where the sheet differs most from the others' mean, and by how many points
     * @param ownField whether the expert alone on this entry has its category among their fields
     */
    public record FarSheet(
            String expert,
            String code,
            String title,
            Outliers.Outlier outlier,
            @Nullable String criterion,
            @Nullable BigDecimal apart,
            boolean ownField,
            String comment) {}

    /**
     * @param movedIn for each rule, how many entries would change tier by it
     * @param beside other closed panels of the same call, category and round, whose scores stand in one list with these
     */
    public record Comparison(
            Panel panel,
            Call call,
            List<Standing> standings,
            List<Strictness> experts,
            List<FarSheet> far,
            Map<RankingRule, Integer> movedIn,
            List<String> beside) {}

    /** As shown: points with one decimal. */
    public static BigDecimal points(double value) {
        return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP);
    }

    private record About(
            long id,
            String code,
            String title,
            String unit,
            @Nullable Long category) {}

    /** A sheet, and it as the rules see it: entries are numbered in the order of their codes, as in the archive. */
    private record Sealed(Mark mark, SealedSheets.Row row) {}

    private final DSLContext dsl;
    private final SealedSheets sealed;
    private final Panels panels;
    private final Calls calls;
    private final TierBorders borders;

    PanelRules(DSLContext dsl, SealedSheets sealed, Panels panels, Calls calls, TierBorders borders) {
        this.dsl = dsl;
        this.sealed = sealed;
        this.panels = panels;
        this.calls = calls;
        this.borders = borders;
    }

    @Transactional(readOnly = true)
    Comparison compare(Actor actor, long id) {
        return of(panels.seat(actor, id));
    }

    /** All of it, for a part that has looked whether the actor may see it. */
    @Transactional(readOnly = true)
    public Comparison of(Panel panel) {
        return of(new Seat(panel, Seat.Kind.HOST, null, panel.chairId(), false));
    }

    private Comparison of(Seat seat) {
        Panel panel = seat.panel();
        if (panel.state() != Panel.State.CLOSED) {
            throw new Refusal("review.rulesLater");
        }
        long id = panel.id();
        Call call = calls.call(panel.callId());
        List<About> entries = entries(seat);
        List<String> codes = entries.stream().map(About::code).toList();
        List<Sealed> sheets = sealed.of(id).stream()
                .filter(r -> codes.contains(r.entryCode()))
                .map(r -> new Sealed(
                        new Mark(id, r.expertCode(), Collections.binarySearch(codes, r.entryCode()), r.total()), r))
                .toList();
        List<Mark> marks = sheets.stream().map(Sealed::mark).toList();
        Map<RankingRule, Map<Long, Scores.Ranked>> by = new EnumMap<>(RankingRule.class);
        for (RankingRule rule : RankingRule.values()) {
            Map<Long, Scores.Ranked> ranks = new HashMap<>();
            Scores.rank(marks, rule, panel.trim()).forEach(r -> ranks.put(r.entryId(), r));
            by.put(rule, ranks);
        }
        Map<Integer, String> borders = this.borders.within(call, panel);
        List<Integer> last = borders.keySet().stream().sorted().toList();
        List<String> names =
                last.stream().map(l -> Objects.requireNonNull(borders.get(l))).toList();
        Map<Long, Uncertainty.Interval> intervals =
                Uncertainty.of(marks, panel.rule(), panel.trim(), last, DRAWS, panel.id());
        List<Standing> standings = intervals.values().stream()
                .map(i -> standing(i, entries.get((int) i.entry()), by, names))
                .sorted(Comparator.comparingInt((Standing s) -> s.rank(panel.rule()))
                        .thenComparing(Standing::code))
                .toList();
        return new Comparison(
                panel,
                call,
                standings,
                strictness(sheets, marks),
                far(call, call.rubric(panel.round()), sheets, marks, entries),
                UnderEveryRule.moved(standings, panel.rule(), last),
                beside(panel));
    }

    private List<String> beside(Panel panel) {
        var other = io.lingchuang.db.review.Tables.PANEL;
        return dsl.select(other.NAME)
                .from(other)
                .where(
                        other.CALL_ID.eq(panel.callId()),
                        other.ROUND.eq(panel.round()),
                        other.CATEGORY_ID.isNotDistinctFrom(panel.categoryId()),
                        other.STATE.eq(Panel.State.CLOSED.name()),
                        other.ID.ne(panel.id()))
                .orderBy(other.ID)
                .fetch(other.NAME);
    }

    private static Standing standing(
            Uncertainty.Interval i, About about, Map<RankingRule, Map<Long, Scores.Ranked>> by, List<String> names) {
        return new Standing(
                about.id(),
                about.code(),
                about.title(),
                about.unit(),
                UnderEveryRule.of(i.entry(), by),
                i,
                UnderEveryRule.near(i, names));
    }

    /** What was ranked, in the order of codes. */
    private List<About> entries(Seat seat) {
        return dsl
                .select(ENTRY.ID, PANEL_ENTRY.BLIND_CODE, ENTRY.TITLE, NODE.NAME, ENTRY.CATEGORY_ID)
                .from(PANEL_ENTRY)
                .join(ENTRY)
                .on(ENTRY.ID.eq(PANEL_ENTRY.ENTRY_ID))
                .join(NODE)
                .on(NODE.ID.eq(ENTRY.UNIT_NODE_ID))
                .join(RESULT)
                .on(RESULT.PANEL_ID.eq(PANEL_ENTRY.PANEL_ID), RESULT.ENTRY_ID.eq(PANEL_ENTRY.ENTRY_ID))
                .where(PANEL_ENTRY.PANEL_ID.eq(seat.panel().id()), seat.sees(PANEL_ENTRY.ENTRY_ID))
                .fetch(r -> new About(
                        r.value1(),
                        r.value2(),
                        seat.title(r.value1(), r.value3()),
                        seat.blind() ? "" : r.value4(),
                        r.value5()))
                .stream()
                .sorted(Comparator.comparing(About::code))
                .toList();
    }

    private static List<Strictness> strictness(List<Sealed> sheets, List<Mark> marks) {
        if (marks.isEmpty()) {
            return List.of();
        }
        FittedModel model = FittedModel.fit(marks);
        Map<Long, Double> noise = model.noise();
        List<Strictness> all = new ArrayList<>();
        model.leniency().forEach((expert, leniency) -> {
            List<Sealed> theirs =
                    sheets.stream().filter(s -> s.mark().expert() == expert).toList();
            all.add(new Strictness(
                    theirs.getFirst().row().expert(),
                    theirs.size(),
                    leniency,
                    Objects.requireNonNull(noise.get(expert))));
        });
        all.sort(Comparator.comparingDouble(s -> s.leniency().value()));
        return all;
    }

    private static List<FarSheet> far(
            Call call, List<Criterion> rubric, List<Sealed> sheets, List<Mark> marks, List<About> entries) {
        List<FarSheet> far = new ArrayList<>();
        for (Outliers.Outlier o : Outliers.of(marks)) {
            List<Sealed> onEntry = sheets.stream()
                    .filter(s -> s.mark().entry() == o.mark().entry())
                    .toList();
            Sealed own = onEntry.stream()
                    .filter(s -> s.mark().equals(o.mark()))
                    .findFirst()
                    .orElseThrow();
            About about = entries.get((int) o.mark().entry());
            String criterion = null;
            BigDecimal apart = null;
            for (Criterion c : rubric) {
                BigDecimal gap = gap(c, own, onEntry);
                if (apart == null || gap.abs().compareTo(apart.abs()) > 0) {
                    criterion = c.name();
                    apart = gap;
                }
            }
            String category = call.categories().stream()
                    .filter(c -> Objects.equals(c.id(), about.category()))
                    .map(Call.Category::name)
                    .findFirst()
                    .orElse("");
            List<Sealed> inField = onEntry.stream()
                    .filter(s -> s.row().fields().contains(category))
                    .toList();
            far.add(new FarSheet(
                    own.row().expert(),
                    about.code(),
                    about.title(),
                    o,
                    criterion,
                    apart,
                    inField.size() == 1 && inField.getFirst() == own,
                    own.row().comment()));
        }
        return far;
    }

    /** Points of the sheet in a criterion above the mean of the entry's other sheets. */
    private static BigDecimal gap(Criterion c, Sealed own, List<Sealed> onEntry) {
        double others = onEntry.stream()
                .filter(s -> s != own)
                .mapToDouble(s -> Double.parseDouble(s.row().points().getOrDefault(c.code(), "0")))
                .average()
                .orElse(0);
        return new BigDecimal(own.row().points().getOrDefault(c.code(), "0"))
                .subtract(BigDecimal.valueOf(others))
                .setScale(1, RoundingMode.HALF_UP);
    }
}
