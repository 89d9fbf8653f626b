package io.lingchuang.platform.jobs;

import com.github.kagkarlsson.scheduler.task.schedule.Schedule;

/** Work that comes round by the clock, on one machine of many. Repeatable, like every job. */
public interface Recurring {
    String name();

    Schedule schedule();

    void run();
}
