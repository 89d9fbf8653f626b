package io.lingchuang.achievements.board;

import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import io.lingchuang.platform.jobs.Recurring;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Takes postings down after their last day. */
@Component
class BoardClock implements Recurring {

    private final Postings board;

    BoardClock(Postings board) {
        this.board = board;
    }

    @Override
    public String name() {
        return "achievements-board";
    }

    @Override
    public Schedule schedule() {
        return FixedDelay.of(Duration.ofMinutes(30));
    }

    @Override
    public void run() {
        board.takeDown();
    }
}
