package io.lingchuang.review.feedback;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.FEEDBACK;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.RESULT;

import io.lingchuang.access.Accounts;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.entries.Entry;
import io.lingchuang.entries.EntryAccess;
import io.lingchuang.entries.EntryNews;
import io.lingchuang.entries.EntryState;
import io.lingchuang.entries.Journey;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.review.Panel;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The host writes to each applicant how their entry was judged; another person releases it once the result is decided. Names, numbers of
 * experts and places in the ranking are never in it.
 */
@Service
public class Feedbacks {

    static final int TEXT = 500;
    static final int SUMMARY = 1000;

    /** The result is out: whatever became of the entry is decided, or taken back again. */
    static final Set<EntryState> DECIDED =
            EnumSet.of(EntryState.AWARDED, EntryState.NOT_SELECTED, EntryState.STRUCK, EntryState.REVOKED);

    /** Scored, on a panel that has closed. */
    static final Condition SCORED = DSL.exists(DSL.selectOne()
            .from(RESULT)
            .join(PANEL)
            .on(PANEL.ID.eq(RESULT.PANEL_ID))
            .where(RESULT.ENTRY_ID.eq(ENTRY.ID), PANEL.STATE.eq(Panel.State.CLOSED.name())));

    private final DSLContext dsl;
    private final FeedbackStore store;
    private final FeedbackMaterial material;
    private final Calls calls;
    private final Journey journey;
    private final EntryAccess access;
    private final EntryNews news;
    private final Accounts accounts;
    private final Messages messages;
    private final Wording texts;
    private final Audit audit;
    private final Today today;

    Feedbacks(
            DSLContext dsl,
            FeedbackStore store,
            FeedbackMaterial material,
            Calls calls,
            Journey journey,
            EntryAccess access,
            EntryNews news,
            Accounts accounts,
            Messages messages,
            Wording texts,
            Audit audit,
            Today today) {
        this.dsl = dsl;
        this.store = store;
        this.material = material;
        this.calls = calls;
        this.journey = journey;
        this.access = access;
        this.news = news;
        this.accounts = accounts;
        this.messages = messages;
        this.texts = texts;
        this.audit = audit;
        this.today = today;
    }

    /**
     * What the host works with: the feedback as far as it is written, and what the sheets give for it.
     *
     * @param doubtful words in it that could be names
     */
    public record Work(
            Entry entry,
            Call call,
            @Nullable Feedback feedback,
            List<Feedback.Line> lines,
            FeedbackMaterial.Material given,
            List<String> doubtful) {}

    /** For whoever prepares or releases at the host. */
    @Transactional(readOnly = true)
    public Work work(Actor actor, long entryId) {
        Entry entry = scored(entryId);
        Call call = calls.call(entry.callId());
        requireHost(actor, call);
        Feedback feedback = store.find(entryId);
        FeedbackMaterial.Material given = given(call, entryId);
        List<Feedback.Line> lines = feedback == null ? given.levels() : feedback.lines();
        return new Work(
                entry,
                call,
                feedback,
                lines,
                given,
                feedback == null ? List.of() : material.namings(call.id()).doubtful(feedback.texts()));
    }

    /** Keeps what was written; levels are made anew from the sheets. Whoever writes last has prepared it. */
    @Transactional
    public void save(
            Actor actor, long entryId, int version, Map<String, String> typed, String summary, boolean checked) {
        Entry entry = scored(entryId);
        Call call = calls.call(entry.callId());
        actor.requireHolds(Right.RUN_PANEL, call.hostNodeId());
        List<Feedback.Line> lines = new ArrayList<>();
        for (Feedback.Line l : given(call, entryId).levels()) {
            String text = typed.getOrDefault(l.code(), "").strip();
            if (text.length() > TEXT) {
                throw Refusal.onField("t_" + l.code(), "review.feedback.tooLong", TEXT);
            }
            lines.add(new Feedback.Line(l.code(), l.name(), l.level(), text));
        }
        if (summary.strip().length() > SUMMARY) {
            throw Refusal.onField("summary", "review.feedback.tooLong", SUMMARY);
        }
        store.write(actor, entryId, version, lines, summary.strip(), checked);
        audit.record(actor, "review.writeFeedback", "entry", entryId, null);
    }

    /** Saves it and hands it over to be released. Numbers and codes keep it back; what could be a name does until the preparer has looked. */
    @Transactional
    public void handOver(
            Actor actor, long entryId, int version, Map<String, String> typed, String summary, boolean checked) {
        save(actor, entryId, version, typed, summary, checked);
        Feedback feedback = store.locked(entryId);
        Call call = calls.call(journey.entry(entryId).callId());
        requireTellable(call, feedback);
        store.move(feedback, Feedback.State.READY);
        audit.record(actor, "review.handOverFeedback", "entry", entryId, null);
        tellReleasers(call);
    }

    private void requireTellable(Call call, Feedback feedback) {
        Namings namings = material.namings(call.id());
        List<String> forbidden = namings.forbidden(feedback.texts());
        if (!forbidden.isEmpty()) {
            throw new Refusal("review.feedback.forbidden", String.join("、", forbidden));
        }
        List<String> doubtful = namings.doubtful(feedback.texts());
        if (!doubtful.isEmpty() && !feedback.checked()) {
            throw Refusal.onField("checked", "review.feedback.doubtful", String.join("、", doubtful));
        }
    }

    /** A feedback of levels alone for every scored entry of the call that has none yet, handed over at once. */
    @Transactional
    public int prepareRest(Actor actor, long callId) {
        Call call = calls.call(callId);
        actor.requireHolds(Right.RUN_PANEL, call.hostNodeId());
        List<Long> without = dsl.select(ENTRY.ID)
                .from(ENTRY)
                .where(
                        ENTRY.CALL_ID.eq(callId),
                        SCORED,
                        DSL.notExists(DSL.selectOne().from(FEEDBACK).where(FEEDBACK.ENTRY_ID.eq(ENTRY.ID))))
                .orderBy(ENTRY.ID)
                .fetch(ENTRY.ID);
        Map<Long, FeedbackMaterial.Material> given = material.of(call, without);
        int prepared = 0;
        for (long entry : without) {
            FeedbackMaterial.Material of = given.get(entry);
            if (of != null && !of.levels().isEmpty()) {
                store.write(actor, entry, 0, of.levels(), "", false);
                store.move(store.locked(entry), Feedback.State.READY);
                prepared++;
            }
        }
        audit.record(actor, "review.prepareFeedback", "call", callId, String.valueOf(prepared));
        if (prepared > 0) {
            tellReleasers(call);
        }
        return prepared;
    }

    private void tellReleasers(Call call) {
        String subject = texts.of("review.feedback.letter.toRelease", call.title());
        accounts.holders(Right.RELEASE_NOTICE, call.hostNodeId())
                .forEach(a -> messages.send(
                        a,
                        subject,
                        "",
                        "/calls/" + call.id() + "/feedback?state=READY",
                        "feedback-ready:" + call.id() + ":" + today.today()));
    }

    /** Back to whoever prepares, with the reason. */
    @Transactional
    public void sendBack(Actor actor, long entryId, int version, String reason) {
        draftAgain(actor, entryId, version, reason, Feedback.State.READY);
    }

    /** What was released is taken from the applicant's sight again, with the message that led there. */
    @Transactional
    public void takeBack(Actor actor, long entryId, int version, String reason) {
        draftAgain(actor, entryId, version, reason, Feedback.State.RELEASED);
        messages.takeBack("/entries/" + entryId + "/feedback");
    }

    private void draftAgain(Actor actor, long entryId, int version, String reason, Feedback.State from) {
        Feedback feedback = store.locked(entryId);
        Call call = calls.call(journey.entry(entryId).callId());
        requireHost(actor, call);
        if (reason.strip().length() < 2) {
            throw Refusal.onField("reason", "vetting.reasonMissing");
        }
        if (feedback.version() != version || feedback.state() != from) {
            throw new Stale();
        }
        store.move(feedback, Feedback.State.DRAFT);
        audit.record(
                actor,
                from == Feedback.State.RELEASED ? "review.takeBackFeedback" : "review.sendBackFeedback",
                "entry",
                entryId,
                reason.strip());
        messages.send(
                feedback.preparedBy(),
                texts.of("review.feedback.letter.back", journey.entry(entryId).title()),
                reason.strip(),
                "/feedback/" + entryId,
                "feedback-back:" + entryId + ":" + version);
    }

    /** @param released how many; @param own that the actor prepared; @param early whose result is not decided yet */
    public record Released(int released, int own, int early) {}

    /** Releases every one of the call that is ready, was prepared by somebody else and whose result is decided. */
    @Transactional
    public Released releaseAll(Actor actor, long callId) {
        Call call = calls.call(callId);
        actor.requireHolds(Right.RELEASE_NOTICE, call.hostNodeId());
        List<Long> ready = dsl.select(FEEDBACK.ENTRY_ID)
                .from(FEEDBACK)
                .join(ENTRY)
                .on(ENTRY.ID.eq(FEEDBACK.ENTRY_ID))
                .where(ENTRY.CALL_ID.eq(callId), FEEDBACK.STATE.eq(Feedback.State.READY.name()))
                .orderBy(FEEDBACK.ENTRY_ID)
                .fetch(FEEDBACK.ENTRY_ID);
        int own = 0;
        int early = 0;
        for (long entry : ready) {
            Feedback feedback = store.locked(entry);
            if (feedback.preparedBy() == actor.accountId()) {
                own++;
            } else if (!DECIDED.contains(journey.entry(entry).state())) {
                early++;
            } else {
                tell(actor, call, feedback);
            }
        }
        return new Released(ready.size() - own - early, own, early);
    }

    @Transactional
    public void release(Actor actor, long entryId, int version) {
        Entry entry = scored(entryId);
        Call call = calls.call(entry.callId());
        actor.requireHolds(Right.RELEASE_NOTICE, call.hostNodeId());
        Feedback feedback = store.locked(entryId);
        if (feedback.version() != version || feedback.state() != Feedback.State.READY) {
            throw new Stale();
        }
        if (feedback.preparedBy() == actor.accountId()) {
            throw new Refusal("review.feedback.twoPeople");
        }
        if (!DECIDED.contains(entry.state())) {
            throw new Refusal("review.feedback.notDecided");
        }
        tell(actor, call, feedback);
    }

    private void tell(Actor actor, Call call, Feedback feedback) {
        requireTellable(call, feedback); // an expert may have joined a panel since
        store.release(actor, feedback);
        audit.record(actor, "review.releaseFeedback", "entry", feedback.entryId(), null);
        String subject = texts.of(
                "review.feedback.letter.told", journey.entry(feedback.entryId()).title());
        news.people(feedback.entryId())
                .forEach(a -> messages.send(
                        a,
                        subject,
                        call.title(),
                        "/entries/" + feedback.entryId() + "/feedback",
                        "feedback:" + feedback.entryId()));
    }

    /** What was released, for whoever sees the entry. */
    public Feedback told(Actor actor, long entryId) {
        access.requireSee(actor, journey.entry(entryId));
        return released(entryId).orElseThrow(NotFound::new);
    }

    Optional<Feedback> released(long entryId) {
        return Optional.ofNullable(store.find(entryId)).filter(f -> f.state() == Feedback.State.RELEASED);
    }

    private Entry scored(long entryId) {
        if (!dsl.fetchExists(ENTRY, ENTRY.ID.eq(entryId).and(SCORED))) {
            throw new NotFound();
        }
        return journey.entry(entryId);
    }

    private FeedbackMaterial.Material given(Call call, long entryId) {
        return material.of(call, List.of(entryId))
                .getOrDefault(entryId, new FeedbackMaterial.Material(List.of(), List.of(), Map.of()));
    }

    static void requireHost(Actor actor, Call call) {
        if (!actor.holds(Right.RUN_PANEL, call.hostNodeId())) {
            actor.requireHolds(Right.RELEASE_NOTICE, call.hostNodeId());
        }
    }
}
