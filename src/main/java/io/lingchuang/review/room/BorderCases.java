package io.lingchuang.review.room;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.SHEET;
import static io.lingchuang.db.review.Tables.THREAD;

import io.lingchuang.calls.Calls;
import io.lingchuang.review.PanelRules;
import io.lingchuang.review.TierBorders;
import io.lingchuang.review.ranking.Mark;
import io.lingchuang.review.ranking.Outliers;
import io.lingchuang.review.ranking.Uncertainty;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/**
 * What may be worth a discussion, as the sealed sheets that may be seen from the seat have it: near-ties at a tier's border among the
 * entries all of whose sheets are in, and entries with a sheet far from the others. Pointed out; nobody has to follow.
 */
@Component
public class BorderCases {

    /**
     * An entry to discuss.
     *
     * @param borders names of the tiers at whose last place it is a near-tie
     * @param far experts whose sheets lie far from the others, with the points they lie off
     */
    public record Case(long entry, String code, String title, List<String> borders, List<String> far, boolean open) {}

    private record About(String code, String title) {}

    private final DSLContext dsl;
    private final Calls calls;
    private final TierBorders borders;

    BorderCases(DSLContext dsl, Calls calls, TierBorders borders) {
        this.dsl = dsl;
        this.calls = calls;
        this.borders = borders;
    }

    public List<Case> of(Seat seat) {
        Map<Long, About> about = new TreeMap<>();
        Map<Long, String> names = new HashMap<>();
        Set<Long> unfinished = new HashSet<>();
        List<Mark> marks = new ArrayList<>();
        long panel = seat.panel().id();
        dsl.select(
                        SHEET.ENTRY_ID,
                        PANEL_ENTRY.BLIND_CODE,
                        ENTRY.TITLE,
                        SHEET.EXPERT_ID,
                        ACCOUNT.NAME,
                        SHEET.STATE,
                        SHEET.TOTAL)
                .from(SHEET)
                .join(PANEL_ENTRY)
                .on(PANEL_ENTRY.PANEL_ID.eq(SHEET.PANEL_ID), PANEL_ENTRY.ENTRY_ID.eq(SHEET.ENTRY_ID))
                .join(ENTRY)
                .on(ENTRY.ID.eq(SHEET.ENTRY_ID))
                .join(EXPERT)
                .on(EXPERT.ID.eq(SHEET.EXPERT_ID))
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(EXPERT.ACCOUNT_ID))
                .where(SHEET.PANEL_ID.eq(panel), Progress.stands(seat), seat.seesPoints(SHEET.ENTRY_ID))
                .orderBy(SHEET.ENTRY_ID, SHEET.EXPERT_ID)
                .forEach(r -> {
                    about.put(r.value1(), new About(r.value2(), seat.title(r.value1(), r.value3())));
                    names.put(r.value4(), r.value5());
                    if (r.value6().equals("SEALED")) {
                        marks.add(new Mark(panel, r.value4(), r.value1(), r.value7()));
                    } else if (r.value6().equals("OPEN")) {
                        unfinished.add(r.value1());
                    }
                });
        Map<Long, List<String>> near = near(
                seat,
                marks.stream().filter(m -> !unfinished.contains(m.entry())).toList());
        Map<Long, List<String>> far = new HashMap<>();
        for (Outliers.Outlier o : Outliers.of(marks)) {
            String off = HeatMap.signed(o.mark().total().subtract(PanelRules.points(o.expected())));
            far.computeIfAbsent(o.mark().entry(), e -> new ArrayList<>())
                    .add(names.get(o.mark().expert()) + " " + off);
        }
        Set<Long> open = new HashSet<>(dsl.select(THREAD.ENTRY_ID)
                .from(THREAD)
                .where(THREAD.PANEL_ID.eq(panel), THREAD.STATE.eq("OPEN"))
                .fetch(THREAD.ENTRY_ID));
        return about.entrySet().stream()
                .filter(e -> near.containsKey(e.getKey()) || far.containsKey(e.getKey()))
                .map(e -> new Case(
                        e.getKey(),
                        e.getValue().code(),
                        e.getValue().title(),
                        near.getOrDefault(e.getKey(), List.of()),
                        far.getOrDefault(e.getKey(), List.of()),
                        open.contains(e.getKey())))
                .toList();
    }

    private Map<Long, List<String>> near(Seat seat, List<Mark> marks) {
        if (marks.isEmpty()) {
            return Map.of();
        }
        var panel = seat.panel();
        Map<Integer, String> borders = new TreeMap<>(this.borders.within(calls.call(panel.callId()), panel));
        List<Integer> last = List.copyOf(borders.keySet());
        Map<Long, List<String>> near = new HashMap<>();
        Uncertainty.of(marks, panel.rule(), panel.trim(), last, PanelRules.DRAWS, panel.id())
                .forEach((entry, interval) -> {
                    for (int b = 0; b < last.size(); b++) {
                        if (interval.near(b)) {
                            near.computeIfAbsent(entry, e -> new ArrayList<>())
                                    .add(Objects.requireNonNull(borders.get(last.get(b))));
                        }
                    }
                });
        return near;
    }

    /** What a discussion can be opened on from the seat: two sealed sheets at least, none open yet. */
    List<Case> choices(Seat seat) {
        var open = THREAD.as("open_now");
        return dsl.select(PANEL_ENTRY.ENTRY_ID, PANEL_ENTRY.BLIND_CODE, ENTRY.TITLE)
                .from(PANEL_ENTRY)
                .join(ENTRY)
                .on(ENTRY.ID.eq(PANEL_ENTRY.ENTRY_ID))
                .join(SHEET)
                .on(
                        SHEET.PANEL_ID.eq(PANEL_ENTRY.PANEL_ID),
                        SHEET.ENTRY_ID.eq(PANEL_ENTRY.ENTRY_ID),
                        SHEET.STATE.eq("SEALED"))
                .where(
                        PANEL_ENTRY.PANEL_ID.eq(seat.panel().id()),
                        Progress.stands(seat),
                        seat.seesPoints(PANEL_ENTRY.ENTRY_ID),
                        DSL.notExists(DSL.selectOne()
                                .from(open)
                                .where(
                                        open.PANEL_ID.eq(PANEL_ENTRY.PANEL_ID),
                                        open.ENTRY_ID.eq(PANEL_ENTRY.ENTRY_ID),
                                        open.STATE.eq("OPEN"))))
                .groupBy(PANEL_ENTRY.ENTRY_ID, PANEL_ENTRY.BLIND_CODE, ENTRY.TITLE)
                .having(DSL.count().gt(1))
                .orderBy(PANEL_ENTRY.BLIND_CODE)
                .fetch(r -> new Case(
                        r.value1(), r.value2(), seat.title(r.value1(), r.value3()), List.of(), List.of(), false));
    }
}
