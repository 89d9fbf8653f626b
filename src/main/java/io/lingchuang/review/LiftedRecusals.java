package io.lingchuang.review;

import static io.lingchuang.db.review.Tables.LIFTED_RECUSAL;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.RECUSAL;
import static io.lingchuang.db.review.Tables.SHEET;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.review.room.Seat;
import io.lingchuang.review.room.Seats;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes back a recusal that the host or the chair set by mistake. What the records know, and what the expert said themselves, stands: nobody
 * lifts that. Nobody lifts a recusal of their own either, as they see nothing of the entry.
 */
@Service
public class LiftedRecusals {

    /** A recusal that may be lifted from a seat. */
    public record Liftable(long expert, long entry, String name, String code, String reason) {}

    private final DSLContext dsl;
    private final Panels panels;
    private final Seats seats;
    private final Recusals recusals;
    private final Experts experts;
    private final AssignmentHandover handover;
    private final LoadLimits limits;
    private final Messages messages;
    private final Wording texts;
    private final Audit audit;

    LiftedRecusals(
            DSLContext dsl,
            Panels panels,
            Seats seats,
            Recusals recusals,
            Experts experts,
            AssignmentHandover handover,
            LoadLimits limits,
            Messages messages,
            Wording texts,
            Audit audit) {
        this.dsl = dsl;
        this.panels = panels;
        this.seats = seats;
        this.recusals = recusals;
        this.experts = experts;
        this.handover = handover;
        this.limits = limits;
        this.messages = messages;
        this.texts = texts;
        this.audit = audit;
    }

    /** In SQL: a recusal that was set for an expert and an entry before this was lifted, on whatever panel of the call. */
    static Condition lifted(
            io.lingchuang.db.review.tables.Recusal recusal, io.lingchuang.db.review.tables.Panel panel) {
        var where = PANEL.as("lifted_on");
        return DSL.exists(DSL.selectOne()
                .from(LIFTED_RECUSAL)
                .join(where)
                .on(where.ID.eq(LIFTED_RECUSAL.PANEL_ID))
                .where(
                        where.CALL_ID.eq(panel.CALL_ID),
                        LIFTED_RECUSAL.EXPERT_ID.eq(recusal.EXPERT_ID),
                        LIFTED_RECUSAL.ENTRY_ID.eq(recusal.ENTRY_ID),
                        LIFTED_RECUSAL.AT.ge(recusal.AT)));
    }

    List<Liftable> of(Seat seat) {
        var account = io.lingchuang.db.access.Tables.ACCOUNT;
        var expert = io.lingchuang.db.review.Tables.EXPERT;
        return dsl.select(RECUSAL.EXPERT_ID, RECUSAL.ENTRY_ID, account.NAME, PANEL_ENTRY.BLIND_CODE, RECUSAL.REASON)
                .from(RECUSAL)
                .join(PANEL_ENTRY)
                .on(PANEL_ENTRY.PANEL_ID.eq(RECUSAL.PANEL_ID), PANEL_ENTRY.ENTRY_ID.eq(RECUSAL.ENTRY_ID))
                .join(expert)
                .on(expert.ID.eq(RECUSAL.EXPERT_ID))
                .join(account)
                .on(account.ID.eq(expert.ACCOUNT_ID))
                .where(
                        RECUSAL.PANEL_ID.eq(seat.panel().id()),
                        RECUSAL.GROUND.eq(Recusals.Ground.CHAIR.name()),
                        seat.sees(RECUSAL.ENTRY_ID))
                .orderBy(PANEL_ENTRY.BLIND_CODE, account.NAME)
                .fetch(r ->
                        new Liftable(r.value1(), r.value2(), r.value3(), r.value4(), seat.blind() ? "" : r.value5()));
    }

    /**
     * Lifts it on every panel of the call that is not closed. Where it took a sheet away an empty one comes back: what had been typed was
     * given up with the recusal. Should the records bar the expert by now, that recusal takes its place at once and the act is refused.
     */
    @Transactional
    public void lift(Actor actor, long id, long expert, long entry, String reason) {
        Seat seat = panels.seat(actor, id);
        seats.requireSees(seat, entry);
        String why = reason.strip();
        if (why.length() < 2 || why.length() > 300) {
            throw Refusal.onField("reason", "vetting.reasonMissing");
        }
        panels.requireStill(id, Panel.State.FORMING, Panel.State.SCORING);
        var there = PANEL.as("there");
        var open = dsl.deleteFrom(RECUSAL)
                .where(
                        RECUSAL.EXPERT_ID.eq(expert),
                        RECUSAL.ENTRY_ID.eq(entry),
                        RECUSAL.GROUND.eq(Recusals.Ground.CHAIR.name()),
                        RECUSAL.PANEL_ID.in(DSL.select(there.ID)
                                .from(there)
                                .where(
                                        there.CALL_ID.eq(seat.panel().callId()),
                                        there.STATE.in(Panel.State.FORMING.name(), Panel.State.SCORING.name()))))
                .returning(RECUSAL.PANEL_ID, RECUSAL.REASON, RECUSAL.TOOK_SHEET)
                .fetch();
        if (open.stream().noneMatch(r -> r.getPanelId() == id)) {
            throw new Stale();
        }
        open.forEach(r -> {
            Long lift = dsl.insertInto(LIFTED_RECUSAL)
                    .set(LIFTED_RECUSAL.PANEL_ID, r.getPanelId())
                    .set(LIFTED_RECUSAL.EXPERT_ID, expert)
                    .set(LIFTED_RECUSAL.ENTRY_ID, entry)
                    .set(LIFTED_RECUSAL.WAS, r.getReason())
                    .set(LIFTED_RECUSAL.REASON, why)
                    .set(LIFTED_RECUSAL.ACCOUNT_ID, actor.accountId())
                    .returningResult(LIFTED_RECUSAL.ID)
                    .fetchSingle()
                    .value1();
            recusals.look(actor, r.getPanelId());
            if (recusals.hidden(r.getPanelId(), expert).contains(entry)) {
                throw new Refusal("review.lift.recordsSay");
            }
            if (r.getTookSheet()) {
                comesBack(r.getPanelId(), expert, entry, lift);
            }
            audit.record(
                    actor,
                    "review.liftRecusal",
                    "panel",
                    r.getPanelId(),
                    "expert " + expert + ", entry " + entry + ": " + why);
        });
    }

    private void comesBack(long panel, long expert, long entry, long lift) {
        handover.give(panel, expert, Set.of(entry));
        if (panels.panel(panel).state() == Panel.State.SCORING) {
            panels.layOut(panel);
            limits.requireRoomForAll(panel, List.of(expert));
            if (dsl.fetchExists(
                    SHEET,
                    SHEET.PANEL_ID.eq(panel).and(SHEET.EXPERT_ID.eq(expert)).and(SHEET.ENTRY_ID.eq(entry)))) {
                messages.send(
                        experts.expert(expert).accountId(),
                        texts.of("review.letter.lifted", panels.panel(panel).name()),
                        texts.of("review.letter.liftedBody"),
                        "/scoring",
                        "lifted:" + lift);
            }
        }
    }
}
