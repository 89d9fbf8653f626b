package io.lingchuang.studios.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.TestDatabase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Red, yellow and green: what the rule says of any item on any day. */
class LightTest {

    private static final DSLContext DB = TestDatabase.fresh();

    /** An item that is to be done from day 0 to day due; last: when something was last on record. */
    record Case(int due, @Nullable Integer last, int today, int warning) {}

    @Provide
    Arbitrary<Case> cases() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 364),
                        Arbitraries.integers().between(0, 400).injectNull(0.4),
                        Arbitraries.integers().between(-40, 430),
                        Arbitraries.integers().between(1, 60))
                .as((due, last, today, n) -> new Case(due, last == null || last > today ? null : last, today, n));
    }

    private static Light light(ItemState state, Case c, int today) {
        LocalDate zero = LocalDate.of(2026, 1, 1);
        return Light.valueOf(DB.fetchSingle(
                        "select studios.light({0}, {1}, {2}, {3}::date, {4}, {5})",
                        org.jooq.impl.DSL.val(state.name()),
                        org.jooq.impl.DSL.val(zero),
                        org.jooq.impl.DSL.val(zero.plusDays(c.due())),
                        org.jooq.impl.DSL.val(c.last() == null ? null : zero.plusDays(c.last()), LocalDate.class),
                        org.jooq.impl.DSL.val(zero.plusDays(today)),
                        org.jooq.impl.DSL.val(c.warning()))
                .get(0, String.class));
    }

    @Property(tries = 60)
    void what_is_done_is_green_however_late_and_what_was_given_up_counts_no_more(@ForAll("cases") Case c) {
        assertThat(light(ItemState.DONE, c, c.today())).isEqualTo(Light.GREEN);
        assertThat(light(ItemState.DROPPED, c, c.today())).isEqualTo(Light.GREY);
    }

    @Property(tries = 200)
    void what_is_open_is_red_exactly_when_its_last_day_is_over(@ForAll("cases") Case c) {
        assertThat(light(ItemState.UNDER_WAY, c, c.today()) == Light.RED).isEqualTo(c.today() > c.due());
    }

    @Property(tries = 200)
    void in_time_it_is_yellow_exactly_when_its_end_is_near_or_its_beginning_long_ago_and_the_records_are_silent(
            @ForAll("cases") Case c) {
        if (c.today() > c.due()) {
            return;
        }
        boolean near = c.due() - c.today() < c.warning();
        boolean silent = c.last() == null || c.today() - c.last() >= c.warning();
        boolean neverBegun = c.last() == null && c.today() >= c.warning();
        assertThat(light(ItemState.UNDER_WAY, c, c.today()))
                .isEqualTo((near && silent) || neverBegun ? Light.YELLOW : Light.GREEN);
    }

    @Property(tries = 15)
    void as_long_as_nothing_is_noted_no_day_makes_it_better(@ForAll("cases") Case c) {
        List<Light> year = new ArrayList<>();
        for (int day = c.last() == null ? 0 : c.last(); day < 400; day += 5) {
            year.add(light(ItemState.PLANNED, c, day));
        }
        assertThat(year).isSortedAccordingTo((a, b) -> b.compareTo(a)); // green, then yellow, then red
    }
}
