package io.lingchuang.awards;

import static io.lingchuang.db.awards.Tables.AWARD;
import static io.lingchuang.db.awards.Tables.PAYOUT;
import static io.lingchuang.db.awards.Tables.PAYOUT_BATCH;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What finance does with a batch it has: its lines are paid or fail, and a mistaken failure is taken back. */
@Service
public class Payments {

    private final DSLContext dsl;
    private final PayoutStore store;
    private final Today today;
    private final Audit audit;
    private final AwardLetters letters;

    Payments(DSLContext dsl, PayoutStore store, Today today, Audit audit, AwardLetters letters) {
        this.dsl = dsl;
        this.store = store;
        this.today = today;
        this.audit = audit;
        this.letters = letters;
    }

    /** Marks lines of this batch paid on a day since finance has it: those that are pending, each once. Returns how many. */
    @Transactional
    public int paid(Actor actor, long batchId, Set<Long> lines, LocalDate on) {
        Batch batch = withFinance(actor, batchId);
        if (!batch.payableOn(on, today.today())) {
            throw Refusal.onField("paidOn", "awards.payout.paidOnBetween", String.valueOf(batch.handedOverOn()));
        }
        Set<Long> known = store.lines(batchId).stream().map(Payout::id).collect(Collectors.toSet());
        if (!known.containsAll(lines)) {
            throw new Refusal("awards.payout.otherBatch");
        }
        var paid = dsl.update(PAYOUT)
                .set(PAYOUT.STATE, PayoutState.PAID.name())
                .set(PAYOUT.PAID_ON, on)
                .set(PAYOUT.VERSION, PAYOUT.VERSION.plus(1))
                .where(PAYOUT.BATCH_ID.eq(batchId), PAYOUT.ID.in(lines), PAYOUT.STATE.eq(PayoutState.PENDING.name()))
                .returningResult(PAYOUT.ID)
                .fetchSet(PAYOUT.ID);
        if (paid.isEmpty()) {
            throw new Stale(); // all of them have their outcome already
        }
        store.lines(batchId).stream().filter(l -> paid.contains(l.id())).forEach(letters::paid);
        audit.record(actor, "awards.paid", "payoutBatch", batchId, paid.size() + ": " + on);
        close(actor, batch);
        return paid.size();
    }

    /** The bank sent it back: the payee is asked for the right account, and the prize can go into another batch. */
    @Transactional
    public void failed(Actor actor, long batchId, long lineId, String why) {
        Batch batch = withFinance(actor, batchId);
        Payout line = store.line(batchId, lineId);
        if (why.strip().length() < 2) {
            throw Refusal.onField("why", "awards.payout.whyNeeded");
        }
        int changed = dsl.update(PAYOUT)
                .set(PAYOUT.STATE, PayoutState.FAILED.name())
                .set(PAYOUT.FAILED_WHY, why.strip())
                .set(PAYOUT.VERSION, PAYOUT.VERSION.plus(1))
                .where(PAYOUT.ID.eq(lineId), PAYOUT.STATE.eq(PayoutState.PENDING.name()))
                .execute();
        if (changed == 0) {
            throw new Stale();
        }
        audit.record(actor, "awards.payoutFailed", "payout", lineId, why.strip());
        letters.failedTo(line, why.strip());
        close(actor, batch);
    }

    /** The failure was marked by mistake: the line waits for its outcome again, and its batch with it. */
    @Transactional
    public void takeBackFailure(Actor actor, long batchId, long lineId, String why) {
        Batch batch = store.locked(batchId);
        actor.requireHolds(Right.MARK_PAID, batch.hostNodeId());
        Payout line = store.line(batchId, lineId);
        if (line.state() != PayoutState.FAILED) {
            throw new Stale();
        }
        if (why.strip().length() < 2) {
            throw Refusal.onField("why", "awards.payout.takeBackWhy");
        }
        String award = dsl.select(AWARD.STATE)
                .from(AWARD)
                .where(AWARD.ID.eq(line.awardId()))
                .forUpdate()
                .fetchSingle()
                .value1();
        if (!award.equals(AwardState.IN_FORCE.name())) {
            throw new Refusal("awards.payout.awardGone");
        }
        if (dsl.fetchExists(
                PAYOUT,
                PAYOUT.AWARD_ID.eq(line.awardId()),
                PAYOUT.STATE.in(PayoutState.PENDING.name(), PayoutState.PAID.name()))) {
            throw new Refusal("awards.payout.inAnother");
        }
        dsl.update(PAYOUT)
                .set(PAYOUT.STATE, PayoutState.PENDING.name())
                .setNull(PAYOUT.FAILED_WHY)
                .set(PAYOUT.VERSION, PAYOUT.VERSION.plus(1))
                .where(PAYOUT.ID.eq(lineId))
                .execute();
        dsl.update(PAYOUT_BATCH)
                .set(PAYOUT_BATCH.STATE, BatchState.HANDED_OVER.name())
                .setNull(PAYOUT_BATCH.CLOSED_AT)
                .set(PAYOUT_BATCH.VERSION, PAYOUT_BATCH.VERSION.plus(1))
                .where(PAYOUT_BATCH.ID.eq(batchId))
                .execute();
        audit.record(actor, "awards.payoutFailureTakenBack", "payout", lineId, line.failedWhy() + " → " + why.strip());
    }

    /** A batch whose every line has an end closes by itself. */
    private void close(Actor actor, Batch batch) {
        if (dsl.fetchExists(PAYOUT, PAYOUT.BATCH_ID.eq(batch.id()), PAYOUT.STATE.eq(PayoutState.PENDING.name()))) {
            return;
        }
        dsl.update(PAYOUT_BATCH)
                .set(PAYOUT_BATCH.STATE, BatchState.CLOSED.name())
                .set(PAYOUT_BATCH.CLOSED_AT, today.now())
                .set(PAYOUT_BATCH.VERSION, PAYOUT_BATCH.VERSION.plus(1))
                .where(PAYOUT_BATCH.ID.eq(batch.id()))
                .execute();
        int failed = dsl.fetchCount(PAYOUT, PAYOUT.BATCH_ID.eq(batch.id()), PAYOUT.STATE.eq(PayoutState.FAILED.name()));
        audit.record(actor, "awards.closePayout", "payoutBatch", batch.id(), null);
        if (failed > 0) {
            letters.failed(batch.hostNodeId(), batch.id(), batch.callTitle(), failed);
        }
    }

    private Batch withFinance(Actor actor, long batchId) {
        Batch batch = store.locked(batchId);
        actor.requireHolds(Right.MARK_PAID, batch.hostNodeId());
        if (batch.state() != BatchState.HANDED_OVER) {
            throw new Stale();
        }
        return batch;
    }
}
