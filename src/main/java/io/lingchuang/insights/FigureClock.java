package io.lingchuang.insights;

import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import io.lingchuang.platform.jobs.Recurring;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Counts what was marked every few seconds, so that whoever looks next finds little left to count. */
@Component
class FigureClock implements Recurring {

    private final Figures figures;

    FigureClock(Figures figures) {
        this.figures = figures;
    }

    @Override
    public String name() {
        return "figures-count";
    }

    @Override
    public Schedule schedule() {
        return FixedDelay.of(Duration.ofSeconds(5));
    }

    @Override
    public void run() {
        figures.refresh();
    }
}
