package io.lingchuang.review;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;
import static io.lingchuang.db.review.Tables.SHEET;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.calls.RankingRule;
import io.lingchuang.calls.Round;
import io.lingchuang.entries.EntryState;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.review.blind.Findings;
import io.lingchuang.review.blind.FreeWords;
import io.lingchuang.review.invitations.Letters;
import io.lingchuang.review.room.Seat;
import io.lingchuang.review.room.Seats;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the host does with a panel that is made: start it, recuse, open a sheet again; {@link PanelClosing} closes it into a ranking. */
@Service
public class Panels {

    private final DSLContext dsl;
    private final Calls calls;
    private final Experts experts;
    private final Recusals recusals;
    private final Seats seats;
    private final AssignmentStore assignments;
    private final Letters letters;
    private final LoadLimits limits;
    private final Findings findings;
    private final FreeWords free;
    private final SheetLaying laying;
    private final Messages messages;
    private final Wording texts;
    private final Audit audit;

    Panels(
            DSLContext dsl,
            Calls calls,
            Experts experts,
            Recusals recusals,
            Seats seats,
            AssignmentStore assignments,
            Letters letters,
            LoadLimits limits,
            Findings findings,
            FreeWords free,
            SheetLaying laying,
            Messages messages,
            Wording texts,
            Audit audit) {
        this.dsl = dsl;
        this.calls = calls;
        this.experts = experts;
        this.recusals = recusals;
        this.seats = seats;
        this.assignments = assignments;
        this.letters = letters;
        this.limits = limits;
        this.findings = findings;
        this.free = free;
        this.laying = laying;
        this.messages = messages;
        this.texts = texts;
        this.audit = audit;
    }

    public Panel panel(long id) {
        return dsl.selectFrom(PANEL)
                .where(PANEL.ID.eq(id))
                .fetchOptional(p -> new Panel(
                        p.getId(),
                        p.getCallId(),
                        p.getCategoryId(),
                        p.getRound(),
                        Round.Form.valueOf(p.getForm()),
                        p.getName(),
                        p.getChairId(),
                        Panel.State.valueOf(p.getState()),
                        RankingRule.valueOf(p.getRule()),
                        p.getTrim(),
                        p.getVersion()))
                .orElseThrow(NotFound::new);
    }

    /** The call as a panel scores it: with the rubric of the panel's round. */
    public Call scored(long id) {
        Panel panel = panel(id);
        return calls.call(panel.callId()).scored(panel.round());
    }

    List<Panel> ofCall(long callId) {
        return dsl.select(PANEL.ID)
                .from(PANEL)
                .where(PANEL.CALL_ID.eq(callId))
                .orderBy(PANEL.ID)
                .fetch(r -> panel(r.value1()));
    }

    public List<Expert> members(long panel) {
        return experts.find(io.lingchuang.db.review.Tables.EXPERT.ID.in(
                DSL.select(PANEL_EXPERT.EXPERT_ID).from(PANEL_EXPERT).where(PANEL_EXPERT.PANEL_ID.eq(panel))));
    }

    /** The same with one reason for whatever is not as the call wants it. */
    @Transactional
    public void start(Actor actor, long id, int version, String why) {
        start(actor, id, version, why, why);
    }

    /**
     * Lays out the sheets: by the accepted assignment, or for every expert and entry without a recusal where none was asked for. Refused
     * while an entry would have no expert at all, and without a reason on record also while one would have fewer than promised or a blind
     * review may not be one.
     *
     * @param fewer why it starts with fewer experts than the call asks for
     * @param unhidden why a blind panel opens although the host has not said something of all that may tell who applies
     */
    @Transactional
    public void start(Actor actor, long id, int version, String fewer, String unhidden) {
        Panel panel = begin(actor, id, version, Panel.State.FORMING);
        Assignment assignment = assignments.find(id);
        if (assignment != null && assignment.state() != Assignment.State.ACCEPTED) {
            throw new Refusal("review.assign.notAccepted");
        }
        recusals.look(actor, id);
        layOut(id);
        if (assignment == null) {
            limits.requireRoomForAll(id, members(id).stream().map(Expert::id).toList());
        }
        Map<Long, Integer> experts = new HashMap<>();
        dsl.select(PANEL_ENTRY.ENTRY_ID, DSL.count(SHEET.ID))
                .from(PANEL_ENTRY)
                .leftJoin(SHEET)
                .on(SHEET.PANEL_ID.eq(PANEL_ENTRY.PANEL_ID), SHEET.ENTRY_ID.eq(PANEL_ENTRY.ENTRY_ID))
                .join(ENTRY)
                .on(ENTRY.ID.eq(PANEL_ENTRY.ENTRY_ID))
                .where(PANEL_ENTRY.PANEL_ID.eq(id), ENTRY.STATE.eq(EntryState.ACCEPTED.name()))
                .groupBy(PANEL_ENTRY.ENTRY_ID)
                .forEach(r -> experts.put(r.value1(), r.value2()));
        long uncovered = experts.values().stream().filter(n -> n == 0).count();
        if (uncovered > 0) {
            throw new Refusal("review.uncovered", uncovered);
        }
        int promised = calls.call(panel.callId()).expertsNeeded();
        int needed = assignment == null
                ? promised
                : Math.max(promised, assignment.question().each());
        String said = assignment == null ? null : assignment.fewer();
        long thin = experts.values().stream().filter(n -> n < needed).count();
        if (thin > 0 && said == null && fewer.strip().length() < 2) {
            throw Refusal.onField("fewer", "review.tooFew", thin, needed);
        }
        findings.requireSaid(actor, id, unhidden);
        state(id, Panel.State.SCORING);
        members(id).forEach(m -> invite(panel, m));
        String reason = fewer.isBlank() && said != null ? said : fewer.strip();
        audit.record(actor, "review.start", "panel", id, thin > 0 ? thin + " with fewer experts: " + reason : null);
    }

    /** A sheet for every expert and entry that belong together and have none yet. */
    public void layOut(long id) {
        laying.layOut(id);
    }

    /** Who has a sheet on the panel. */
    List<Expert> invited(long panel) {
        return experts.find(io.lingchuang.db.review.Tables.EXPERT.ID.in(
                DSL.select(SHEET.EXPERT_ID).from(SHEET).where(SHEET.PANEL_ID.eq(panel))));
    }

    /** Asks whoever was not asked yet; tells the others that there is something to score. */
    public void invite(Panel panel, Expert member) {
        if (!letters.invite(panel.id(), member.id())) {
            messages.send(
                    member.accountId(),
                    texts.of("review.letter.invite", panel.name()),
                    calls.call(panel.callId()).title(),
                    "/scoring",
                    "panel:" + panel.id());
        }
    }

    /** The host or the chair recuses an expert from an entry; what they scored there no longer counts. */
    @Transactional
    public void recuse(Actor actor, long id, long expert, long entry, String reason) {
        seats.requireSees(seat(actor, id), entry);
        if (reason.strip().length() < 2) {
            throw Refusal.onField("reason", "vetting.reasonMissing");
        }
        requireStill(id, Panel.State.FORMING, Panel.State.SCORING);
        recusals.record(id, expert, entry, Recusals.Ground.CHAIR, reason.strip());
        dsl.deleteFrom(SHEET)
                .where(SHEET.PANEL_ID.eq(id), SHEET.EXPERT_ID.eq(expert), SHEET.ENTRY_ID.eq(entry))
                .execute();
        audit.record(actor, "review.recuse", "panel", id, "expert " + expert + ", entry " + entry + ": " + reason);
    }

    /**
     * Sends a sheet back to its expert, who sees the reason. A chair has not their own sent back by themselves: by then they have seen what
     * others gave.
     */
    @Transactional
    public void reopenSheet(Actor actor, long id, long sheet, String reason) {
        Seat seat = seat(actor, id);
        String why = reason.strip();
        if (why.length() < 2 || why.length() > 300) {
            throw Refusal.onField("reason", "vetting.reasonMissing");
        }
        requireScoring(id);
        if (seat.expertId() != null
                && dsl.fetchExists(SHEET, SHEET.ID.eq(sheet).and(SHEET.EXPERT_ID.eq(seat.expertId())))) {
            throw Refusal.onField("reason", "review.room.ownSheet");
        }
        var opened = dsl.update(SHEET)
                .set(SHEET.STATE, SheetState.OPEN.name())
                .set(SHEET.REOPENED, read(sheet, why))
                .setNull(SHEET.CANNOT_JUDGE)
                .setNull(SHEET.ENDED_AT)
                .set(SHEET.VERSION, SHEET.VERSION.plus(1))
                .where(
                        SHEET.ID.eq(sheet),
                        SHEET.PANEL_ID.eq(id),
                        SHEET.STATE.ne(SheetState.OPEN.name()),
                        seat.sees(SHEET.ENTRY_ID))
                .returning(SHEET.EXPERT_ID, SHEET.VERSION)
                .fetchOne();
        if (opened == null) {
            throw new Stale();
        }
        messages.send(
                experts.expert(opened.getExpertId()).accountId(),
                texts.of("review.letter.reopened", seat.panel().name()),
                read(sheet, why),
                "/scoring/" + sheet,
                "sheet:" + sheet + ":" + opened.getVersion());
        audit.record(actor, "review.reopenSheet", "sheet", sheet, why);
    }

    /** A reason as the sheet's expert reads it. */
    private String read(long sheet, String reason) {
        Long entry =
                dsl.select(SHEET.ENTRY_ID).from(SHEET).where(SHEET.ID.eq(sheet)).fetchOne(SHEET.ENTRY_ID);
        return entry == null ? reason : free.about(entry).shown(reason);
    }

    /** From where the actor looks at the panel: as the host, the chair or the deputy. */
    public Seat seat(Actor actor, long id) {
        return seats.of(actor, panel(id));
    }

    /** The panel, for the host of its call. */
    public Panel held(Actor actor, long id) {
        Panel panel = panel(id);
        actor.requireHolds(Right.RUN_PANEL, calls.call(panel.callId()).hostNodeId());
        return panel;
    }

    /** Claims a step of the panel: it stands where the step begins, and nobody took one since the actor looked. */
    Panel begin(Actor actor, long id, int version, Panel.State... from) {
        Panel panel = held(actor, id);
        int claimed = dsl.update(PANEL)
                .set(PANEL.VERSION, version + 1)
                .where(
                        PANEL.ID.eq(id),
                        PANEL.VERSION.eq(version),
                        PANEL.STATE.in(Arrays.stream(from).map(Enum::name).toList()))
                .execute();
        if (claimed == 0) {
            throw new Stale();
        }
        return panel;
    }

    /** What changes sheets waits for a closing that is under way, and a closing waits for it: the ranking counts every sealed sheet. */
    public void requireScoring(long id) {
        requireStill(id, Panel.State.SCORING);
    }

    public void requireStill(long id, Panel.State... states) {
        String now = dsl.select(PANEL.STATE)
                .from(PANEL)
                .where(PANEL.ID.eq(id))
                .forShare()
                .fetchOne(PANEL.STATE);
        if (Arrays.stream(states).noneMatch(s -> s.name().equals(now))) {
            throw new Stale();
        }
    }

    void state(long id, Panel.State state) {
        dsl.update(PANEL).set(PANEL.STATE, state.name()).where(PANEL.ID.eq(id)).execute();
    }
}
