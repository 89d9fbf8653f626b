package io.lingchuang.review.onsite;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.PRESENT;
import static io.lingchuang.db.review.Tables.PRESENTATION;
import static io.lingchuang.db.review.Tables.RECUSAL;
import static io.lingchuang.db.review.Tables.SHEET;
import static io.lingchuang.db.review.Tables.TURN;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.calls.RankingRule;
import io.lingchuang.entries.EntryState;
import io.lingchuang.entries.Journey;
import io.lingchuang.entries.Move;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.review.Panel;
import io.lingchuang.review.Panels;
import io.lingchuang.review.room.Seats;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The host or the chair leads through the turns: one begins, speaks, answers and is done; the clock runs here, so that every screen shows
 * the same. What the chair must recuse from is led by the deputy or the host.
 */
@Service
public class Turns {

    /** Rules by which an entry's score does not hang on other entries' sheets. */
    private static final Set<RankingRule> ALONE = Set.of(RankingRule.TRIMMED, RankingRule.MEAN);

    private final DSLContext dsl;
    private final PresentationLists lists;
    private final Panels panels;
    private final Seats seats;
    private final Journey journey;
    private final Messages messages;
    private final Wording texts;
    private final Audit audit;
    private final Today today;

    Turns(
            DSLContext dsl,
            PresentationLists lists,
            Panels panels,
            Seats seats,
            Journey journey,
            Messages messages,
            Wording texts,
            Audit audit,
            Today today) {
        this.dsl = dsl;
        this.lists = lists;
        this.panels = panels;
        this.seats = seats;
        this.journey = journey;
        this.messages = messages;
        this.texts = texts;
        this.audit = audit;
        this.today = today;
    }

    /** The next in order begins, once whoever must recuse from it has left the room. From now on its sheets are open. */
    @Transactional
    public void begin(Actor actor, long panel, long entry) {
        Turn turn = turn(actor, panel, entry);
        Presentation now = lists.ofPanel(panel).orElseThrow(NotFound::new);
        if (now.running() != null) {
            throw new Refusal(
                    "review.turn.another",
                    seats.sees(panels.seat(actor, panel), now.running().entryId())
                            ? now.running().code()
                            : "…");
        }
        Turn next = now.next();
        if (next == null || next.entryId() != entry) {
            throw new Stale();
        }
        if (!turn.standing()) {
            throw new Refusal("review.turn.withdrawn", turn.code());
        }
        List<String> must = recusedHere(dsl, panel, entry);
        if (!must.isEmpty()) {
            throw new Refusal("review.turn.recusedHere", String.join("、", must));
        }
        int begun = dsl.update(TURN)
                .set(TURN.STATE, Turn.State.SPEAKING.name())
                .set(TURN.BEGAN_AT, today.now())
                .set(TURN.RUNNING_SINCE, today.now())
                .where(which(panel, entry), TURN.STATE.eq(Turn.State.WAITING.name()))
                .execute();
        if (begun == 0) {
            throw new Stale();
        }
        audit.record(actor, "review.turn.begin", "panel", panel, turn.code());
    }

    /** Names of those in the room who must not be there for this entry. */
    public static List<String> recusedHere(DSLContext dsl, long panel, long entry) {
        return dsl.select(ACCOUNT.NAME)
                .from(PRESENT)
                .join(RECUSAL)
                .on(RECUSAL.PANEL_ID.eq(PRESENT.PANEL_ID), RECUSAL.EXPERT_ID.eq(PRESENT.EXPERT_ID))
                .join(EXPERT)
                .on(EXPERT.ID.eq(PRESENT.EXPERT_ID))
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(EXPERT.ACCOUNT_ID))
                .where(PRESENT.PANEL_ID.eq(panel), RECUSAL.ENTRY_ID.eq(entry))
                .orderBy(ACCOUNT.NAME)
                .fetch(ACCOUNT.NAME);
    }

    /** Speaking is over, questions begin; the clock starts anew. */
    @Transactional
    public void answer(Actor actor, long panel, long entry) {
        Turn turn = turn(actor, panel, entry);
        move(panel, entry, Turn.State.SPEAKING, Turn.State.ANSWERING, Duration.ZERO, today.now(), turn.reason());
        audit.record(actor, "review.turn.answer", "panel", panel, turn.code());
    }

    @Transactional
    public void end(Actor actor, long panel, long entry) {
        Turn turn = turn(actor, panel, entry);
        if (!turn.state().running()) {
            throw new Stale();
        }
        dsl.update(TURN)
                .set(TURN.STATE, Turn.State.DONE.name())
                .set(TURN.ENDED_AT, today.now())
                .set(TURN.USED_MS, turn.used(today.now()).toMillis())
                .setNull(TURN.RUNNING_SINCE)
                .where(which(panel, entry))
                .execute();
        audit.record(actor, "review.turn.end", "panel", panel, turn.code());
    }

    /** Stops the clock, for example while somebody looks for a cable. */
    @Transactional
    public void pause(Actor actor, long panel, long entry) {
        Turn turn = turn(actor, panel, entry);
        if (turn.runningSince() == null) {
            throw new Stale();
        }
        move(panel, entry, turn.state(), turn.state(), turn.used(today.now()), null, turn.reason());
    }

    @Transactional
    public void resume(Actor actor, long panel, long entry) {
        Turn turn = turn(actor, panel, entry);
        if (!turn.state().running() || turn.runningSince() != null) {
            throw new Stale();
        }
        move(panel, entry, turn.state(), turn.state(), turn.used(), today.now(), turn.reason());
    }

    /** Is not there yet: comes after all others. */
    @Transactional
    public void putLast(Actor actor, long panel, long entry, String reason) {
        Turn turn = turn(actor, panel, entry);
        if (turn.state() != Turn.State.WAITING) {
            throw new Stale();
        }
        toTheEnd(panel, turn, Turn.State.WAITING, reasonOf(reason));
        audit.record(actor, "review.turn.last", "panel", panel, turn.code() + ": " + reason.strip());
    }

    /** Did not come at all. */
    @Transactional
    public void absent(Actor actor, long panel, long entry, String reason) {
        Turn turn = turn(actor, panel, entry);
        move(panel, entry, Turn.State.WAITING, Turn.State.ABSENT, Duration.ZERO, null, reasonOf(reason));
        audit.record(actor, "review.turn.absent", "panel", panel, turn.code() + ": " + reason.strip());
    }

    /** Came after all, and is last. */
    @Transactional
    public void back(Actor actor, long panel, long entry) {
        Turn turn = turn(actor, panel, entry);
        if (turn.state() != Turn.State.ABSENT) {
            throw new Stale();
        }
        toTheEnd(panel, turn, Turn.State.WAITING, turn.reason());
        audit.record(actor, "review.turn.back", "panel", panel, turn.code());
    }

    /** Who did not come at all gave up 视为放弃: the entry leaves the review, as nothing of it can be ranked. */
    @Transactional
    public void waive(Actor actor, long panel, long entry) {
        panels.held(actor, panel); // what leaves the review is for the host to say
        Turn turn = turn(actor, panel, entry);
        if (turn.state() != Turn.State.ABSENT || !turn.standing()) {
            throw new Stale();
        }
        journey.move(actor, entry, Move.to(EntryState.WITHDRAWN, "waive", turn.reason()));
        messages.send(
                journey.entry(entry).createdBy(),
                texts.of("review.turn.waivedLetter", turn.title()),
                turn.reason() == null ? "" : turn.reason(),
                "/entries/" + entry,
                "waive:" + panel + ":" + entry);
        audit.record(actor, "review.turn.waive", "panel", panel, turn.code() + ": " + turn.reason());
    }

    /** Others move up by one; nobody's told time gets earlier. */
    private void toTheEnd(long panel, Turn turn, Turn.State state, @Nullable String reason) {
        List<Turn> all = lists.ofPanel(panel).orElseThrow(NotFound::new).turns();
        Presentation.Setting setting =
                lists.ofPanel(panel).orElseThrow(NotFound::new).setting();
        Instant last = all.stream().map(Turn::slotAt).max(Instant::compareTo).orElseThrow();
        Duration each = Duration.between(setting.slot(1), setting.slot(2));
        dsl.update(TURN)
                .set(TURN.PLACE, TURN.PLACE.minus(1))
                .where(TURN.PANEL_ID.eq(panel), TURN.PLACE.gt(turn.place()))
                .execute();
        dsl.update(TURN)
                .set(TURN.PLACE, all.size())
                .set(TURN.SLOT_AT, last.plus(each))
                .set(TURN.STATE, state.name())
                .set(TURN.REASON, reason)
                .where(which(panel, turn.entryId()))
                .execute();
    }

    /** Shows the score in the room, once every sheet that bears on it is handed in. */
    @Transactional
    public void show(Actor actor, long panel, long entry) {
        Panel held = panels.panel(panel);
        Turn turn = turn(actor, panel, entry);
        if (turn.state() != Turn.State.DONE || turn.shownAt() != null) {
            throw new Stale();
        }
        Condition waits = SHEET.PANEL_ID.eq(panel).and(SHEET.STATE.eq("OPEN"));
        int open = dsl.fetchCount(SHEET, ALONE.contains(held.rule()) ? waits.and(SHEET.ENTRY_ID.eq(entry)) : waits);
        if (open > 0) {
            throw new Refusal(
                    ALONE.contains(held.rule()) ? "review.turn.sheetsOpen" : "review.turn.allSheetsOpen", open);
        }
        dsl.update(TURN)
                .set(TURN.SHOWN_AT, today.now())
                .where(which(panel, entry))
                .execute();
        audit.record(actor, "review.turn.show", "panel", panel, turn.code());
    }

    /** The turn, for whoever leads a panel that scores and may see its entry; whoever leads it from another window waits. */
    private Turn turn(Actor actor, long panel, long entry) {
        seats.requireSees(panels.seat(actor, panel), entry);
        panels.requireScoring(panel);
        dsl.selectOne()
                .from(PRESENTATION)
                .where(PRESENTATION.PANEL_ID.eq(panel))
                .forUpdate()
                .fetch();
        return lists.ofPanel(panel).map(Presentation::turns).orElse(List.of()).stream()
                .filter(t -> t.entryId() == entry)
                .findFirst()
                .orElseThrow(Stale::new);
    }

    private void move(
            long panel,
            long entry,
            Turn.State from,
            Turn.State to,
            Duration used,
            @Nullable Instant runningSince,
            @Nullable String reason) {
        int moved = dsl.update(TURN)
                .set(TURN.STATE, to.name())
                .set(TURN.USED_MS, used.toMillis())
                .set(TURN.RUNNING_SINCE, runningSince)
                .set(TURN.REASON, reason)
                .where(which(panel, entry), TURN.STATE.eq(from.name()))
                .execute();
        if (moved == 0) {
            throw new Stale();
        }
    }

    private static Condition which(long panel, long entry) {
        return TURN.PANEL_ID.eq(panel).and(TURN.ENTRY_ID.eq(entry));
    }

    private static String reasonOf(String reason) {
        if (reason.strip().length() < 2 || reason.strip().length() > 300) {
            throw Refusal.onField("reason", "vetting.reasonMissing");
        }
        return reason.strip();
    }
}
