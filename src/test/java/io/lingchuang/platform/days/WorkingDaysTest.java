package io.lingchuang.platform.days;

import static io.lingchuang.db.platform.Tables.SPECIAL_DAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.TestDatabase;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jooq.DSLContext;

/** Terms are counted in working days as the State Council's notices of 2024 to 2026 set them. */
class WorkingDaysTest {

    private static final DSLContext DSL = TestDatabase.fresh();
    private static final WorkingDays DAYS = new WorkingDays(DSL);

    /** As the notices say, month by month; written down here a second time, so that a slip in the data is seen. */
    private static final Set<LocalDate> HOLIDAYS = days(
            "2024-01-01..2024-01-01",
            "2024-02-10..2024-02-17",
            "2024-04-04..2024-04-06",
            "2024-05-01..2024-05-05",
            "2024-06-10..2024-06-10",
            "2024-09-15..2024-09-17",
            "2024-10-01..2024-10-07",
            "2025-01-01..2025-01-01",
            "2025-01-28..2025-02-04",
            "2025-04-04..2025-04-06",
            "2025-05-01..2025-05-05",
            "2025-05-31..2025-06-02",
            "2025-10-01..2025-10-08",
            "2026-01-01..2026-01-03",
            "2026-02-15..2026-02-23",
            "2026-04-04..2026-04-06",
            "2026-05-01..2026-05-05",
            "2026-06-19..2026-06-21",
            "2026-09-25..2026-09-27",
            "2026-10-01..2026-10-07");

    private static final Set<LocalDate> MADE_UP = days(
            "2024-02-04..2024-02-04",
            "2024-02-18..2024-02-18",
            "2024-04-07..2024-04-07",
            "2024-04-28..2024-04-28",
            "2024-05-11..2024-05-11",
            "2024-09-14..2024-09-14",
            "2024-09-29..2024-09-29",
            "2024-10-12..2024-10-12",
            "2025-01-26..2025-01-26",
            "2025-02-08..2025-02-08",
            "2025-04-27..2025-04-27",
            "2025-09-28..2025-09-28",
            "2025-10-11..2025-10-11",
            "2026-01-04..2026-01-04",
            "2026-02-14..2026-02-14",
            "2026-02-28..2026-02-28",
            "2026-05-09..2026-05-09",
            "2026-09-20..2026-09-20",
            "2026-10-10..2026-10-10");

    private static Set<LocalDate> days(String... spans) {
        Set<LocalDate> all = new TreeSet<>();
        for (String span : spans) {
            LocalDate.parse(span.substring(0, 10))
                    .datesUntil(LocalDate.parse(span.substring(12)).plusDays(1))
                    .forEach(all::add);
        }
        return all;
    }

    private static boolean weekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    @Provide
    Arbitrary<LocalDate> day() {
        return Arbitraries.longs()
                .between(
                        LocalDate.parse("2024-01-01").toEpochDay(),
                        LocalDate.parse("2026-12-31").toEpochDay())
                .map(LocalDate::ofEpochDay);
    }

    @Example
    void every_day_of_the_three_years_is_what_the_notices_say() {
        LocalDate.parse("2024-01-01")
                .datesUntil(LocalDate.parse("2027-01-01"))
                .forEach(day -> assertThat(DAYS.isWorkingDay(day))
                        .as(day.toString())
                        .isEqualTo(!HOLIDAYS.contains(day) && (MADE_UP.contains(day) || !weekend(day))));
        assertThat(MADE_UP).allMatch(WorkingDaysTest::weekend);
        assertThat(HOLIDAYS).hasSize(28 + 28 + 33);
    }

    @Example
    void a_term_over_the_national_holiday_counts_the_saturday_that_is_worked() {
        assertThat(DAYS.lastDay(LocalDate.parse("2026-09-30"), 5))
                .as("30 September, 8, 9, 10 and 12 October")
                .isEqualTo("2026-10-12");
        assertThat(DAYS.lastDay(LocalDate.parse("2025-09-28"), 5))
                .as("28 to 30 September, 9 and 10 October")
                .isEqualTo("2025-10-10");
        assertThat(DAYS.lastDay(LocalDate.parse("2026-02-14"), 1))
                .as("a Saturday that is worked")
                .isEqualTo("2026-02-14");
        assertThat(DAYS.lastDay(LocalDate.parse("2026-02-15"), 1))
                .as("opened on the first holiday")
                .isEqualTo("2026-02-24");
    }

    @Example
    void days_before_a_deadline_are_counted_the_same_way_back() {
        assertThat(DAYS.minus(LocalDate.parse("2026-10-12"), 4)).isEqualTo("2026-09-30");
        assertThat(DAYS.between(LocalDate.parse("2026-09-30"), LocalDate.parse("2026-10-12")))
                .isEqualTo(4);
        assertThat(DAYS.between(LocalDate.parse("2026-10-03"), LocalDate.parse("2026-10-03")))
                .isZero();
    }

    @Example
    void of_a_year_without_a_notice_only_weekends_are_known_and_that_is_said() {
        assertThat(DAYS.known(2024)).isTrue();
        assertThat(DAYS.known(2025)).isTrue();
        assertThat(DAYS.known(2026)).isTrue();
        assertThat(DAYS.known(2031)).isFalse();
        assertThat(DAYS.known(LocalDate.parse("2026-12-30"), LocalDate.parse("2031-01-05")))
                .isFalse();
        assertThat(DAYS.isWorkingDay(LocalDate.parse("2031-10-01")))
                .as("a Wednesday")
                .isTrue();
    }

    @Example
    void what_the_keeper_of_the_calendar_changed_stays_at_the_next_start() {
        DSLContext own = TestDatabase.fresh();
        LocalDate day = LocalDate.parse("2026-10-07");
        WorkingDays before = new WorkingDays(own);
        own.deleteFrom(SPECIAL_DAY).where(SPECIAL_DAY.DAY.eq(day)).execute();
        assertThat(before.isWorkingDay(day)).isFalse();
        before.reload();
        assertThat(before.isWorkingDay(day)).isTrue();
        assertThat(new WorkingDays(own).isWorkingDay(day)).isTrue();
    }

    @Property
    void counting_forward_and_counting_between_agree(
            @ForAll("day") LocalDate day, @ForAll @IntRange(min = 0, max = 60) int n) {
        assertThat(DAYS.between(day, DAYS.plus(day, n))).isEqualTo(n);
    }

    @Property
    void counting_back_undoes_counting_forward(
            @ForAll("day") LocalDate day, @ForAll @IntRange(min = 1, max = 60) int n) {
        LocalDate then = DAYS.plus(day, n);
        assertThat(DAYS.between(DAYS.minus(then, n), then)).isEqualTo(n);
        if (DAYS.isWorkingDay(day)) {
            assertThat(DAYS.minus(then, n)).isEqualTo(day);
        }
    }

    @Property
    void a_term_ends_on_a_working_day_and_never_on_a_holiday(
            @ForAll("day") LocalDate day, @ForAll @IntRange(min = 1, max = 60) int n) {
        LocalDate last = DAYS.lastDay(day, n);
        assertThat(DAYS.isWorkingDay(last)).isTrue();
        assertThat(HOLIDAYS).doesNotContain(last);
        assertThat(day.datesUntil(last.plusDays(1)).filter(DAYS::isWorkingDay)).hasSize(n);
    }

    @Property
    void spans_add_up_and_turn_round(
            @ForAll("day") LocalDate a, @ForAll("day") LocalDate b, @ForAll("day") LocalDate c) {
        assertThat(DAYS.between(a, b)).isEqualTo(-DAYS.between(b, a));
        assertThat(DAYS.between(a, b) + DAYS.between(b, c)).isEqualTo(DAYS.between(a, c));
    }
}
