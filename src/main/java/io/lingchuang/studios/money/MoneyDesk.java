package io.lingchuang.studios.money;

import static io.lingchuang.db.studios.Tables.STUDIO;
import static io.lingchuang.db.studios.Tables.SUBSIDY;
import static io.lingchuang.db.studios.Tables.TRANCHE;
import static io.lingchuang.db.studios.Tables.VOUCHER;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.DeskCard;
import io.lingchuang.platform.web.DeskSource;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** What waits about studios' money: to release, to pay, to get back, vouchers to look at. */
@Component
class MoneyDesk implements DeskSource {

    /** Of these many are done at once, from the list. */
    private static final Map<String, SubsidyStanding> TOGETHER =
            Map.of("approve", SubsidyStanding.PREPARED, "pay", SubsidyStanding.APPROVED);

    private final DSLContext dsl;
    private final Today today;

    MoneyDesk(DSLContext dsl, Today today) {
        this.dsl = dsl;
        this.today = today;
    }

    @Override
    public List<DeskCard> cards(Viewer viewer, Page page) {
        if (!(viewer instanceof Actor actor)) {
            return List.of();
        }
        List<DeskCard> cards = new ArrayList<>();
        Condition others = TRANCHE.PREPARED_BY.ne(actor.accountId());
        waiting(
                actor,
                page,
                cards,
                Right.APPROVE_PAYOUT,
                "approve",
                state(TrancheState.PREPARED).and(others));
        waiting(actor, page, cards, Right.MARK_PAID, "pay", state(TrancheState.APPROVED));
        waiting(actor, page, cards, Right.MARK_PAID, "recover", state(TrancheState.TO_RECOVER));
        Condition vouchers = DSL.exists(DSL.selectOne()
                .from(VOUCHER)
                .where(VOUCHER.TRANCHE_ID.eq(TRANCHE.ID), VOUCHER.STATE.eq(VoucherState.HANDED_IN.name())));
        waiting(
                actor,
                page,
                cards,
                Right.PREPARE_PAYOUT,
                "vouchers",
                state(TrancheState.PAID).and(vouchers));
        Condition over = STUDIO.ENDED_ON.isNotNull();
        waiting(
                actor,
                page,
                cards,
                Right.PREPARE_PAYOUT,
                "unsettled",
                state(TrancheState.PAID).and(over));
        granted(actor, page, cards);
        return cards;
    }

    /** Granted with a naming, and no part of it prepared. */
    private void granted(Actor actor, Page page, List<DeskCard> cards) {
        if (!actor.may(Right.PREPARE_PAYOUT)) {
            return;
        }
        int count = dsl.fetchCount(DSL.selectOne()
                .from(SUBSIDY)
                .join(STUDIO)
                .on(STUDIO.ID.eq(SUBSIDY.STUDIO_ID), STUDIO.ENDED_ON.isNull())
                .where(
                        SUBSIDY.HOST_ID.in(actor.nodesWith(Right.PREPARE_PAYOUT)),
                        SUBSIDY.AWARD_ID.isNotNull(),
                        SUBSIDY.FELL_ON.isNull(),
                        DSL.notExists(DSL.selectOne().from(TRANCHE).where(TRANCHE.SUBSIDY_ID.eq(SUBSIDY.ID)))));
        if (count > 0) {
            cards.add(DeskCard.of(
                    page.t("studiomoney.desk.granted"),
                    count,
                    null,
                    "/subsidies?state=GRANTED",
                    page.t("naming.desk.look"),
                    today.today()));
        }
    }

    private static Condition state(TrancheState state) {
        return TRANCHE.STATE.eq(state.name());
    }

    private void waiting(Actor actor, Page page, List<DeskCard> cards, Right right, String what, Condition which) {
        if (!actor.may(right)) {
            return;
        }
        var each = dsl.select(STUDIO.ID, STUDIO.NAME)
                .from(TRANCHE)
                .join(SUBSIDY)
                .on(SUBSIDY.ID.eq(TRANCHE.SUBSIDY_ID))
                .join(STUDIO)
                .on(STUDIO.ID.eq(SUBSIDY.STUDIO_ID))
                .where(SUBSIDY.HOST_ID.in(actor.nodesWith(right)), which)
                .orderBy(TRANCHE.ID)
                .fetch();
        SubsidyStanding together = TOGETHER.get(what);
        if (together != null && each.size() > 3) {
            cards.add(DeskCard.of(
                    page.t("studiomoney.desk." + what + "Many"),
                    each.size(),
                    null,
                    "/subsidies?state=" + together,
                    page.t("naming.desk.look"),
                    today.today()));
            return;
        }
        each.stream()
                .limit(20)
                .forEach(r -> cards.add(DeskCard.of(
                        page.t("studiomoney.desk." + what, r.value2()),
                        1,
                        null,
                        Subsidies.page(r.value1()),
                        page.t("naming.desk.look"),
                        today.today())));
    }
}
