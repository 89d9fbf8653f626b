package io.lingchuang.awards;

import static io.lingchuang.db.awards.Tables.PAYOUT_BATCH;
import static io.lingchuang.db.calls.Tables.CALL;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.platform.web.Badge;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.Page;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Batches as those see them who prepare, approve or pay at the calls' hosts. */
@Component
class PayoutLists {

    private final DSLContext dsl;
    private final PayoutStore store;

    PayoutLists(DSLContext dsl, PayoutStore store) {
        this.dsl = dsl;
        this.store = store;
    }

    List<Batch> ofCall(long callId) {
        return store.batches()
                .where(PAYOUT_BATCH.CALL_ID.eq(callId))
                .orderBy(PAYOUT_BATCH.NUMBER)
                .fetch(PayoutStore::batch);
    }

    /** Prizes of the call whose payment failed, and that wait for another batch. */
    List<Payout> failedOf(long callId) {
        return store.failedOf(callId);
    }

    Listing<Batch> batches(Actor actor, Page page) {
        return new Listing<Batch>(
                        dsl,
                        "awards.payouts",
                        filters -> store.batches().where(within(actor)).and(filters),
                        PayoutStore::batch)
                .down(PAYOUT_BATCH.ID)
                .column(Column.<Batch>of("call", "awards.call", Batch::callTitle)
                        .link(b -> "/payouts/" + b.id()))
                .column(Column.of("number", "awards.payout.number", Batch::number))
                .column(Column.of("lines", "awards.payout.lines", Batch::lines))
                .column(Column.of("total", "awards.payout.total", Batch::total))
                .column(Column.of("paid", "awards.payout.paidSum", Batch::paid))
                .column(Column.of("prepared", "awards.payout.preparedAt", Batch::preparedAt))
                .column(Column.of("state", "awards.state", b -> badge(b.state(), page)))
                .filter(Filter.constants("state", "awards.state", BatchState.class, PAYOUT_BATCH.STATE, page))
                .filter(Filter.text("q", "awards.findCall", CALL.TITLE::contains));
    }

    private static Condition within(Actor actor) {
        return CALL.HOST_NODE_ID
                .in(actor.nodesWith(Right.PREPARE_PAYOUT))
                .or(CALL.HOST_NODE_ID.in(actor.nodesWith(Right.APPROVE_PAYOUT)))
                .or(CALL.HOST_NODE_ID.in(actor.nodesWith(Right.MARK_PAID)));
    }

    static Badge badge(BatchState state, Page page) {
        return new Badge(
                page.t(state),
                switch (state) {
                    case PREPARED -> "yellow";
                    case APPROVED -> "blue";
                    case HANDED_OVER -> "gold";
                    case CLOSED -> "green";
                    case CANCELLED -> "secondary";
                });
    }
}
