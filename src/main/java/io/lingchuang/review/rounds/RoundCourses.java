package io.lingchuang.review.rounds;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.CUT;
import static io.lingchuang.db.review.Tables.CUT_ENTRY;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.RESULT;

import io.lingchuang.calls.Call;
import io.lingchuang.entries.EntryState;
import io.lingchuang.platform.days.Today;
import io.lingchuang.review.proof.RoundsArchive;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the records say of a category's way through the rounds, as its archive tells it. */
@Component
class RoundCourses {

    /**
     * @param scores by code
     * @param entries by the code under which they stand in the ranking
     */
    record Whole(RoundsArchive.Plan plan, Map<String, BigDecimal> scores, Map<String, Long> entries) {}

    private record Scored(long entry, boolean ours, EntryState state, String code, BigDecimal score) {}

    private final DSLContext dsl;
    private final Today today;

    RoundCourses(DSLContext dsl, Today today) {
        this.dsl = dsl;
        this.today = today;
    }

    Whole of(Call call, @Nullable Long group, List<RoundsArchive.Part> parts, int number) {
        List<Scored> scored = scored(call, group);
        Map<Long, Integer> cuts = cuts(call, group);
        Map<Long, List<String>> codes = new TreeMap<>();
        Map<Long, EntryState> states = new HashMap<>();
        Map<String, BigDecimal> scores = new HashMap<>();
        List<String> others = new ArrayList<>();
        for (Scored s : scored) {
            if (s.ours()) {
                codes.computeIfAbsent(s.entry(), e -> new ArrayList<>()).add(s.code());
                states.put(s.entry(), s.state());
                scores.put(s.code(), s.score());
            } else {
                others.add(s.code());
            }
        }
        Map<String, Long> entries = new HashMap<>();
        List<RoundsArchive.Candidate> candidates = new ArrayList<>();
        codes.forEach((entry, its) -> {
            entries.put(its.getLast(), entry);
            candidates.add(new RoundsArchive.Candidate(
                    its, cuts.getOrDefault(entry, 0), states.get(entry) != EntryState.ACCEPTED));
        });
        // In the order of codes, which tells nothing of when an entry was handed in.
        candidates.sort(java.util.Comparator.comparing(c -> c.codes().getFirst()));
        RoundsArchive.Plan plan = new RoundsArchive.Plan(
                RoundsArchive.FORMAT,
                call.title(),
                name(call, group),
                number,
                today.now().toString(),
                call.rounds().stream()
                        .map(r -> new RoundsArchive.Stage(r.form(), r.weight(), r.keeps()))
                        .toList(),
                parts,
                candidates,
                others,
                rulings(call, group, codes));
        return new Whole(plan, scores, entries);
    }

    static String name(Call call, @Nullable Long group) {
        return call.categories().stream()
                .filter(c -> Objects.equals(c.id(), group))
                .map(Call.Category::name)
                .findFirst()
                .orElse("");
    }

    /** The places on all closed panels that have an entry of the group, in the order of rounds and codes. */
    private List<Scored> scored(Call call, @Nullable Long group) {
        var other = PANEL_ENTRY.as("other");
        var its = ENTRY.as("its");
        return dsl.select(RESULT.ENTRY_ID, ENTRY.CATEGORY_ID, ENTRY.STATE, PANEL_ENTRY.BLIND_CODE, RESULT.SCORE)
                .from(RESULT)
                .join(PANEL)
                .on(PANEL.ID.eq(RESULT.PANEL_ID))
                .join(PANEL_ENTRY)
                .on(PANEL_ENTRY.PANEL_ID.eq(RESULT.PANEL_ID), PANEL_ENTRY.ENTRY_ID.eq(RESULT.ENTRY_ID))
                .join(ENTRY)
                .on(ENTRY.ID.eq(RESULT.ENTRY_ID))
                .where(
                        PANEL.CALL_ID.eq(call.id()),
                        PANEL.STATE.eq("CLOSED"),
                        DSL.exists(DSL.selectOne()
                                .from(other)
                                .join(its)
                                .on(its.ID.eq(other.ENTRY_ID))
                                .where(other.PANEL_ID.eq(PANEL.ID), its.CATEGORY_ID.isNotDistinctFrom(group))))
                .orderBy(PANEL.ROUND, PANEL_ENTRY.BLIND_CODE)
                .fetch(r -> new Scored(
                        r.value1(),
                        Objects.equals(r.value2(), group),
                        EntryState.valueOf(r.value3()),
                        r.value4(),
                        r.value5()));
    }

    private Map<Long, Integer> cuts(Call call, @Nullable Long group) {
        return dsl.select(CUT_ENTRY.ENTRY_ID, DSL.count())
                .from(CUT_ENTRY)
                .join(CUT)
                .on(CUT.ID.eq(CUT_ENTRY.CUT_ID))
                .where(CUT.CALL_ID.eq(call.id()), CUT.CATEGORY_ID.isNotDistinctFrom(group))
                .groupBy(CUT_ENTRY.ENTRY_ID)
                .fetchMap(CUT_ENTRY.ENTRY_ID, DSL.count());
    }

    /** Only where the host chose among equal ones: they then stand at one rank, some on it and some not. */
    private List<RoundsArchive.Ruling> rulings(Call call, @Nullable Long group, Map<Long, List<String>> codes) {
        List<RoundsArchive.Ruling> rulings = new ArrayList<>();
        dsl.selectFrom(CUT)
                .where(CUT.CALL_ID.eq(call.id()), CUT.CATEGORY_ID.isNotDistinctFrom(group), CUT.REASON.ne(""))
                .orderBy(CUT.ROUND)
                .forEach(cut -> {
                    var same = CUT_ENTRY.as("same");
                    List<String> chosen = dsl
                            .select(CUT_ENTRY.ENTRY_ID)
                            .from(CUT_ENTRY)
                            .where(
                                    CUT_ENTRY.CUT_ID.eq(cut.getId()),
                                    CUT_ENTRY.ON_IT.isTrue(),
                                    DSL.exists(DSL.selectOne()
                                            .from(same)
                                            .where(
                                                    same.CUT_ID.eq(CUT_ENTRY.CUT_ID),
                                                    same.RANK.eq(CUT_ENTRY.RANK),
                                                    same.ON_IT.isFalse())))
                            .fetch(CUT_ENTRY.ENTRY_ID)
                            .stream()
                            .map(e -> Objects.requireNonNull(codes.get(e)).get(cut.getRound() - 1))
                            .sorted()
                            .toList();
                    rulings.add(new RoundsArchive.Ruling(cut.getRound(), chosen, cut.getReason()));
                });
        return rulings;
    }
}
