package io.lingchuang.sample;

import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.days.WorkingDays;
import io.lingchuang.platform.web.Page;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** The office hours of the weeks before today: what is done on a day comes a few minutes after what was done on it before. */
@Component
class WorkingDaysAgo {

    private final OnThatDay onThatDay;
    private final WorkingDays days;
    private final Today today;
    private final Map<LocalDate, Integer> done = new HashMap<>();

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
        get(n, () -> {
            act.run();
            return n;
        });
    }

    <T> T get(int n, Supplier<T> act) {
        LocalDate day = day(n);
        int before = done.merge(day, 1, Integer::sum) - 1;
        return onThatDay.at(
                day.atTime(8, 40).plusMinutes(4L * before).atZone(Page.ZONE).toInstant(), act);
    }
}
