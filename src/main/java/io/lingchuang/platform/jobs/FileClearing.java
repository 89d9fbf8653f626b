package io.lingchuang.platform.jobs;

import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import io.lingchuang.platform.files.Files;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes away what a kill left in the folder of files. */
@Component
class FileClearing implements Recurring {

    private static final Logger log = LoggerFactory.getLogger(FileClearing.class);

    /** No upload and no transaction takes so long. */
    private static final Duration AGE = Duration.ofHours(1);

    private final Files files;

    FileClearing(Files files) {
        this.files = files;
    }

    @Override
    public String name() {
        return "files-clear";
    }

    @Override
    public Schedule schedule() {
        return FixedDelay.of(Duration.ofHours(1));
    }

    @Override
    public void run() {
        int gone = files.clearLeftOver(Instant.now().minus(AGE)); // the age on disk goes by the machine's clock
        if (gone > 0) {
            log.info("Took away {} files that a kill had left", gone);
        }
    }
}
