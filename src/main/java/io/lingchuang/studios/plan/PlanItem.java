package io.lingchuang.studios.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One line of the wall.
 *
 * @param proof what will show that it is done
 * @param internal not for the public; note never is
 * @param dueDay the last day of its last month
 * @param firstOn when something was first done for it, lastOn when last
 */
public record PlanItem(
        long id,
        long planId,
        long studioId,
        int year,
        ItemKind kind,
        String title,
        int fromMonth,
        int untilMonth,
        String goal,
        int quantity,
        String unit,
        String proof,
        String partner,
        boolean internal,
        String note,
        ItemState state,
        int percent,
        @Nullable LocalDate doneOn,
        @Nullable String droppedWhy,
        LocalDate dueDay,
        @Nullable LocalDate firstOn,
        @Nullable LocalDate lastOn,
        Light light,
        List<Doer> doers,
        int version) {

    /** Somebody who does it; left: no longer works in the studio. */
    public record Doer(long memberId, String name, boolean left) {}

    public String who() {
        return doers.stream().map(Doer::name).collect(Collectors.joining("、"));
    }

    /** Nobody of those named still works in the studio. */
    public boolean orphaned() {
        return state.open() && doers.stream().allMatch(Doer::left);
    }

    /** Days past its last one: of what is done when it was done, of what is open today. */
    public long daysLate(LocalDate today) {
        LocalDate end = doneOn != null ? doneOn : today;
        return state == ItemState.DROPPED ? 0 : Math.max(0, end.toEpochDay() - dueDay.toEpochDay());
    }

    /** Planned for a month. */
    public boolean planned(int month) {
        return fromMonth <= month && month <= untilMonth;
    }

    /** Worked on in a month of its year, as the records say. */
    public boolean worked(int month) {
        return firstOn != null && lastOn != null && monthOf(firstOn) <= month && month <= monthOf(lastOn);
    }

    /** Already past its last month, and not done. */
    public boolean overdue(int month, LocalDate today) {
        return state.open() && month > untilMonth && month <= (today.getYear() > year ? 12 : monthOf(today));
    }

    private int monthOf(LocalDate day) {
        return day.getYear() > year ? 12 : day.getYear() < year ? 1 : day.getMonthValue();
    }
}
