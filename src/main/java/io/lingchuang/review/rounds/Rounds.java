package io.lingchuang.review.rounds;

import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.CUT;
import static io.lingchuang.db.review.Tables.CUT_ENTRY;
import static io.lingchuang.db.review.Tables.RESULT;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.entries.EntryState;
import io.lingchuang.entries.Journey;
import io.lingchuang.entries.Move;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.review.proof.RoundsArchive;
import io.lingchuang.review.ranking.CutOff;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The way through the rounds of a call, category by category: panels of a round close, the host makes the cut, those who go on get the
 * next round's panels; when the last of them closes everybody is ranked. Entries stay ACCEPTED until then.
 */
@Service
public class Rounds {

    private final DSLContext dsl;
    private final Calls calls;
    private final RoundEntries entries;
    private final RoundCourses courses;
    private final RoundArchives archives;
    private final Journey journey;
    private final Audit audit;
    private final Today today;

    Rounds(
            DSLContext dsl,
            Calls calls,
            RoundEntries entries,
            RoundCourses courses,
            RoundArchives archives,
            Journey journey,
            Audit audit,
            Today today) {
        this.dsl = dsl;
        this.calls = calls;
        this.entries = entries;
        this.courses = courses;
        this.archives = archives;
        this.journey = journey;
        this.audit = audit;
        this.today = today;
    }

    Call held(Actor actor, long callId) {
        Call call = calls.call(callId);
        actor.requireHolds(Right.RUN_PANEL, call.hostNodeId());
        return call;
    }

    /**
     * Decides who goes on to the next round.
     *
     * @param group the category, or null where the call has none
     * @param chosen of those with equal scores at the cut-off, exactly as many as there are places left; empty: all of them go on
     * @param reason asked for where somebody is chosen
     */
    @Transactional
    public void cut(Actor actor, long callId, int round, @Nullable Long group, Set<Long> chosen, String reason) {
        Call call = held(actor, callId);
        if (round < 1 || round >= call.lastRound()) {
            throw new Refusal("review.rounds.noneLater");
        }
        lock(call);
        if (dsl.fetchExists(CUT, cutOf(call, round, group))) {
            throw new Stale();
        }
        requireReady(call, round, group);
        Map<Long, RoundEntries.Scored> scored = entries.scored(call, round, group, EntryState.ACCEPTED).stream()
                .collect(Collectors.toMap(RoundEntries.Scored::entry, s -> s));
        Map<Long, BigDecimal> scores = new HashMap<>();
        scored.forEach((entry, s) -> scores.put(entry, s.score()));
        int keeps = Objects.requireNonNull(call.round(round).keeps());
        CutOff<Long> cut = CutOff.of(scores, keeps);
        boolean ruled = !chosen.isEmpty();
        if (ruled && !cut.fills(chosen)) {
            throw Refusal.onField("chosen", "review.rounds.exactly", cut.left());
        }
        if (ruled && reason.strip().length() < 5) {
            throw Refusal.onField("reason", "review.rounds.reasonNeeded");
        }
        Set<Long> on = cut.on(ruled ? chosen : null);
        long id = dsl.insertInto(CUT)
                .set(CUT.CALL_ID, callId)
                .set(CUT.ROUND, round)
                .set(CUT.CATEGORY_ID, group)
                .set(CUT.KEEPS, keeps)
                .set(CUT.REASON, ruled ? reason.strip() : "")
                .set(CUT.MADE_BY, actor.accountId())
                .set(CUT.MADE_AT, today.now())
                .returningResult(CUT.ID)
                .fetchSingle()
                .value1();
        for (CutOff.Line<Long> line : cut.lines()) {
            dsl.insertInto(CUT_ENTRY)
                    .set(CUT_ENTRY.CUT_ID, id)
                    .set(CUT_ENTRY.ENTRY_ID, line.entry())
                    .set(
                            CUT_ENTRY.PANEL_ID,
                            Objects.requireNonNull(scored.get(line.entry())).panel())
                    .set(CUT_ENTRY.SCORE, line.score())
                    .set(CUT_ENTRY.RANK, line.rank())
                    .set(CUT_ENTRY.TIED, line.tied())
                    .set(CUT_ENTRY.ON_IT, on.contains(line.entry()))
                    .execute();
        }
        audit.record(
                actor,
                "review.cut",
                "call",
                callId,
                "round " + round + ", " + on.size() + " of " + scores.size() + " go on"
                        + (ruled ? ": " + chosen + ": " + reason.strip() : ""));
    }

    private void requireReady(Call call, int round, @Nullable Long group) {
        int open = entries.open(call, round, group);
        if (open > 0) {
            throw new Refusal("review.rounds.panelsOpen", open);
        }
        int waiting = entries.waiting(call, round, group);
        if (waiting > 0) {
            throw new Refusal("review.rounds.someWait", waiting);
        }
        if (entries.scored(call, round, group, EntryState.ACCEPTED).isEmpty()) {
            throw new Refusal("review.rounds.nobody");
        }
    }

    /** Takes a cut back, as long as no panel of the next round has its entries. */
    @Transactional
    public void undo(Actor actor, long callId, int round, @Nullable Long group, String reason) {
        Call call = held(actor, callId);
        if (reason.strip().length() < 2) {
            throw Refusal.onField("reason", "vetting.reasonMissing");
        }
        lock(call);
        if (entries.later(call, round, group)) {
            throw new Refusal("review.rounds.laterPanel");
        }
        if (dsl.deleteFrom(CUT).where(cutOf(call, round, group)).execute() == 0) {
            throw new Stale();
        }
        audit.record(actor, "review.undoCut", "call", callId, "round " + round + ": " + reason.strip());
    }

    /** A panel of the round has closed: if it was the last that its categories waited for, they are ranked. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void closed(Actor actor, Call call, int round, long panel) {
        lock(call); // two panels that close at once: the later one sees that it is the last
        if (round < call.lastRound()) {
            return;
        }
        for (Long group : entries.groups(panel)) {
            boolean last = entries.open(call, round, group) == 0 && entries.waiting(call, round, group) == 0;
            if (last && dsl.fetchExists(CUT, cutOf(call, round - 1, group))) {
                rank(actor, call, group);
            }
        }
    }

    private void rank(Actor actor, Call call, @Nullable Long group) {
        RoundCourses.Whole whole = courses.of(call, group, archives.parts(call, group), archives.next(call, group));
        for (RoundsArchive.Line line : RoundsArchive.ranking(whole.plan(), whole.scores())) {
            long entry = Objects.requireNonNull(whole.entries().get(line.entry()));
            journey.move(
                    actor,
                    entry,
                    Move.to(EntryState.RANKED, "rank", null).ranked(line.score(), line.rank(), line.reached()));
        }
        archives.keep(call, group, whole.plan(), whole.scores());
    }

    /** A closed panel is to be opened again: refused while a later round rests on it; what was made from it is taken back. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void reopened(Actor actor, Call call, int round, long panel, String reason) {
        if (!call.inRounds()) {
            unrank(actor, panel, reason);
            return;
        }
        lock(call);
        for (Long group : entries.groups(panel)) {
            if (entries.later(call, round, group)) {
                throw new Refusal("review.rounds.laterPanel");
            }
            Condition ofGroup = ENTRY.CALL_ID.eq(call.id()).and(ENTRY.CATEGORY_ID.isNotDistinctFrom(group));
            boolean beyond = dsl.fetchExists(
                    ENTRY,
                    ofGroup.and(ENTRY.STATE.in(
                            EntryState.PROPOSED.name(),
                            EntryState.AWARDED.name(),
                            EntryState.NOT_SELECTED.name(),
                            EntryState.STRUCK.name())));
            if (beyond) {
                throw new Refusal("review.underNotice");
            }
            dsl.deleteFrom(CUT).where(cutOf(call, round, group)).execute();
            for (long entry : dsl.select(ENTRY.ID)
                    .from(ENTRY)
                    .where(ofGroup, ENTRY.STATE.eq(EntryState.RANKED.name()))
                    .orderBy(ENTRY.ID)
                    .fetch(ENTRY.ID)) {
                journey.move(actor, entry, Move.to(EntryState.ACCEPTED, "unrank", reason));
            }
        }
    }

    private void unrank(Actor actor, long panel, String reason) {
        for (long entry : dsl.select(RESULT.ENTRY_ID)
                .from(RESULT)
                .where(RESULT.PANEL_ID.eq(panel))
                .orderBy(RESULT.ENTRY_ID)
                .fetch(RESULT.ENTRY_ID)) {
            if (journey.locked(entry).state() != EntryState.RANKED) {
                throw new Refusal("review.underNotice");
            }
            journey.move(actor, entry, Move.to(EntryState.ACCEPTED, "unrank", reason));
        }
    }

    private void lock(Call call) {
        dsl.selectOne().from(CALL).where(CALL.ID.eq(call.id())).forUpdate().fetch();
    }

    static Condition cutOf(Call call, int round, @Nullable Long group) {
        return CUT.CALL_ID.eq(call.id()).and(CUT.ROUND.eq(round)).and(CUT.CATEGORY_ID.isNotDistinctFrom(group));
    }

    /** The groups of a call: its categories, and what has none where there is such. */
    List<@Nullable Long> groups(Call call) {
        return dsl.selectDistinct(ENTRY.CATEGORY_ID)
                .from(ENTRY)
                .where(ENTRY.CALL_ID.eq(call.id()), ENTRY.STATE.notIn("DRAFT", "WITHDRAWN"))
                .orderBy(ENTRY.CATEGORY_ID.asc().nullsFirst())
                .fetch(ENTRY.CATEGORY_ID);
    }
}
