package io.lingchuang.services.help;

import static io.lingchuang.db.services.Tables.CLAIM;
import static io.lingchuang.db.services.Tables.REQUEST;

import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.jobs.Recurring;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.services.help.Requests.Mover;
import io.lingchuang.services.help.Requests.Moving;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Watches the time limits: asks for results when their day has come, writes to officers and to the head of the department when a step
 * takes too long, and ends what nobody takes, rates or reports on.
 */
@Component
public class HelpClock implements Recurring {

    private static final Logger LOG = LoggerFactory.getLogger(HelpClock.class);

    private final DSLContext dsl;
    private final Requests requests;
    private final HelpResults results;
    private final HelpLetters letters;
    private final Wording texts;
    private final Today today;
    private final TransactionTemplate each;

    HelpClock(
            DSLContext dsl,
            Requests requests,
            HelpResults results,
            HelpLetters letters,
            Wording texts,
            Today today,
            PlatformTransactionManager transactions) {
        this.dsl = dsl;
        this.requests = requests;
        this.results = results;
        this.letters = letters;
        this.texts = texts;
        this.today = today;
        this.each = new TransactionTemplate(transactions);
    }

    @Override
    public String name() {
        return "services-help-limits";
    }

    @Override
    public Schedule schedule() {
        return FixedDelay.of(Duration.ofHours(1));
    }

    /** Each request by itself: one that somebody moves at the same moment is looked at anew the next time. */
    @Override
    public void run() {
        for (HelpRequest r : requests.find(REQUEST.DUE_ON.isNotNull())) {
            try {
                each.executeWithoutResult(tx -> look(requests.request(r.id())));
            } catch (Refusal moved) {
                LOG.info("request {} moved meanwhile", r.id());
            }
        }
    }

    /** Looks at one that is under way. */
    @Transactional
    public void look(HelpRequest r) {
        if (r.state() == RequestState.FOLLOWED) {
            results.results(r.id()).stream()
                    .filter(x -> x.outcome() == null && !x.dueOn().isAfter(today.today()))
                    .forEach(x -> letters.askResult(r, x.afterDays()));
        }
        if (r.late(today.today())) {
            late(r);
        }
    }

    private void late(HelpRequest r) {
        Mover clock = new Mover(Actor.system(), Side.CLOCK);
        switch (r.state()) {
            case PUBLISHED -> {
                if (dsl.fetchExists(CLAIM, CLAIM.REQUEST_ID.eq(r.id()))) {
                    letters.late(r, Side.ENTERPRISE);
                } else {
                    String why = texts.of("help.nobodyTook");
                    letters.ended(
                            requests.move(clock, r.id(), r.version(), Step.GIVE_UP, Moving.back(why)), "untaken", why);
                }
            }
            case SIGNED -> results.follow(clock, r, r.version());
            case FOLLOWED -> {
                HelpResults.Result open = results.results(r.id()).stream()
                        .filter(x -> x.outcome() == null)
                        .max(Comparator.comparing(HelpResults.Result::afterDays))
                        .orElseThrow();
                // The last question stands alone as long as its own days run.
                if (requests.due(RequestState.FOLLOWED, false, open.dueOn()).isBefore(today.today())) {
                    results.close(clock, r, said(r));
                } else {
                    letters.late(r, Side.ENTERPRISE);
                }
            }
            case ASKED -> letters.late(r, Side.OFFICER);
            case ASKED_BACK -> letters.late(r, Side.ENTERPRISE);
            default -> letters.late(r, Side.TEAM);
        }
    }

    /** What was said last, or that nobody said anything. */
    private Outcome said(HelpRequest r) {
        return results.results(r.id()).stream()
                .map(HelpResults.Result::outcome)
                .filter(Objects::nonNull)
                .reduce((a, b) -> b)
                .orElse(Outcome.SILENT);
    }
}
