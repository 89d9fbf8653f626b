package io.lingchuang.access;

import static io.lingchuang.db.access.Tables.SESSION;

import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.jobs.Recurring;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sign-ins that go on. Each is over when its owner ends it, here or from another browser, when the password changes, and when nobody
 * has come for a while: sooner for the three administrations than for others.
 */
@Service
public class Sessions implements Recurring {

    /** Kept as long as the Cybersecurity Law asks logs to be kept (six months). */
    private static final Duration KEPT = Duration.ofDays(184);

    /** A visit is written down once in this while, not at each click. */
    private static final Duration NOTED = Duration.ofSeconds(30);

    private final DSLContext dsl;
    private final Audit audit;
    private final Today today;
    private final Duration idle;
    private final Duration idleAdministration;

    Sessions(
            DSLContext dsl,
            Audit audit,
            Today today,
            @Value("${lingchuang.idle:30m}") Duration idle,
            @Value("${lingchuang.idle-administration:10m}") Duration idleAdministration) {
        this.dsl = dsl;
        this.audit = audit;
        this.today = today;
        this.idle = idle;
        this.idleAdministration = idleAdministration;
    }

    /** failures: wrong passwords between the sign-in before and this one. */
    public record Session(
            UUID id, Instant opened, Instant seen, @Nullable String address, String browser, int failures) {}

    UUID open(long accountId, int failures, @Nullable String browser) {
        Instant now = today.now();
        return dsl.insertInto(SESSION)
                .set(SESSION.ACCOUNT_ID, accountId)
                .set(SESSION.OPENED_AT, now)
                .set(SESSION.SEEN_AT, now)
                .set(SESSION.IP, Audit.address())
                .set(SESSION.BROWSER, browser == null ? "" : browser.substring(0, Math.min(200, browser.length())))
                .set(SESSION.FAILURES, failures)
                .returningResult(SESSION.ID)
                .fetchSingle()
                .value1();
    }

    /** Whether it still goes on for this actor; a visit keeps it going. */
    boolean goesOn(UUID id, Actor actor) {
        Instant seen = dsl.select(SESSION.SEEN_AT)
                .from(SESSION)
                .where(SESSION.ID.eq(id), SESSION.ACCOUNT_ID.eq(actor.accountId()), SESSION.ENDED_AT.isNull())
                .fetchOne(SESSION.SEEN_AT);
        Instant now = today.now();
        if (seen == null) {
            return false;
        }
        if (seen.plus(actor.administers() ? idleAdministration : idle).isBefore(now)) {
            end(SESSION.ID.eq(id));
            return false;
        }
        if (seen.plus(NOTED).isBefore(now)) {
            dsl.update(SESSION)
                    .set(SESSION.SEEN_AT, now)
                    .where(SESSION.ID.eq(id))
                    .execute();
        }
        return true;
    }

    /** The one before this. */
    Optional<Session> before(UUID id, long accountId) {
        return select(SESSION.ACCOUNT_ID.eq(accountId).and(SESSION.ID.ne(id)), 1).stream()
                .findFirst();
    }

    Optional<Session> session(UUID id) {
        return select(SESSION.ID.eq(id), 1).stream().findFirst();
    }

    /** Those that the actor has open, the latest first. */
    List<Session> open(Actor actor) {
        Instant since = today.now().minus(actor.administers() ? idleAdministration : idle);
        return select(
                SESSION.ACCOUNT_ID
                        .eq(actor.accountId())
                        .and(SESSION.ENDED_AT.isNull())
                        .and(SESSION.SEEN_AT.ge(since)),
                50);
    }

    private List<Session> select(Condition which, int limit) {
        return dsl.selectFrom(SESSION)
                .where(which)
                .orderBy(SESSION.OPENED_AT.desc(), SESSION.ID)
                .limit(limit)
                .fetch(s -> new Session(
                        s.getId(), s.getOpenedAt(), s.getSeenAt(), s.getIp(), s.getBrowser(), s.getFailures()));
    }

    /** The owner ends one of their own, wherever it is open. */
    @Transactional
    public void end(Actor actor, UUID id) {
        if (end(SESSION.ID.eq(id).and(SESSION.ACCOUNT_ID.eq(actor.accountId()))) == 0) {
            throw new NotFound();
        }
        audit.record(actor, "access.endSession", "account", actor.accountId(), null);
    }

    /** Signed out. */
    void end(UUID id) {
        end(SESSION.ID.eq(id));
    }

    /** All of an account, but for the browser in which the password was just changed. */
    void endAll(long accountId, @Nullable UUID but) {
        Condition all = SESSION.ACCOUNT_ID.eq(accountId);
        end(but == null ? all : all.and(SESSION.ID.ne(but)));
    }

    private int end(Condition which) {
        return dsl.update(SESSION)
                .set(SESSION.ENDED_AT, today.now())
                .where(which, SESSION.ENDED_AT.isNull())
                .execute();
    }

    @Override
    public String name() {
        return "access.sessions";
    }

    @Override
    public Schedule schedule() {
        return new Daily(Page.ZONE, LocalTime.of(3, 20));
    }

    /** Forgets what is older than logs are kept. */
    @Override
    public void run() {
        dsl.deleteFrom(SESSION)
                .where(
                        SESSION.OPENED_AT.lt(today.now().minus(KEPT)),
                        SESSION.SEEN_AT.lt(today.now().minus(idle)))
                .execute();
    }
}
