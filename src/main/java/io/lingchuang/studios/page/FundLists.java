package io.lingchuang.studios.page;

import static io.lingchuang.db.studios.Tables.FUND;

import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A studio's funds line by line with what was left over after each, and in sums. */
@Component
public class FundLists {

    public record Row(
            long id,
            LocalDate day,
            FundDirection direction,
            @Nullable FundSource source,
            @Nullable FundPurpose purpose,
            String what,
            String voucher,
            @Nullable UUID file,
            BigDecimal amount,
            @Nullable String struckWhy,
            @Nullable BigDecimal left) {

        public Enum<?> kind() {
            return source != null ? source : java.util.Objects.requireNonNull(purpose);
        }
    }

    /** Of one year: from whom so much came in, for what so much went out. */
    public record Sum(int year, Enum<?> kind, BigDecimal amount) {
        public boolean comesIn() {
            return kind instanceof FundSource;
        }
    }

    private final DSLContext dsl;

    FundLists(DSLContext dsl) {
        this.dsl = dsl;
    }

    Listing<Row> lines(long studioId, Page page) {
        Field<BigDecimal> left = leftAfter().as("left_over");
        return new Listing<>(
                        dsl,
                        "studiopage.funds",
                        filters -> dsl.select(FUND.fields())
                                .select(left)
                                .from(FUND)
                                .where(FUND.STUDIO_ID.eq(studioId))
                                .and(filters),
                        FundLists::row)
                .down(FUND.DAY)
                .down(FUND.DIRECTION)
                .down(FUND.ID)
                .filter(Filter.constants(
                        "direction", "studiopage.direction", FundDirection.class, FUND.DIRECTION, page))
                .filter(Filter.text("q", "studiopage.what", q -> FUND.WHAT.containsIgnoreCase(q)))
                .column(Column.of("day", "studiopage.day", Row::day))
                .column(Column.of("direction", "studiopage.direction", Row::direction))
                .column(Column.of("kind", "studiopage.sourceOrPurpose", Row::kind))
                .column(Column.<Row>of("what", "studiopage.what", Row::what)
                        .link(r -> "/studios/" + studioId + "/funds/" + r.id()))
                .column(Column.of("voucher", "studiopage.voucher", Row::voucher))
                .column(Column.of("amount", "studiopage.amount", Row::amount))
                .column(Column.of("left", "studiopage.leftOver", Row::left))
                .column(Column.of("struck", "studiopage.struck", Row::struckWhy));
    }

    /** What was left over once a line was written: all of its studio's that count, up to it. */
    private static Field<BigDecimal> leftAfter() {
        var upTo = FUND.as("up_to");
        var signed = DSL.when(upTo.DIRECTION.eq(FundDirection.IN.name()), upTo.AMOUNT)
                .otherwise(upTo.AMOUNT.neg());
        return DSL.field(DSL.select(DSL.sum(signed))
                .from(upTo)
                .where(upTo.STUDIO_ID.eq(FUND.STUDIO_ID), upTo.STRUCK_AT.isNull())
                .and(DSL.row(upTo.DAY, upTo.DIRECTION, upTo.ID).le(FUND.DAY, FUND.DIRECTION, FUND.ID)));
    }

    /** What is there today. */
    BigDecimal left(long studioId) {
        return dsl.select(DSL.coalesce(DSL.sum(StudioFunds.signed()), BigDecimal.ZERO))
                .from(FUND)
                .where(FUND.STUDIO_ID.eq(studioId), FUND.STRUCK_AT.isNull())
                .fetchSingle()
                .value1()
                .setScale(2);
    }

    /** The latest year first. */
    List<Sum> sums(long studioId) {
        Field<Integer> year = DSL.extract(FUND.DAY, org.jooq.DatePart.YEAR);
        return dsl.select(year, FUND.SOURCE, FUND.PURPOSE, DSL.sum(FUND.AMOUNT))
                .from(FUND)
                .where(FUND.STUDIO_ID.eq(studioId), FUND.STRUCK_AT.isNull())
                .groupBy(year, FUND.SOURCE, FUND.PURPOSE)
                .orderBy(year.desc(), FUND.SOURCE.nullsLast(), FUND.PURPOSE)
                .fetch(r -> new Sum(
                        r.value1(),
                        r.value2() == null ? FundPurpose.valueOf(r.value3()) : FundSource.valueOf(r.value2()),
                        r.value4()));
    }

    Row line(long studioId, long id) {
        return dsl.select(FUND.fields())
                .from(FUND)
                .where(FUND.STUDIO_ID.eq(studioId), FUND.ID.eq(id))
                .fetchOptional(FundLists::row)
                .orElseThrow(NotFound::new);
    }

    private static Row row(Record r) {
        return new Row(
                r.get(FUND.ID),
                r.get(FUND.DAY),
                FundDirection.valueOf(r.get(FUND.DIRECTION)),
                r.get(FUND.SOURCE) == null ? null : FundSource.valueOf(r.get(FUND.SOURCE)),
                r.get(FUND.PURPOSE) == null ? null : FundPurpose.valueOf(r.get(FUND.PURPOSE)),
                r.get(FUND.WHAT),
                r.get(FUND.VOUCHER),
                r.get(FUND.FILE_ID),
                r.get(FUND.AMOUNT),
                r.get(FUND.STRUCK_WHY),
                r.get(FUND.STRUCK_WHY) == null && r.field("left_over") != null
                        ? r.get("left_over", BigDecimal.class)
                        : null);
    }
}
