package io.lingchuang.services.events;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.services.Tables.EVENT;
import static io.lingchuang.db.services.Tables.REGISTRATION;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who comes: a person alone, a unit for its people, and whoever stands at the door. A place is taken by one statement, never by two people. */
@Service
public class Registrations {

    private static final int AT_ONCE = 100;

    private final DSLContext dsl;
    private final Events events;
    private final Messages messages;
    private final Wording texts;
    private final Audit audit;
    private final Today today;

    Registrations(DSLContext dsl, Events events, Messages messages, Wording texts, Audit audit, Today today) {
        this.dsl = dsl;
        this.events = events;
        this.messages = messages;
        this.texts = texts;
        this.audit = audit;
        this.today = today;
    }

    /** Somebody by themselves: their name and unit come from the directory. */
    @Transactional
    public Registration.State register(Actor actor, long id) {
        Event event = taking(actor, id);
        if (event.byUnitOnly()) {
            throw new Refusal("events.byUnitOnly");
        }
        Who who = who(actor);
        return add(event, actor.accountId(), actor.name(), who.node(), who.unit(), actor.accountId());
    }

    private record Who(@Nullable Long node, String unit) {}

    private Who who(Actor actor) {
        var found = dsl.select(NODE.ID, NODE.NAME)
                .from(PERSON)
                .join(NODE)
                .on(NODE.ID.eq(PERSON.EMPLOYER_NODE_ID))
                .where(PERSON.ACCOUNT_ID.eq(actor.accountId()))
                .fetchOptional(r -> new Who(r.value1(), r.value2()));
        if (found.isPresent()) {
            return found.get();
        }
        return actor.grants().stream()
                .findFirst()
                .map(g -> new Who(
                        g.nodeId(),
                        dsl.select(NODE.NAME)
                                .from(NODE)
                                .where(NODE.ID.eq(g.nodeId()))
                                .fetchSingle()
                                .value1()))
                .orElseGet(() -> new Who(null, texts.of("events.noUnit")));
    }

    /** A clerk for people of their unit, by name: nobody needs an account. @return how many have a place, the others wait */
    @Transactional
    public int registerUnit(Actor actor, long id, long node, List<String> names) {
        actor.requireHolds(Right.ENTER_FOR_OTHERS, node);
        Event event = taking(actor, id);
        List<String> all = names.stream()
                .map(String::strip)
                .filter(n -> !n.isEmpty())
                .distinct()
                .toList();
        if (all.isEmpty() || all.size() > AT_ONCE) {
            throw Refusal.onField("names", "events.namesForm", AT_ONCE);
        }
        String unit = dsl.select(NODE.NAME)
                .from(NODE)
                .where(NODE.ID.eq(node))
                .fetchSingle()
                .value1();
        int placed = 0;
        for (String name : all) {
            int signs = name.codePointCount(0, name.length());
            if (signs < 2 || signs > 40) {
                throw Refusal.onField("names", "events.nameForm", name);
            }
            if (add(event, null, name, node, unit, actor.accountId()) == Registration.State.REGISTERED) {
                placed++;
            }
        }
        audit.record(actor, "events.registerUnit", "event", id, unit + " " + all.size());
        return placed;
    }

    private Event taking(Actor actor, long id) {
        Event event = events.event(actor, id);
        if (!event.takes(today.now())) {
            throw new Refusal("events.notTaking");
        }
        return event;
    }

    private Registration.State add(
            Event event, @Nullable Long account, String name, @Nullable Long node, String unit, @Nullable Long by) {
        // Whoever registers for one event does so one after the other: the row of the event is theirs until the end.
        boolean placed = takePlace(event.id());
        if (event.perUnit() != null && node != null && ofUnit(event.id(), node) >= event.perUnit()) {
            throw new Refusal("events.unitFull", event.perUnit());
        }
        var state = placed ? Registration.State.REGISTERED : Registration.State.WAITING;
        try {
            dsl.insertInto(REGISTRATION)
                    .set(REGISTRATION.EVENT_ID, event.id())
                    .set(REGISTRATION.ACCOUNT_ID, account)
                    .set(REGISTRATION.NAME, name)
                    .set(REGISTRATION.NODE_ID, node)
                    .set(REGISTRATION.UNIT, unit)
                    .set(REGISTRATION.STATE, state.name())
                    .set(REGISTRATION.REGISTERED_BY, by)
                    .execute();
        } catch (DuplicateKeyException e) {
            throw new Refusal("events.already", name);
        }
        return state;
    }

    private boolean takePlace(long event) {
        if (dsl.update(EVENT)
                        .set(EVENT.TAKEN, EVENT.TAKEN.plus(1))
                        .where(EVENT.ID.eq(event), EVENT.PLACES.isNull().or(EVENT.TAKEN.lt(EVENT.PLACES)))
                        .and(EVENT.STATE.eq(Event.State.PUBLISHED.name()))
                        .execute()
                == 1) {
            return true;
        }
        lock(event);
        if (events.find(event).orElseThrow(NotFound::new).state() != Event.State.PUBLISHED) {
            throw new Stale();
        }
        return false;
    }

    private void lock(long event) {
        dsl.select(EVENT.ID).from(EVENT).where(EVENT.ID.eq(event)).forUpdate().fetchSingle();
    }

    private int ofUnit(long event, long node) {
        return dsl.fetchCount(
                REGISTRATION,
                REGISTRATION
                        .EVENT_ID
                        .eq(event)
                        .and(REGISTRATION.NODE_ID.eq(node))
                        .and(REGISTRATION.STATE.ne(Registration.State.CANCELLED.name())));
    }

    /** Whoever registered gives the place back; the first who waits moves up and is told. */
    @Transactional
    public void cancel(Actor actor, long id, long registration) {
        Event event = events.event(actor, id);
        lock(id);
        Registration found = one(REGISTRATION.ID.eq(registration).and(REGISTRATION.EVENT_ID.eq(id)))
                .orElseThrow(NotFound::new);
        boolean own = found.accountId() != null && found.accountId() == actor.accountId();
        boolean unit = found.nodeId() != null && actor.holds(Right.ENTER_FOR_OTHERS, found.nodeId());
        if (!own && !unit && !events.holds(actor, event)) {
            throw new NotFound();
        }
        if (found.state() == Registration.State.CANCELLED) {
            return;
        }
        if (found.cameAt() != null || event.state() != Event.State.PUBLISHED) {
            throw new Refusal("events.cameAlready");
        }
        dsl.update(REGISTRATION)
                .set(REGISTRATION.STATE, Registration.State.CANCELLED.name())
                .where(REGISTRATION.ID.eq(registration))
                .execute();
        if (found.state() == Registration.State.REGISTERED) {
            dsl.update(EVENT)
                    .set(EVENT.TAKEN, EVENT.TAKEN.minus(1))
                    .where(EVENT.ID.eq(id))
                    .execute();
            moveUp(event);
        }
        audit.record(actor, "events.cancelRegistration", "event", id, found.unit());
    }

    /** As many of those who wait, the first first, as there are places. */
    void moveUp(Event event) {
        for (Registration next : waiting(event.id())) {
            if (!takePlace(event.id())) {
                return;
            }
            dsl.update(REGISTRATION)
                    .set(REGISTRATION.STATE, Registration.State.REGISTERED.name())
                    .where(REGISTRATION.ID.eq(next.id()))
                    .execute();
            Long to = next.accountId() != null ? next.accountId() : registeredBy(next.id());
            if (to != null) {
                messages.send(
                        to,
                        texts.of("events.letter.movedUp", event.title(), next.name()),
                        "",
                        "/events/" + event.id(),
                        "event-moved-up-" + next.id());
            }
        }
    }

    private @Nullable Long registeredBy(long registration) {
        return dsl.select(REGISTRATION.REGISTERED_BY)
                .from(REGISTRATION)
                .where(REGISTRATION.ID.eq(registration))
                .fetchSingle()
                .value1();
    }

    private List<Registration> waiting(long event) {
        return find(REGISTRATION.EVENT_ID.eq(event).and(REGISTRATION.STATE.eq(Registration.State.WAITING.name())));
    }

    Optional<Registration> own(Actor actor, long event) {
        return one(REGISTRATION
                .EVENT_ID
                .eq(event)
                .and(REGISTRATION.ACCOUNT_ID.eq(actor.accountId()))
                .and(REGISTRATION.STATE.ne(Registration.State.CANCELLED.name())));
    }

    List<Registration> ofUnits(Actor actor, long event) {
        return find(REGISTRATION
                .EVENT_ID
                .eq(event)
                .and(REGISTRATION.NODE_ID.in(actor.nodesWith(Right.ENTER_FOR_OTHERS)))
                .and(REGISTRATION.STATE.ne(Registration.State.CANCELLED.name())));
    }

    private Optional<Registration> one(Condition which) {
        return find(which).stream().findFirst();
    }

    List<Registration> find(Condition which) {
        return dsl.selectFrom(REGISTRATION)
                .where(which)
                .orderBy(REGISTRATION.ID)
                .fetch(r -> new Registration(
                        r.getId(),
                        r.getEventId(),
                        r.getAccountId(),
                        r.getName(),
                        r.getNodeId(),
                        r.getUnit(),
                        Registration.State.valueOf(r.getState()),
                        r.getCameAt()));
    }

    /** More places, and whoever waits moves up. */
    @Transactional
    public void change(Actor actor, long id, int version, Event.Typed typed) {
        events.change(actor, id, version, typed);
        Event event = events.held(actor, id);
        if (event.state() == Event.State.PUBLISHED) {
            moveUp(event);
        }
    }

    /** By the code on the screen, for whoever has a place; the others are written down at the desk. */
    @Transactional
    public void here(Actor actor, long id, String code) {
        Event event = events.event(actor, id);
        requireToday(event);
        if (!events.code(id).fits(code, today.now())) {
            throw Refusal.onField("code", "events.codeForm");
        }
        lock(id);
        Optional<Registration> own = own(actor, id);
        if (own.isPresent() && own.get().cameAt() != null) {
            return;
        }
        if (own.isEmpty() || own.get().state() == Registration.State.WAITING) {
            throw new Refusal(own.isEmpty() ? "events.notRegistered" : "events.stillWaiting");
        }
        came(own.get().id(), Registration.CameHow.CODE);
    }

    private void requireToday(Event event) {
        if (event.state() != Event.State.PUBLISHED) {
            throw new Refusal("events.over");
        }
        if (today.now().isBefore(event.startsAt().minusSeconds(3 * 3600))
                || today.now().isAfter(event.endsAt())) {
            throw new Refusal("events.notNow");
        }
    }

    private void came(long registration, Registration.CameHow how) {
        dsl.update(REGISTRATION)
                .set(REGISTRATION.CAME_AT, today.now())
                .set(REGISTRATION.CAME_HOW, how.name())
                .where(REGISTRATION.ID.eq(registration), REGISTRATION.CAME_AT.isNull())
                .execute();
    }

    /** Ticked on the list by the host, for those without a phone; or the tick is taken off. */
    @Transactional
    public void tick(Actor actor, long id, long registration, boolean came) {
        Event event = events.held(actor, id);
        if (event.state() != Event.State.PUBLISHED) {
            throw new Refusal("events.over");
        }
        Registration found = one(REGISTRATION.ID.eq(registration).and(REGISTRATION.EVENT_ID.eq(id)))
                .orElseThrow(NotFound::new);
        if (found.state() != Registration.State.REGISTERED) {
            throw new Stale();
        }
        if (came) {
            if (event.startsAt().minusSeconds(3 * 3600).isAfter(today.now())) {
                throw new Refusal("events.notNow");
            }
            came(registration, Registration.CameHow.LIST);
        } else {
            dsl.update(REGISTRATION)
                    .setNull(REGISTRATION.CAME_AT)
                    .setNull(REGISTRATION.CAME_HOW)
                    .where(REGISTRATION.ID.eq(registration))
                    .execute();
        }
        audit.record(actor, came ? "events.tick" : "events.untick", "event", id, found.name());
    }

    /** Somebody at the door who never registered: name and unit, and they are counted. */
    @Transactional
    public void walkIn(Actor actor, long id, String name, String unit) {
        Event event = events.held(actor, id);
        requireToday(event);
        Events.length("name", name.strip(), 2, 40);
        Events.length("unit", unit.strip(), 2, 80);
        Long node = dsl.select(NODE.ID)
                .from(NODE)
                .where(NODE.NAME.eq(unit.strip()), NODE.ACTIVE.isTrue())
                .limit(1)
                .fetchOptional(NODE.ID)
                .orElse(null);
        if (!takePlace(id)) {
            throw new Refusal("events.full");
        }
        try {
            long made = dsl.insertInto(REGISTRATION)
                    .set(REGISTRATION.EVENT_ID, id)
                    .set(REGISTRATION.NAME, name.strip())
                    .set(REGISTRATION.NODE_ID, node)
                    .set(REGISTRATION.UNIT, unit.strip())
                    .set(REGISTRATION.STATE, Registration.State.REGISTERED.name())
                    .set(REGISTRATION.REGISTERED_BY, actor.accountId())
                    .returningResult(REGISTRATION.ID)
                    .fetchSingle()
                    .value1();
            came(made, Registration.CameHow.LIST);
        } catch (DuplicateKeyException e) {
            throw new Refusal("events.already", name.strip());
        }
        audit.record(actor, "events.walkIn", "event", id, unit.strip());
    }
}
