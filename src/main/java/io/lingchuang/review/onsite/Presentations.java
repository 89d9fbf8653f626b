package io.lingchuang.review.onsite;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;
import static io.lingchuang.db.review.Tables.PRESENTATION;
import static io.lingchuang.db.review.Tables.TURN;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.calls.Round;
import io.lingchuang.entries.EntryState;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.review.Panel;
import io.lingchuang.review.Panels;
import io.lingchuang.review.room.Seat;
import io.lingchuang.review.room.Seats;
import java.security.SecureRandom;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the host settles before anybody speaks: day, place, minutes, and the order by lot. */
@Service
public class Presentations {

    private static final SecureRandom CHANCE = new SecureRandom();
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(Page.ZONE);

    private final DSLContext dsl;
    private final PresentationLists lists;
    private final Panels panels;
    private final Seats seats;
    private final Messages messages;
    private final Wording texts;
    private final Audit audit;
    private final Today today;

    Presentations(
            DSLContext dsl,
            PresentationLists lists,
            Panels panels,
            Seats seats,
            Messages messages,
            Wording texts,
            Audit audit,
            Today today) {
        this.dsl = dsl;
        this.lists = lists;
        this.panels = panels;
        this.seats = seats;
        this.messages = messages;
        this.texts = texts;
        this.audit = audit;
        this.today = today;
    }

    /** As it is seen from the actor's seat. */
    Optional<Presentation> of(Actor actor, long panel) {
        Seat seat = panels.seat(actor, panel);
        return lists.ofPanel(panel).map(p -> p.seen(seats.seen(seat), seat::title));
    }

    /** Settles day, place and minutes, and seals the secret for the draw: its hash can be told from now on. */
    @Transactional
    public void prepare(Actor actor, long panel, Presentation.Setting setting) {
        panels.held(actor, panel);
        panels.requireStill(panel, Panel.State.FORMING, Panel.State.SCORING);
        if (Opening.form(dsl, panel) != Round.Form.PRESENTATION) {
            throw new Refusal("review.present.notThisForm");
        }
        check(setting);
        byte[] random = new byte[32];
        CHANCE.nextBytes(random);
        String secret = HexFormat.of().formatHex(random);
        int made = dsl.insertInto(PRESENTATION)
                .set(PRESENTATION.PANEL_ID, panel)
                .set(PRESENTATION.STARTS_AT, setting.startsAt())
                .set(PRESENTATION.PLACE, setting.place().strip())
                .set(PRESENTATION.SPEAKING_MINUTES, setting.speaking())
                .set(PRESENTATION.ANSWER_MINUTES, setting.answering())
                .set(PRESENTATION.PAUSE_MINUTES, setting.pause())
                .set(PRESENTATION.SECRET, secret)
                .set(PRESENTATION.COMMITMENT, Lot.commitment(secret))
                .set(PRESENTATION.COMMITTED_AT, today.now())
                .onConflictDoNothing()
                .execute();
        if (made == 0) {
            throw new Stale();
        }
        audit.record(actor, "review.present.prepare", "panel", panel, "commitment " + Lot.commitment(secret));
    }

    private void check(Presentation.Setting setting) {
        if (!setting.startsAt().isAfter(today.now())) {
            throw Refusal.onField("at", "review.visit.past");
        }
        if (setting.place().strip().length() < 2 || setting.place().strip().length() > 200) {
            throw Refusal.onField("place", "review.visit.placeForm");
        }
        if (setting.speaking() < 1 || setting.speaking() > 60) {
            throw Refusal.onField("speaking", "review.present.minutesForm", 1, 60);
        }
        if (setting.answering() < 0 || setting.answering() > 60) {
            throw Refusal.onField("answering", "review.present.minutesForm", 0, 60);
        }
        if (setting.pause() < 0 || setting.pause() > 30) {
            throw Refusal.onField("pause", "review.present.minutesForm", 0, 30);
        }
    }

    /** Another day, place or length, until the first has begun. Who knows a time already is told the new one. */
    @Transactional
    public void change(Actor actor, long panel, int version, Presentation.Setting setting) {
        Presentation before = claimed(actor, panel, version);
        if (before.begun()) {
            throw new Refusal("review.present.begun");
        }
        check(setting);
        dsl.update(PRESENTATION)
                .set(PRESENTATION.STARTS_AT, setting.startsAt())
                .set(PRESENTATION.PLACE, setting.place().strip())
                .set(PRESENTATION.SPEAKING_MINUTES, setting.speaking())
                .set(PRESENTATION.ANSWER_MINUTES, setting.answering())
                .set(PRESENTATION.PAUSE_MINUTES, setting.pause())
                .where(PRESENTATION.PANEL_ID.eq(panel))
                .execute();
        before.turns()
                .forEach(t -> dsl.update(TURN)
                        .set(TURN.SLOT_AT, setting.slot(t.place()))
                        .where(TURN.PANEL_ID.eq(panel), TURN.ENTRY_ID.eq(t.entryId()))
                        .execute());
        if (before.drawn()) {
            tell(panel, "moved");
        }
        audit.record(actor, "review.present.change", "panel", panel, WHEN.format(setting.startsAt()));
    }

    /** Draws the order with a value that was called out in the room. It is made once. */
    @Transactional
    public void draw(Actor actor, long panel, int version, String publicValue) {
        Presentation before = claimed(actor, panel, version);
        if (before.drawn()) {
            throw new Stale();
        }
        String value = publicValue.strip();
        if (!value.matches("[^'\\p{Cntrl}]{4,200}")) {
            throw Refusal.onField("value", "review.present.valueForm");
        }
        Map<String, Long> entries = dsl.select(PANEL_ENTRY.BLIND_CODE, PANEL_ENTRY.ENTRY_ID)
                .from(PANEL_ENTRY)
                .join(ENTRY)
                .on(ENTRY.ID.eq(PANEL_ENTRY.ENTRY_ID))
                .where(PANEL_ENTRY.PANEL_ID.eq(panel), ENTRY.STATE.eq(EntryState.ACCEPTED.name()))
                .fetchMap(PANEL_ENTRY.BLIND_CODE, PANEL_ENTRY.ENTRY_ID);
        if (entries.isEmpty()) {
            throw new Refusal("review.noEntries");
        }
        List<Lot.Drawn> order = Lot.order(Lot.seed(before.secret(), value), entries.keySet());
        dsl.update(PRESENTATION)
                .set(PRESENTATION.PUBLIC_VALUE, value)
                .set(PRESENTATION.DRAWN_AT, today.now())
                .set(PRESENTATION.DRAWN_BY, actor.accountId())
                .where(PRESENTATION.PANEL_ID.eq(panel))
                .execute();
        for (int i = 0; i < order.size(); i++) {
            Lot.Drawn drawn = order.get(i);
            dsl.insertInto(TURN)
                    .set(TURN.PANEL_ID, panel)
                    .set(TURN.ENTRY_ID, Objects.requireNonNull(entries.get(drawn.code())))
                    .set(TURN.LOT, i + 1)
                    .set(TURN.PLACE, i + 1)
                    .set(TURN.DRAW_HASH, drawn.number())
                    .set(TURN.SLOT_AT, before.setting().slot(i + 1))
                    .execute();
        }
        tell(panel, "drawn");
        audit.record(actor, "review.present.draw", "panel", panel, "with the value " + value);
    }

    private Presentation claimed(Actor actor, long panel, int version) {
        panels.held(actor, panel);
        panels.requireStill(panel, Panel.State.FORMING, Panel.State.SCORING);
        Presentation now = lists.ofPanel(panel).orElseThrow(Stale::new);
        int claimed = dsl.update(PRESENTATION)
                .set(PRESENTATION.VERSION, version + 1)
                .where(PRESENTATION.PANEL_ID.eq(panel), PRESENTATION.VERSION.eq(version))
                .execute();
        if (claimed == 0) {
            throw new Stale();
        }
        return now;
    }

    /** Each unit learns its place and time, each expert of the panel when it begins. */
    private void tell(long panel, String what) {
        Presentation now = lists.ofPanel(panel).orElseThrow();
        Map<Long, Long> applicants = dsl.select(TURN.ENTRY_ID, ENTRY.CREATED_BY)
                .from(TURN)
                .join(ENTRY)
                .on(ENTRY.ID.eq(TURN.ENTRY_ID))
                .where(TURN.PANEL_ID.eq(panel))
                .fetchMap(TURN.ENTRY_ID, ENTRY.CREATED_BY);
        for (Turn turn : now.turns()) {
            messages.send(
                    Objects.requireNonNull(applicants.get(turn.entryId())),
                    texts.of("review.present.letter." + what, WHEN.format(turn.slotAt()), turn.title()),
                    texts.of(
                            "review.present.letterBody",
                            now.setting().place(),
                            turn.place(),
                            now.setting().speaking(),
                            now.setting().answering(),
                            turn.code()),
                    "/draws/" + now.commitment(),
                    "turn:" + panel + ":" + turn.entryId() + ":" + now.version());
        }
        dsl.select(EXPERT.ACCOUNT_ID)
                .from(PANEL_EXPERT)
                .join(EXPERT)
                .on(EXPERT.ID.eq(PANEL_EXPERT.EXPERT_ID))
                .where(PANEL_EXPERT.PANEL_ID.eq(panel), PANEL_EXPERT.LEFT_AT.isNull())
                .forEach(e -> messages.send(
                        e.value1(),
                        texts.of(
                                "review.present.expertLetter." + what,
                                WHEN.format(now.setting().startsAt())),
                        texts.of("review.visit.letterBody", now.setting().place(), ""),
                        "/panels/" + panel + "/live",
                        "present:" + panel + ":" + now.version()));
    }
}
