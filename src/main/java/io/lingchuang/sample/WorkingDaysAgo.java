package io.lingchuang.sample;

import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.days.WorkingDays;
import io.lingchuang.platform.web.Page;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The office hours of the weeks before today. What is to happen on them is told story by story, and then done day by day, in the order of
 * time, as it would have been: what is told later for the same day comes a few minutes after.
 */
@Component
class WorkingDaysAgo {

    private static final int MINUTES_APART = 3;

    /** What an act gave, once it is done. */
    static final class Later<T> implements Supplier<T> {
        private @Nullable T value;

        @Override
        public T get() {
            return Objects.requireNonNull(value, "not done yet");
        }
    }

    private record Act(Instant at, Runnable what) {}

    private final OnThatDay onThatDay;
    private final WorkingDays days;
    private final Today today;
    private final Map<LocalDate, Integer> told = new HashMap<>();
    private final List<Act> acts = new ArrayList<>();

    WorkingDaysAgo(OnThatDay onThatDay, WorkingDays days, Today today) {
        this.onThatDay = onThatDay;
        this.days = days;
        this.today = today;
    }

    /** So many working days before today. */
    LocalDate day(int n) {
        return days.minus(today.today(), n);
    }

    void on(int n, Runnable act) {
        LocalDate day = day(n);
        int before = told.merge(day, 1, Integer::sum) - 1;
        acts.add(new Act(
                day.atTime(8, 40)
                        .plusMinutes((long) MINUTES_APART * before)
                        .atZone(Page.ZONE)
                        .toInstant(),
                act));
    }

    <T> Later<T> get(int n, Supplier<T> act) {
        Later<T> later = new Later<>();
        on(n, () -> later.value = act.get());
        return later;
    }

    /** Does all that was told. */
    void happen() {
        acts.sort(Comparator.comparing(Act::at));
        acts.forEach(a -> onThatDay.at(a.at(), a.what()));
        acts.clear();
    }
}
