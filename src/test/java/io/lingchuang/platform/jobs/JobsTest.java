package io.lingchuang.platform.jobs;

import static io.lingchuang.db.platform.Tables.JOB;
import static io.lingchuang.db.platform.Tables.SCHEDULED_TASKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lingchuang.OpenHouse;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.MessageSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Long work: whoever started it sees how far it is and how it ended, and a crash does not lose it. */
class JobsTest extends OpenHouse {

    @Autowired
    private Jobs jobs;

    @Autowired
    private MessageSource messages;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private ApplicationContext house;

    private long start(String kind) {
        return jobs.start(kind, "打印证书", Map.of("call", 1), actor("city").accountId());
    }

    private Job ended(long id) {
        await().atMost(Duration.ofSeconds(60)).until(() -> jobs.job(id).ended());
        return jobs.job(id);
    }

    private String say(String key) {
        return messages.getMessage(key, null, Locale.SIMPLIFIED_CHINESE);
    }

    @Test
    void progress_is_seen_while_the_work_is_under_way() {
        long id = start("test.steps");
        await().atMost(Duration.ofSeconds(60)).until(() -> jobs.job(id).done() == 1);
        assertThat(jobs.job(id).state()).isEqualTo(Job.State.RUNNING);
        assertThat(visitor("city").get("/jobs/" + id).body()).contains("25");
        TestJobs.HALF_WAY.computeIfAbsent(id, i -> new CountDownLatch(1)).countDown();
        assertThat(ended(id).state()).isEqualTo(Job.State.DONE);
        assertThat(visitor("city").get("/jobs/" + id).body()).contains("四件都办好了");
    }

    @Test
    void a_fault_is_told_in_plain_words_and_shows_nothing_of_the_inside() {
        Job job = ended(start("test.fault"));
        assertThat(job.state()).isEqualTo(Job.State.FAILED);
        assertThat(visitor("city").get("/jobs/" + job.id()).body())
                .contains(say("jobs.fault"))
                .doesNotContain("password of the inside");
    }

    @Test
    void a_refusal_is_told_as_the_rule_says_it() {
        Job job = ended(start("test.refused"));
        assertThat(job.state()).isEqualTo(Job.State.FAILED);
        assertThat(visitor("city").get("/jobs/" + job.id()).body()).contains(say("files.broken"));
    }

    @Test
    void work_that_nobody_knows_fails_and_does_not_come_back() {
        assertThat(ended(start("test.unheard-of")).state()).isEqualTo(Job.State.FAILED);
    }

    @Test
    void work_asked_for_in_a_transaction_that_falls_through_is_never_begun() {
        long[] id = new long[1];
        transaction.executeWithoutResult(status -> {
            id[0] = start("test.refused");
            status.setRollbackOnly();
        });
        assertThat(dsl.fetchExists(JOB, JOB.ID.eq(id[0]))).isFalse();
        assertThat(dsl.fetchExists(SCHEDULED_TASKS, SCHEDULED_TASKS.TASK_INSTANCE.eq(String.valueOf(id[0]))))
                .isFalse();
        ended(start("test.refused"));
        assertThat(TestJobs.RAN).doesNotContain(id[0]);
    }

    @Test
    void somebody_elses_work_is_not_there() {
        long id = start("test.refused");
        for (String login : java.util.List.of("worker", "chief", "admin", "audit")) {
            assertThat(visitor(login).get("/jobs/" + id).statusCode()).as(login).isEqualTo(404);
            assertThat(visitor(login).get("/jobs").body()).as(login).doesNotContain("/jobs/" + id + "\"");
        }
        assertThat(visitor("city").get("/jobs").body()).contains("/jobs/" + id + "\"");
    }

    /** The power went while it ran: the job is marked as running by a machine whose heart no longer beats. */
    @Test
    void work_that_a_crash_cut_off_is_done_after_the_next_start() {
        long id = dsl.insertInto(JOB, JOB.KIND, JOB.TITLE, JOB.ACCOUNT_ID, JOB.STATE)
                .values("test.steps", "打印证书", actor("city").accountId(), "RUNNING")
                .returningResult(JOB.ID)
                .fetchSingle()
                .value1();
        TestJobs.HALF_WAY.computeIfAbsent(id, i -> new CountDownLatch(1)).countDown();
        Instant before = Instant.now().minus(Duration.ofHours(1));
        dsl.insertInto(SCHEDULED_TASKS)
                .set(SCHEDULED_TASKS.TASK_NAME, "job")
                .set(SCHEDULED_TASKS.TASK_INSTANCE, String.valueOf(id))
                .set(SCHEDULED_TASKS.EXECUTION_TIME, before)
                .set(SCHEDULED_TASKS.PICKED, true)
                .set(SCHEDULED_TASKS.PICKED_BY, "the machine that died")
                .set(SCHEDULED_TASKS.LAST_HEARTBEAT, before)
                .set(SCHEDULED_TASKS.VERSION, 1L)
                .execute();
        var nextStart = new JobRunner(
                house.getBean(DataSource.class),
                jobs,
                house.getBeanProvider(JobHandler.class),
                house.getBeanProvider(Recurring.class),
                messages);
        nextStart.start();
        try {
            assertThat(ended(id).state()).isEqualTo(Job.State.DONE);
            assertThat(TestJobs.RAN).containsOnlyOnce(id);
        } finally {
            nextStart.stop();
        }
    }
}
