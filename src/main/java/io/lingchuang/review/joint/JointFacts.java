package io.lingchuang.review.joint;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;
import static io.lingchuang.db.review.Tables.PANEL_LOT;
import static io.lingchuang.db.review.Tables.RECUSAL;
import static io.lingchuang.db.review.Tables.RESULT;
import static io.lingchuang.db.review.Tables.SHEET;

import io.lingchuang.access.Actor;
import io.lingchuang.calls.Call;
import io.lingchuang.entries.EntryState;
import io.lingchuang.review.ranking.Mark;
import io.lingchuang.review.rounds.RoundEntries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the records say of the closed panels of a round: their sealed sheets, and how entries came to them. */
@Component
class JointFacts {

    /**
     * A sealed sheet that counts in its panel's archive, and what is told of its entry.
     *
     * @param number of the entry in the list of all, in the order of panels and codes: within a panel that of its archive
     * @param stands not withdrawn since the panel closed
     */
    record Sheet(
            long panelId,
            String panel,
            long number,
            long entryId,
            String code,
            String title,
            String unit,
            @Nullable Long category,
            boolean stands,
            Mark mark) {}

    private final DSLContext dsl;
    private final RoundEntries entries;

    JointFacts(DSLContext dsl, RoundEntries entries) {
        this.dsl = dsl;
        this.entries = entries;
    }

    /** @param viewer sees nothing of what they must recuse from on any panel; null: sees all */
    List<Sheet> sheets(Call call, int round, @Nullable Actor viewer) {
        Map<Long, Long> numbers = new HashMap<>();
        List<Sheet> sheets = new ArrayList<>();
        dsl.select(
                        PANEL.ID,
                        PANEL.NAME,
                        PANEL_EXPERT.CODE,
                        PANEL_ENTRY.BLIND_CODE,
                        ENTRY.ID,
                        ENTRY.TITLE,
                        NODE.NAME,
                        ENTRY.CATEGORY_ID,
                        ENTRY.STATE,
                        SHEET.TOTAL)
                .from(SHEET)
                .join(PANEL)
                .on(PANEL.ID.eq(SHEET.PANEL_ID))
                .join(PANEL_EXPERT)
                .on(PANEL_EXPERT.PANEL_ID.eq(SHEET.PANEL_ID), PANEL_EXPERT.EXPERT_ID.eq(SHEET.EXPERT_ID))
                .join(PANEL_ENTRY)
                .on(PANEL_ENTRY.PANEL_ID.eq(SHEET.PANEL_ID), PANEL_ENTRY.ENTRY_ID.eq(SHEET.ENTRY_ID))
                .join(RESULT)
                .on(RESULT.PANEL_ID.eq(SHEET.PANEL_ID), RESULT.ENTRY_ID.eq(SHEET.ENTRY_ID))
                .join(ENTRY)
                .on(ENTRY.ID.eq(SHEET.ENTRY_ID))
                .join(NODE)
                .on(NODE.ID.eq(ENTRY.UNIT_NODE_ID))
                .where(
                        PANEL.CALL_ID.eq(call.id()),
                        PANEL.ROUND.eq(round),
                        PANEL.STATE.eq("CLOSED"),
                        SHEET.STATE.eq("SEALED"),
                        PANEL_EXPERT.CODE.isNotNull(),
                        viewer == null ? DSL.noCondition() : seen(viewer))
                .orderBy(PANEL.ID, PANEL_ENTRY.BLIND_CODE, PANEL_EXPERT.CODE)
                .forEach(r -> {
                    long number = numbers.computeIfAbsent(r.value5(), e -> (long) numbers.size());
                    sheets.add(new Sheet(
                            r.value1(),
                            r.value2(),
                            number,
                            r.value5(),
                            r.value4(),
                            r.value6(),
                            r.value7(),
                            r.value8(),
                            !r.value9().equals(EntryState.WITHDRAWN.name()),
                            new Mark(r.value1(), r.value3(), number, r.value10())));
                });
        return sheets;
    }

    private static Condition seen(Actor viewer) {
        return DSL.notExists(DSL.selectOne()
                .from(RECUSAL)
                .join(EXPERT)
                .on(EXPERT.ID.eq(RECUSAL.EXPERT_ID))
                .where(EXPERT.ACCOUNT_ID.eq(viewer.accountId()), RECUSAL.ENTRY_ID.eq(SHEET.ENTRY_ID)));
    }

    int open(Call call, int round, @Nullable Long group) {
        return dsl.fetchCount(
                PANEL,
                PANEL.CALL_ID
                        .eq(call.id())
                        .and(PANEL.ROUND.eq(round))
                        .and(PANEL.STATE.in("FORMING", "SCORING"))
                        .and(DSL.exists(DSL.selectOne()
                                .from(PANEL_ENTRY)
                                .join(ENTRY)
                                .on(ENTRY.ID.eq(PANEL_ENTRY.ENTRY_ID))
                                .where(PANEL_ENTRY.PANEL_ID.eq(PANEL.ID), of(group)))));
    }

    int waiting(Call call, int round, @Nullable Long group) {
        return dsl.fetchCount(ENTRY, entries.waits(call, round).and(of(group)));
    }

    private static Condition of(@Nullable Long group) {
        return group == null ? DSL.noCondition() : ENTRY.CATEGORY_ID.eq(group);
    }

    /** Whether what closed panels of one round ranked stands in one list. */
    boolean several(long callId, boolean apart) {
        return dsl.fetchExists(dsl.selectOne()
                .from(RESULT)
                .join(PANEL)
                .on(PANEL.ID.eq(RESULT.PANEL_ID))
                .join(ENTRY)
                .on(ENTRY.ID.eq(RESULT.ENTRY_ID))
                .where(PANEL.CALL_ID.eq(callId), PANEL.STATE.eq("CLOSED"))
                .groupBy(PANEL.ROUND, apart ? ENTRY.CATEGORY_ID : PANEL.CALL_ID)
                .having(DSL.countDistinct(RESULT.PANEL_ID).gt(1)));
    }

    /** Those of the panels that drew their entries by lot. */
    Set<Long> drawn(Set<Long> panels) {
        return dsl.select(PANEL.ID)
                .from(PANEL)
                .where(PANEL.ID.in(panels), PANEL.LOT_SEED.isNotNull())
                .fetchSet(PANEL.ID);
    }

    /** Whether all their entries were in one draw, and every panel but the one that took the rest drew its part. */
    boolean byLot(Set<Long> panels) {
        if (panels.size() < 2 || drawn(panels).size() < panels.size() - 1) {
            return false;
        }
        var theirs = DSL.select(PANEL_ENTRY.ENTRY_ID).from(PANEL_ENTRY).where(PANEL_ENTRY.PANEL_ID.in(panels));
        int all = dsl.fetchCount(PANEL_ENTRY, PANEL_ENTRY.PANEL_ID.in(panels));
        return dsl
                .select(DSL.count())
                .from(PANEL_LOT)
                .where(PANEL_LOT.PANEL_ID.in(panels), PANEL_LOT.ENTRY_ID.in(theirs))
                .groupBy(PANEL_LOT.PANEL_ID)
                .fetch(DSL.count())
                .stream()
                .filter(Objects::nonNull)
                .anyMatch(n -> n == all);
    }
}
