package io.lingchuang.review;

import static io.lingchuang.db.review.Tables.ASSIGNMENT;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.RECUSAL;
import static io.lingchuang.db.review.Tables.SHEET;
import static io.lingchuang.db.review.Tables.WISH;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.jobs.Jobs;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.review.Assignment.Question;
import io.lingchuang.review.Assignment.Wish;
import io.lingchuang.review.AssignmentStore.Given;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Giving each entry its experts 分配: ask, pin, forbid, ask again, accept. The sheets of a panel that scores follow when it is accepted; what
 * an expert has begun stays theirs, whatever is asked.
 */
@Service
public class Assignments {

    private static final Panel.State[] OPEN = {Panel.State.FORMING, Panel.State.SCORING};

    private final DSLContext dsl;
    private final Panels panels;
    private final Recusals recusals;
    private final PanelFacts facts;
    private final AssignmentStore store;
    private final LoadLimits limits;
    private final AssignmentSolving solving;
    private final Jobs jobs;
    private final Audit audit;
    private final Today today;

    Assignments(
            DSLContext dsl,
            Panels panels,
            Recusals recusals,
            PanelFacts facts,
            AssignmentStore store,
            LoadLimits limits,
            AssignmentSolving solving,
            Jobs jobs,
            Audit audit,
            Today today) {
        this.dsl = dsl;
        this.panels = panels;
        this.recusals = recusals;
        this.facts = facts;
        this.store = store;
        this.limits = limits;
        this.solving = solving;
        this.jobs = jobs;
        this.audit = audit;
        this.today = today;
    }

    /** The assignment of a panel, or null while every expert scores every entry. */
    @Nullable
    Assignment of(long panel) {
        return store.find(panel);
    }

    /**
     * Asks, for the first time or again. A small panel has its answer at once, a large one as a job.
     *
     * @param version of the assignment that the actor looked at, 0 where there was none
     * @return the job, or null where the answer is there
     */
    @Transactional
    public @Nullable Long ask(Actor actor, long id, int version, Question question) {
        Panel panel = open(actor, id);
        Assignment before = still(id, version);
        recusals.look(actor, id);
        PanelFacts.Facts known = facts.of(id);
        check(id, known, question);
        upsert(actor, id, before == null ? 1 : before.version() + 1, question);
        Assignment asked = Objects.requireNonNull(store.find(id));
        audit.record(actor, "review.assign.ask", "panel", id, question.toString());
        if (known.entries().size() * known.experts().size() < AssignmentSolving.AT_ONCE) {
            solving.now(asked);
            return null;
        }
        long job = jobs.start(
                AssignmentSolving.KIND,
                "分配专家：" + panel.name(),
                Map.of("panel", id, "version", asked.version()),
                actor.accountId());
        dsl.update(ASSIGNMENT)
                .set(ASSIGNMENT.JOB_ID, job)
                .where(ASSIGNMENT.PANEL_ID.eq(id))
                .execute();
        return job;
    }

    private Panel open(Actor actor, long id) {
        Panel panel = panels.held(actor, id);
        store.lock(id, OPEN);
        return panel;
    }

    private @Nullable Assignment still(long id, int version) {
        Assignment now = store.find(id);
        if ((now == null ? 0 : now.version()) != version) {
            throw new Stale();
        }
        return now;
    }

    private void check(long id, PanelFacts.Facts known, Question question) {
        long members = known.experts().stream().filter(e -> !e.left()).count();
        if (question.each() < 1 || question.each() > 50) {
            throw Refusal.onField("each", "review.assign.eachForm");
        }
        if (question.each() > members) {
            throw Refusal.onField("each", "review.assign.moreThanMembers", question.each(), members);
        }
        requireWithinLimits(id, known);
        Map<Long, Set<Long>> pins = byEntry(store.wishes(id, Wish.PIN));
        Map<Long, Set<Long>> begun = byEntry(store.sheets(id, AssignmentStore.BEGUN));
        Map<Long, String> employers = new HashMap<>();
        known.experts().forEach(e -> employers.put(e.expert().id(), e.employer()));
        for (PanelFacts.OfEntry entry : known.entries()) {
            Set<Long> pinned = pins.getOrDefault(entry.id(), Set.of());
            Set<Long> started = begun.getOrDefault(entry.id(), Set.of());
            Set<Long> fixed = new HashSet<>(started);
            fixed.addAll(pinned);
            if (fixed.size() > Math.max(question.each(), started.size())) {
                throw new Refusal("review.assign.pinsTooMany", entry.code(), fixed.size(), question.each());
            }
            long from = pinned.stream().map(employers::get).distinct().count();
            if (question.oneAnEmployer() && from < pinned.size()) {
                throw new Refusal("review.assign.pinsOneEmployer", entry.code());
            }
        }
    }

    private void requireWithinLimits(long id, PanelFacts.Facts known) {
        Set<Given> begun = store.sheets(id, AssignmentStore.BEGUN);
        Set<Given> fixed = new HashSet<>(store.wishes(id, Wish.PIN));
        fixed.addAll(begun);
        limits.over(known.experts(), fixed, begun).stream().findFirst().ifPresent(over -> {
            throw over;
        });
    }

    private static Map<Long, Set<Long>> byEntry(Set<Given> given) {
        return given.stream()
                .collect(Collectors.groupingBy(Given::entry, Collectors.mapping(Given::expert, Collectors.toSet())));
    }

    private void upsert(Actor actor, long id, int version, Question q) {
        dsl.insertInto(ASSIGNMENT)
                .set(ASSIGNMENT.PANEL_ID, id)
                .set(ASSIGNMENT.EXPERTS_EACH, q.each())
                .set(ASSIGNMENT.OUTSIDE, q.outside())
                .set(ASSIGNMENT.ONE_AN_EMPLOYER, q.oneAnEmployer())
                .set(ASSIGNMENT.MIXED, q.mixed())
                .set(ASSIGNMENT.STATE, Assignment.State.ASKED.name())
                .set(ASSIGNMENT.ASKED_BY, actor.accountId())
                .set(ASSIGNMENT.ASKED_AT, today.now())
                .set(ASSIGNMENT.VERSION, version)
                .onConflict(ASSIGNMENT.PANEL_ID)
                .doUpdate()
                .set(ASSIGNMENT.EXPERTS_EACH, q.each())
                .set(ASSIGNMENT.OUTSIDE, q.outside())
                .set(ASSIGNMENT.ONE_AN_EMPLOYER, q.oneAnEmployer())
                .set(ASSIGNMENT.MIXED, q.mixed())
                .set(ASSIGNMENT.STATE, Assignment.State.ASKED.name())
                .set(ASSIGNMENT.ASKED_BY, actor.accountId())
                .set(ASSIGNMENT.ASKED_AT, today.now())
                .set(ASSIGNMENT.VERSION, version)
                .setNull(ASSIGNMENT.JOB_ID)
                .setNull(ASSIGNMENT.ACCEPTED_AT)
                .setNull(ASSIGNMENT.FEWER)
                .execute();
    }

    /** The chair's word on one pair; it counts from the next time that is asked. A second word on the pair replaces the first. */
    @Transactional
    public void wish(Actor actor, long id, @Nullable Long expert, @Nullable Long entry, Wish kind, String reason) {
        open(actor, id);
        if (reason.strip().length() < 2 || reason.length() > 300) {
            throw Refusal.onField("reason", "vetting.reasonMissing");
        }
        Assignment now = store.find(id);
        if (now != null && now.state() == Assignment.State.ASKED && now.jobId() != null) {
            throw new Refusal("review.assign.computing");
        }
        if (entry == null
                || !dsl.fetchExists(PANEL_ENTRY, PANEL_ENTRY.PANEL_ID.eq(id).and(PANEL_ENTRY.ENTRY_ID.eq(entry)))) {
            throw Refusal.onField("code", "review.assign.noSuchEntry");
        }
        if (expert == null
                || facts.of(id).experts().stream()
                        .noneMatch(e -> !e.left() && e.expert().id() == expert)) {
            throw Refusal.onField("expert", "review.assign.noSuchExpert");
        }
        Given pair = new Given(entry, expert);
        if (kind == Wish.PIN
                && dsl.fetchExists(
                        RECUSAL,
                        RECUSAL.PANEL_ID
                                .eq(id)
                                .and(RECUSAL.EXPERT_ID.eq(expert))
                                .and(RECUSAL.ENTRY_ID.eq(entry)))) {
            throw Refusal.onField("expert", "review.assign.pinRecused");
        }
        if (kind == Wish.FORBID && store.sheets(id, AssignmentStore.BEGUN).contains(pair)) {
            throw Refusal.onField("expert", "review.assign.forbidBegun");
        }
        dsl.insertInto(WISH)
                .set(WISH.PANEL_ID, id)
                .set(WISH.EXPERT_ID, expert)
                .set(WISH.ENTRY_ID, entry)
                .set(WISH.KIND, kind.name())
                .set(WISH.REASON, reason.strip())
                .set(WISH.ACCOUNT_ID, actor.accountId())
                .set(WISH.AT, today.now())
                .onConflict(WISH.PANEL_ID, WISH.EXPERT_ID, WISH.ENTRY_ID)
                .doUpdate()
                .set(WISH.KIND, kind.name())
                .set(WISH.REASON, reason.strip())
                .set(WISH.ACCOUNT_ID, actor.accountId())
                .set(WISH.AT, today.now())
                .execute();
        audit.record(
                actor,
                "review.assign.wish",
                "panel",
                id,
                kind + " expert " + expert + ", entry " + entry + ": " + reason.strip());
    }

    @Transactional
    public void unwish(Actor actor, long id, long expert, long entry) {
        open(actor, id);
        int gone = dsl.deleteFrom(WISH)
                .where(WISH.PANEL_ID.eq(id), WISH.EXPERT_ID.eq(expert), WISH.ENTRY_ID.eq(entry))
                .execute();
        if (gone == 0) {
            throw new Stale();
        }
        audit.record(actor, "review.assign.unwish", "panel", id, "expert " + expert + ", entry " + entry);
    }

    /**
     * Accepts what is proposed. On a panel that scores, sheets not begun that are not in it go, and what is missing is laid out.
     *
     * @param fewer why some entries have fewer experts than asked for or than the call promises, on record; needed only where they have
     */
    @Transactional
    public void accept(Actor actor, long id, int version, String fewer) {
        Panel panel = open(actor, id);
        Assignment now = still(id, version);
        if (now == null || now.state() != Assignment.State.PROPOSED) {
            throw new Stale();
        }
        recusals.look(actor, id);
        String thin = standing(id, now, fewer);
        dsl.update(ASSIGNMENT)
                .set(ASSIGNMENT.STATE, Assignment.State.ACCEPTED.name())
                .set(ASSIGNMENT.ACCEPTED_AT, today.now())
                .set(ASSIGNMENT.FEWER, thin)
                .set(ASSIGNMENT.VERSION, version + 1)
                .where(ASSIGNMENT.PANEL_ID.eq(id))
                .execute();
        if (panel.state() == Panel.State.SCORING) {
            relay(panel);
        }
        audit.record(actor, "review.assign.accept", "panel", id, thin);
    }

    /** It must still hold: nothing withdrawn, every entry somebody's, nothing begun left out. @return why there are fewer, or null */
    private @Nullable String standing(long id, Assignment now, String fewer) {
        Set<Given> given = store.given(id);
        Map<Long, Long> counts = given.stream().collect(Collectors.groupingBy(Given::entry, Collectors.counting()));
        List<PanelFacts.OfEntry> entries = facts.of(id).entries();
        String withdrawn = entries.stream()
                .filter(e -> !e.waiting() && counts.containsKey(e.id()))
                .map(PanelFacts.OfEntry::code)
                .collect(Collectors.joining("、"));
        if (!withdrawn.isEmpty()) {
            throw new Refusal("review.assign.withdrawn", withdrawn);
        }
        Set<Given> begun = store.sheets(id, AssignmentStore.BEGUN);
        begun.removeAll(given);
        begun.removeIf(g -> entries.stream().noneMatch(e -> e.waiting() && e.id() == g.entry()));
        if (!begun.isEmpty()) {
            throw new Refusal("review.assign.begunSince", begun.size());
        }
        List<PanelFacts.OfEntry> waiting =
                entries.stream().filter(PanelFacts.OfEntry::waiting).toList();
        long uncovered =
                waiting.stream().filter(e -> !counts.containsKey(e.id())).count();
        if (uncovered > 0) {
            throw new Refusal("review.uncovered", uncovered);
        }
        int needed = needed(id, now);
        long thin = waiting.stream()
                .filter(e -> counts.getOrDefault(e.id(), 0L) < needed)
                .count();
        if (thin > 0 && (fewer.strip().length() < 2 || fewer.length() > 300)) {
            throw Refusal.onField("fewer", "review.tooFew", thin, needed);
        }
        return thin == 0 ? null : fewer.strip();
    }

    /** How many experts an entry has without a reason being asked for: what the call promises, or more where more were asked for. */
    private int needed(long id, Assignment now) {
        return Math.max(now.question().each(), panels.scored(id).expertsNeeded());
    }

    private void relay(Panel panel) {
        Set<Long> had = panels.invited(panel.id()).stream().map(Expert::id).collect(Collectors.toSet());
        var assigned = io.lingchuang.db.review.Tables.ASSIGNED;
        dsl.deleteFrom(SHEET)
                .where(
                        SHEET.PANEL_ID.eq(panel.id()),
                        DSL.not(AssignmentStore.BEGUN),
                        DSL.notExists(DSL.selectOne()
                                .from(assigned)
                                .where(
                                        assigned.PANEL_ID.eq(SHEET.PANEL_ID),
                                        assigned.EXPERT_ID.eq(SHEET.EXPERT_ID),
                                        assigned.ENTRY_ID.eq(SHEET.ENTRY_ID))))
                .execute();
        panels.layOut(panel.id());
        panels.invited(panel.id()).stream().filter(e -> !had.contains(e.id())).forEach(e -> panels.invite(panel, e));
    }

    /** Takes the acceptance back, as long as nobody scores. */
    @Transactional
    public void takeBack(Actor actor, long id, int version) {
        panels.held(actor, id);
        store.lock(id, Panel.State.FORMING);
        Assignment now = still(id, version);
        if (now == null || now.state() != Assignment.State.ACCEPTED) {
            throw new Stale();
        }
        dsl.update(ASSIGNMENT)
                .set(ASSIGNMENT.STATE, Assignment.State.PROPOSED.name())
                .setNull(ASSIGNMENT.ACCEPTED_AT)
                .setNull(ASSIGNMENT.FEWER)
                .set(ASSIGNMENT.VERSION, version + 1)
                .where(ASSIGNMENT.PANEL_ID.eq(id))
                .execute();
        audit.record(actor, "review.assign.takeBack", "panel", id, null);
    }

    /** Every expert scores every entry, as without an assignment; a panel that scores gets the sheets that it lacks. */
    @Transactional
    public void everybody(Actor actor, long id, int version) {
        Panel panel = open(actor, id);
        if (still(id, version) == null) {
            throw new Stale();
        }
        store.remove(id);
        if (panel.state() == Panel.State.SCORING) {
            panels.layOut(id);
            panels.invited(id).forEach(e -> panels.invite(panel, e));
        }
        audit.record(actor, "review.assign.everybody", "panel", id, null);
    }

    /** Whose entry and panel it is on: a code as the experts see it. */
    @Nullable
    Long entryOf(long panel, String code) {
        return dsl.select(PANEL_ENTRY.ENTRY_ID)
                .from(PANEL_ENTRY)
                .where(
                        PANEL_ENTRY.PANEL_ID.eq(panel),
                        PANEL_ENTRY.BLIND_CODE.eq(code.strip().toUpperCase(Locale.ROOT)))
                .fetchOne(PANEL_ENTRY.ENTRY_ID);
    }
}
