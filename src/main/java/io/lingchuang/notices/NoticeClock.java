package io.lingchuang.notices;

import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import io.lingchuang.platform.jobs.Recurring;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Marks notices as ended after their last day. Readers do not wait for it: a notice that is over shows as ended at once. */
@Component
class NoticeClock implements Recurring {

    private final Notices notices;

    NoticeClock(Notices notices) {
        this.notices = notices;
    }

    @Override
    public String name() {
        return "notices-take-down";
    }

    @Override
    public Schedule schedule() {
        return FixedDelay.of(Duration.ofMinutes(10));
    }

    @Override
    public void run() {
        notices.takeDown();
    }
}
