package io.lingchuang.awards;

import static io.lingchuang.db.awards.Tables.AWARD;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.entries.EntryState;
import io.lingchuang.entries.Journey;
import io.lingchuang.entries.Move;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** An award after its decision: it can be withdrawn 撤销, with everything that hangs on it. */
@Service
public class Awards {

    private final DSLContext dsl;
    private final AwardLists lists;
    private final Payouts payouts;
    private final Certificates certificates;
    private final Journey journey;
    private final Today today;
    private final Audit audit;
    private final AwardLetters letters;
    private final ApplicationEventPublisher events;

    Awards(
            DSLContext dsl,
            AwardLists lists,
            Payouts payouts,
            Certificates certificates,
            Journey journey,
            Today today,
            Audit audit,
            AwardLetters letters,
            ApplicationEventPublisher events) {
        this.dsl = dsl;
        this.lists = lists;
        this.payouts = payouts;
        this.certificates = certificates;
        this.journey = journey;
        this.today = today;
        this.audit = audit;
        this.letters = letters;
        this.events = events;
    }

    /** The entry is revoked, the certificate says so from now on, money not yet with finance is not paid, and what was paid is owed back. */
    @Transactional
    public void withdraw(Actor actor, long awardId, String reason) {
        dsl.select(AWARD.ID).from(AWARD).where(AWARD.ID.eq(awardId)).forUpdate().fetch();
        Award award = lists.award(awardId);
        actor.requireHolds(Right.DECIDE_AWARD, award.hostNodeId());
        if (award.state() != AwardState.IN_FORCE) {
            throw new Stale();
        }
        if (reason.strip().length() < 5) {
            throw Refusal.onField("reason", "awards.withdrawReason");
        }
        payouts.takeOut(awardId);
        dsl.update(AWARD)
                .set(AWARD.STATE, AwardState.WITHDRAWN.name())
                .set(AWARD.WITHDRAWN_WHY, reason.strip())
                .set(AWARD.WITHDRAWN_AT, today.now())
                .where(AWARD.ID.eq(awardId))
                .execute();
        certificates.withdrawWithAward(awardId, reason.strip());
        journey.move(
                actor,
                award.entryId(),
                Move.to(EntryState.REVOKED, "revoke", reason.strip()).by(award.hostNodeId()));
        audit.record(actor, "awards.withdraw", "award", awardId, reason.strip());
        letters.withdrawn(award.entryId(), award.title(), reason.strip());
        if (PayoutState.PAID.name().equals(award.payout())) {
            letters.toRecover(award, reason.strip());
            letters.payBack(award, reason.strip());
        }
        events.publishEvent(new AwardWithdrawn(awardId, award.entryId(), reason.strip()));
    }
}
