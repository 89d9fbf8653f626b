package io.lingchuang.achievements;

import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import io.lingchuang.access.Accounts;
import io.lingchuang.access.Right;
import io.lingchuang.platform.jobs.Recurring;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.messages.Wording;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Asks the union of the unit, once, what an achievement brought where it was taken up one, two or three years ago. */
@Component
class AdoptionReminders implements Recurring {

    private static final int AT_ONCE = 500;

    private final Adoptions adoptions;
    private final Accounts accounts;
    private final Messages messages;
    private final Wording words;

    AdoptionReminders(Adoptions adoptions, Accounts accounts, Messages messages, Wording words) {
        this.adoptions = adoptions;
        this.accounts = accounts;
        this.messages = messages;
        this.words = words;
    }

    @Override
    public String name() {
        return "achievements-adopters";
    }

    @Override
    public Schedule schedule() {
        return FixedDelay.of(Duration.ofHours(6));
    }

    @Override
    public void run() {
        long last = 0;
        List<Adoptions.Due> due;
        do {
            due = adoptions.dueAfter(last, AT_ONCE);
            due.forEach(this::remind);
            // The last one's other years may stand on the next page; who was asked already is not asked again.
            last = due.isEmpty() ? last : due.getLast().adoption() - 1;
        } while (due.size() == AT_ONCE);
    }

    private void remind(Adoptions.Due due) {
        for (long account : accounts.holders(Right.FILE_ACHIEVEMENTS, due.nodeId())) {
            messages.send(
                    account,
                    words.of("achievements.letter.adopter", due.title(), due.adopter(), due.years()),
                    "",
                    "/achievements/" + due.achievement() + "#adoptions",
                    "adoption-" + due.adoption() + "-" + due.years());
        }
    }
}
