package io.lingchuang.awards;

import static io.lingchuang.db.awards.Tables.AWARD;
import static io.lingchuang.db.awards.Tables.DECISION;
import static io.lingchuang.db.awards.Tables.PAYOUT;
import static io.lingchuang.db.awards.Tables.PAYOUT_BATCH;
import static io.lingchuang.db.awards.Tables.RECOVERY;
import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.notices.Tables.ITEM;
import static io.lingchuang.db.notices.Tables.NOTICE;
import static io.lingchuang.db.notices.Tables.OBJECTION;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.DeskCard;
import io.lingchuang.platform.web.DeskSource;
import io.lingchuang.platform.web.NavItem;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Viewer;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** What waits about awards: terms that ended, batches to approve, lines to pay. */
@Component
class AwardDesk implements DeskSource {

    private final DSLContext dsl;
    private final Today today;

    AwardDesk(DSLContext dsl, Today today) {
        this.dsl = dsl;
        this.today = today;
    }

    @Bean
    static NavItem awardsNav() {
        return new NavItem("awards.nav", "/awards", 70, Right.DECIDE_AWARD);
    }

    @Bean
    static NavItem payoutsNav() {
        return new NavItem("awards.payouts", "/payouts", 71, Right.PREPARE_PAYOUT);
    }

    @Bean
    static NavItem approvalsNav() {
        return new NavItem("awards.navApprove", "/payouts", 71, Right.APPROVE_PAYOUT);
    }

    @Bean
    static NavItem financeNav() {
        return new NavItem("awards.navPay", "/payouts", 71, Right.MARK_PAID);
    }

    @Bean
    static NavItem myAwardsNav() {
        return new NavItem("awards.mine", "/my-awards", 20, null);
    }

    @Override
    public List<DeskCard> cards(Viewer viewer, Page page) {
        List<DeskCard> cards = new ArrayList<>();
        if (viewer instanceof Actor actor) {
            toDecide(actor, page, cards);
            batches(actor, Right.APPROVE_PAYOUT, BatchState.PREPARED, page, cards);
            batches(actor, Right.MARK_PAID, BatchState.APPROVED, page, cards);
            toMark(actor, page, cards);
            waiting(actor, Right.PREPARE_PAYOUT, PayoutStore.openFailure(), "awards.desk.again", page, cards);
            waiting(actor, Right.MARK_PAID, toRecover(), "awards.desk.recover", page, cards);
        }
        return cards;
    }

    /** Terms that are over, with nothing open and nothing decided. */
    private void toDecide(Actor actor, Page page, List<DeskCard> cards) {
        if (!actor.may(Right.DECIDE_AWARD)) {
            return;
        }
        dsl.select(NOTICE.ID, NOTICE.CALL_ID, NOTICE.TITLE)
                .from(NOTICE)
                .join(CALL)
                .on(CALL.ID.eq(NOTICE.CALL_ID))
                .where(
                        NOTICE.STATE.in("PUBLISHED", "ENDED"),
                        NOTICE.CLOSES_ON.lt(today.today()),
                        CALL.HOST_NODE_ID.in(actor.nodesWith(Right.DECIDE_AWARD)),
                        DSL.notExists(DSL.selectOne().from(DECISION).where(DECISION.NOTICE_ID.eq(NOTICE.ID))),
                        DSL.exists(DSL.selectOne()
                                .from(ITEM)
                                .where(ITEM.NOTICE_ID.eq(NOTICE.ID), ITEM.STRUCK.isFalse(), ITEM.MOVED_TO.isNull())),
                        DSL.notExists(DSL.selectOne()
                                .from(OBJECTION)
                                .where(OBJECTION.NOTICE_ID.eq(NOTICE.ID), OBJECTION.STATE.eq("OPEN"))))
                .orderBy(NOTICE.ID)
                .forEach(n -> cards.add(DeskCard.of(
                        page.t("awards.desk.decide", n.value3()),
                        1,
                        null,
                        "/calls/" + n.value2() + "/decisions/new?notice=" + n.value1(),
                        page.t("awards.desk.decideButton"),
                        today.today())));
    }

    private void batches(Actor actor, Right right, BatchState state, Page page, List<DeskCard> cards) {
        if (!actor.may(right)) {
            return;
        }
        int count = dsl.fetchCount(DSL.selectOne()
                .from(PAYOUT_BATCH)
                .join(CALL)
                .on(CALL.ID.eq(PAYOUT_BATCH.CALL_ID))
                .where(
                        PAYOUT_BATCH.STATE.eq(state.name()),
                        CALL.HOST_NODE_ID.in(actor.nodesWith(right)),
                        right == Right.APPROVE_PAYOUT
                                ? PAYOUT_BATCH.PREPARED_BY.ne(actor.accountId())
                                : DSL.noCondition()));
        if (count > 0) {
            cards.add(DeskCard.of(
                    page.t("awards.desk." + state.name()),
                    count,
                    null,
                    "/payouts?state=" + state.name(),
                    page.t("awards.desk.look"),
                    today.today()));
        }
    }

    private void toMark(Actor actor, Page page, List<DeskCard> cards) {
        if (!actor.may(Right.MARK_PAID)) {
            return;
        }
        int lines = dsl.fetchCount(DSL.selectOne()
                .from(PAYOUT)
                .join(PAYOUT_BATCH)
                .on(PAYOUT_BATCH.ID.eq(PAYOUT.BATCH_ID))
                .join(CALL)
                .on(CALL.ID.eq(PAYOUT_BATCH.CALL_ID))
                .where(
                        PAYOUT.STATE.eq(PayoutState.PENDING.name()),
                        PAYOUT_BATCH.STATE.eq(BatchState.HANDED_OVER.name()),
                        CALL.HOST_NODE_ID.in(actor.nodesWith(Right.MARK_PAID))));
        if (lines > 0) {
            cards.add(DeskCard.of(
                    page.t("awards.desk.mark"),
                    lines,
                    null,
                    "/payouts?state=HANDED_OVER",
                    page.t("awards.desk.look"),
                    today.today()));
        }
    }

    private static Condition toRecover() {
        return Recoveries.owedBack()
                .andNotExists(DSL.selectOne().from(RECOVERY).where(RECOVERY.PAYOUT_ID.eq(PAYOUT.ID)));
    }

    /** Lines that wait for somebody at the money page of their call: failed and to be paid again, or owed back. */
    private void waiting(Actor actor, Right right, Condition which, String title, Page page, List<DeskCard> cards) {
        if (!actor.may(right)) {
            return;
        }
        dsl.select(CALL.ID, CALL.TITLE, DSL.count())
                .from(PAYOUT)
                .join(AWARD)
                .on(AWARD.ID.eq(PAYOUT.AWARD_ID))
                .join(PAYOUT_BATCH)
                .on(PAYOUT_BATCH.ID.eq(PAYOUT.BATCH_ID))
                .join(CALL)
                .on(CALL.ID.eq(PAYOUT_BATCH.CALL_ID))
                .where(which, CALL.HOST_NODE_ID.in(actor.nodesWith(right)))
                .groupBy(CALL.ID, CALL.TITLE)
                .orderBy(CALL.ID)
                .forEach(c -> cards.add(DeskCard.of(
                        page.t(title, c.value2()),
                        c.value3(),
                        null,
                        "/calls/" + c.value1() + "/money",
                        page.t("awards.desk.look"),
                        today.today())));
    }
}
