package io.lingchuang.platform.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.lingchuang.platform.database.Outage;
import io.lingchuang.platform.web.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** db-scheduler, told about the house's jobs. Work survives a crash: an execution whose machine died is picked up again. */
@Component
class JobRunner {

    private static final Logger log = LoggerFactory.getLogger(JobRunner.class);

    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final Jobs jobs;
    private final Map<String, JobHandler> handlers;
    private final MessageSource messages;
    private final OneTimeTask<Void> task;
    private final Scheduler scheduler;

    JobRunner(
            DataSource source,
            Jobs jobs,
            ObjectProvider<JobHandler> handlers,
            ObjectProvider<Recurring> recurring,
            MessageSource messages) {
        this.jobs = jobs;
        this.handlers = handlers.stream().collect(Collectors.toMap(JobHandler::kind, Function.identity()));
        this.messages = messages;
        this.task = Tasks.oneTime("job")
                .onFailure(new FailureHandler.OnFailureRetryLater<>(AGAIN))
                .execute((instance, context) -> run(Long.parseLong(instance.getId())));
        var rounds = recurring.stream()
                .map(r -> Tasks.recurring(r.name(), r.schedule()).execute((instance, context) -> r.run()))
                .toList();
        this.scheduler = Scheduler.create(new TransactionAwareDataSourceProxy(source), List.of(task))
                .startTasks(rounds)
                .tableName("platform.scheduled_tasks")
                .threads(2)
                .pollingInterval(Duration.ofSeconds(5))
                .heartbeatInterval(Duration.ofSeconds(5))
                .missedHeartbeatsLimit(4)
                .enableImmediateExecution()
                .shutdownMaxWait(Duration.ofSeconds(20))
                .build();
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        scheduler.start();
    }

    @jakarta.annotation.PreDestroy
    void stop() {
        scheduler.stop();
    }

    void schedule(long id) {
        scheduler.schedule(task.instance(String.valueOf(id)), Instant.now());
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            // Only after the commit is there something to be seen by the scheduler's own connection.
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    scheduler.triggerCheckForDueExecutions();
                }
            });
        }
    }

    private void run(long id) {
        Job job = jobs.job(id);
        if (job.ended()) {
            return;
        }
        JobHandler handler = handlers.get(job.kind());
        jobs.running(id);
        try {
            if (handler == null) {
                throw new IllegalStateException("No handler for jobs of kind " + job.kind());
            }
            handler.run(job, jobs.progress(id));
            jobs.ended(id, Job.State.DONE, null);
        } catch (Refusal refusal) {
            jobs.ended(
                    id,
                    Job.State.FAILED,
                    messages.getMessage(refusal.key(), refusal.args(), Locale.SIMPLIFIED_CHINESE));
        } catch (Exception fault) {
            if (Outage.is(fault)) {
                throw new IllegalStateException("The database went away during job " + id, fault); // begun anew
            }
            log.error("Job {} of kind {} failed", id, job.kind(), fault);
            jobs.ended(id, Job.State.FAILED, messages.getMessage("jobs.fault", null, Locale.SIMPLIFIED_CHINESE));
        }
    }
}
