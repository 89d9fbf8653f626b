package io.lingchuang.vetting;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.vetting.Tables.RECOMMENDATION;

import io.lingchuang.access.Accounts;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.calls.Level;
import io.lingchuang.entries.Entry;
import io.lingchuang.entries.EntryAccess;
import io.lingchuang.entries.EntryMoved;
import io.lingchuang.entries.EntryNews;
import io.lingchuang.entries.EntryState;
import io.lingchuang.entries.Journey;
import io.lingchuang.entries.Move;
import io.lingchuang.entries.Route;
import io.lingchuang.entries.Submission;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.days.WorkingDays;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an officer decides on an entry that stands at their node 逐级审核: recommend within the quota, return, not recommend; at the
 * host the formal check 形式审查: accept, ask for supplements 补正, not accept. Nobody decides on an entry of their own.
 */
@Service
public class Vetting {

    private final DSLContext dsl;
    private final Journey journey;
    private final Calls calls;
    private final Tree tree;
    private final Route route;
    private final Submission submission;
    private final EntryAccess access;
    private final Allotments allotments;
    private final Accounts accounts;
    private final EntryNews news;
    private final WorkingDays days;
    private final Today today;

    Vetting(
            DSLContext dsl,
            Journey journey,
            Calls calls,
            Tree tree,
            Route route,
            Submission submission,
            EntryAccess access,
            Allotments allotments,
            Accounts accounts,
            EntryNews news,
            WorkingDays days,
            Today today) {
        this.dsl = dsl;
        this.journey = journey;
        this.calls = calls;
        this.tree = tree;
        this.route = route;
        this.submission = submission;
        this.access = access;
        this.allotments = allotments;
        this.accounts = accounts;
        this.news = news;
        this.days = days;
        this.today = today;
    }

    /** Recommends upward, taking a place of the quota: to the next level, or to the host's formal check after the last. */
    @Transactional
    public void recommend(Actor actor, long id, int version, String reason) {
        Entry entry = mine(actor, id, EntryState.VETTING);
        Call call = calls.call(entry.callId());
        long node = Objects.requireNonNull(entry.atNodeId());
        Route.Stop here = here(call, entry);
        allotments.take(call, here.level(), node, entry.categoryId());
        dsl.insertInto(RECOMMENDATION)
                .set(RECOMMENDATION.ENTRY_ID, id)
                .set(RECOMMENDATION.NODE_ID, node)
                .set(RECOMMENDATION.POSITION, here.position())
                .set(RECOMMENDATION.RANK, nextRank(call.id(), node))
                .set(RECOMMENDATION.REASON, needed(reason))
                .set(RECOMMENDATION.RECOMMENDED_BY, actor.accountId())
                .execute();
        Route.Stop next = stops(call, entry).stream()
                .filter(s -> s.position() > here.position())
                .findFirst()
                .orElse(null);
        Move move = next == null
                ? Move.to(EntryState.FORMAL_CHECK, "recommend", reason.strip())
                        .at(call.hostNodeId(), null, days.plus(today.today(), call.vettingDays()))
                : Move.to(EntryState.VETTING, "recommend", reason.strip())
                        .at(next.nodeId(), next.position(), submission.due(call, next.position()));
        Entry moved = journey.move(actor, id, move.seenAt(version).by(node));
        moved(actor, call, moved);
        news.tell(
                moved,
                next == null ? "recommendedToHost" : "recommended",
                name(node),
                name(moved.atNodeId()),
                moved.dueOn() == null ? "" : moved.dueOn().toString());
    }

    /** Back to the applicant with the reason; comes back to this level when it is mended. */
    @Transactional
    public void returnToApplicant(Actor actor, long id, int version, String reason) {
        Entry entry = mine(actor, id, EntryState.VETTING, EntryState.FORMAL_CHECK);
        Call call = calls.call(entry.callId());
        Move move = Move.to(EntryState.RETURNED, "return", needed(reason))
                .at(null, null, days.plus(today.today(), call.supplementDays()))
                .seenAt(version)
                .by(entry.atNodeId());
        Entry moved = journey.move(actor, id, move);
        news.tell(moved, "returned", name(entry.atNodeId()), reason.strip(), String.valueOf(moved.dueOn()));
    }

    /** Back to an earlier level, which decides again; its place and those of the levels above it are free again. */
    @Transactional
    public void returnToLevel(Actor actor, long id, int version, int position, String reason) {
        Entry entry = mine(actor, id, EntryState.VETTING, EntryState.FORMAL_CHECK);
        Call call = calls.call(entry.callId());
        int here = entry.atPosition() == null ? Integer.MAX_VALUE : entry.atPosition();
        Route.Stop target = stops(call, entry).stream()
                .filter(s -> s.position() == position && s.position() < here)
                .findFirst()
                .orElseThrow(NotFound::new);
        takeBack(call, entry, position);
        Move move = Move.to(EntryState.VETTING, "returnLevel", needed(reason))
                .at(target.nodeId(), target.position(), days.plus(today.today(), call.vettingDays()))
                .seenAt(version)
                .by(entry.atNodeId());
        Entry moved = journey.move(actor, id, move);
        moved(actor, call, moved);
        news.tell(moved, "returnedLevel", name(entry.atNodeId()), name(target.nodeId()), reason.strip());
    }

    @Transactional
    public void notRecommend(Actor actor, long id, int version, String reason) {
        Entry entry = mine(actor, id, EntryState.VETTING);
        Entry moved = journey.move(
                actor,
                id,
                Move.to(EntryState.NOT_RECOMMENDED, "notRecommend", needed(reason))
                        .at(entry.atNodeId(), entry.atPosition(), null)
                        .seenAt(version)
                        .by(entry.atNodeId()));
        news.tell(moved, "notRecommended", name(entry.atNodeId()), reason.strip());
    }

    /** The same node may think again about what it did not recommend. */
    @Transactional
    public void reconsider(Actor actor, long id, int version, String reason) {
        Entry entry = mine(actor, id, EntryState.NOT_RECOMMENDED);
        Call call = calls.call(entry.callId());
        Integer position = Objects.requireNonNull(entry.atPosition());
        Entry moved = journey.move(
                actor,
                id,
                Move.to(EntryState.VETTING, "reconsider", needed(reason))
                        .at(entry.atNodeId(), position, days.plus(today.today(), call.vettingDays()))
                        .seenAt(version)
                        .by(entry.atNodeId()));
        news.tell(moved, "reconsidered", name(entry.atNodeId()), reason.strip());
    }

    @Transactional
    public void accept(Actor actor, long id, int version, String reason) {
        Entry entry = mine(actor, id, EntryState.FORMAL_CHECK);
        Entry moved = journey.move(
                actor,
                id,
                Move.to(EntryState.ACCEPTED, "accept", reason.isBlank() ? null : reason.strip())
                        .seenAt(version)
                        .by(entry.atNodeId()));
        news.tell(moved, "accepted", name(entry.atNodeId()));
    }

    /** Asks for what is missing, with a term in working days. */
    @Transactional
    public void askSupplement(Actor actor, long id, int version, String reason) {
        Entry entry = mine(actor, id, EntryState.FORMAL_CHECK);
        Call call = calls.call(entry.callId());
        var due = days.plus(today.today(), call.supplementDays());
        Entry moved = journey.move(
                actor,
                id,
                Move.to(EntryState.SUPPLEMENT, "askSupplement", needed(reason))
                        .at(call.hostNodeId(), null, due)
                        .seenAt(version)
                        .by(call.hostNodeId()));
        news.tell(moved, "supplement", reason.strip(), due.toString());
    }

    /** Not accepted, with the reason; a supplement not sent in its term ends here too. */
    @Transactional
    public void notAccept(Actor actor, long id, int version, String reason) {
        Entry entry = mine(actor, id, EntryState.FORMAL_CHECK, EntryState.SUPPLEMENT);
        if (entry.state() == EntryState.SUPPLEMENT
                && entry.dueOn() != null
                && !entry.dueOn().isBefore(today.today())) {
            throw new Refusal("vetting.termRuns", entry.dueOn().toString());
        }
        Entry moved = journey.move(
                actor,
                id,
                Move.to(EntryState.NOT_ACCEPTED, "notAccept", needed(reason))
                        .seenAt(version)
                        .by(entry.atNodeId()));
        news.tell(moved, "notAccepted", name(entry.atNodeId()), reason.strip());
    }

    /** Whether the actor may decide on it now; says why not in words where they see it but may not. */
    public @Nullable Refusal hindrance(Actor actor, Entry entry) {
        Right right = entry.state() == EntryState.FORMAL_CHECK || entry.state() == EntryState.SUPPLEMENT
                ? Right.CHECK_FORM
                : Right.VET;
        if (entry.atNodeId() == null || !actor.holds(right, entry.atNodeId())) {
            return new Refusal("vetting.notHere");
        }
        return access.own(actor, entry) ? new Refusal("vetting.own") : null;
    }

    private Entry mine(Actor actor, long id, EntryState... states) {
        Entry entry = journey.locked(id);
        access.requireSee(actor, entry);
        Refusal hindrance = hindrance(actor, entry);
        if (java.util.Arrays.stream(states).noneMatch(s -> s == entry.state())) {
            throw new io.lingchuang.platform.web.Stale();
        }
        if (hindrance != null) {
            throw hindrance;
        }
        return entry;
    }

    List<Route.Stop> stops(Call call, Entry entry) {
        return route.stops(call, tree.node(entry.unitNodeId()), entry.line());
    }

    /** The levels below the present one, to which an entry can be sent back. */
    List<Route.Stop> earlier(Call call, Entry entry) {
        int here = entry.atPosition() == null ? Integer.MAX_VALUE : entry.atPosition();
        return stops(call, entry).stream().filter(s -> s.position() < here).toList();
    }

    private Route.Stop here(Call call, Entry entry) {
        return stops(call, entry).stream()
                .filter(s -> Objects.equals(s.position(), entry.atPosition()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Entry " + entry.id() + " stands off its route"));
    }

    List<Allotments.Allotment> quota(Call call, Entry entry) {
        return entry.state() != EntryState.VETTING || entry.atNodeId() == null
                ? List.of()
                : allotments.left(call, here(call, entry).level(), entry.atNodeId(), entry.categoryId());
    }

    private void takeBack(Call call, Entry entry, int fromPosition) {
        dsl.deleteFrom(RECOMMENDATION)
                .where(RECOMMENDATION.ENTRY_ID.eq(entry.id()), RECOMMENDATION.POSITION.ge(fromPosition))
                .returningResult(RECOMMENDATION.NODE_ID, RECOMMENDATION.POSITION)
                .fetch()
                .forEach(r -> allotments.giveBack(call, level(call, r.value2()), r.value1(), entry.categoryId()));
    }

    /** A withdrawn entry frees the places it took. One that a higher level turned down keeps them: the recommendation was made. */
    @EventListener
    void freePlaces(EntryMoved moved) {
        if (moved.to() == EntryState.WITHDRAWN) {
            takeBack(calls.call(moved.callId()), journey.entry(moved.entryId()), 0);
        }
    }

    private static Level level(Call call, int position) {
        return call.route().stream()
                .filter(l -> l.position() == position)
                .map(Call.RouteLevel::level)
                .findFirst()
                .orElseThrow();
    }

    private int nextRank(long callId, long node) {
        Integer last = dsl.select(DSL.max(RECOMMENDATION.RANK))
                .from(RECOMMENDATION)
                .join(ENTRY)
                .on(ENTRY.ID.eq(RECOMMENDATION.ENTRY_ID))
                .where(RECOMMENDATION.NODE_ID.eq(node), ENTRY.CALL_ID.eq(callId))
                .fetchOne(0, Integer.class);
        return last == null ? 1 : last + 1;
    }

    private void moved(Actor actor, Call call, Entry entry) {
        boolean formal = entry.state() == EntryState.FORMAL_CHECK;
        Right right = formal ? Right.CHECK_FORM : Right.VET;
        news.waits(
                accounts.holders(right, Objects.requireNonNull(entry.atNodeId())).stream()
                        .filter(officer -> officer != actor.accountId())
                        .toList(),
                entry,
                call.title());
    }

    private String name(@Nullable Long node) {
        return node == null ? "" : tree.node(node).name();
    }

    static String needed(String reason) {
        if (reason.strip().length() < 2) {
            throw Refusal.onField("reason", "vetting.reasonMissing");
        }
        return reason.strip();
    }
}
