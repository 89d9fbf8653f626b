package io.lingchuang.services.pairing;

import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import io.lingchuang.platform.jobs.Recurring;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Ends pairings and agreements whose term is over or whose enterprise is no more, and reminds of what is due. */
@Component
class PairingClock implements Recurring {

    private final Endings endings;
    private final PairingReminders reminders;

    PairingClock(Endings endings, PairingReminders reminders) {
        this.endings = endings;
        this.reminders = reminders;
    }

    @Override
    public String name() {
        return "pairings-end";
    }

    @Override
    public Schedule schedule() {
        return FixedDelay.of(Duration.ofMinutes(30));
    }

    @Override
    public void run() {
        endings.endWhatIsOver();
        reminders.remind();
    }
}
