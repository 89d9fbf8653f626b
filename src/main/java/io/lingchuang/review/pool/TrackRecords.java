package io.lingchuang.review.pool;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.INVITATION;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;
import static io.lingchuang.db.review.Tables.SHEET;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Page;
import io.lingchuang.review.Panel;
import io.lingchuang.review.SheetState;
import io.lingchuang.review.invitations.Invitations;
import io.lingchuang.review.room.Seat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How experts did on the panels of those calls whose host the actor is an officer of. What compares an expert with the others counts only
 * panels that have closed: while one scores, nobody looks at what is given.
 */
@Component
public class TrackRecords {

    private static final BigDecimal HOURS = new BigDecimal(24);

    /**
     * @param others mean of the others' totals on the same entry, where anybody else gave points
     * @param handedInAt sealed, or said that they can't judge it
     */
    private record Sheet(
            long panel,
            @Nullable BigDecimal total,
            @Nullable BigDecimal others,
            Instant laidAt,
            @Nullable Instant handedInAt) {}

    /** @param due until the end of which day its sheets were asked for, if the chair said so */
    private record Sat(
            long id,
            String name,
            String call,
            Panel.State state,
            boolean left,
            @Nullable LocalDate due) {}

    private final DSLContext dsl;
    private final Today today;

    TrackRecords(DSLContext dsl, Today today) {
        this.dsl = dsl;
        this.today = today;
    }

    TrackRecord of(Actor actor, long expert) {
        List<Sat> sat = dsl.select(PANEL.ID, PANEL.NAME, CALL.TITLE, PANEL.STATE, PANEL_EXPERT.LEFT_AT, PANEL.DUE_ON)
                .from(PANEL_EXPERT)
                .join(PANEL)
                .on(PANEL.ID.eq(PANEL_EXPERT.PANEL_ID))
                .join(CALL)
                .on(CALL.ID.eq(PANEL.CALL_ID))
                .where(
                        PANEL_EXPERT.EXPERT_ID.eq(expert),
                        CALL.HOST_NODE_ID.in(actor.nodesWith(Right.RUN_PANEL)),
                        PANEL.STATE.ne(Panel.State.DISSOLVED.name()))
                .orderBy(PANEL.ID.desc())
                .fetch(r -> new Sat(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        Panel.State.valueOf(r.value4()),
                        r.value5() != null,
                        r.value6()));
        Map<Long, List<Sheet>> sheets =
                sheets(SHEET.PANEL_ID.in(sat.stream().map(Sat::id).toList()), expert);
        List<TrackRecord.OnPanel> panels = sat.stream()
                .map(p -> onPanel(p, sheets.getOrDefault(p.id(), List.of())))
                .toList();
        List<Sheet> all = sheets.values().stream().flatMap(List::stream).toList();
        List<Sheet> ended = closed(sat).stream()
                .flatMap(p -> sheets.getOrDefault(p.id(), List.of()).stream())
                .toList();
        List<Boolean> due = sat.stream()
                .flatMap(p -> inTime(p, sheets.getOrDefault(p.id(), List.of())))
                .toList();
        return new TrackRecord(
                panels,
                declined(actor, expert),
                all.size(),
                handedIn(all).size(),
                due.size(),
                (int) due.stream().filter(Boolean::booleanValue).count(),
                days(all),
                agreement(closed(sat), sheets),
                leniency(ended),
                (int) ended.stream().filter(TrackRecords::comparable).count());
    }

    private int declined(Actor actor, long expert) {
        return dsl.fetchCount(DSL.selectOne()
                .from(INVITATION)
                .join(PANEL)
                .on(PANEL.ID.eq(INVITATION.PANEL_ID))
                .join(CALL)
                .on(CALL.ID.eq(PANEL.CALL_ID))
                .where(
                        INVITATION.EXPERT_ID.eq(expert),
                        INVITATION.STATE.eq(Invitations.State.DECLINED.name()),
                        CALL.HOST_NODE_ID.in(actor.nodesWith(Right.RUN_PANEL))));
    }

    private static List<Sat> closed(List<Sat> sat) {
        return sat.stream().filter(p -> p.state() == Panel.State.CLOSED).toList();
    }

    /** What each expert of one panel did there, over the entries that are seen from the seat. */
    public List<TrackRecord.OfMember> ofPanel(Seat seat) {
        long id = seat.panel().id();
        boolean closed = seat.panel().state() == Panel.State.CLOSED;
        Map<Long, List<Sheet>> sheets = sheets(SHEET.PANEL_ID.eq(id).and(seat.sees(SHEET.ENTRY_ID)), null);
        return dsl.select(EXPERT.ID, ACCOUNT.NAME, PANEL_EXPERT.LEFT_AT, PANEL.DUE_ON)
                .from(PANEL_EXPERT)
                .join(PANEL)
                .on(PANEL.ID.eq(PANEL_EXPERT.PANEL_ID))
                .join(EXPERT)
                .on(EXPERT.ID.eq(PANEL_EXPERT.EXPERT_ID))
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(EXPERT.ACCOUNT_ID))
                .where(PANEL_EXPERT.PANEL_ID.eq(id))
                .orderBy(EXPERT.ID)
                .fetch(r -> {
                    List<Sheet> own = sheets.getOrDefault(r.value1(), List.of());
                    Sat sat = new Sat(id, "", "", seat.panel().state(), r.value3() != null, r.value4());
                    List<Boolean> due = inTime(sat, own).toList();
                    return new TrackRecord.OfMember(
                            r.value2(),
                            sat.left(),
                            own.size(),
                            handedIn(own).size(),
                            due.size(),
                            (int) due.stream().filter(Boolean::booleanValue).count(),
                            days(own),
                            closed ? correlation(own) : null,
                            closed ? leniency(own) : null);
                });
    }

    /** By panel of one expert, or of everybody by expert. The window looks at all sheets that count; only then one's own are picked. */
    private Map<Long, List<Sheet>> sheets(Condition which, @Nullable Long expert) {
        var all = DSL.select(
                        SHEET.PANEL_ID,
                        SHEET.EXPERT_ID,
                        SHEET.STATE,
                        SHEET.TOTAL,
                        SHEET.LAID_AT,
                        SHEET.SEALED_AT,
                        SHEET.ENDED_AT,
                        DSL.sum(counted(SHEET.TOTAL))
                                .over()
                                .partitionBy(SHEET.PANEL_ID, SHEET.ENTRY_ID)
                                .as("sum"),
                        DSL.count(counted(SHEET.TOTAL))
                                .over()
                                .partitionBy(SHEET.PANEL_ID, SHEET.ENTRY_ID)
                                .as("scored"))
                .from(SHEET)
                .where(which)
                .asTable("scored");
        var panel = all.field(SHEET.PANEL_ID);
        return dsl.select(all.fields())
                .from(all)
                .where(
                        expert == null
                                ? DSL.noCondition()
                                : all.field(SHEET.EXPERT_ID).eq(expert))
                .fetchGroups(expert == null ? all.field(SHEET.EXPERT_ID) : panel, r -> {
                    SheetState state = SheetState.valueOf(r.get(all.field(SHEET.STATE)));
                    boolean sealed = state == SheetState.SEALED;
                    BigDecimal total = sealed ? r.get(all.field(SHEET.TOTAL)) : null;
                    int others = r.get("scored", Integer.class) - (sealed ? 1 : 0);
                    return new Sheet(
                            r.get(panel),
                            total,
                            total == null || others == 0
                                    ? null
                                    : r.get("sum", BigDecimal.class)
                                            .subtract(total)
                                            .divide(BigDecimal.valueOf(others), 6, RoundingMode.HALF_UP),
                            r.get(all.field(SHEET.LAID_AT)),
                            switch (state) {
                                case OPEN -> null;
                                case SEALED -> r.get(all.field(SHEET.SEALED_AT));
                                case CANNOT_JUDGE -> r.get(all.field(SHEET.ENDED_AT));
                            });
                });
    }

    private static org.jooq.Field<BigDecimal> counted(org.jooq.Field<BigDecimal> total) {
        return DSL.case_(SHEET.STATE).when(SheetState.SEALED.name(), total);
    }

    private static TrackRecord.OnPanel onPanel(Sat panel, List<Sheet> sheets) {
        boolean closed = panel.state() == Panel.State.CLOSED;
        return new TrackRecord.OnPanel(
                panel.id(),
                panel.name(),
                panel.call(),
                panel.state(),
                panel.left(),
                sheets.size(),
                handedIn(sheets).size(),
                days(sheets),
                closed ? correlation(sheets) : null,
                closed ? leniency(sheets) : null);
    }

    private static List<Sheet> handedIn(List<Sheet> sheets) {
        return sheets.stream().filter(s -> s.handedInAt() != null).toList();
    }

    /** Of each sheet that was to be handed in by now whether it was: by the chair's day, or where there is none before the panel closed. */
    private Stream<Boolean> inTime(Sat panel, List<Sheet> sheets) {
        LocalDate due = panel.due();
        boolean over = panel.state() == Panel.State.CLOSED || (due != null && due.isBefore(today.today()));
        return !over
                ? Stream.empty()
                : sheets.stream().map(s -> {
                    Instant at = s.handedInAt();
                    return at != null
                            && (due == null
                                    || !LocalDate.ofInstant(at, Page.ZONE).isAfter(due));
                });
    }

    private static boolean comparable(Sheet sheet) {
        return sheet.total() != null && sheet.others() != null;
    }

    private static @Nullable BigDecimal days(List<Sheet> sheets) {
        List<Long> hours = handedIn(sheets).stream()
                .map(s -> Duration.between(s.laidAt(), Objects.requireNonNull(s.handedInAt()))
                        .toHours())
                .sorted()
                .toList();
        if (hours.isEmpty()) {
            return null;
        }
        BigDecimal middle = BigDecimal.valueOf(hours.get((hours.size() - 1) / 2) + hours.get(hours.size() / 2))
                .divide(BigDecimal.TWO, 2, RoundingMode.HALF_UP);
        return middle.divide(HOURS, 1, RoundingMode.HALF_UP);
    }

    private static @Nullable BigDecimal leniency(List<Sheet> sheets) {
        List<BigDecimal> off = sheets.stream()
                .filter(TrackRecords::comparable)
                .map(s -> Objects.requireNonNull(s.total()).subtract(Objects.requireNonNull(s.others())))
                .toList();
        return off.isEmpty()
                ? null
                : off.stream()
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .divide(BigDecimal.valueOf(off.size()), 1, RoundingMode.HALF_UP);
    }

    private static @Nullable BigDecimal correlation(List<Sheet> sheets) {
        List<Sheet> both = sheets.stream().filter(TrackRecords::comparable).toList();
        var found = RankCorrelation.of(values(both, Sheet::total), values(both, Sheet::others));
        return found.isEmpty() ? null : BigDecimal.valueOf(found.getAsDouble()).setScale(3, RoundingMode.HALF_UP);
    }

    private static List<Double> values(
            List<Sheet> sheets, java.util.function.Function<Sheet, @Nullable BigDecimal> value) {
        List<Double> values = new ArrayList<>();
        sheets.forEach(s -> values.add(Objects.requireNonNull(value.apply(s)).doubleValue()));
        return values;
    }

    /** A panel with twice the entries counts twice; ranks of different panels are never compared. */
    private static @Nullable BigDecimal agreement(List<Sat> panels, Map<Long, List<Sheet>> sheets) {
        BigDecimal sum = BigDecimal.ZERO;
        long weight = 0;
        for (Sat panel : panels) {
            List<Sheet> of = sheets.getOrDefault(panel.id(), List.of());
            BigDecimal found = correlation(of);
            if (found != null) {
                long entries = of.stream().filter(TrackRecords::comparable).count();
                sum = sum.add(found.multiply(BigDecimal.valueOf(entries)));
                weight += entries;
            }
        }
        return weight == 0 ? null : sum.divide(BigDecimal.valueOf(weight), 2, RoundingMode.HALF_UP);
    }
}
