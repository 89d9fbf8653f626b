package io.lingchuang.awards;

import static io.lingchuang.db.awards.Tables.AWARD;
import static io.lingchuang.db.awards.Tables.DECISION;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.calls.Programme;
import io.lingchuang.entries.EntryState;
import io.lingchuang.entries.Journey;
import io.lingchuang.entries.Move;
import io.lingchuang.notices.Item;
import io.lingchuang.notices.Notice;
import io.lingchuang.notices.NoticeState;
import io.lingchuang.notices.Notices;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.numbers.DocumentNumber;
import io.lingchuang.platform.numbers.Numbers;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;

/** Decides what stood on a notice: all of it in one transaction, once. */
@Service
public class Decisions {

    static final String FILES = "decision";

    private final DSLContext dsl;
    private final Calls calls;
    private final Notices notices;
    private final Journey journey;
    private final Tree tree;
    private final Numbers numbers;
    private final Files files;
    private final Today today;
    private final Audit audit;
    private final AwardLetters letters;
    private final ResultWords words;
    private final ApplicationEventPublisher events;

    Decisions(
            DSLContext dsl,
            Calls calls,
            Notices notices,
            Journey journey,
            Tree tree,
            Numbers numbers,
            Files files,
            Today today,
            Audit audit,
            AwardLetters letters,
            ResultWords words,
            ApplicationEventPublisher events) {
        this.dsl = dsl;
        this.calls = calls;
        this.notices = notices;
        this.journey = journey;
        this.tree = tree;
        this.numbers = numbers;
        this.files = files;
        this.today = today;
        this.audit = audit;
        this.letters = letters;
        this.words = words;
        this.events = events;
    }

    /** What would be decided now: the results that still stand on the notice. */
    List<Item> standing(long noticeId) {
        return notices.items(noticeId).stream()
                .filter(i -> i.stands() && i.entryState() == EntryState.PROPOSED)
                .toList();
    }

    /** After the term, with no objection open: number, minutes, awards and the entries' last step. */
    @Transactional
    public long decide(Actor actor, long noticeId, DecisionForm form) {
        Notice notice = notices.locked(noticeId);
        Call call = calls.call(notice.callId());
        actor.requireHolds(Right.DECIDE_AWARD, call.hostNodeId());
        check(notice, call, form);
        List<Item> standing = standing(noticeId);
        String organCode =
                java.util.Objects.requireNonNull(tree.node(call.hostNodeId()).organCode());
        DocumentNumber number = numbers.reserve(organCode, form.decidedOn().getYear(), call.title(), actor.accountId());
        numbers.use(number.id());
        StoredFile minutes = store(form.minutesFile(), actor);
        long id = dsl.insertInto(DECISION)
                .set(DECISION.CALL_ID, call.id())
                .set(DECISION.NOTICE_ID, noticeId)
                .set(DECISION.MEETING, form.meeting().strip())
                .set(DECISION.MINUTES, form.minutes().strip())
                .set(DECISION.MINUTES_FILE, minutes == null ? null : minutes.id())
                .set(DECISION.NUMBER_ID, number.id())
                .set(DECISION.NUMBER, number.toString())
                .set(DECISION.DECIDED_ON, form.decidedOn())
                .set(DECISION.DECIDED_BY, actor.accountId())
                .returningResult(DECISION.ID)
                .fetchSingle()
                .value1();
        if (minutes != null) {
            files.assign(minutes.id(), FILES, id);
        }
        award(actor, call, id, standing, number);
        words.make();
        notices.endForOthers(actor, call.id(), Boolean.TRUE.equals(form.nobodyMovesUp()));
        audit.record(actor, "awards.decide", "decision", id, number + ", " + standing.size());
        events.publishEvent(new AwardsDecided(
                id, call.id(), standing.stream().map(Item::entryId).toList()));
        return id;
    }

    /** Why nothing can be decided on the notice now; null when it can. */
    @Nullable
    Refusal hindrance(Notice notice) {
        if (notice.state() == NoticeState.DRAFT || notice.state() == NoticeState.CANCELLED) {
            return new Refusal("awards.notReleased");
        }
        if (!notice.over(today.today())) {
            return new Refusal("awards.termRuns", String.valueOf(notice.closesOn()));
        }
        int open = notices.openObjections(notice.id());
        if (open > 0) {
            return new Refusal("awards.objectionOpen", open);
        }
        if (dsl.fetchExists(DECISION, DECISION.NOTICE_ID.eq(notice.id()))) {
            return new Refusal("awards.decidedAlready");
        }
        if (standing(notice.id()).isEmpty()) {
            return new Refusal("awards.nothingStands");
        }
        Node host = tree.node(calls.call(notice.callId()).hostNodeId());
        return host.organCode() == null ? new Refusal("awards.noOrganCode", host.name()) : null;
    }

    private void check(Notice notice, Call call, DecisionForm form) {
        Refusal hindrance = hindrance(notice);
        if (hindrance != null) {
            throw hindrance;
        }
        if (form.decidedOn().isAfter(today.today())
                || (notice.closesOn() != null && !form.decidedOn().isAfter(notice.closesOn()))) {
            throw Refusal.onField("decidedOn", "awards.decidedOnBetween", String.valueOf(notice.closesOn()));
        }
        // Rules on commendations: without an approval in force there is none.
        if (call.kind() == Call.Kind.COMMENDATION
                && call.basis() != null
                && call.basis().until() != null
                && call.basis().until().isBefore(form.decidedOn())) {
            throw new Refusal("awards.basisExpired", String.valueOf(call.basis().until()));
        }
    }

    private void award(Actor actor, Call call, long decisionId, List<Item> standing, DocumentNumber number) {
        for (Item item : standing) {
            Call.Tier tier = call.tiers().stream()
                    .filter(t -> t.id() == item.tierId())
                    .findFirst()
                    .orElseThrow();
            dsl.insertInto(AWARD)
                    .set(AWARD.DECISION_ID, decisionId)
                    .set(AWARD.ENTRY_ID, item.entryId())
                    .set(AWARD.TIER_ID, tier.id())
                    .set(AWARD.PRIZE, Programme.subsidised(call.programme()) ? BigDecimal.ZERO : tier.prize())
                    .execute();
            journey.move(
                    actor,
                    item.entryId(),
                    Move.to(EntryState.AWARDED, "award", null).tier(tier.id()).by(call.hostNodeId()));
            letters.awarded(item.entryId(), item.title(), tier.name(), number.toString());
        }
    }

    private @Nullable StoredFile store(@Nullable MultipartFile file, Actor actor) {
        if (file == null || file.isEmpty()) {
            return null;
        }
        try (var in = file.getInputStream()) {
            return files.store(in, file.getOriginalFilename(), FILES, null, actor.accountId(), FileRule.DOCUMENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Refusal refusal) {
            throw Refusal.onField("minutesFile", refusal.key(), refusal.args());
        }
    }

    /** The scan of the minutes, where the decision was made without: it often comes back signed days later. Once there, it stays. */
    @Transactional
    public void attach(Actor actor, long id, MultipartFile scan) {
        Decision decision = find(id);
        actor.requireHolds(Right.DECIDE_AWARD, calls.call(decision.callId()).hostNodeId());
        StoredFile minutes = store(scan, actor);
        if (minutes == null) {
            throw Refusal.onField("minutesFile", "awards.minutesFile.none");
        }
        files.assign(minutes.id(), FILES, id);
        int attached = dsl.update(DECISION)
                .set(DECISION.MINUTES_FILE, minutes.id())
                .where(DECISION.ID.eq(id), DECISION.MINUTES_FILE.isNull())
                .execute();
        if (attached == 0) {
            throw new Stale();
        }
        audit.record(actor, "awards.attachMinutes", "decision", id, minutes.name());
    }

    /** One decision, for whoever decides, pays or follows at the call's host. */
    public Decision decision(Actor actor, long id) {
        Decision decision = find(id);
        Node host = tree.node(calls.call(decision.callId()).hostNodeId());
        if (!actor.holds(Right.DECIDE_AWARD, host.id()) && !actor.reaches(Right.FOLLOW, host)) {
            throw new NotFound();
        }
        return decision;
    }

    Decision find(long id) {
        return dsl.selectFrom(DECISION)
                .where(DECISION.ID.eq(id))
                .fetchOptional(Decisions::decision)
                .orElseThrow(NotFound::new);
    }

    /** Decisions of a call, in order: their numbers and dates are public. */
    public List<Decision> ofCall(long callId) {
        return dsl.selectFrom(DECISION)
                .where(DECISION.CALL_ID.eq(callId))
                .orderBy(DECISION.ID)
                .fetch(Decisions::decision);
    }

    @Nullable
    Decision ofNotice(long noticeId) {
        return dsl.selectFrom(DECISION).where(DECISION.NOTICE_ID.eq(noticeId)).fetchOne(Decisions::decision);
    }

    private static Decision decision(Record d) {
        return new Decision(
                d.get(DECISION.ID),
                d.get(DECISION.CALL_ID),
                d.get(DECISION.NOTICE_ID),
                d.get(DECISION.MEETING),
                d.get(DECISION.MINUTES),
                d.get(DECISION.MINUTES_FILE),
                d.get(DECISION.NUMBER),
                d.get(DECISION.DECIDED_ON));
    }
}
