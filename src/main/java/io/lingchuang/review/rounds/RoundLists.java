package io.lingchuang.review.rounds;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.CUT;
import static io.lingchuang.db.review.Tables.CUT_ENTRY;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.RESULT;

import io.lingchuang.calls.Call;
import io.lingchuang.calls.Round;
import io.lingchuang.entries.EntryState;
import io.lingchuang.review.ranking.CutOff;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the rounds of a call stand, category by category, for the host. */
@Component
public class RoundLists {

    /** So many are shown at once; the others are one press away. */
    public static final int FIRST = 20;

    /** Where an entry stands at a cut-off. */
    public enum Where {
        ON,
        BORDER,
        OUT
    }

    /** @param code of the round's panel */
    public record Candidate(
            long id,
            String code,
            String number,
            String title,
            String unit,
            BigDecimal score,
            int rank,
            boolean tied,
            Where where) {}

    /** @param fixed a panel of a later round rests on it */
    public record Cut(String reason, String by, Instant at, boolean fixed) {}

    /**
     * @param waiting entries that have no panel of the round
     * @param open panels of the round that are not closed
     * @param left places left for those at the border
     */
    public record Step(
            Round round,
            int waiting,
            int open,
            List<Candidate> candidates,
            int left,
            @Nullable Cut cut) {

        public boolean ready() {
            return cut == null && open == 0 && waiting == 0 && !candidates.isEmpty();
        }

        public boolean border() {
            return candidates.stream().anyMatch(c -> c.where() == Where.BORDER);
        }

        public long on() {
            return candidates.stream().filter(c -> c.where() == Where.ON).count();
        }
    }

    /** @param scores of the rounds in which it was scored */
    public record Line(
            long id,
            String code,
            String number,
            String title,
            String unit,
            int reached,
            List<BigDecimal> scores,
            BigDecimal score,
            int rank,
            boolean tied) {

        /** In the round, or null where it was cut off before. */
        public @Nullable BigDecimal score(int round) {
            return round <= scores.size() ? scores.get(round - 1) : null;
        }

        /** The weighted total, for who reached the last round. */
        public @Nullable BigDecimal total(Call call) {
            return reached == call.lastRound() ? score : null;
        }
    }

    /** @param ranking empty until the last round has closed */
    public record Group(@Nullable Long id, String name, List<Step> steps, List<Line> ranking) {}

    private record About(String number, String title, String unit) {}

    private final DSLContext dsl;
    private final RoundEntries entries;

    RoundLists(DSLContext dsl, RoundEntries entries) {
        this.dsl = dsl;
        this.entries = entries;
    }

    List<Group> groups(Call call) {
        Map<Long, About> about = about(call);
        return dsl.selectDistinct(ENTRY.CATEGORY_ID)
                .from(ENTRY)
                .join(RESULT)
                .on(RESULT.ENTRY_ID.eq(ENTRY.ID))
                .where(ENTRY.CALL_ID.eq(call.id()))
                .orderBy(ENTRY.CATEGORY_ID.asc().nullsFirst())
                .fetch(r -> group(call, r.value1(), about));
    }

    private Group group(Call call, @Nullable Long id, Map<Long, About> about) {
        Map<Integer, Map<Long, String>> codes = entries.codes(call, id);
        List<Step> steps = new ArrayList<>();
        for (int round = 1; round < call.lastRound(); round++) {
            steps.add(step(call, round, id, codes.getOrDefault(round, Map.of()), about));
        }
        return new Group(id, RoundCourses.name(call, id), steps, ranking(call, id, codes, about));
    }

    /** Only entries that were on a panel. */
    private Map<Long, About> about(Call call) {
        Map<Long, About> about = new HashMap<>();
        dsl.select(ENTRY.ID, DSL.coalesce(ENTRY.NUMBER, ""), ENTRY.TITLE, NODE.NAME)
                .from(ENTRY)
                .join(NODE)
                .on(NODE.ID.eq(ENTRY.UNIT_NODE_ID))
                .where(
                        ENTRY.CALL_ID.eq(call.id()),
                        ENTRY.ID.in(DSL.select(RESULT.ENTRY_ID).from(RESULT)))
                .forEach(r -> about.put(r.value1(), new About(r.value2(), r.value3(), r.value4())));
        return about;
    }

    private Step step(Call call, int round, @Nullable Long group, Map<Long, String> codes, Map<Long, About> about) {
        Map<Long, Boolean> made = dsl.select(CUT_ENTRY.ENTRY_ID, CUT_ENTRY.ON_IT)
                .from(CUT_ENTRY)
                .join(CUT)
                .on(CUT.ID.eq(CUT_ENTRY.CUT_ID))
                .where(Rounds.cutOf(call, round, group))
                .fetchMap(CUT_ENTRY.ENTRY_ID, CUT_ENTRY.ON_IT);
        Map<Long, BigDecimal> scores = new HashMap<>();
        entries.scored(call, round, group, EntryState.values()).stream()
                .filter(s -> made.isEmpty() ? s.waiting() : made.containsKey(s.entry()))
                .forEach(s -> scores.put(s.entry(), s.score()));
        Integer keeps = Objects.requireNonNull(call.round(round).keeps());
        CutOff<Long> cut = CutOff.of(scores, keeps);
        Set<Long> sure = cut.sure().stream().map(CutOff.Line::entry).collect(Collectors.toSet());
        Set<Long> border = cut.border().stream().map(CutOff.Line::entry).collect(Collectors.toSet());
        List<Candidate> candidates = cut.lines().stream()
                .map(l -> {
                    About a = Objects.requireNonNull(about.get(l.entry()));
                    Where where = made.isEmpty()
                            ? sure.contains(l.entry())
                                    ? Where.ON
                                    : border.contains(l.entry()) ? Where.BORDER : Where.OUT
                            : Boolean.TRUE.equals(made.get(l.entry())) ? Where.ON : Where.OUT;
                    return new Candidate(
                            l.entry(),
                            codes.getOrDefault(l.entry(), ""),
                            a.number(),
                            a.title(),
                            a.unit(),
                            l.score(),
                            l.rank(),
                            l.tied(),
                            where);
                })
                .toList();
        return new Step(
                call.round(round),
                entries.waiting(call, round, group),
                entries.open(call, round, group),
                candidates,
                cut.left(),
                made(call, round, group));
    }

    private @Nullable Cut made(Call call, int round, @Nullable Long group) {
        return dsl.select(CUT.REASON, ACCOUNT.NAME, CUT.MADE_AT)
                .from(CUT)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(CUT.MADE_BY))
                .where(Rounds.cutOf(call, round, group))
                .fetchOne(r -> new Cut(r.value1(), r.value2(), r.value3(), entries.later(call, round, group)));
    }

    private List<Line> ranking(
            Call call, @Nullable Long group, Map<Integer, Map<Long, String>> codes, Map<Long, About> about) {
        Map<Long, List<BigDecimal>> scores = new HashMap<>();
        dsl.select(RESULT.ENTRY_ID, RESULT.SCORE)
                .from(RESULT)
                .join(PANEL)
                .on(PANEL.ID.eq(RESULT.PANEL_ID))
                .where(PANEL.CALL_ID.eq(call.id()), PANEL.STATE.eq("CLOSED"))
                .orderBy(PANEL.ROUND)
                .forEach(r -> scores.computeIfAbsent(r.value1(), e -> new ArrayList<>())
                        .add(r.value2()));
        var alike = ENTRY.as("alike");
        var tied = DSL.field(DSL.exists(DSL.selectOne()
                .from(alike)
                .where(
                        alike.CALL_ID.eq(ENTRY.CALL_ID),
                        alike.CATEGORY_ID.isNotDistinctFrom(ENTRY.CATEGORY_ID),
                        alike.RANK.eq(ENTRY.RANK),
                        alike.ID.ne(ENTRY.ID),
                        alike.STATE.in(RANKED))));
        return dsl.select(ENTRY.ID, ENTRY.REACHED, ENTRY.SCORE, ENTRY.RANK, tied)
                .from(ENTRY)
                .where(
                        ENTRY.CALL_ID.eq(call.id()),
                        ENTRY.CATEGORY_ID.isNotDistinctFrom(group),
                        ENTRY.STATE.in(RANKED),
                        ENTRY.RANK.isNotNull())
                .orderBy(ENTRY.RANK, ENTRY.ID)
                .fetch(r -> {
                    About a = Objects.requireNonNull(about.get(r.value1()));
                    return new Line(
                            r.value1(),
                            codes.getOrDefault(r.value2(), Map.of()).getOrDefault(r.value1(), ""),
                            a.number(),
                            a.title(),
                            a.unit(),
                            r.value2(),
                            scores.getOrDefault(r.value1(), List.of()),
                            r.value3(),
                            r.value4(),
                            r.value5());
                });
    }

    private static final List<String> RANKED = java.util.stream.Stream.of(
                    EntryState.RANKED,
                    EntryState.PROPOSED,
                    EntryState.NOT_SELECTED,
                    EntryState.STRUCK,
                    EntryState.AWARDED,
                    EntryState.REVOKED)
            .map(Enum::name)
            .toList();
}
