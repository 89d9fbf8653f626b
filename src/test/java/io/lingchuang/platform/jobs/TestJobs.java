package io.lingchuang.platform.jobs;

import io.lingchuang.platform.web.Refusal;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Work that a test holds in its hand: it stops half way until it is let go, fails, or is refused. */
@TestConfiguration(proxyBeanMethods = false)
public class TestJobs {

    static final Map<Long, CountDownLatch> HALF_WAY = new ConcurrentHashMap<>();
    static final Queue<Long> RAN = new ConcurrentLinkedQueue<>();

    private record Work(String kind, Run what) implements JobHandler {
        interface Run {
            void run(Job job, Progress progress) throws Exception;
        }

        @Override
        public void run(Job job, Progress progress) throws Exception {
            RAN.add(job.id());
            what.run(job, progress);
        }
    }

    @Bean
    static JobHandler steps() {
        return new Work("test.steps", (job, progress) -> {
            progress.total(4);
            progress.done(1);
            HALF_WAY.computeIfAbsent(job.id(), id -> new CountDownLatch(1)).await();
            progress.done(4);
            progress.report("四件都办好了");
        });
    }

    @Bean
    static JobHandler fault() {
        return new Work("test.fault", (job, progress) -> {
            throw new IllegalStateException("password of the inside");
        });
    }

    @Bean
    static JobHandler refused() {
        return new Work("test.refused", (job, progress) -> {
            throw new Refusal("files.broken");
        });
    }
}
