package io.lingchuang.review;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;
import static io.lingchuang.db.review.Tables.RECUSAL;
import static io.lingchuang.db.review.Tables.RESULT;
import static io.lingchuang.db.review.Tables.SHEET;

import io.lingchuang.calls.Call;
import io.lingchuang.platform.web.Page;
import io.lingchuang.review.proof.Archive;
import io.lingchuang.review.room.Seat;
import io.lingchuang.review.rounds.RoundEntries;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What stands on a panel: its entries with their ranking, its experts, the sheets they sealed; and what waits for one. */
@Component
public class PanelLists {

    /** An entry on a panel with its numbers; experts stand as E1, E2 in the ranking. */
    public record Line(
            long entryId,
            String code,
            String number,
            String title,
            String unit,
            long sheets,
            long sealed,
            long cannotJudge,
            String recused,
            @Nullable BigDecimal score,
            @Nullable Integer rank,
            boolean tied,
            String totals) {

        private Line ranked(int rank, boolean tied) {
            return new Line(
                    entryId,
                    code,
                    number,
                    title,
                    unit,
                    sheets,
                    sealed,
                    cannotJudge,
                    recused,
                    score,
                    rank,
                    tied,
                    totals);
        }
    }

    /** An expert of a panel, with the sheets laid out for them, those they sealed and those they can't judge. */
    public record Member(long id, String name, String employer, int sealed, int cannotJudge, int sheets) {}

    /**
     * A sheet that its expert has ended, by the code of its entry and the name of its expert.
     *
     * @param cannotJudge why not, where it has no points
     */
    public record SealedSheet(
            long id, String code, String expert, @Nullable String cannotJudge) {}

    private final DSLContext dsl;
    private final Panels panels;
    private final RoundEntries entries;

    PanelLists(DSLContext dsl, Panels panels, RoundEntries entries) {
        this.dsl = dsl;
        this.panels = panels;
        this.entries = entries;
    }

    /** How many entries of a call wait for a panel, by round. */
    Map<Integer, Integer> waiting(Call call) {
        Map<Integer, Integer> waiting = new TreeMap<>();
        for (int round = 1; round <= call.lastRound(); round++) {
            waiting.put(round, entries.waiting(call, round));
        }
        return waiting;
    }

    List<Member> members(Seat seat) {
        long panel = seat.panel().id();
        return panels.members(panel).stream()
                .map(e -> {
                    var theirs = SHEET.PANEL_ID
                            .eq(panel)
                            .and(SHEET.EXPERT_ID.eq(e.id()))
                            .and(seat.sees(SHEET.ENTRY_ID));
                    return new Member(
                            e.id(),
                            e.name(),
                            e.employer(),
                            dsl.fetchCount(SHEET, theirs.and(SHEET.STATE.eq("SEALED"))),
                            dsl.fetchCount(SHEET, theirs.and(SHEET.STATE.eq(SheetState.CANNOT_JUDGE.name()))),
                            dsl.fetchCount(SHEET, theirs));
                })
                .toList();
    }

    /** Those that may be given back from that seat. */
    List<SealedSheet> sealedSheets(Seat seat) {
        var account = io.lingchuang.db.access.Tables.ACCOUNT;
        return dsl.select(SHEET.ID, PANEL_ENTRY.BLIND_CODE, account.NAME, SHEET.CANNOT_JUDGE)
                .from(SHEET)
                .join(EXPERT)
                .on(EXPERT.ID.eq(SHEET.EXPERT_ID))
                .join(account)
                .on(account.ID.eq(EXPERT.ACCOUNT_ID))
                .join(PANEL_ENTRY)
                .on(PANEL_ENTRY.PANEL_ID.eq(SHEET.PANEL_ID), PANEL_ENTRY.ENTRY_ID.eq(SHEET.ENTRY_ID))
                .where(
                        SHEET.PANEL_ID.eq(seat.panel().id()),
                        SHEET.STATE.ne(SheetState.OPEN.name()),
                        seat.sees(SHEET.ENTRY_ID),
                        seat.expertId() == null ? DSL.noCondition() : SHEET.EXPERT_ID.ne(seat.expertId()))
                .orderBy(PANEL_ENTRY.BLIND_CODE, account.NAME)
                .limit(2000)
                .fetch(r -> new SealedSheet(r.value1(), r.value2(), r.value3(), r.value4()));
    }

    /**
     * What is seen from that seat. Ranks are told to a chair when the panel has closed, and counted among what they see: a gap would
     * tell the rank of what they must not know.
     */
    List<Line> lines(Seat seat, Page page) {
        Panel panel = seat.panel();
        boolean ranked = seat.host() || panel.state() == Panel.State.CLOSED;
        var unit = io.lingchuang.db.access.Tables.NODE;
        var account = io.lingchuang.db.access.Tables.ACCOUNT;
        Map<Long, Integer> codes = dsl.select(PANEL_EXPERT.EXPERT_ID, PANEL_EXPERT.CODE)
                .from(PANEL_EXPERT)
                .where(PANEL_EXPERT.PANEL_ID.eq(panel.id()), PANEL_EXPERT.CODE.isNotNull())
                .fetchMap(PANEL_EXPERT.EXPERT_ID, PANEL_EXPERT.CODE);
        Map<Long, List<String>> recused = dsl.select(RECUSAL.ENTRY_ID, account.NAME, RECUSAL.GROUND, RECUSAL.REASON)
                .from(RECUSAL)
                .join(EXPERT)
                .on(EXPERT.ID.eq(RECUSAL.EXPERT_ID))
                .join(account)
                .on(account.ID.eq(EXPERT.ACCOUNT_ID))
                .where(RECUSAL.PANEL_ID.eq(panel.id()))
                .fetchGroups(
                        RECUSAL.ENTRY_ID,
                        r -> seat.blind()
                                ? r.value2()
                                : r.value2() + "（" + page.t("Recusals.Ground." + r.value3())
                                        + (r.value4().isEmpty() ? "" : "：" + r.value4()) + "）");
        Map<Long, List<String>> totals = dsl.select(SHEET.ENTRY_ID, SHEET.EXPERT_ID, SHEET.TOTAL)
                .from(SHEET)
                .where(SHEET.PANEL_ID.eq(panel.id()), SHEET.STATE.eq("SEALED"), seat.seesPoints(SHEET.ENTRY_ID))
                .fetchGroups(
                        SHEET.ENTRY_ID,
                        r -> (codes.containsKey(r.value2()) ? Archive.expert(codes.get(r.value2())) + " " : "")
                                + r.value3().stripTrailingZeros().toPlainString());
        var laid = DSL.field(
                DSL.selectCount().from(SHEET).where(SHEET.PANEL_ID.eq(panel.id()), SHEET.ENTRY_ID.eq(ENTRY.ID)));
        var sealed = DSL.field(DSL.selectCount()
                .from(SHEET)
                .where(SHEET.PANEL_ID.eq(panel.id()), SHEET.ENTRY_ID.eq(ENTRY.ID), SHEET.STATE.eq("SEALED")));
        var cannot = DSL.field(DSL.selectCount()
                .from(SHEET)
                .where(
                        SHEET.PANEL_ID.eq(panel.id()),
                        SHEET.ENTRY_ID.eq(ENTRY.ID),
                        SHEET.STATE.eq(SheetState.CANNOT_JUDGE.name())));
        List<Line> lines = dsl.select(
                        ENTRY.ID,
                        PANEL_ENTRY.BLIND_CODE,
                        ENTRY.NUMBER,
                        ENTRY.TITLE,
                        unit.NAME,
                        laid,
                        sealed,
                        cannot,
                        RESULT.SCORE,
                        RESULT.RANK,
                        RESULT.TIED)
                .from(PANEL_ENTRY)
                .join(ENTRY)
                .on(ENTRY.ID.eq(PANEL_ENTRY.ENTRY_ID))
                .join(unit)
                .on(unit.ID.eq(ENTRY.UNIT_NODE_ID))
                .leftJoin(RESULT)
                .on(
                        RESULT.PANEL_ID.eq(PANEL_ENTRY.PANEL_ID),
                        RESULT.ENTRY_ID.eq(ENTRY.ID),
                        ranked ? DSL.noCondition() : DSL.falseCondition())
                .where(PANEL_ENTRY.PANEL_ID.eq(panel.id()), seat.sees(PANEL_ENTRY.ENTRY_ID))
                .orderBy(RESULT.RANK.asc().nullsLast(), PANEL_ENTRY.BLIND_CODE)
                .fetch(r -> new Line(
                        r.value1(),
                        r.value2(),
                        seat.blind() ? "" : r.value3(),
                        seat.title(r.value1(), r.value4()),
                        seat.blind() ? "" : r.value5(),
                        r.value6(),
                        r.value7(),
                        r.value8(),
                        String.join("；", recused.getOrDefault(r.value1(), List.of())),
                        r.value9(),
                        r.value10(),
                        Boolean.TRUE.equals(r.value11()),
                        totals.getOrDefault(r.value1(), List.of()).stream()
                                .sorted()
                                .collect(Collectors.joining("，"))));
        return seat.expertId() == null ? lines : amongThemselves(lines);
    }

    private static List<Line> amongThemselves(List<Line> lines) {
        List<Integer> ranks =
                lines.stream().map(Line::rank).filter(Objects::nonNull).toList();
        return lines.stream()
                .map(l -> l.rank() == null
                        ? l
                        : l.ranked(
                                (int) ranks.stream().filter(r -> r < l.rank()).count() + 1,
                                Collections.frequency(ranks, l.rank()) > 1))
                .toList();
    }
}
