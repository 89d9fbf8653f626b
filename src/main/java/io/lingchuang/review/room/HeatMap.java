package io.lingchuang.review.room;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;
import static io.lingchuang.db.review.Tables.RECUSAL;
import static io.lingchuang.db.review.Tables.SHEET;

import io.lingchuang.review.SheetStanding;
import io.lingchuang.review.SheetState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Experts × entries 热力图: each total beside the mean of its entry, over what may be seen from the seat. */
@Component
public class HeatMap {

    public enum Standing {
        /** No sheet was laid out. */
        NONE,
        NOT_BEGUN,
        BEGUN,
        SEALED,
        UNABLE,
        RECUSED
    }

    /**
     * An expert's sheet on an entry.
     *
     * @param total null where it is not sealed, or not to be seen yet
     * @param above points above the entry's mean
     */
    public record Cell(
            Standing standing,
            @Nullable BigDecimal total,
            @Nullable BigDecimal above) {

        static final Cell EMPTY = new Cell(Standing.NONE, null, null);

        /** Colour steps from -3 to 3: two, five and ten points of a hundred off the mean. */
        public int step() {
            if (above == null) {
                return 0;
            }
            int off = above.abs().intValue();
            return above.signum() * (off >= 10 ? 3 : off >= 5 ? 2 : off >= 2 ? 1 : 0);
        }
    }

    /** An expert, with the mean of the totals that may be seen. */
    public record Column(long expert, String name, @Nullable BigDecimal mean) {}

    /**
     * An entry with a cell for each column.
     *
     * @param spread points from its lowest to its highest total
     */
    public record Row(
            long entry,
            String code,
            String title,
            @Nullable BigDecimal mean,
            @Nullable BigDecimal spread,
            List<Cell> cells) {}

    public record Picture(List<Column> columns, List<Row> rows) {}

    public enum RowOrder {
        CODE,
        SPREAD,
        MEAN
    }

    public enum ColumnOrder {
        NAME,
        MEAN
    }

    /** Points with their sign, one decimal. */
    public static String signed(@Nullable BigDecimal points) {
        return points == null
                ? ""
                : (points.signum() > 0 ? "+" : "")
                        + points.setScale(1, RoundingMode.HALF_UP).toPlainString();
    }

    private record At(long entry, long expert) {}

    private record Sheet(At at, Standing standing, @Nullable BigDecimal total) {}

    private final DSLContext dsl;

    HeatMap(DSLContext dsl) {
        this.dsl = dsl;
    }

    public Picture of(Seat seat, RowOrder rowOrder, ColumnOrder columnOrder) {
        Map<At, Sheet> sheets = sheets(seat);
        Map<Long, BigDecimal> means = new HashMap<>();
        Map<Long, BigDecimal> spreads = new HashMap<>();
        totals(sheets.values(), At::entry).forEach((entry, totals) -> {
            means.put(entry, mean(totals));
            if (totals.size() > 1) {
                BigDecimal highest =
                        totals.stream().max(Comparator.naturalOrder()).orElseThrow();
                spreads.put(
                        entry,
                        highest.subtract(
                                totals.stream().min(Comparator.naturalOrder()).orElseThrow()));
            }
        });
        List<Column> columns = columns(seat, totals(sheets.values(), At::expert), columnOrder);
        List<Row> rows = dsl
                .select(ENTRY.ID, PANEL_ENTRY.BLIND_CODE, ENTRY.TITLE)
                .from(PANEL_ENTRY)
                .join(ENTRY)
                .on(ENTRY.ID.eq(PANEL_ENTRY.ENTRY_ID))
                .where(PANEL_ENTRY.PANEL_ID.eq(seat.panel().id()), Progress.stands(seat), seat.sees(ENTRY.ID))
                .orderBy(PANEL_ENTRY.BLIND_CODE)
                .fetch(r -> row(
                        r.value1(), r.value2(), seat.title(r.value1(), r.value3()), means, spreads, columns, sheets))
                .stream()
                .sorted(order(rowOrder))
                .toList();
        return new Picture(columns, rows);
    }

    private static Row row(
            long entry,
            String code,
            String title,
            Map<Long, BigDecimal> means,
            Map<Long, BigDecimal> spreads,
            List<Column> columns,
            Map<At, Sheet> sheets) {
        BigDecimal mean = means.get(entry);
        List<Cell> cells = columns.stream()
                .map(c -> {
                    Sheet sheet = sheets.get(new At(entry, c.expert()));
                    if (sheet == null) {
                        return Cell.EMPTY;
                    }
                    return new Cell(
                            sheet.standing(),
                            sheet.total(),
                            sheet.total() == null || mean == null
                                    ? null
                                    : sheet.total().subtract(mean));
                })
                .toList();
        return new Row(entry, code, title, mean, spreads.get(entry), cells);
    }

    /** The widest spread and the highest mean first; codes as they stand. */
    private static Comparator<Row> order(RowOrder order) {
        return switch (order) {
            case CODE -> Comparator.comparing(Row::code);
            case SPREAD -> Comparator.comparing(Row::spread, Comparator.nullsLast(Comparator.reverseOrder()));
            case MEAN -> Comparator.comparing(Row::mean, Comparator.nullsLast(Comparator.reverseOrder()));
        };
    }

    private List<Column> columns(Seat seat, Map<Long, List<BigDecimal>> totals, ColumnOrder order) {
        return dsl
                .select(EXPERT.ID, ACCOUNT.NAME)
                .from(PANEL_EXPERT)
                .join(EXPERT)
                .on(EXPERT.ID.eq(PANEL_EXPERT.EXPERT_ID))
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(EXPERT.ACCOUNT_ID))
                .where(PANEL_EXPERT.PANEL_ID.eq(seat.panel().id()))
                .orderBy(EXPERT.ID)
                .fetch(r -> new Column(
                        r.value1(), r.value2(), totals.containsKey(r.value1()) ? mean(of(totals, r.value1())) : null))
                .stream()
                .sorted(
                        order == ColumnOrder.NAME
                                ? Comparator.comparing(Column::expert)
                                : Comparator.comparing(
                                        Column::mean, Comparator.nullsLast(Comparator.<BigDecimal>reverseOrder())))
                .toList();
    }

    private static List<BigDecimal> of(Map<Long, List<BigDecimal>> totals, long id) {
        return Objects.requireNonNull(totals.get(id));
    }

    private interface Side {
        long of(At at);
    }

    private static Map<Long, List<BigDecimal>> totals(Collection<Sheet> sheets, Side side) {
        Map<Long, List<BigDecimal>> all = new HashMap<>();
        for (Sheet s : sheets) {
            if (s.total() != null) {
                all.computeIfAbsent(side.of(s.at()), k -> new ArrayList<>()).add(s.total());
            }
        }
        return all;
    }

    private static BigDecimal mean(List<BigDecimal> totals) {
        return totals.stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(totals.size()), 1, RoundingMode.HALF_UP);
    }

    private Map<At, Sheet> sheets(Seat seat) {
        long panel = seat.panel().id();
        Map<At, Sheet> all = new HashMap<>();
        dsl.select(RECUSAL.ENTRY_ID, RECUSAL.EXPERT_ID)
                .from(RECUSAL)
                .where(RECUSAL.PANEL_ID.eq(panel), seat.sees(RECUSAL.ENTRY_ID))
                .forEach(r -> {
                    At at = new At(r.value1(), r.value2());
                    all.put(at, new Sheet(at, Standing.RECUSED, null));
                });
        var points = DSL.field(seat.seesPoints(SHEET.ENTRY_ID));
        var typed = DSL.field(SheetStanding.TYPED);
        dsl.select(SHEET.ENTRY_ID, SHEET.EXPERT_ID, SHEET.STATE, SHEET.TOTAL, points, typed)
                .from(SHEET)
                .join(ENTRY)
                .on(ENTRY.ID.eq(SHEET.ENTRY_ID))
                .where(SHEET.PANEL_ID.eq(panel), Progress.stands(seat), seat.sees(SHEET.ENTRY_ID))
                .forEach(r -> {
                    At at = new At(r.value1(), r.value2());
                    Standing standing = switch (SheetStanding.of(SheetState.valueOf(r.value3()), r.value6())) {
                        case NOT_BEGUN -> Standing.NOT_BEGUN;
                        case BEGUN -> Standing.BEGUN;
                        case SEALED -> Standing.SEALED;
                        case UNABLE -> Standing.UNABLE;
                    };
                    boolean told = standing == Standing.SEALED && r.value5();
                    all.put(at, new Sheet(at, standing, told ? r.value4() : null));
                });
        return all;
    }
}
