package io.lingchuang.services.events;

import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.platform.Tables.MESSAGE;
import static io.lingchuang.db.services.Tables.REGISTRATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.RankedCall;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Role;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An event, from the day it is prepared until its figures stand. */
class EventTest extends RankedCall {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    Events events;

    @Autowired
    Registrations registrations;

    @Autowired
    EventLists lists;

    private static Instant at(int day, int hour) {
        return LocalDateTime.of(2026, 11, day, hour, 0).atZone(Page.ZONE).toInstant();
    }

    private static Event.Typed forum(@Nullable Integer places, @Nullable Integer perUnit) {
        return new Event.Typed(
                "FORUM",
                "5G 创新论坛",
                "交流 5G 在工厂里的用法。",
                "市工人文化宫报告厅",
                at(20, 9),
                at(20, 17),
                at(19, 17),
                places,
                perUnit,
                false,
                List.of(
                        new Event.Slot(LocalTime.of(9, 0), "开幕", ""),
                        new Event.Slot(LocalTime.of(9, 30), "报告", "某教授")));
    }

    private long published(@Nullable Integer places, @Nullable Integer perUnit) {
        long id = events.prepare(officer, city.id(), forum(places, perUnit));
        events.publish(officer, id, 0);
        return id;
    }

    private Actor guest() {
        int n = COUNT.incrementAndGet();
        long account = accounts.create(Actor.system(), "guest" + n, "来宾" + n, null, null);
        dsl.insertInto(PERSON)
                .set(PERSON.NAME, "来宾" + n)
                .set(PERSON.EMPLOYER_NODE_ID, unit.id())
                .set(PERSON.ACCOUNT_ID, account)
                .execute();
        return accounts.actor(account).orElseThrow();
    }

    private Registration own(Actor guest, long id) {
        return registrations.own(guest, id).orElseThrow();
    }

    private List<String> lettersTo(Actor actor) {
        return dsl.select(MESSAGE.SUBJECT)
                .from(MESSAGE)
                .where(MESSAGE.ACCOUNT_ID.eq(actor.accountId()))
                .fetch(MESSAGE.SUBJECT);
    }

    @Test
    void nobody_knows_of_it_before_it_is_published() {
        long id = events.prepare(officer, city.id(), forum(null, null));
        assertThatThrownBy(() -> events.event(null, id)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> events.event(guest(), id)).isInstanceOf(NotFound.class);
        assertThat(events.event(officer, id).state()).isEqualTo(Event.State.DRAFT);
        events.publish(officer, id, 0);
        assertThat(events.event(null, id).programme()).hasSize(2);
        assertThatThrownBy(() -> events.publish(somebody("别处", Role.OFFICER, unit), id, 1))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void whoever_finds_no_place_waits_and_moves_up_when_one_comes_free() {
        long id = published(1, null);
        Actor first = guest();
        Actor second = guest();
        Actor third = guest();
        assertThat(registrations.register(first, id)).isEqualTo(Registration.State.REGISTERED);
        assertThat(registrations.register(second, id)).isEqualTo(Registration.State.WAITING);
        assertThat(registrations.register(third, id)).isEqualTo(Registration.State.WAITING);
        registrations.cancel(first, id, own(first, id).id());
        assertThat(own(second, id).state()).isEqualTo(Registration.State.REGISTERED);
        assertThat(own(third, id).state()).isEqualTo(Registration.State.WAITING);
        assertThat(lettersTo(second)).singleElement().asString().contains("转为正式报名");
        assertThat(events.event(null, id).taken()).isEqualTo(1);
        registrations.change(officer, id, events.event(officer, id).version(), forum(5, null));
        assertThat(own(third, id).state()).isEqualTo(Registration.State.REGISTERED);
    }

    @Test
    void many_who_press_at_the_same_moment_take_every_place_once() throws Exception {
        long id = published(3, null);
        List<Actor> guests = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            guests.add(guest());
        }
        List<Registration.State> states = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Future<Registration.State>> all = guests.stream()
                    .map(g -> threads.submit(() -> registrations.register(g, id)))
                    .toList();
            for (Future<Registration.State> each : all) {
                states.add(each.get());
            }
        }
        assertThat(states).filteredOn(s -> s == Registration.State.REGISTERED).hasSize(3);
        assertThat(events.event(null, id).taken()).isEqualTo(3);
    }

    @Test
    void nobody_registers_twice_and_a_unit_sends_no_more_than_it_may() {
        long id = published(null, 2);
        Actor clerk = somebody("李干事", Role.CLERK, unit);
        assertThat(registrations.registerUnit(clerk, id, unit.id(), List.of("张三丰", " 李四光 ", "")))
                .isEqualTo(2);
        assertThatThrownBy(() -> registrations.register(guest(), id))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.key()).isEqualTo("events.unitFull"));
        long open = published(null, null);
        Actor guest = guest();
        registrations.register(guest, open);
        assertThatThrownBy(() -> registrations.register(guest, open))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.key()).isEqualTo("events.already"));
        assertThat(events.event(null, open).taken()).isEqualTo(1);
        assertThatThrownBy(() -> registrations.registerUnit(worker, open, unit.id(), List.of("王五")))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void who_stands_before_the_screen_signs_in_and_who_has_no_phone_is_ticked() {
        long id = published(null, null);
        Actor guest = guest();
        registrations.register(guest, id);
        Actor clerk = somebody("李干事", Role.CLERK, unit);
        registrations.registerUnit(clerk, id, unit.id(), List.of("赵老师傅"));
        String early = events.code(id).at(at(19, 9));
        at("2026-11-20T08:50");
        assertThatThrownBy(() -> registrations.here(guest, id, early))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.field()).isEqualTo("code"));
        String code = events.code(id)
                .at(LocalDateTime.parse("2026-11-20T08:50").atZone(Page.ZONE).toInstant());
        assertThatThrownBy(() -> registrations.here(guest(), id, code)).isInstanceOf(Refusal.class);
        registrations.here(guest, id, code);
        registrations.here(guest, id, code);
        assertThat(own(guest, id).cameAt()).isNotNull();
        long old = dsl.select(REGISTRATION.ID)
                .from(REGISTRATION)
                .where(REGISTRATION.EVENT_ID.eq(id), REGISTRATION.NAME.eq("赵老师傅"))
                .fetchSingle()
                .value1();
        registrations.tick(officer, id, old, true);
        registrations.tick(officer, id, old, false);
        registrations.tick(officer, id, old, true);
        registrations.walkIn(officer, id, "路过的人", "街道办");
        assertThat(lists.units(id))
                .extracting(EventLists.OfUnit::unit, EventLists.OfUnit::registered, EventLists.OfUnit::came)
                .containsExactlyInAnyOrder(
                        org.assertj.core.api.Assertions.tuple(unit.name(), 2, 2),
                        org.assertj.core.api.Assertions.tuple("街道办", 1, 1));
        assertThatThrownBy(() -> registrations.cancel(guest, id, own(guest, id).id()))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void whoever_registered_is_told_when_it_is_moved_or_called_off() {
        long id = published(null, null);
        Actor guest = guest();
        registrations.register(guest, id);
        events.move(officer, id, 1, at(25, 9), at(25, 17), "职业技术学院", "场地检修");
        Event moved = events.event(null, id);
        assertThat(moved.startsAt()).isEqualTo(at(25, 9));
        assertThat(moved.moved())
                .singleElement()
                .extracting(Event.Moved::reason)
                .isEqualTo("场地检修");
        assertThat(moved.registerUntil()).isEqualTo(at(24, 17));
        assertThatThrownBy(() -> events.cancel(officer, id, 1, "旧页面")).isInstanceOf(Stale.class);
        events.cancel(officer, id, 2, "天气原因");
        assertThat(lettersTo(guest)).hasSize(2).anyMatch(l -> l.contains("改期")).anyMatch(l -> l.contains("取消"));
        assertThat(events.event(null, id).why()).isEqualTo("天气原因");
        assertThatThrownBy(() -> registrations.register(guest(), id)).isInstanceOf(Refusal.class);
    }

    @Test
    void nobody_registers_after_the_last_moment() {
        long id = published(null, null);
        at("2026-11-19T17:01");
        assertThatThrownBy(() -> registrations.register(guest(), id))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.key()).isEqualTo("events.notTaking"));
    }

    @Test
    void it_is_closed_once_it_has_begun_and_its_figures_stand() {
        long id = published(null, null);
        assertThatThrownBy(() -> events.close(officer, id, 1, "")).isInstanceOf(Refusal.class);
        at("2026-11-20T18:00");
        events.close(officer, id, 1, "三百人到场");
        assertThat(events.event(null, id).summary()).isEqualTo("三百人到场");
        assertThatThrownBy(() -> registrations.walkIn(officer, id, "迟到的人", "某厂"))
                .isInstanceOf(Refusal.class);
    }
}
