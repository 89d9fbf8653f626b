package io.lingchuang.awards;

import static io.lingchuang.db.awards.Tables.AWARD;
import static io.lingchuang.db.awards.Tables.DECISION;
import static io.lingchuang.db.awards.Tables.PAYOUT;
import static io.lingchuang.db.awards.Tables.PAYOUT_BATCH;
import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.calls.Tables.TIER;
import static io.lingchuang.db.entries.Tables.ENTRY;

import io.lingchuang.platform.web.NotFound;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Reads batches, their lines, and the money of a call. */
@Repository
class PayoutStore {

    private static final Field<Integer> LINES = sum("count(*)", "<> 'CANCELLED'", Integer.class, "line_count");
    private static final Field<BigDecimal> TOTAL =
            sum("coalesce(sum(p.amount), 0)", "<> 'CANCELLED'", BigDecimal.class, "line_total");
    private static final Field<BigDecimal> PAID =
            sum("coalesce(sum(p.amount), 0)", "= 'PAID'", BigDecimal.class, "line_paid");
    private static final Field<Integer> NO_ACCOUNT =
            sum("count(*)", "<> 'CANCELLED' and p.bank_account is null", Integer.class, "no_account");

    private static final Field<Boolean> NEW_ACCOUNT = DSL.field(
                    "exists (select 1 from awards.bank_account a where a.person_id = {0} and (a.account, a.bank_name) is distinct from ({1}, {2}))",
                    Boolean.class, PAYOUT.PAYEE_PERSON, PAYOUT.BANK_ACCOUNT, PAYOUT.BANK_NAME)
            .as("new_account");

    private final DSLContext dsl;

    PayoutStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    private static <T> Field<T> sum(String what, String state, Class<T> type, String name) {
        return DSL.field(
                        "(select " + what + " from awards.payout p where p.batch_id = {0} and p.state " + state + ")",
                        type,
                        PAYOUT_BATCH.ID)
                .as(name);
    }

    SelectOnConditionStep<? extends Record> batches() {
        return dsl.select(PAYOUT_BATCH.fields())
                .select(CALL.TITLE.as("call_title"), CALL.HOST_NODE_ID, LINES, TOTAL, PAID, NO_ACCOUNT)
                .from(PAYOUT_BATCH)
                .join(CALL)
                .on(CALL.ID.eq(PAYOUT_BATCH.CALL_ID));
    }

    Batch batch(long id) {
        return batches()
                .where(PAYOUT_BATCH.ID.eq(id))
                .fetchOptional(PayoutStore::batch)
                .orElseThrow(NotFound::new);
    }

    Batch locked(long id) {
        dsl.select(PAYOUT_BATCH.ID)
                .from(PAYOUT_BATCH)
                .where(PAYOUT_BATCH.ID.eq(id))
                .forUpdate()
                .fetch();
        return batch(id);
    }

    List<Payout> lines(long batchId) {
        return where(PAYOUT.BATCH_ID.eq(batchId));
    }

    /** A line of this batch. */
    Payout line(long batchId, long lineId) {
        return where(PAYOUT.BATCH_ID.eq(batchId).and(PAYOUT.ID.eq(lineId))).stream()
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    List<Payout> failedOf(long callId) {
        return where(openFailure().and(PAYOUT_BATCH.CALL_ID.eq(callId)));
    }

    List<Payout> failedTo(long person) {
        return where(openFailure().and(PAYOUT.PAYEE_PERSON.eq(person)));
    }

    /** The last failed line of an award in force that nothing has been paid for since, and no batch is about to. */
    static Condition openFailure() {
        var other = PAYOUT.as("other");
        return PAYOUT.STATE
                .eq(PayoutState.FAILED.name())
                .and(AWARD.STATE.eq(AwardState.IN_FORCE.name()))
                .andNotExists(DSL.selectOne()
                        .from(other)
                        .where(
                                other.AWARD_ID.eq(PAYOUT.AWARD_ID),
                                other.STATE
                                        .in(PayoutState.PENDING.name(), PayoutState.PAID.name())
                                        .or(other.STATE
                                                .eq(PayoutState.FAILED.name())
                                                .and(other.ID.gt(PAYOUT.ID)))));
    }

    private List<Payout> where(Condition condition) {
        return dsl.select(PAYOUT.fields())
                .select(AWARD.ENTRY_ID, ENTRY.TITLE.as("entry_title"), TIER.NAME.as("tier_name"), NEW_ACCOUNT)
                .from(PAYOUT)
                .join(PAYOUT_BATCH)
                .on(PAYOUT_BATCH.ID.eq(PAYOUT.BATCH_ID))
                .join(AWARD)
                .on(AWARD.ID.eq(PAYOUT.AWARD_ID))
                .join(ENTRY)
                .on(ENTRY.ID.eq(AWARD.ENTRY_ID))
                .join(TIER)
                .on(TIER.ID.eq(AWARD.TIER_ID))
                .where(condition)
                .orderBy(PAYOUT.ID)
                .fetch(PayoutStore::payout);
    }

    Money money(long callId) {
        var live = DSL.field(
                "(select p.state from awards.payout p where p.award_id = {0} and p.state in ('PENDING', 'PAID'))",
                String.class, AWARD.ID);
        var inForce = AWARD.STATE.eq(AwardState.IN_FORCE.name());
        var back = DSL.field(
                "exists (select 1 from awards.recovery r join awards.payout p on p.id = r.payout_id where p.award_id = {0})",
                Boolean.class, AWARD.ID);
        var paidBefore = inForce.not().and(live.eq("PAID"));
        BigDecimal paidOut = dsl.select(DSL.coalesce(DSL.sum(PAYOUT.AMOUNT), BigDecimal.ZERO))
                .from(PAYOUT)
                .join(PAYOUT_BATCH)
                .on(PAYOUT_BATCH.ID.eq(PAYOUT.BATCH_ID))
                .where(PAYOUT_BATCH.CALL_ID.eq(callId), PAYOUT.STATE.eq(PayoutState.PAID.name()))
                .fetchSingle()
                .value1();
        return dsl.select(
                        total(inForce),
                        total(inForce.and(live.eq("PAID"))),
                        total(inForce.and(live.eq("PENDING"))),
                        total(inForce.and(live.isNull())),
                        total(paidBefore.and(back.isTrue())),
                        total(paidBefore.and(back.isFalse())),
                        DSL.count().filterWhere(inForce.and(live.isNull()).and(AWARD.PRIZE.gt(BigDecimal.ZERO))))
                .from(AWARD)
                .join(DECISION)
                .on(DECISION.ID.eq(AWARD.DECISION_ID))
                .where(DECISION.CALL_ID.eq(callId))
                .fetchSingle(m -> new Money(
                        m.value1(), m.value2(), m.value3(), m.value4(), paidOut, m.value5(), m.value6(), m.value7()));
    }

    private static Field<BigDecimal> total(Condition which) {
        return DSL.coalesce(DSL.sum(AWARD.PRIZE).filterWhere(which), BigDecimal.ZERO);
    }

    static Batch batch(Record b) {
        return new Batch(
                b.get(PAYOUT_BATCH.ID),
                b.get(PAYOUT_BATCH.CALL_ID),
                Objects.requireNonNull(b.get("call_title", String.class)),
                b.get(CALL.HOST_NODE_ID),
                b.get(PAYOUT_BATCH.NUMBER),
                BatchState.valueOf(b.get(PAYOUT_BATCH.STATE)),
                b.get(PAYOUT_BATCH.PREPARED_BY),
                b.get(PAYOUT_BATCH.PREPARED_AT),
                b.get(PAYOUT_BATCH.APPROVED_BY),
                b.get(PAYOUT_BATCH.APPROVED_AT),
                b.get(PAYOUT_BATCH.HANDED_OVER_AT),
                b.get(PAYOUT_BATCH.VERSION),
                b.get(LINES),
                b.get(TOTAL),
                b.get(PAID),
                b.get(NO_ACCOUNT));
    }

    private static Payout payout(Record p) {
        return new Payout(
                p.get(PAYOUT.ID),
                p.get(PAYOUT.BATCH_ID),
                p.get(PAYOUT.AWARD_ID),
                p.get(AWARD.ENTRY_ID),
                Objects.requireNonNull(p.get("entry_title", String.class)),
                Objects.requireNonNull(p.get("tier_name", String.class)),
                p.get(PAYOUT.PAYEE_NAME),
                p.get(PAYOUT.PAYEE_UNIT),
                p.get(PAYOUT.PAYEE_PERSON),
                p.get(PAYOUT.BANK_NAME),
                p.get(PAYOUT.BANK_ACCOUNT),
                p.get(PAYOUT.AMOUNT),
                PayoutState.valueOf(p.get(PAYOUT.STATE)),
                p.get(PAYOUT.FAILED_WHY),
                p.get(PAYOUT.PAID_ON),
                p.get(PAYOUT.CORRECTS),
                p.get(NEW_ACCOUNT));
    }
}
