package io.lingchuang.studios.money;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.studios.Tables.STUDIO;
import static io.lingchuang.db.studios.Tables.SUBSIDY;
import static io.lingchuang.db.studios.Tables.TRANCHE;
import static io.lingchuang.db.studios.Tables.VOUCHER;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.platform.web.Badge;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.NavItem;
import io.lingchuang.platform.web.Page;
import java.math.BigDecimal;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** The subsidies of all studios whose money somebody prepares, releases or pays: how much, paid, proven, and where each stands. */
@Component
class SubsidyLists {

    record Row(
            long id,
            long studioId,
            String studio,
            String number,
            String unit,
            String basis,
            BigDecimal amount,
            BigDecimal paid,
            BigDecimal proven,
            SubsidyStanding standing) {}

    private final DSLContext dsl;

    SubsidyLists(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Bean
    static NavItem subsidiesNav() {
        return new NavItem("studiomoney.nav", "/subsidies", 71, Right.PREPARE_PAYOUT);
    }

    @Bean
    static NavItem subsidyApprovalsNav() {
        return new NavItem("studiomoney.nav", "/subsidies", 71, Right.APPROVE_PAYOUT);
    }

    @Bean
    static NavItem subsidyFinanceNav() {
        return new NavItem("studiomoney.nav", "/subsidies", 71, Right.MARK_PAID);
    }

    Listing<Row> all(Actor actor, Page page) {
        Field<String> standing = standing();
        Field<BigDecimal> paid = sum(TRANCHE.PAID_ON.isNotNull());
        Field<BigDecimal> proven = DSL.field(DSL.select(DSL.coalesce(DSL.sum(VOUCHER.AMOUNT), new BigDecimal("0.00")))
                .from(VOUCHER)
                .join(TRANCHE)
                .on(TRANCHE.ID.eq(VOUCHER.TRANCHE_ID))
                .where(TRANCHE.SUBSIDY_ID.eq(SUBSIDY.ID), VOUCHER.STATE.eq(VoucherState.ACCEPTED.name())));
        return new Listing<>(
                        dsl,
                        "studiomoney.list",
                        filters -> dsl.select(SUBSIDY.fields())
                                .select(STUDIO.NAME, STUDIO.NUMBER, NODE.NAME)
                                .select(standing.as("standing"), paid.as("paid"), proven.as("proven"))
                                .from(SUBSIDY)
                                .join(STUDIO)
                                .on(STUDIO.ID.eq(SUBSIDY.STUDIO_ID))
                                .join(NODE)
                                .on(NODE.ID.eq(STUDIO.NODE_ID))
                                .where(within(actor))
                                .and(filters),
                        r -> new Row(
                                r.get(SUBSIDY.ID),
                                r.get(SUBSIDY.STUDIO_ID),
                                r.get(STUDIO.NAME),
                                r.get(STUDIO.NUMBER),
                                r.get(NODE.NAME),
                                r.get(SUBSIDY.BASIS),
                                r.get(SUBSIDY.AMOUNT),
                                r.get("paid", BigDecimal.class),
                                r.get("proven", BigDecimal.class),
                                SubsidyStanding.valueOf(r.get("standing", String.class))))
                .down(SUBSIDY.ID)
                .ticked(r -> String.valueOf(r.id()))
                .filter(Filter.text(
                        "q",
                        "studiomoney.find",
                        q -> STUDIO.NAME
                                .contains(q)
                                .or(STUDIO.NUMBER.contains(q))
                                .or(NODE.NAME.contains(q))))
                .filter(Filter.constants("state", "studiomoney.state", SubsidyStanding.class, standing, page))
                .column(Column.<Row>of("studio", "studiomoney.studio", Row::studio)
                        .link(r -> Subsidies.page(r.studioId())))
                .column(Column.of("number", "studiomoney.number", Row::number))
                .column(Column.of("unit", "studiomoney.unit", Row::unit))
                .column(Column.of("basis", "studiomoney.basis", Row::basis))
                .column(Column.of("amount", "studiomoney.amount", Row::amount))
                .column(Column.of("paid", "studiomoney.paidSum", Row::paid))
                .column(Column.of("proven", "studiomoney.spent", Row::proven))
                .column(Column.of("state", "studiomoney.state", r -> badge(r.standing(), page)));
    }

    private static Field<BigDecimal> sum(Condition which) {
        return DSL.field(DSL.select(DSL.coalesce(DSL.sum(TRANCHE.AMOUNT), new BigDecimal("0.00")))
                .from(TRANCHE)
                .where(TRANCHE.SUBSIDY_ID.eq(SUBSIDY.ID), which));
    }

    private static Field<String> standing() {
        Field<String> last = DSL.field(DSL.select(TRANCHE.STATE)
                .from(TRANCHE)
                .where(TRANCHE.SUBSIDY_ID.eq(SUBSIDY.ID))
                .orderBy(TRANCHE.POSITION.desc())
                .limit(1));
        return DSL.when(SUBSIDY.FELL_ON.isNotNull(), DSL.inline(SubsidyStanding.FELL.name()))
                .otherwise(DSL.coalesce(last, DSL.inline(SubsidyStanding.GRANTED.name())));
    }

    private static Condition within(Actor actor) {
        return SUBSIDY.HOST_ID
                .in(actor.nodesWith(Right.PREPARE_PAYOUT))
                .or(SUBSIDY.HOST_ID.in(actor.nodesWith(Right.APPROVE_PAYOUT)))
                .or(SUBSIDY.HOST_ID.in(actor.nodesWith(Right.MARK_PAID)));
    }

    private static Badge badge(SubsidyStanding standing, Page page) {
        return new Badge(
                page.t(standing),
                switch (standing) {
                    case GRANTED, PREPARED -> "yellow";
                    case APPROVED -> "blue";
                    case PAID -> "gold";
                    case SETTLED, RECOVERED -> "green";
                    case TO_RECOVER -> "red";
                    case STOPPED, FELL -> "secondary";
                });
    }
}
