package io.lingchuang.notices;

import static io.lingchuang.db.notices.Tables.ITEM;
import static io.lingchuang.db.notices.Tables.NOTICE;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.entries.EntryMoved;
import io.lingchuang.entries.EntryState;
import io.lingchuang.entries.Journey;
import io.lingchuang.entries.Move;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.days.WorkingDays;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Notices from draft to the end of their term: one person prepares, another releases. */
@Service
public class Notices {

    /** A notice opens within so many days from now: a year typed wrong would keep the results from the public for good. */
    private static final int LATEST_OPENING = 60;

    private final DSLContext dsl;
    private final NoticeStore store;
    private final Proposals proposals;
    private final Calls calls;
    private final ListedEntries listed;
    private final Journey journey;
    private final WorkingDays days;
    private final Today today;
    private final Audit audit;
    private final NoticeLetters letters;
    private final ApplicationEventPublisher events;

    Notices(
            DSLContext dsl,
            NoticeStore store,
            Proposals proposals,
            Calls calls,
            ListedEntries listed,
            Journey journey,
            WorkingDays days,
            Today today,
            Audit audit,
            NoticeLetters letters,
            ApplicationEventPublisher events) {
        this.dsl = dsl;
        this.store = store;
        this.proposals = proposals;
        this.calls = calls;
        this.listed = listed;
        this.journey = journey;
        this.days = days;
        this.today = today;
        this.audit = audit;
        this.letters = letters;
        this.events = events;
    }

    public Notice notice(long id) {
        return store.notice(id);
    }

    /** For a part that decides on it: nobody changes the notice until the transaction ends. */
    @Transactional
    public Notice locked(long id) {
        return store.locked(id);
    }

    public List<Notice> ofCall(long callId) {
        return store.ofCall(callId);
    }

    public List<Item> items(long noticeId) {
        return store.items(noticeId);
    }

    /** Under notice today: public. */
    public List<Notice> running() {
        return store.running(today.today());
    }

    public boolean running(Notice notice) {
        return notice.running(today.today());
    }

    /** The term is over and no objection is open: what stands on the notice can be decided. */
    public boolean decidable(Notice notice) {
        return notice.over(today.today()) && openObjections(notice.id()) == 0;
    }

    public int openObjections(long noticeId) {
        return store.count(noticeId, ObjectionState.OPEN);
    }

    /** The last day of the term, were it to open on that day (or today). */
    public LocalDate closesOn(LocalDate opensOn, int n) {
        return days.lastDay(opensOn, n);
    }

    /** Makes the draft of the next notice from what the ranking proposes. */
    @Transactional
    public long draft(Actor actor, long callId, NoticeForm form) {
        Call call = calls.call(callId);
        actor.requireHolds(Right.PREPARE_NOTICE, call.hostNodeId());
        check(call, form);
        // Whoever still hands in would have no place left: the host ends the call first, or waits.
        if (call.intake() == Call.Intake.WINDOW && call.open(today.now())) {
            throw new Refusal("notices.stillOpen");
        }
        Proposal proposal = proposals.of(call);
        if (!proposal.filling().settled()) {
            throw new Refusal("notices.tiesOpen");
        }
        if (proposal.draftId() != null) {
            throw new Refusal("notices.draftStands");
        }
        if (proposal.changes().isEmpty()) {
            throw new Refusal("notices.nobody");
        }
        long id = dsl.insertInto(NOTICE)
                .set(NOTICE.CALL_ID, callId)
                .set(NOTICE.NUMBER, next(callId))
                .set(NOTICE.TITLE, form.title().strip())
                .set(NOTICE.TEXT, form.text().strip())
                .set(NOTICE.CONTACT, form.contact().strip())
                .set(NOTICE.DAYS, form.days())
                .set(NOTICE.OPENS_ON, form.opensOn())
                .set(NOTICE.PREPARED_BY, actor.accountId())
                .returningResult(NOTICE.ID)
                .fetchSingle()
                .value1();
        int position = 0;
        for (Proposal.Placed placed : proposal.changes()) {
            dsl.insertInto(ITEM)
                    .set(ITEM.NOTICE_ID, id)
                    .set(ITEM.ENTRY_ID, placed.entry().id())
                    .set(ITEM.TIER_ID, placed.tier().id())
                    .set(ITEM.POSITION, ++position)
                    .execute();
        }
        audit.record(actor, "notices.draft", "notice", id, form.title());
        letters.toRelease(call, id, form.title());
        return id;
    }

    private int next(long callId) {
        return dsl.select(DSL.coalesce(DSL.max(NOTICE.NUMBER), 0).plus(1))
                .from(NOTICE)
                .where(NOTICE.CALL_ID.eq(callId))
                .fetchSingle()
                .value1();
    }

    @Transactional
    public void change(Actor actor, long id, NoticeForm form) {
        Notice notice = draftOf(id, form.version());
        Call call = calls.call(notice.callId());
        actor.requireHolds(Right.PREPARE_NOTICE, call.hostNodeId());
        check(call, form);
        dsl.update(NOTICE)
                .set(NOTICE.TITLE, form.title().strip())
                .set(NOTICE.TEXT, form.text().strip())
                .set(NOTICE.CONTACT, form.contact().strip())
                .set(NOTICE.DAYS, form.days())
                .set(NOTICE.OPENS_ON, form.opensOn())
                // Whoever wrote it last has prepared it, and cannot be the one to release it.
                .set(NOTICE.PREPARED_BY, actor.accountId())
                .set(NOTICE.VERSION, notice.version() + 1)
                .where(NOTICE.ID.eq(id))
                .execute();
        audit.record(actor, "notices.change", "notice", id, form.title());
    }

    /** Throws a draft away; the proposal can then be made anew. */
    @Transactional
    public void cancel(Actor actor, long id, int version, String reason) {
        Notice notice = draftOf(id, version);
        long host = calls.call(notice.callId()).hostNodeId();
        if (!actor.holds(Right.RELEASE_NOTICE, host)) {
            actor.requireHolds(Right.PREPARE_NOTICE, host);
        }
        if (reason.isBlank()) {
            throw Refusal.onField("reason", "NotBlank");
        }
        end(id, version, reason);
        audit.record(actor, "notices.cancel", "notice", id, reason.strip());
        letters.sentBack(notice, reason.strip());
    }

    /** Goes public: by another person than the one who prepared it, and only while the ranking still proposes the same. */
    @Transactional
    public void release(Actor actor, long id, int version) {
        Notice notice = draftOf(id, version);
        Call call = calls.call(notice.callId());
        actor.requireHolds(Right.RELEASE_NOTICE, call.hostNodeId());
        if (notice.preparedBy() == actor.accountId()) {
            throw new Refusal("notices.twoPeople");
        }
        List<Item> items = store.items(id);
        Proposal proposal = proposals.of(call);
        if (!proposal.filling().settled() || !same(items, proposal.changes())) {
            throw new Refusal("notices.proposalChanged");
        }
        LocalDate opens =
                notice.opensOn() == null || notice.opensOn().isBefore(today.today()) ? today.today() : notice.opensOn();
        LocalDate closes = days.lastDay(opens, notice.days());
        dsl.update(NOTICE)
                .set(NOTICE.STATE, NoticeState.PUBLISHED.name())
                .set(NOTICE.OPENS_ON, opens)
                .set(NOTICE.CLOSES_ON, closes)
                .set(NOTICE.RELEASED_BY, actor.accountId())
                .set(NOTICE.RELEASED_AT, today.now())
                .set(NOTICE.VERSION, version + 1)
                .where(NOTICE.ID.eq(id))
                .execute();
        listed.propose(actor, call, id, items);
        audit.record(actor, "notices.release", "notice", id, opens + " – " + closes);
        letters.proposed(items, opens, closes);
        events.publishEvent(new NoticeReleased(id, call.id()));
    }

    /** Called back by who may release, with a reason, as long as nobody can have read it: before it opens. */
    @Transactional
    public void takeBack(Actor actor, long id, int version, String reason) {
        Notice notice = store.locked(id);
        Call call = calls.call(notice.callId());
        actor.requireHolds(Right.RELEASE_NOTICE, call.hostNodeId());
        if (notice.state() != NoticeState.PUBLISHED || version != notice.version()) {
            throw new Stale();
        }
        if (!notice.early(today.today())) {
            throw new Refusal("notices.openAlready");
        }
        if (reason.strip().length() < 5) {
            throw Refusal.onField("reason", "notices.reasonNeeded");
        }
        List<Item> items = store.items(id);
        end(id, version, reason);
        listed.takeBack(actor, call, id, items, reason.strip());
        audit.record(actor, "notices.takeBack", "notice", id, reason.strip());
        letters.takenBack(notice, items, reason.strip());
    }

    private void end(long id, int version, String reason) {
        dsl.update(NOTICE)
                .set(NOTICE.STATE, NoticeState.CANCELLED.name())
                .set(NOTICE.CANCELLED_WHY, reason.strip())
                .set(NOTICE.VERSION, version + 1)
                .where(NOTICE.ID.eq(id))
                .execute();
    }

    /** After a strike somebody may still move up into a place of the call, or a tie for one is not ruled yet. */
    public boolean someMayMoveUp(long callId) {
        return proposals.of(calls.call(callId)).waits();
    }

    /**
     * Tells those who are left in the ranking that they were not selected: once nothing of the call stands under notice any more,
     * and nobody can move up, or the host says that nobody will.
     */
    @Transactional
    public void endForOthers(Actor actor, long callId, boolean nobodyMovesUp) {
        Call call = calls.call(callId);
        Proposal proposal = proposals.of(call);
        if (listed.proposed(callId) || proposal.draftId() != null || (proposal.waits() && !nobodyMovesUp)) {
            return;
        }
        letters.notSelected(call, listed.notSelect(actor, call));
    }

    /** The list comes down by itself after its term; runs by the clock, and does nothing when it runs again. */
    @Transactional
    public int takeDown() {
        var ended = dsl.update(NOTICE)
                .set(NOTICE.STATE, NoticeState.ENDED.name())
                .set(NOTICE.ENDED_AT, today.now())
                .set(NOTICE.VERSION, NOTICE.VERSION.plus(1))
                .where(NOTICE.STATE.eq(NoticeState.PUBLISHED.name()), NOTICE.CLOSES_ON.lt(today.today()))
                .returningResult(NOTICE.ID)
                .fetch(NOTICE.ID);
        for (long id : ended) {
            Notice notice = store.notice(id);
            audit.record(Actor.system(), "notices.end", "notice", id, null);
            letters.ended(calls.call(notice.callId()), notice);
        }
        return ended.size();
    }

    /** Takes a result off a notice with its reason; the entry does not come back. */
    @Transactional
    public void strike(Actor actor, long noticeId, long entryId, String reason) {
        Notice notice = store.locked(noticeId);
        Call call = calls.call(notice.callId());
        actor.requireHolds(Right.ANSWER_OBJECTION, call.hostNodeId());
        if (reason.strip().length() < 5) {
            throw Refusal.onField("reason", "notices.reasonNeeded");
        }
        boolean stands = notice.state() != NoticeState.DRAFT
                && store.items(noticeId).stream()
                        .anyMatch(i -> i.entryId() == entryId && i.stands() && i.entryState() == EntryState.PROPOSED);
        if (!stands) {
            throw new Stale();
        }
        markStruck(noticeId, entryId, reason.strip(), actor.accountId());
        journey.move(
                actor,
                entryId,
                Move.to(EntryState.STRUCK, "strike", reason.strip()).by(call.hostNodeId()));
        audit.record(actor, "notices.strike", "notice", noticeId, entryId + ": " + reason.strip());
        letters.struck(call, entryId, reason.strip());
    }

    /** An applicant who withdraws while under notice leaves the list. */
    @EventListener
    void withdrawn(EntryMoved moved) {
        if (moved.from() == EntryState.PROPOSED && moved.to() == EntryState.WITHDRAWN) {
            dsl.update(ITEM)
                    .set(ITEM.STRUCK, true)
                    .set(ITEM.STRUCK_REASON, letters.withdrawnReason())
                    .set(ITEM.STRUCK_AT, today.now())
                    .where(ITEM.ENTRY_ID.eq(moved.entryId()), ITEM.STRUCK.isFalse(), ITEM.MOVED_TO.isNull())
                    .execute();
        }
    }

    private void markStruck(long noticeId, long entryId, String reason, long by) {
        dsl.update(ITEM)
                .set(ITEM.STRUCK, true)
                .set(ITEM.STRUCK_REASON, reason)
                .set(ITEM.STRUCK_AT, today.now())
                .set(ITEM.STRUCK_BY, by)
                .where(ITEM.NOTICE_ID.eq(noticeId), ITEM.ENTRY_ID.eq(entryId))
                .execute();
    }

    private Notice draftOf(long id, @org.jspecify.annotations.Nullable Integer version) {
        Notice notice = store.locked(id);
        if (notice.state() != NoticeState.DRAFT || version == null || version != notice.version()) {
            throw new Stale();
        }
        return notice;
    }

    private void check(Call call, NoticeForm form) {
        if (form.days() < call.noticeDays()) {
            throw Refusal.onField("days", "notices.tooShort", call.noticeDays());
        }
        if (form.opensOn() != null && form.opensOn().isBefore(today.today())) {
            throw Refusal.onField("opensOn", "notices.opensInPast");
        }
        LocalDate latest = today.today().plusDays(LATEST_OPENING);
        if (form.opensOn() != null && form.opensOn().isAfter(latest)) {
            throw Refusal.onField("opensOn", "notices.opensTooLate", LATEST_OPENING, latest.toString());
        }
    }

    private static boolean same(List<Item> items, List<Proposal.Placed> changes) {
        return items.size() == changes.size()
                && changes.stream()
                        .allMatch(c -> items.stream()
                                .anyMatch(i -> i.entryId() == c.entry().id()
                                        && Objects.equals(i.tierId(), c.tier().id())));
    }
}
