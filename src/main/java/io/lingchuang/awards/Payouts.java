package io.lingchuang.awards;

import static io.lingchuang.db.awards.Tables.AWARD;
import static io.lingchuang.db.awards.Tables.BANK_ACCOUNT;
import static io.lingchuang.db.awards.Tables.DECISION;
import static io.lingchuang.db.awards.Tables.PAYOUT;
import static io.lingchuang.db.awards.Tables.PAYOUT_BATCH;
import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.entries.Tables.COMPLETER;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.text.BankNumber;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.math.BigDecimal;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Prize money 兑现: prepared by one, approved by another, and handed to finance, which goes on in {@link Payments}. An award is
 * paid once; a failed line is corrected by a line of a later batch.
 */
@Service
public class Payouts {

    /** How many lines a refusal names; the others show on the page. */
    private static final int NAMED = 10;

    private final DSLContext dsl;
    private final PayoutStore store;
    private final Calls calls;
    private final Today today;
    private final Audit audit;
    private final AwardLetters letters;

    Payouts(DSLContext dsl, PayoutStore store, Calls calls, Today today, Audit audit, AwardLetters letters) {
        this.dsl = dsl;
        this.store = store;
        this.calls = calls;
        this.today = today;
        this.audit = audit;
        this.letters = letters;
    }

    /** The board of money of a call. */
    public Money money(Actor actor, long callId) {
        requireSee(actor, calls.call(callId).hostNodeId());
        return store.money(callId);
    }

    public Batch batch(Actor actor, long id) {
        Batch batch = store.batch(id);
        requireSee(actor, batch.hostNodeId());
        return batch;
    }

    List<Payout> lines(long batchId) {
        return store.lines(batchId);
    }

    static void requireSee(Actor actor, long host) {
        if (!actor.holds(Right.PREPARE_PAYOUT, host)
                && !actor.holds(Right.APPROVE_PAYOUT, host)
                && !actor.holds(Right.MARK_PAID, host)) {
            throw new NotFound();
        }
    }

    /** Puts every award in force that has a prize and no live payout into a new batch. */
    @Transactional
    public long prepare(Actor actor, long callId) {
        Call call = calls.call(callId);
        actor.requireHolds(Right.PREPARE_PAYOUT, call.hostNodeId());
        // One at a time for a call: the second finds nothing left to pay.
        dsl.select(CALL.ID).from(CALL).where(CALL.ID.eq(callId)).forUpdate().fetch();
        Long id = dsl.insertInto(PAYOUT_BATCH)
                .set(PAYOUT_BATCH.CALL_ID, callId)
                .set(
                        PAYOUT_BATCH.NUMBER,
                        dsl.select(DSL.coalesce(DSL.max(PAYOUT_BATCH.NUMBER), 0).plus(1))
                                .from(PAYOUT_BATCH)
                                .where(PAYOUT_BATCH.CALL_ID.eq(callId))
                                .fetchSingle()
                                .value1())
                .set(PAYOUT_BATCH.PREPARED_BY, actor.accountId())
                .returningResult(PAYOUT_BATCH.ID)
                .fetchSingle()
                .value1();
        if (addLines(id, callId) == 0) {
            throw new Refusal("awards.payout.nothing");
        }
        Batch batch = store.batch(id);
        audit.record(actor, "awards.preparePayout", "payoutBatch", id, batch.lines() + " / " + batch.total());
        letters.toApprove(call.hostNodeId(), id, call.title(), Page.money(batch.total()));
        return id;
    }

    private int addLines(long batchId, long callId) {
        var failed = DSL.select(DSL.max(PAYOUT.ID))
                .from(PAYOUT)
                .where(PAYOUT.AWARD_ID.eq(AWARD.ID), PAYOUT.STATE.eq(PayoutState.FAILED.name()))
                .<Long>asField();
        return dsl.insertInto(
                        PAYOUT,
                        PAYOUT.BATCH_ID,
                        PAYOUT.AWARD_ID,
                        PAYOUT.PAYEE_NAME,
                        PAYOUT.PAYEE_UNIT,
                        PAYOUT.PAYEE_PERSON,
                        PAYOUT.BANK_NAME,
                        PAYOUT.BANK_ACCOUNT,
                        PAYOUT.AMOUNT,
                        PAYOUT.CORRECTS)
                .select(DSL.select(
                                DSL.val(batchId),
                                AWARD.ID,
                                COMPLETER.NAME,
                                COMPLETER.UNIT_NAME,
                                COMPLETER.PERSON_ID,
                                DSL.coalesce(BANK_ACCOUNT.BANK_NAME, ""),
                                BANK_ACCOUNT.ACCOUNT,
                                AWARD.PRIZE,
                                failed)
                        .from(AWARD)
                        .join(DECISION)
                        .on(DECISION.ID.eq(AWARD.DECISION_ID))
                        .join(COMPLETER)
                        .on(COMPLETER.ENTRY_ID.eq(AWARD.ENTRY_ID), COMPLETER.POSITION.eq(1))
                        .leftJoin(BANK_ACCOUNT)
                        .on(BANK_ACCOUNT.PERSON_ID.eq(COMPLETER.PERSON_ID))
                        .where(
                                DECISION.CALL_ID.eq(callId),
                                AWARD.STATE.eq(AwardState.IN_FORCE.name()),
                                AWARD.PRIZE.gt(BigDecimal.ZERO),
                                DSL.notExists(DSL.selectOne()
                                        .from(PAYOUT)
                                        .where(
                                                PAYOUT.AWARD_ID.eq(AWARD.ID),
                                                PAYOUT.STATE.in(PayoutState.PENDING.name(), PayoutState.PAID.name()))))
                        .orderBy(AWARD.ID))
                .execute();
    }

    /** Writes a payee's account onto a line, while nobody has approved it. */
    @Transactional
    public void account(Actor actor, long batchId, long lineId, String bankName, String account, boolean consent) {
        Batch batch = store.locked(batchId);
        actor.requireHolds(Right.PREPARE_PAYOUT, batch.hostNodeId());
        if (batch.state() != BatchState.PREPARED) {
            throw new Stale();
        }
        BankAccounts.check(bankName, account, consent);
        Payout line = store.line(batchId, lineId);
        dsl.update(PAYOUT)
                .set(PAYOUT.BANK_NAME, bankName.strip())
                .set(PAYOUT.BANK_ACCOUNT, BankNumber.digits(account))
                .where(PAYOUT.ID.eq(line.id()))
                .execute();
        // Whoever typed an account has prepared the batch, and cannot be the one to approve it.
        dsl.update(PAYOUT_BATCH)
                .set(PAYOUT_BATCH.PREPARED_BY, actor.accountId())
                .set(PAYOUT_BATCH.VERSION, batch.version() + 1)
                .where(PAYOUT_BATCH.ID.eq(batchId))
                .execute();
        audit.record(actor, "awards.payeeAccount", "payout", lineId, null);
    }

    @Transactional
    public void approve(Actor actor, long id, int version) {
        Batch batch = moved(actor, id, version, Right.APPROVE_PAYOUT, BatchState.PREPARED);
        if (batch.preparedBy() == actor.accountId()) {
            throw new Refusal("awards.payout.twoPeople");
        }
        requireAccounts(id); // once approved, the officer cannot fill them in any more
        dsl.update(PAYOUT_BATCH)
                .set(PAYOUT_BATCH.STATE, BatchState.APPROVED.name())
                .set(PAYOUT_BATCH.APPROVED_BY, actor.accountId())
                .set(PAYOUT_BATCH.APPROVED_AT, today.now())
                .set(PAYOUT_BATCH.VERSION, version + 1)
                .where(PAYOUT_BATCH.ID.eq(id))
                .execute();
        audit.record(actor, "awards.approvePayout", "payoutBatch", id, batch.lines() + " / " + batch.total());
        letters.toPay(batch.hostNodeId(), id, batch.callTitle(), Page.money(batch.total()));
    }

    /** Throws a batch away before finance has it; its awards can go into another. */
    @Transactional
    public void cancel(Actor actor, long id, int version) {
        Batch batch = store.locked(id);
        if (!actor.holds(Right.APPROVE_PAYOUT, batch.hostNodeId())) {
            actor.requireHolds(Right.PREPARE_PAYOUT, batch.hostNodeId());
        }
        if (batch.version() != version
                || (batch.state() != BatchState.PREPARED && batch.state() != BatchState.APPROVED)) {
            throw new Stale();
        }
        dsl.update(PAYOUT)
                .set(PAYOUT.STATE, PayoutState.CANCELLED.name())
                .where(PAYOUT.BATCH_ID.eq(id), PAYOUT.STATE.eq(PayoutState.PENDING.name()))
                .execute();
        dsl.update(PAYOUT_BATCH)
                .set(PAYOUT_BATCH.STATE, BatchState.CANCELLED.name())
                .set(PAYOUT_BATCH.VERSION, version + 1)
                .where(PAYOUT_BATCH.ID.eq(id))
                .execute();
        audit.record(actor, "awards.cancelPayout", "payoutBatch", id, null);
    }

    /** Finance takes it, every line with an account to pay to: from now on its lines are paid or failed, not taken back. */
    @Transactional
    public void handOver(Actor actor, long id, int version) {
        Batch batch = moved(actor, id, version, Right.MARK_PAID, BatchState.APPROVED);
        requireAccounts(id);
        dsl.update(PAYOUT_BATCH)
                .set(PAYOUT_BATCH.STATE, BatchState.HANDED_OVER.name())
                .set(PAYOUT_BATCH.HANDED_OVER_AT, today.now())
                .set(PAYOUT_BATCH.VERSION, version + 1)
                .where(PAYOUT_BATCH.ID.eq(id))
                .execute();
        audit.record(actor, "awards.handOverPayout", "payoutBatch", id, batch.lines() + " / " + batch.total());
    }

    private void requireAccounts(long id) {
        List<String> without = store.lines(id).stream()
                .filter(l -> l.state() == PayoutState.PENDING && l.bankAccount() == null)
                .map(l -> l.payeeName() + "（" + l.title() + "）")
                .toList();
        if (!without.isEmpty()) {
            throw new Refusal(
                    "awards.payout.accountMissing",
                    without.size(),
                    String.join("、", without.subList(0, Math.min(NAMED, without.size()))));
        }
    }

    private Batch moved(Actor actor, long id, int version, Right right, BatchState from) {
        Batch batch = store.locked(id);
        actor.requireHolds(right, batch.hostNodeId());
        if (batch.version() != version || batch.state() != from) {
            throw new Stale();
        }
        return batch;
    }

    /** Takes the line of an award that is withdrawn out of its batch; with finance already, its answer has to come first. */
    void takeOut(long awardId) {
        @Nullable
        String state = dsl.select(PAYOUT_BATCH.STATE)
                .from(PAYOUT)
                .join(PAYOUT_BATCH)
                .on(PAYOUT_BATCH.ID.eq(PAYOUT.BATCH_ID))
                .where(PAYOUT.AWARD_ID.eq(awardId), PAYOUT.STATE.eq(PayoutState.PENDING.name()))
                .forUpdate()
                .fetchOne(PAYOUT_BATCH.STATE);
        if (state == null) {
            return;
        }
        if (BatchState.HANDED_OVER.name().equals(state)) {
            throw new Refusal("awards.payout.withFinance");
        }
        dsl.update(PAYOUT)
                .set(PAYOUT.STATE, PayoutState.CANCELLED.name())
                .where(PAYOUT.AWARD_ID.eq(awardId), PAYOUT.STATE.eq(PayoutState.PENDING.name()))
                .execute();
    }
}
