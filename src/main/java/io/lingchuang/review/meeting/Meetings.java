package io.lingchuang.review.meeting;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.MEETING;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;
import static io.lingchuang.db.review.Tables.PRESENT;
import static io.lingchuang.db.review.Tables.RECUSAL;
import static io.lingchuang.db.review.Tables.TURN;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.review.Panels;
import io.lingchuang.review.onsite.Turn;
import io.lingchuang.review.room.Seat;
import io.lingchuang.review.room.Seats;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A panel in session: the host says who of it is in the room, and what it talks about. */
@Service
public class Meetings {

    private final DSLContext dsl;
    private final Panels panels;
    private final Seats seats;
    private final Audit audit;
    private final Today today;

    Meetings(DSLContext dsl, Panels panels, Seats seats, Audit audit, Today today) {
        this.dsl = dsl;
        this.panels = panels;
        this.seats = seats;
        this.audit = audit;
        this.today = today;
    }

    /** These of the panel's experts are in the room, and no others. Nobody comes in while that is presented which they must recuse from. */
    @Transactional
    public void present(Actor actor, long panel, List<Long> experts) {
        panels.seat(actor, panel);
        open(panel);
        List<Long> members = dsl.select(PANEL_EXPERT.EXPERT_ID)
                .from(PANEL_EXPERT)
                .where(PANEL_EXPERT.PANEL_ID.eq(panel), PANEL_EXPERT.LEFT_AT.isNull())
                .fetch(PANEL_EXPERT.EXPERT_ID);
        if (!members.containsAll(experts)) {
            throw Refusal.onField("expert", "review.meeting.notMember");
        }
        dsl.deleteFrom(PRESENT)
                .where(PRESENT.PANEL_ID.eq(panel), PRESENT.EXPERT_ID.notIn(experts))
                .execute();
        List<String> recused = recusedFromWhatRuns(panel, experts);
        if (!recused.isEmpty()) {
            throw Refusal.onField("expert", "review.meeting.recusedNow", String.join("、", recused));
        }
        experts.forEach(e -> dsl.insertInto(PRESENT, PRESENT.PANEL_ID, PRESENT.EXPERT_ID, PRESENT.SINCE)
                .values(panel, e, today.now())
                .onConflictDoNothing()
                .execute());
        audit.record(actor, "review.meeting.present", "panel", panel, "experts " + experts);
    }

    private List<String> recusedFromWhatRuns(long panel, List<Long> experts) {
        return dsl.select(ACCOUNT.NAME)
                .from(RECUSAL)
                .join(TURN)
                .on(TURN.PANEL_ID.eq(RECUSAL.PANEL_ID), TURN.ENTRY_ID.eq(RECUSAL.ENTRY_ID))
                .join(EXPERT)
                .on(EXPERT.ID.eq(RECUSAL.EXPERT_ID))
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(EXPERT.ACCOUNT_ID))
                .where(
                        RECUSAL.PANEL_ID.eq(panel),
                        RECUSAL.EXPERT_ID.in(experts),
                        TURN.STATE.in(Turn.State.SPEAKING.name(), Turn.State.ANSWERING.name()))
                .orderBy(ACCOUNT.NAME)
                .fetch(ACCOUNT.NAME);
    }

    /** What the panel talks about; null: nothing. */
    @Transactional
    public void discuss(Actor actor, long panel, @Nullable Long entry) {
        Seat seat = panels.seat(actor, panel);
        open(panel);
        if (entry != null && !seats.sees(seat, entry)) {
            throw Refusal.onField("entry", "form.choose");
        }
        dsl.update(MEETING)
                .set(MEETING.ENTRY_ID, entry)
                .where(MEETING.PANEL_ID.eq(panel))
                .execute();
        audit.record(actor, "review.meeting.discuss", "panel", panel, entry == null ? null : "entry " + entry);
    }

    private void open(long panel) {
        dsl.insertInto(MEETING, MEETING.PANEL_ID, MEETING.OPENED_AT)
                .values(panel, today.now())
                .onConflictDoNothing()
                .execute();
    }
}
