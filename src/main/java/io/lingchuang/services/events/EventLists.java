package io.lingchuang.services.events;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.services.Tables.EVENT;
import static io.lingchuang.db.services.Tables.EVENT_KIND;
import static io.lingchuang.db.services.Tables.REGISTRATION;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.Page;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The calendar of events, open to everybody, and who comes to one, for its host. */
@Component
public class EventLists {

    record Row(
            long id,
            String title,
            String kind,
            String host,
            String place,
            Instant starts,
            Event.State state,
            @Nullable Integer free) {}

    record Guest(
            long id,
            String name,
            String unit,
            Registration.State state,
            boolean account,
            Instant at,
            @Nullable Instant came,
            Registration.@Nullable CameHow how) {}

    /** Somebody as the desk at the door sees them. */
    public record AtDoor(
            long id, String name, String unit, @Nullable Instant came) {}

    /** How many of a unit registered and came. */
    public record OfUnit(String unit, int registered, int came) {}

    private static final int AT_DOOR = 60;

    private final DSLContext dsl;
    private final Events events;
    private final Today today;

    EventLists(DSLContext dsl, Events events, Today today) {
        this.dsl = dsl;
        this.events = events;
        this.today = today;
    }

    /** What is published; whoever holds events sees their own drafts too. */
    Listing<Row> calendar(@Nullable Actor actor, Page page) {
        var kind = page.english() ? EVENT_KIND.NAME_EN : EVENT_KIND.NAME;
        Condition seen = EVENT.PUBLISHED_AT.isNotNull();
        if (actor != null && actor.may(Right.HOLD_EVENTS)) {
            seen = seen.or(EVENT.HOST_NODE_ID.in(actor.nodesWith(Right.HOLD_EVENTS)));
        }
        Condition scope = seen;
        Map<String, String> when = new LinkedHashMap<>();
        when.put("coming", page.t("events.coming"));
        when.put("past", page.t("events.pastOnes"));
        return new Listing<>(
                        dsl,
                        "events.title",
                        filters -> dsl.select(EVENT.fields())
                                .select(kind, NODE.NAME)
                                .from(EVENT)
                                .join(EVENT_KIND)
                                .on(EVENT_KIND.CODE.eq(EVENT.KIND))
                                .join(NODE)
                                .on(NODE.ID.eq(EVENT.HOST_NODE_ID))
                                .where(scope)
                                .and(filters),
                        r -> new Row(
                                r.get(EVENT.ID),
                                r.get(EVENT.TITLE),
                                r.get(kind),
                                r.get(NODE.NAME),
                                r.get(EVENT.PLACE),
                                r.get(EVENT.STARTS_AT),
                                Event.State.valueOf(r.get(EVENT.STATE)),
                                free(r)))
                .down(EVENT.STARTS_AT)
                .down(EVENT.ID)
                .filter(Filter.text(
                        "q",
                        "events.search",
                        q -> EVENT.TITLE.containsIgnoreCase(q).or(EVENT.PLACE.containsIgnoreCase(q))))
                .filter(Filter.choice("kind", "events.kind", events.kinds(page.english()), EVENT.KIND::eq))
                .filter(Filter.choice(
                        "when",
                        "events.when",
                        when,
                        v -> v.equals("coming") ? EVENT.ENDS_AT.ge(today.now()) : EVENT.ENDS_AT.lt(today.now())))
                .column(Column.of("starts", "events.startsAt", Row::starts))
                .column(Column.<Row>of("title", "events.name", Row::title).link(r -> "/events/" + r.id()))
                .column(Column.of("kind", "events.kind", Row::kind))
                .column(Column.of("place", "events.place", Row::place))
                .column(Column.of("host", "events.host", Row::host).more())
                .column(Column.of("free", "events.free", Row::free))
                .column(Column.of("state", "events.state", Row::state));
    }

    /** Of one that can still be come to. */
    private static @Nullable Integer free(Record r) {
        return r.get(EVENT.PLACES) == null || !r.get(EVENT.STATE).equals(Event.State.PUBLISHED.name())
                ? null
                : r.get(EVENT.PLACES) - r.get(EVENT.TAKEN);
    }

    /** For its host only. */
    Listing<Guest> guests(long event, Page page) {
        Map<String, String> came = new LinkedHashMap<>();
        came.put("yes", page.t("events.came"));
        came.put("no", page.t("events.notCame"));
        return new Listing<Guest>(
                        dsl,
                        "events.guests",
                        filters -> dsl.select(REGISTRATION.fields())
                                .from(REGISTRATION)
                                .where(REGISTRATION.EVENT_ID.eq(event))
                                .and(filters),
                        r -> new Guest(
                                r.get(REGISTRATION.ID),
                                r.get(REGISTRATION.NAME),
                                r.get(REGISTRATION.UNIT),
                                Registration.State.valueOf(r.get(REGISTRATION.STATE)),
                                r.get(REGISTRATION.ACCOUNT_ID) != null,
                                r.get(REGISTRATION.REGISTERED_AT),
                                r.get(REGISTRATION.CAME_AT),
                                r.get(REGISTRATION.CAME_HOW) == null
                                        ? null
                                        : Registration.CameHow.valueOf(r.get(REGISTRATION.CAME_HOW))))
                .up(REGISTRATION.ID)
                .filter(Filter.text(
                        "q",
                        "events.guestSearch",
                        q -> REGISTRATION.NAME.containsIgnoreCase(q).or(REGISTRATION.UNIT.containsIgnoreCase(q))))
                .filter(Filter.constants("state", "events.state", Registration.State.class, REGISTRATION.STATE, page))
                .filter(Filter.choice(
                        "came",
                        "events.cameFilter",
                        came,
                        v -> v.equals("yes") ? REGISTRATION.CAME_AT.isNotNull() : REGISTRATION.CAME_AT.isNull()))
                .column(Column.of("name", "events.person", Guest::name))
                .column(Column.of("unit", "events.unit", Guest::unit))
                .column(Column.of("state", "events.state", Guest::state))
                .column(Column.of("came", "events.cameAt", Guest::came))
                .column(Column.of("how", "events.cameHow", Guest::how).more())
                .column(Column.of("at", "events.registeredAt", Guest::at).more());
    }

    /** Who has a place, those first who are not here yet; of many those whose name or unit is searched for. */
    List<AtDoor> door(long event, String typed) {
        return dsl.select(REGISTRATION.ID, REGISTRATION.NAME, REGISTRATION.UNIT, REGISTRATION.CAME_AT)
                .from(REGISTRATION)
                .where(
                        REGISTRATION.EVENT_ID.eq(event),
                        REGISTRATION.STATE.eq(Registration.State.REGISTERED.name()),
                        typed.isEmpty()
                                ? DSL.noCondition()
                                : REGISTRATION
                                        .NAME
                                        .containsIgnoreCase(typed)
                                        .or(REGISTRATION.UNIT.containsIgnoreCase(typed)))
                .orderBy(REGISTRATION.CAME_AT.isNotNull(), REGISTRATION.ID)
                .limit(AT_DOOR)
                .fetch(r -> new AtDoor(r.value1(), r.value2(), r.value3(), r.value4()));
    }

    List<OfUnit> units(long event) {
        var registered = DSL.count();
        var came = DSL.count(REGISTRATION.CAME_AT);
        return dsl.select(REGISTRATION.UNIT, registered, came)
                .from(REGISTRATION)
                .where(REGISTRATION.EVENT_ID.eq(event), REGISTRATION.STATE.eq(Registration.State.REGISTERED.name()))
                .groupBy(REGISTRATION.UNIT)
                .orderBy(registered.desc(), REGISTRATION.UNIT)
                .fetch(r -> new OfUnit(r.value1(), r.value2(), r.value3()));
    }

    int waiting(long event) {
        return dsl.fetchCount(
                REGISTRATION,
                REGISTRATION.EVENT_ID.eq(event).and(REGISTRATION.STATE.eq(Registration.State.WAITING.name())));
    }
}
