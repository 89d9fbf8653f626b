package io.lingchuang.review.room;

import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.review.Panel;
import io.lingchuang.review.blind.Blinding;
import io.lingchuang.review.invitations.Admission;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who is let into a panel's room: an officer of the host, the chair, and the deputy; an expert only
 * from when they accepted and declared their ties until they leave. */
@Component
public class Seats {

    private final DSLContext dsl;
    private final Calls calls;
    private final Blinding blinding;

    Seats(DSLContext dsl, Calls calls, Blinding blinding) {
        this.dsl = dsl;
        this.calls = calls;
        this.blinding = blinding;
    }

    /** Asked at every step: a chair that was replaced is out at once. */
    public Seat of(Actor actor, Panel panel) {
        return find(actor, panel).orElseThrow(NotFound::new);
    }

    Optional<Seat> find(Actor actor, Panel panel) {
        Call call = calls.call(panel.callId());
        boolean host = actor.holds(Right.RUN_PANEL, call.hostNodeId());
        var me = dsl.select(
                        EXPERT.ID,
                        DSL.field(PANEL_EXPERT.LEFT_AT.isNull().and(Admission.given(PANEL.ID, EXPERT.ID))),
                        PANEL.CHAIR_ID,
                        PANEL.DEPUTY_ID)
                .from(PANEL)
                .join(PANEL_EXPERT)
                .on(PANEL_EXPERT.PANEL_ID.eq(PANEL.ID))
                .join(EXPERT)
                .on(EXPERT.ID.eq(PANEL_EXPERT.EXPERT_ID))
                .where(PANEL.ID.eq(panel.id()), EXPERT.ACCOUNT_ID.eq(actor.accountId()))
                .fetchOne();
        if (host) {
            return Optional.of(
                    new Seat(panel, Seat.Kind.HOST, me == null ? null : me.value1(), panel.chairId(), false));
        }
        if (me != null && me.value2() && actor.may(Right.SCORE)) {
            if (Objects.equals(me.value1(), me.value3())) {
                return Optional.of(expert(panel, Seat.Kind.CHAIR, me.value1(), me.value3(), call));
            }
            if (Objects.equals(me.value1(), me.value4())) {
                return Optional.of(expert(panel, Seat.Kind.DEPUTY, me.value1(), me.value3(), call));
            }
        }
        return Optional.empty();
    }

    private Seat expert(Panel panel, Seat.Kind kind, Long expert, @Nullable Long chair, Call call) {
        return new Seat(
                panel, kind, expert, chair, call.blind(), call.blind() ? blinding.titles(panel.id()) : Map.of());
    }

    /** An entry of the panel that may be seen from that seat. */
    public void requireSees(Seat seat, long entry) {
        if (!sees(seat, entry)) {
            throw new NotFound();
        }
    }

    public boolean sees(Seat seat, long entry) {
        return dsl.fetchExists(
                PANEL_ENTRY,
                PANEL_ENTRY
                        .PANEL_ID
                        .eq(seat.panel().id())
                        .and(PANEL_ENTRY.ENTRY_ID.eq(entry))
                        .and(seat.sees(PANEL_ENTRY.ENTRY_ID)));
    }

    /** The entries of the panel that may be seen from that seat. */
    public Set<Long> seen(Seat seat) {
        return dsl.select(PANEL_ENTRY.ENTRY_ID)
                .from(PANEL_ENTRY)
                .where(PANEL_ENTRY.PANEL_ID.eq(seat.panel().id()), seat.sees(PANEL_ENTRY.ENTRY_ID))
                .fetchSet(PANEL_ENTRY.ENTRY_ID);
    }

    public boolean seesPoints(Seat seat, long entry) {
        return dsl.fetchExists(
                PANEL_ENTRY,
                PANEL_ENTRY
                        .PANEL_ID
                        .eq(seat.panel().id())
                        .and(PANEL_ENTRY.ENTRY_ID.eq(entry))
                        .and(seat.seesPoints(PANEL_ENTRY.ENTRY_ID)));
    }

    /** The panels under way that somebody chairs or stands in for. */
    List<Long> chaired(long account) {
        return dsl.select(PANEL.ID)
                .from(PANEL)
                .join(EXPERT)
                .on(EXPERT.ID.eq(PANEL.CHAIR_ID).or(EXPERT.ID.eq(PANEL.DEPUTY_ID)))
                .join(PANEL_EXPERT)
                .on(PANEL_EXPERT.PANEL_ID.eq(PANEL.ID), PANEL_EXPERT.EXPERT_ID.eq(EXPERT.ID))
                .where(
                        EXPERT.ACCOUNT_ID.eq(account),
                        PANEL_EXPERT.LEFT_AT.isNull(),
                        Admission.given(PANEL.ID, EXPERT.ID),
                        PANEL.STATE.eq(Panel.State.SCORING.name()))
                .orderBy(PANEL.ID)
                .fetch(PANEL.ID);
    }
}
