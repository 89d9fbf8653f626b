package io.lingchuang.services.events;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.services.Tables.EVENT;
import static io.lingchuang.db.services.Tables.EVENT_KIND;
import static io.lingchuang.db.services.Tables.EVENT_MOVED;
import static io.lingchuang.db.services.Tables.EVENT_SLOT;
import static io.lingchuang.db.services.Tables.REGISTRATION;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.signin.ChangingCode;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Holds events: prepared, published, moved or called off with everybody told, closed with what came of them. */
@Service
public class Events {

    static final int SLOTS = 40;
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(Page.ZONE);

    private final DSLContext dsl;
    private final Messages messages;
    private final Wording texts;
    private final Audit audit;
    private final Today today;

    Events(DSLContext dsl, Messages messages, Wording texts, Audit audit, Today today) {
        this.dsl = dsl;
        this.messages = messages;
        this.texts = texts;
        this.audit = audit;
        this.today = today;
    }

    Optional<Event> find(long id) {
        return dsl.select(EVENT.fields())
                .select(EVENT_KIND.NAME, EVENT_KIND.NAME_EN, NODE.NAME)
                .from(EVENT)
                .join(EVENT_KIND)
                .on(EVENT_KIND.CODE.eq(EVENT.KIND))
                .join(NODE)
                .on(NODE.ID.eq(EVENT.HOST_NODE_ID))
                .where(EVENT.ID.eq(id))
                .fetchOptional(r -> new Event(
                        id,
                        r.get(EVENT.KIND),
                        r.get(EVENT_KIND.NAME),
                        r.get(EVENT_KIND.NAME_EN),
                        r.get(EVENT.TITLE),
                        r.get(EVENT.INTRODUCTION),
                        r.get(EVENT.HOST_NODE_ID),
                        r.get(NODE.NAME),
                        r.get(EVENT.PLACE),
                        r.get(EVENT.STARTS_AT),
                        r.get(EVENT.ENDS_AT),
                        r.get(EVENT.REGISTER_UNTIL),
                        r.get(EVENT.PLACES),
                        r.get(EVENT.PER_UNIT),
                        r.get(EVENT.BY_UNIT_ONLY),
                        r.get(EVENT.TAKEN),
                        Event.State.valueOf(r.get(EVENT.STATE)),
                        r.get(EVENT.WHY),
                        r.get(EVENT.SUMMARY),
                        r.get(EVENT.PUBLISHED_AT),
                        r.get(EVENT.VERSION),
                        programme(id),
                        moved(id)));
    }

    private List<Event.Slot> programme(long id) {
        return dsl.selectFrom(EVENT_SLOT)
                .where(EVENT_SLOT.EVENT_ID.eq(id))
                .orderBy(EVENT_SLOT.POSITION)
                .fetch(s -> new Event.Slot(s.getBegins(), s.getTitle(), s.getSpeaker()));
    }

    private List<Event.Moved> moved(long id) {
        return dsl.selectFrom(EVENT_MOVED)
                .where(EVENT_MOVED.EVENT_ID.eq(id))
                .orderBy(EVENT_MOVED.ID)
                .fetch(m -> new Event.Moved(m.getFromAt(), m.getFromPlace(), m.getReason()));
    }

    /** As everybody may know of it; whoever holds it sees it before. */
    public Event event(@Nullable Actor actor, long id) {
        Event event = find(id).orElseThrow(NotFound::new);
        if (!event.known() && (actor == null || !holds(actor, event))) {
            throw new NotFound();
        }
        return event;
    }

    public boolean holds(Actor actor, Event event) {
        return actor.holds(Right.HOLD_EVENTS, event.hostId());
    }

    /** For whoever holds it. */
    Event held(Actor actor, long id) {
        Event event = find(id).orElseThrow(NotFound::new);
        if (!holds(actor, event)) {
            throw new NotFound();
        }
        return event;
    }

    /** Code to name of the kinds there are. */
    Map<String, String> kinds(boolean english) {
        Map<String, String> kinds = new LinkedHashMap<>();
        dsl.selectFrom(EVENT_KIND)
                .orderBy(EVENT_KIND.POSITION)
                .forEach(k -> kinds.put(k.getCode(), english ? k.getNameEn() : k.getName()));
        return kinds;
    }

    @Transactional
    public long prepare(Actor actor, long host, Event.Typed typed) {
        actor.requireHolds(Right.HOLD_EVENTS, host);
        check(typed);
        long id = dsl.insertInto(EVENT)
                .set(EVENT.KIND, typed.kind())
                .set(EVENT.TITLE, typed.title())
                .set(EVENT.INTRODUCTION, typed.introduction())
                .set(EVENT.HOST_NODE_ID, host)
                .set(EVENT.PLACE, typed.place())
                .set(EVENT.STARTS_AT, typed.startsAt())
                .set(EVENT.ENDS_AT, typed.endsAt())
                .set(EVENT.REGISTER_UNTIL, typed.registerUntil())
                .set(EVENT.PLACES, typed.places())
                .set(EVENT.PER_UNIT, typed.perUnit())
                .set(EVENT.BY_UNIT_ONLY, typed.byUnitOnly())
                .set(EVENT.PREPARED_BY, actor.accountId())
                .returningResult(EVENT.ID)
                .fetchSingle()
                .value1();
        write(id, typed.programme());
        audit.record(actor, "events.prepare", "event", id, typed.title());
        return id;
    }

    private void write(long id, List<Event.Slot> programme) {
        dsl.deleteFrom(EVENT_SLOT).where(EVENT_SLOT.EVENT_ID.eq(id)).execute();
        int position = 1;
        for (Event.Slot slot : programme) {
            dsl.insertInto(EVENT_SLOT)
                    .set(EVENT_SLOT.EVENT_ID, id)
                    .set(EVENT_SLOT.POSITION, position++)
                    .set(EVENT_SLOT.BEGINS, slot.begins())
                    .set(EVENT_SLOT.TITLE, slot.title())
                    .set(EVENT_SLOT.SPEAKER, slot.speaker())
                    .execute();
        }
    }

    private void check(Event.Typed t) {
        if (!kinds(false).containsKey(t.kind())) {
            throw Refusal.onField("kind", "events.kindForm");
        }
        length("title", t.title(), 2, 80);
        length("place", t.place(), 2, 120);
        length("introduction", t.introduction(), 0, 4000);
        if (!t.endsAt().isAfter(t.startsAt())) {
            throw Refusal.onField("endsAt", "events.endsForm");
        }
        if (t.registerUntil().isAfter(t.endsAt())) {
            throw Refusal.onField("registerUntil", "events.registerForm");
        }
        if (t.places() != null && (t.places() < 1 || t.places() > 100_000)) {
            throw Refusal.onField("places", "events.placesForm");
        }
        if (t.perUnit() != null && (t.perUnit() < 1 || t.perUnit() > 10_000)) {
            throw Refusal.onField("perUnit", "events.perUnitForm");
        }
        if (t.programme().size() > SLOTS) {
            throw Refusal.onField("programme", "events.slotsForm", SLOTS);
        }
        for (Event.Slot slot : t.programme()) {
            length("programme", slot.title(), 1, 120);
            length("programme", slot.speaker(), 0, 80);
        }
    }

    static void length(String field, String typed, int least, int most) {
        int signs = typed.codePointCount(0, typed.length()); // as the database counts
        if (signs < least || signs > most) {
            throw Refusal.onField(field, "events.length", least, most);
        }
    }

    /** Everything but time and place of a published event, which {@link #move} changes with a reason. */
    @Transactional
    public void change(Actor actor, long id, int version, Event.Typed typed) {
        Event before = claimed(actor, id, version);
        if (before.state() != Event.State.DRAFT && before.state() != Event.State.PUBLISHED) {
            throw new Refusal("events.over");
        }
        check(typed);
        if (before.state() == Event.State.PUBLISHED
                && (!typed.startsAt().equals(before.startsAt())
                        || !typed.place().equals(before.place()))) {
            throw Refusal.onField("startsAt", "events.moveInstead");
        }
        if (typed.places() != null && typed.places() < before.taken()) {
            throw Refusal.onField("places", "events.takenAlready", before.taken());
        }
        dsl.update(EVENT)
                .set(EVENT.KIND, typed.kind())
                .set(EVENT.TITLE, typed.title())
                .set(EVENT.INTRODUCTION, typed.introduction())
                .set(EVENT.PLACE, typed.place())
                .set(EVENT.STARTS_AT, typed.startsAt())
                .set(EVENT.ENDS_AT, typed.endsAt())
                .set(EVENT.REGISTER_UNTIL, typed.registerUntil())
                .set(EVENT.PLACES, typed.places())
                .set(EVENT.PER_UNIT, typed.perUnit())
                .set(EVENT.BY_UNIT_ONLY, typed.byUnitOnly())
                .where(EVENT.ID.eq(id))
                .execute();
        write(id, typed.programme());
        audit.record(actor, "events.change", "event", id, typed.title());
    }

    @Transactional
    public void publish(Actor actor, long id, int version) {
        Event event = claimed(actor, id, version);
        if (event.state() != Event.State.DRAFT) {
            throw new Stale();
        }
        if (!event.startsAt().isAfter(today.now())) {
            throw new Refusal("events.past");
        }
        if (event.programme().isEmpty()) {
            throw new Refusal("events.noProgramme");
        }
        dsl.update(EVENT)
                .set(EVENT.STATE, Event.State.PUBLISHED.name())
                .set(EVENT.PUBLISHED_AT, today.now())
                .where(EVENT.ID.eq(id))
                .execute();
        audit.record(actor, "events.publish", "event", id, event.title());
    }

    @Transactional
    public void move(Actor actor, long id, int version, Instant startsAt, Instant endsAt, String place, String reason) {
        Event event = claimed(actor, id, version);
        if (event.state() != Event.State.PUBLISHED) {
            throw new Stale();
        }
        length("place", place.strip(), 2, 120);
        if (!startsAt.isAfter(today.now())) {
            throw Refusal.onField("startsAt", "events.past");
        }
        if (!endsAt.isAfter(startsAt)) {
            throw Refusal.onField("endsAt", "events.endsForm");
        }
        String why = reason(reason);
        dsl.insertInto(EVENT_MOVED)
                .set(EVENT_MOVED.EVENT_ID, id)
                .set(EVENT_MOVED.FROM_AT, event.startsAt())
                .set(EVENT_MOVED.FROM_PLACE, event.place())
                .set(EVENT_MOVED.REASON, why)
                .execute();
        long shift = startsAt.getEpochSecond() - event.startsAt().getEpochSecond();
        Instant until = event.registerUntil().plusSeconds(shift);
        dsl.update(EVENT)
                .set(EVENT.STARTS_AT, startsAt)
                .set(EVENT.ENDS_AT, endsAt)
                .set(EVENT.REGISTER_UNTIL, until.isAfter(endsAt) ? endsAt : until)
                .set(EVENT.PLACE, place.strip())
                .where(EVENT.ID.eq(id))
                .execute();
        tell(id, "moved", event.title(), WHEN.format(startsAt) + " " + place.strip() + "：" + why);
        audit.record(actor, "events.move", "event", id, WHEN.format(event.startsAt()) + " > " + WHEN.format(startsAt));
    }

    @Transactional
    public void cancel(Actor actor, long id, int version, String reason) {
        Event event = claimed(actor, id, version);
        if (!event.state().mayBecome(Event.State.CANCELLED)) {
            throw new Stale();
        }
        String why = reason(reason);
        dsl.update(EVENT)
                .set(EVENT.STATE, Event.State.CANCELLED.name())
                .set(EVENT.WHY, why)
                .where(EVENT.ID.eq(id))
                .execute();
        tell(id, "cancelled", event.title(), why);
        audit.record(actor, "events.cancel", "event", id, why);
    }

    /** Its figures stand from now on. */
    @Transactional
    public void close(Actor actor, long id, int version, String summary) {
        Event event = claimed(actor, id, version);
        if (event.state() != Event.State.PUBLISHED) {
            throw new Stale();
        }
        if (event.startsAt().isAfter(today.now())) {
            throw new Refusal("events.notBegun");
        }
        length("summary", summary.strip(), 0, 8000);
        dsl.update(EVENT)
                .set(EVENT.STATE, Event.State.HELD.name())
                .set(EVENT.SUMMARY, summary.strip())
                .where(EVENT.ID.eq(id))
                .execute();
        audit.record(actor, "events.close", "event", id, event.title());
    }

    @Transactional
    public void summarise(Actor actor, long id, int version, String summary) {
        Event event = claimed(actor, id, version);
        if (event.state() != Event.State.HELD) {
            throw new Stale();
        }
        length("summary", summary.strip(), 0, 8000);
        dsl.update(EVENT)
                .set(EVENT.SUMMARY, summary.strip())
                .where(EVENT.ID.eq(id))
                .execute();
        audit.record(actor, "events.summarise", "event", id, null);
    }

    /** Whoever comes or waits and has an account, and the clerks who registered others. */
    private void tell(long id, String letter, String title, String body) {
        dsl.selectDistinct(org.jooq.impl.DSL.coalesce(REGISTRATION.ACCOUNT_ID, REGISTRATION.REGISTERED_BY))
                .from(REGISTRATION)
                .where(REGISTRATION.EVENT_ID.eq(id), REGISTRATION.STATE.ne(Registration.State.CANCELLED.name()))
                .forEach(r -> {
                    if (r.value1() != null) {
                        messages.send(
                                r.value1(), texts.of("events.letter." + letter, title), body, "/events/" + id, null);
                    }
                });
    }

    static String reason(String typed) {
        String reason = typed.strip();
        if (reason.length() < 2 || reason.length() > 300) {
            throw Refusal.onField("reason", "vetting.reasonMissing");
        }
        return reason;
    }

    private Event claimed(Actor actor, long id, int version) {
        held(actor, id);
        if (dsl.update(EVENT)
                        .set(EVENT.VERSION, version + 1)
                        .where(EVENT.ID.eq(id), EVENT.VERSION.eq(version))
                        .execute()
                == 0) {
            throw new Stale();
        }
        return held(actor, id);
    }

    /** On its screen. */
    ChangingCode code(long id) {
        return new ChangingCode(dsl.select(EVENT.SECRET)
                .from(EVENT)
                .where(EVENT.ID.eq(id))
                .fetchSingle()
                .value1());
    }
}
