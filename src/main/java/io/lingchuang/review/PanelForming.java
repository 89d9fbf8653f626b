package io.lingchuang.review;

import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.INVITATION;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;
import static io.lingchuang.db.review.Tables.RECUSAL;
import static io.lingchuang.db.review.Tables.SHEET;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.review.blind.AttachmentReading;
import io.lingchuang.review.invitations.Invitations;
import io.lingchuang.review.invitations.Letters;
import io.lingchuang.review.onsite.OnSite;
import io.lingchuang.review.rounds.RoundEntries;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who sits on a panel and which entries it takes. Experts come and go until it closes; a panel on which nobody has sealed a sheet
 * can be dissolved, so that its entries are free for another one.
 */
@Service
public class PanelForming {

    static final int NAME = 60; // the longest name that a sheet of the ranking can carry

    private final DSLContext dsl;
    private final Calls calls;
    private final Panels panels;
    private final Experts experts;
    private final Recusals recusals;
    private final RoundEntries entries;
    private final PanelLots lots;
    private final AssignmentStore assignments;
    private final Letters letters;
    private final LoadLimits limits;
    private final AttachmentReading reading;
    private final Today today;
    private final Audit audit;

    PanelForming(
            DSLContext dsl,
            Calls calls,
            Panels panels,
            Experts experts,
            Recusals recusals,
            RoundEntries entries,
            PanelLots lots,
            AssignmentStore assignments,
            Letters letters,
            LoadLimits limits,
            AttachmentReading reading,
            Today today,
            Audit audit) {
        this.dsl = dsl;
        this.calls = calls;
        this.panels = panels;
        this.experts = experts;
        this.recusals = recusals;
        this.entries = entries;
        this.lots = lots;
        this.assignments = assignments;
        this.letters = letters;
        this.limits = limits;
        this.reading = reading;
        this.today = today;
        this.audit = audit;
    }

    /** A panel of the first round. */
    @Transactional
    public long make(
            Actor actor, long callId, @Nullable Long category, String name, List<Long> members, @Nullable Long chair) {
        return make(actor, callId, 1, category, null, name, members, chair);
    }

    /**
     * A panel of a round: it takes the entries that wait for one, in a later round those that went on from the one before.
     *
     * @param many how many of them, drawn by lot; null: all
     */
    @Transactional
    public long make(
            Actor actor,
            long callId,
            int round,
            @Nullable Long category,
            @Nullable Integer many,
            String name,
            List<Long> members,
            @Nullable Long chair) {
        Call call = calls.call(callId);
        actor.requireHolds(Right.RUN_PANEL, call.hostNodeId());
        dsl.selectOne()
                .from(CALL)
                .where(CALL.ID.eq(callId))
                .forUpdate()
                .fetch(); // two panels made at once do not share an entry
        check(call, round, category, name, members, chair);
        long id = dsl.insertInto(PANEL)
                .set(PANEL.CALL_ID, callId)
                .set(PANEL.CATEGORY_ID, category)
                .set(PANEL.ROUND, round)
                .set(PANEL.FORM, call.round(round).form().name())
                .set(PANEL.NAME, name.strip())
                .set(PANEL.CHAIR_ID, chair)
                .set(PANEL.RULE, call.rule().name())
                .set(PANEL.TRIM, call.trim())
                .set(PANEL.CREATED_BY, actor.accountId())
                .returningResult(PANEL.ID)
                .fetchSingle()
                .value1();
        takeIn(id, call, round, category, many);
        members.stream().distinct().forEach(m -> seat(id, experts.expert(m)));
        recusals.look(actor, id);
        if (call.blind()) {
            reading.begin(actor, id, name.strip());
        }
        audit.record(actor, "review.makePanel", "panel", id, name);
        return id;
    }

    private void check(
            Call call, int round, @Nullable Long category, String name, List<Long> members, @Nullable Long chair) {
        if (round < 1 || round > call.lastRound()) {
            throw Refusal.onField("round", "form.choose");
        }
        if (name.strip().length() < 2) {
            throw Refusal.onField("name", "form.required");
        }
        if (name.strip().length() > NAME) {
            throw Refusal.onField("name", "review.nameTooLong", NAME);
        }
        if (members.isEmpty()
                || experts.find(EXPERT.ID.in(members)).size()
                        < members.stream().distinct().count()) {
            throw Refusal.onField("expert", "review.noExperts");
        }
        requireAvailable(members);
        if (chair != null && !members.contains(chair)) {
            throw Refusal.onField("chair", "review.chairNotMember");
        }
        if (category != null && call.categories().stream().noneMatch(c -> c.id() == category)) {
            throw Refusal.onField("category", "form.choose");
        }
    }

    private void requireAvailable(List<Long> members) {
        List<Expert> out = experts.unavailable(members);
        if (!out.isEmpty()) {
            throw Refusal.onField(
                    "expert",
                    "review.pool.unavailable",
                    out.stream().map(Expert::name).collect(Collectors.joining("、")));
        }
    }

    /** Entries of the category that wait for a panel of the round, under blind codes. */
    private void takeIn(long panel, Call call, int round, @Nullable Long category, @Nullable Integer many) {
        List<Long> waiting = dsl.select(ENTRY.ID)
                .from(ENTRY)
                .where(
                        entries.waits(call, round),
                        category == null ? DSL.noCondition() : ENTRY.CATEGORY_ID.eq(category))
                // Not in the order of handing in, which would tell who is behind a code; the same at each reading.
                .orderBy(DSL.field("md5({0}::text || {1}::text)", String.class, ENTRY.ID, DSL.val(panel)))
                .fetch(ENTRY.ID);
        if (waiting.isEmpty()) {
            throw new Refusal("review.noEntries");
        }
        if (many != null && (many < 1 || many > waiting.size())) {
            throw Refusal.onField("many", "review.lots.many", waiting.size());
        }
        Set<Long> taken =
                many == null || many == waiting.size() ? Set.copyOf(waiting) : lots.draw(panel, waiting, many);
        int code = 1;
        for (long id : waiting) {
            if (taken.contains(id)) {
                dsl.insertInto(PANEL_ENTRY, PANEL_ENTRY.PANEL_ID, PANEL_ENTRY.ENTRY_ID, PANEL_ENTRY.BLIND_CODE)
                        .values(panel, id, blindCode(panel, code++))
                        .execute();
            }
        }
    }

    /** The n-th entry of a panel, as its experts see it. */
    public static String blindCode(long panel, int n) {
        return "P%d-%03d".formatted(panel, n);
    }

    /** Gives an expert a place on the panel, also one who had left it. */
    public void seat(long panel, Expert member) {
        dsl.insertInto(PANEL_EXPERT, PANEL_EXPERT.PANEL_ID, PANEL_EXPERT.EXPERT_ID)
                .values(panel, member.id())
                .onConflict(PANEL_EXPERT.PANEL_ID, PANEL_EXPERT.EXPERT_ID)
                .doUpdate()
                .setNull(PANEL_EXPERT.LEFT_AT)
                .execute();
    }

    /** One more expert, also while others score: sheets are laid out for what they may see, unless the entries are assigned. */
    @Transactional
    public void add(Actor actor, long id, long expert) {
        Panel panel = panels.held(actor, id);
        panels.requireStill(id, Panel.State.FORMING, Panel.State.SCORING);
        Expert member = experts.expert(expert);
        requireAvailable(List.of(expert));
        seat(id, member);
        recusals.look(actor, id);
        if (panel.state() == Panel.State.SCORING) {
            panels.layOut(id); // by an assignment they have nothing until it is asked again
            if (assignments.find(id) == null) {
                limits.requireRoomForAll(id, List.of(expert));
            }
            letters.invite(id, expert);
        }
        audit.record(actor, "review.addMember", "panel", id, "expert " + expert);
    }

    /** An expert leaves. What they sealed still counts; the sheets they have not sealed are taken back. */
    @Transactional
    public void drop(Actor actor, long id, long expert, String reason) {
        panels.held(actor, id);
        panels.requireStill(id, Panel.State.FORMING, Panel.State.SCORING);
        if (reason.strip().length() < 2) {
            throw Refusal.onField("reason", "vetting.reasonMissing");
        }
        if (!dsl.fetchExists(PANEL_EXPERT, PANEL_EXPERT.PANEL_ID.eq(id).and(PANEL_EXPERT.EXPERT_ID.eq(expert)))) {
            throw new Stale();
        }
        leave(id, expert);
        audit.record(actor, "review.dropMember", "panel", id, "expert " + expert + ": " + reason.strip());
    }

    /** Their place is free: open sheets are taken back, and without a sealed one nothing of them stays but that they declined. */
    public void leave(long id, long expert) {
        dsl.deleteFrom(SHEET)
                .where(SHEET.PANEL_ID.eq(id), SHEET.EXPERT_ID.eq(expert), SHEET.STATE.eq("OPEN"))
                .execute();
        assignments.forget(id, expert);
        dsl.update(PANEL)
                .setNull(PANEL.CHAIR_ID)
                .where(PANEL.ID.eq(id), PANEL.CHAIR_ID.eq(expert))
                .execute();
        OnSite.stayAway(dsl, id, expert);
        dsl.update(PANEL_EXPERT)
                .set(PANEL_EXPERT.LEFT_AT, today.now())
                .where(PANEL_EXPERT.PANEL_ID.eq(id), PANEL_EXPERT.EXPERT_ID.eq(expert))
                .execute();
        if (!dsl.fetchExists(SHEET, SHEET.PANEL_ID.eq(id).and(SHEET.EXPERT_ID.eq(expert)))
                && !OnSite.went(dsl, id, expert)) {
            dsl.deleteFrom(RECUSAL)
                    .where(RECUSAL.PANEL_ID.eq(id), RECUSAL.EXPERT_ID.eq(expert))
                    .execute();
            dsl.deleteFrom(PANEL_EXPERT)
                    .where(PANEL_EXPERT.PANEL_ID.eq(id), PANEL_EXPERT.EXPERT_ID.eq(expert))
                    .execute();
            dsl.deleteFrom(INVITATION)
                    .where(
                            INVITATION.PANEL_ID.eq(id),
                            INVITATION.EXPERT_ID.eq(expert),
                            INVITATION.STATE.ne(Invitations.State.DECLINED.name()))
                    .execute();
        }
    }

    @Transactional
    public void dissolve(Actor actor, long id, int version, String reason) {
        panels.begin(actor, id, version, Panel.State.FORMING, Panel.State.SCORING);
        if (reason.strip().length() < 2) {
            throw Refusal.onField("reason", "vetting.reasonMissing");
        }
        if (dsl.fetchExists(SHEET, SHEET.PANEL_ID.eq(id).and(SHEET.STATE.eq("SEALED")))) {
            throw new Refusal("review.sealedStand");
        }
        OnSite.requireNothingBegun(dsl, id);
        OnSite.callOff(dsl, id, reason.strip());
        dsl.deleteFrom(SHEET).where(SHEET.PANEL_ID.eq(id)).execute();
        dsl.deleteFrom(RECUSAL).where(RECUSAL.PANEL_ID.eq(id)).execute();
        assignments.remove(id);
        dsl.deleteFrom(PANEL_ENTRY).where(PANEL_ENTRY.PANEL_ID.eq(id)).execute();
        panels.state(id, Panel.State.DISSOLVED);
        audit.record(actor, "review.dissolve", "panel", id, reason.strip());
    }
}
