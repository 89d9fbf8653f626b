package io.lingchuang.awards;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.awards.Tables.AWARD;
import static io.lingchuang.db.awards.Tables.PAYOUT;
import static io.lingchuang.db.awards.Tables.PAYOUT_BATCH;
import static io.lingchuang.db.awards.Tables.RECOVERY;
import static io.lingchuang.db.entries.Tables.ENTRY;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Calls;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Money paid for an award that was withdrawn later: it is owed back 追回, and noted by finance when it came. */
@Service
public class Recoveries {

    private final DSLContext dsl;
    private final Calls calls;
    private final Today today;
    private final Audit audit;
    private final AwardLetters letters;

    Recoveries(DSLContext dsl, Calls calls, Today today, Audit audit, AwardLetters letters) {
        this.dsl = dsl;
        this.calls = calls;
        this.today = today;
        this.audit = audit;
        this.letters = letters;
    }

    /** A payment that is owed back. why: of the award's withdrawal; recoveredOn: the day it came back, if it has. */
    public record Owed(
            long payoutId,
            long batchId,
            String payeeName,
            String payeeUnit,
            String title,
            BigDecimal amount,
            LocalDate paidOn,
            String why,
            @Nullable LocalDate recoveredOn,
            @Nullable String note,
            @Nullable String notedBy) {}

    /** Paid, and the award withdrawn. */
    static Condition owedBack() {
        return PAYOUT.STATE.eq(PayoutState.PAID.name()).and(AWARD.STATE.eq(AwardState.WITHDRAWN.name()));
    }

    List<Owed> ofCall(long callId) {
        return dsl.select(
                        PAYOUT.ID,
                        PAYOUT.BATCH_ID,
                        PAYOUT.PAYEE_NAME,
                        PAYOUT.PAYEE_UNIT,
                        ENTRY.TITLE,
                        PAYOUT.AMOUNT,
                        PAYOUT.PAID_ON,
                        AWARD.WITHDRAWN_WHY,
                        RECOVERY.RECOVERED_ON,
                        RECOVERY.NOTE,
                        ACCOUNT.NAME)
                .from(PAYOUT)
                .join(PAYOUT_BATCH)
                .on(PAYOUT_BATCH.ID.eq(PAYOUT.BATCH_ID))
                .join(AWARD)
                .on(AWARD.ID.eq(PAYOUT.AWARD_ID))
                .join(ENTRY)
                .on(ENTRY.ID.eq(AWARD.ENTRY_ID))
                .leftJoin(RECOVERY)
                .on(RECOVERY.PAYOUT_ID.eq(PAYOUT.ID))
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.ID.eq(RECOVERY.NOTED_BY))
                .where(PAYOUT_BATCH.CALL_ID.eq(callId), owedBack())
                .orderBy(PAYOUT.ID)
                .fetch(r -> new Owed(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        r.value5(),
                        r.value6(),
                        r.value7(),
                        r.value8(),
                        r.value9(),
                        r.value10(),
                        r.value11()));
    }

    /** Notes that the money of a line came back, all of it, on a day since it was paid. */
    @Transactional
    public void note(Actor actor, long callId, long payoutId, LocalDate on, String note) {
        actor.requireHolds(Right.MARK_PAID, calls.call(callId).hostNodeId());
        dsl.select(PAYOUT.ID)
                .from(PAYOUT)
                .where(PAYOUT.ID.eq(payoutId))
                .forUpdate()
                .fetch();
        Owed owed = ofCall(callId).stream()
                .filter(o -> o.payoutId() == payoutId)
                .findFirst()
                .orElseThrow(NotFound::new);
        if (owed.recoveredOn() != null) {
            throw new Stale();
        }
        if (on.isBefore(owed.paidOn()) || on.isAfter(today.today())) {
            throw Refusal.onField("recoveredOn", "awards.recovery.between", String.valueOf(owed.paidOn()));
        }
        if (note.strip().length() < 2 || note.strip().length() > 500) {
            throw Refusal.onField("note", "awards.recovery.noteNeeded");
        }
        dsl.insertInto(RECOVERY)
                .set(RECOVERY.PAYOUT_ID, payoutId)
                .set(RECOVERY.RECOVERED_ON, on)
                .set(RECOVERY.NOTE, note.strip())
                .set(RECOVERY.NOTED_BY, actor.accountId())
                .set(RECOVERY.NOTED_AT, today.now())
                .execute();
        dsl.select(AWARD.ENTRY_ID)
                .from(PAYOUT)
                .join(AWARD)
                .on(AWARD.ID.eq(PAYOUT.AWARD_ID))
                .where(PAYOUT.ID.eq(payoutId))
                .forEach(r -> letters.cameBack(r.value1(), payoutId, owed.title(), owed.amount()));
        audit.record(actor, "awards.recovered", "payout", payoutId, owed.amount() + ", " + on + ": " + note.strip());
    }
}
