package io.lingchuang.services.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What is due, year by year. */
class DueTest {

    private static final LocalDate FROM = LocalDate.of(2026, 3, 1);

    /** Every day of the agreement until today lies in exactly one year, and each activity within it counts once. */
    @Property(tries = 300)
    void years_follow_each_other_and_count_everything_once(
            @ForAll @IntRange(min = 1, max = 1800) int length,
            @ForAll @IntRange(min = 0, max = 2500) int now,
            @ForAll @IntRange(min = 1, max = 12) int yearly,
            @ForAll @Size(max = 20) List<@IntRange(min = 0, max = 1800) Integer> days) {
        LocalDate until = FROM.plusDays(length);
        LocalDate today = FROM.plusDays(now);
        List<LocalDate> held = days.stream().map(FROM::plusDays).toList();
        List<Due> dues = Due.of(FROM, until, yearly, held, today);
        assertThat(dues).isNotEmpty();
        LocalDate next = FROM;
        for (Due due : dues) {
            assertThat(due.from()).isEqualTo(next);
            assertThat(due.promised()).isBetween(1, yearly);
            assertThat(due.standing() == Due.Standing.KEPT).isEqualTo(due.missing() == 0);
            assertThat(due.standing() == Due.Standing.LATE).isEqualTo(due.missing() > 0 && today.isAfter(due.until()));
            next = due.until().plusDays(1);
        }
        LocalDate last = dues.getLast().until();
        assertThat(last.isBefore(until) && last.isBefore(today)).isFalse();
        assertThat(dues.stream().mapToInt(Due::done).sum())
                .isEqualTo((int) held.stream().filter(d -> !d.isAfter(last)).count());
    }

    @Property(tries = 1)
    void a_last_year_of_three_months_asks_for_its_share() {
        List<Due> dues = Due.of(FROM, LocalDate.of(2027, 5, 31), 4, List.of(), LocalDate.of(2027, 4, 1));
        assertThat(dues).extracting(Due::promised).containsExactly(4, 2);
        assertThat(dues).extracting(Due::standing).containsExactly(Due.Standing.LATE, Due.Standing.DUE);
    }
}
