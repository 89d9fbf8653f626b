package io.lingchuang.review.rounds;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.CUT;
import static io.lingchuang.db.review.Tables.CUT_ENTRY;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.RESULT;

import io.lingchuang.calls.Call;
import io.lingchuang.entries.EntryState;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which entries of a call stand where in its rounds. A group is a category of the call, or all entries where it has none. */
@Component
public class RoundEntries {

    /**
     * What an entry got on a closed panel of a round.
     *
     * @param waiting neither ranked nor withdrawn meanwhile
     */
    record Scored(long entry, long panel, BigDecimal score, boolean waiting) {}

    private final DSLContext dsl;

    RoundEntries(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Accepted entries that may go onto a panel of the round and stand on none yet. */
    public Condition waits(Call call, int round) {
        var taken = DSL.select(PANEL_ENTRY.ENTRY_ID)
                .from(PANEL_ENTRY)
                .join(PANEL)
                .on(PANEL.ID.eq(PANEL_ENTRY.PANEL_ID))
                .where(PANEL.CALL_ID.eq(call.id()), PANEL.ROUND.eq(round));
        var cut = DSL.selectOne()
                .from(CUT)
                .where(
                        CUT.CALL_ID.eq(call.id()),
                        CUT.ROUND.eq(round),
                        CUT.CATEGORY_ID.isNotDistinctFrom(ENTRY.CATEGORY_ID));
        Condition came = round == 1
                ? DSL.noCondition()
                : ENTRY.ID.in(DSL.select(CUT_ENTRY.ENTRY_ID)
                        .from(CUT_ENTRY)
                        .join(CUT)
                        .on(CUT.ID.eq(CUT_ENTRY.CUT_ID))
                        .where(CUT.CALL_ID.eq(call.id()), CUT.ROUND.eq(round - 1), CUT_ENTRY.ON_IT.isTrue()));
        return ENTRY.CALL_ID
                .eq(call.id())
                .and(ENTRY.STATE.eq(EntryState.ACCEPTED.name()))
                .and(ENTRY.ID.notIn(taken))
                .and(DSL.notExists(cut))
                .and(came);
    }

    public int waiting(Call call, int round) {
        return dsl.fetchCount(ENTRY, waits(call, round));
    }

    int waiting(Call call, int round, @Nullable Long group) {
        return dsl.fetchCount(ENTRY, waits(call, round).and(ENTRY.CATEGORY_ID.isNotDistinctFrom(group)));
    }

    /** Panels of the round that have an entry of the group and are not closed. */
    int open(Call call, int round, @Nullable Long group) {
        return dsl.fetchCount(
                PANEL,
                PANEL.CALL_ID
                        .eq(call.id())
                        .and(PANEL.ROUND.eq(round))
                        .and(PANEL.STATE.in("FORMING", "SCORING"))
                        .and(has(group)));
    }

    /** Whether a panel of a later round holds an entry of the group. */
    boolean later(Call call, int round, @Nullable Long group) {
        return dsl.fetchExists(
                PANEL, PANEL.CALL_ID.eq(call.id()).and(PANEL.ROUND.gt(round)).and(has(group)));
    }

    private static Condition has(@Nullable Long group) {
        return DSL.exists(DSL.selectOne()
                .from(PANEL_ENTRY)
                .join(ENTRY)
                .on(ENTRY.ID.eq(PANEL_ENTRY.ENTRY_ID))
                .where(PANEL_ENTRY.PANEL_ID.eq(PANEL.ID), ENTRY.CATEGORY_ID.isNotDistinctFrom(group)));
    }

    /** The groups that a panel's entries are of. */
    List<@Nullable Long> groups(long panel) {
        return dsl.selectDistinct(ENTRY.CATEGORY_ID)
                .from(PANEL_ENTRY)
                .join(ENTRY)
                .on(ENTRY.ID.eq(PANEL_ENTRY.ENTRY_ID))
                .where(PANEL_ENTRY.PANEL_ID.eq(panel))
                .orderBy(ENTRY.CATEGORY_ID)
                .fetch(ENTRY.CATEGORY_ID);
    }

    /** What closed panels of the round made of the group's entries that are in these states. */
    List<Scored> scored(Call call, int round, @Nullable Long group, EntryState... states) {
        return dsl.select(RESULT.ENTRY_ID, RESULT.PANEL_ID, RESULT.SCORE, ENTRY.STATE)
                .from(RESULT)
                .join(PANEL)
                .on(PANEL.ID.eq(RESULT.PANEL_ID))
                .join(ENTRY)
                .on(ENTRY.ID.eq(RESULT.ENTRY_ID))
                .where(
                        PANEL.CALL_ID.eq(call.id()),
                        PANEL.ROUND.eq(round),
                        PANEL.STATE.eq("CLOSED"),
                        ENTRY.CATEGORY_ID.isNotDistinctFrom(group),
                        ENTRY.STATE.in(
                                java.util.Arrays.stream(states).map(Enum::name).toList()))
                .orderBy(RESULT.ENTRY_ID)
                .fetch(r -> new Scored(
                        r.value1(), r.value2(), r.value3(), r.value4().equals(EntryState.ACCEPTED.name())));
    }

    /** Who went on from the round and is still in the review. */
    Set<Long> wentOn(Call call, int round, @Nullable Long group) {
        return dsl.select(CUT_ENTRY.ENTRY_ID)
                .from(CUT_ENTRY)
                .join(CUT)
                .on(CUT.ID.eq(CUT_ENTRY.CUT_ID))
                .join(ENTRY)
                .on(ENTRY.ID.eq(CUT_ENTRY.ENTRY_ID))
                .where(
                        CUT.CALL_ID.eq(call.id()),
                        CUT.ROUND.eq(round),
                        CUT.CATEGORY_ID.isNotDistinctFrom(group),
                        CUT_ENTRY.ON_IT.isTrue(),
                        ENTRY.STATE.eq(EntryState.ACCEPTED.name()))
                .fetchSet(CUT_ENTRY.ENTRY_ID);
    }

    /** The codes under which experts saw the group's entries, by round and entry. */
    Map<Integer, Map<Long, String>> codes(Call call, @Nullable Long group) {
        Map<Integer, Map<Long, String>> codes = new java.util.TreeMap<>();
        dsl.select(PANEL.ROUND, PANEL_ENTRY.ENTRY_ID, PANEL_ENTRY.BLIND_CODE)
                .from(PANEL_ENTRY)
                .join(PANEL)
                .on(PANEL.ID.eq(PANEL_ENTRY.PANEL_ID))
                .join(ENTRY)
                .on(ENTRY.ID.eq(PANEL_ENTRY.ENTRY_ID))
                .where(PANEL.CALL_ID.eq(call.id()), ENTRY.CATEGORY_ID.isNotDistinctFrom(group))
                .forEach(r -> codes.computeIfAbsent(r.value1(), n -> new java.util.HashMap<>())
                        .put(r.value2(), r.value3()));
        return codes;
    }
}
