package io.lingchuang.access;

import static io.lingchuang.db.access.Tables.AUDIT;
import static io.lingchuang.db.access.Tables.AUDIT_SEAL;
import static io.lingchuang.db.access.Tables.AUDIT_WAITING;

import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.jobs.Recurring;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts committed rows of the audit trail under their links, every few seconds and when the product stops. One at a time, so that no
 * two links have the same predecessor; a row that commits late, with a lower id, gets a later link. Each link says when the look
 * before it was, so that a row which a kill kept waiting for hours is not taken for one that was put in.
 */
@Component
class AuditSealing implements Recurring {

    /** The end of the chain. */
    record Head(long link, byte[] hash, Instant sealedAt) {}

    /** @param mine false: another process is at it @param head after it; null when nothing waited */
    private record Round(boolean mine, @Nullable Head head) {}

    private static final Logger log = LoggerFactory.getLogger(AuditSealing.class);
    private static final long LOCK = 0x6175646974L; // "audit"
    private static final int AT_A_TIME = 2000;

    private final DSLContext dsl;
    private final TransactionTemplate transaction;
    private final Today today;
    private final AuditHeads heads;

    /** All that was committed by then is sealed. */
    private final AtomicReference<Instant> looked = new AtomicReference<>(Instant.MIN);

    AuditSealing(
            DSLContext dsl,
            TransactionTemplate transaction,
            Today today,
            @Value("${lingchuang.data:./data}") Path data) {
        this.dsl = dsl;
        this.transaction = transaction;
        this.today = today;
        this.heads = AuditHeads.in(data);
    }

    @Override
    public String name() {
        return "audit-seal";
    }

    @Override
    public Schedule schedule() {
        return FixedDelay.of(Duration.ofSeconds(10));
    }

    /** Seals all that waits and writes the new head, and that it looked, beside the database. */
    @Override
    public void run() {
        try {
            Instant begun = now();
            Instant before = looked(begun);
            Head last = null;
            Round round = some(before);
            for (; round.head() != null; round = some(before)) {
                last = round.head();
            }
            if (last != null) {
                heads.write(last.link(), last.hash(), last.sealedAt());
            }
            if (round.mine()) {
                looked.accumulateAndGet(begun, AuditSealing::later);
                heads.looked(begun);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last look of this process or, before its first, of the one before it; the last link is proof of one too. */
    private Instant looked(Instant now) throws IOException {
        Instant own = Objects.requireNonNull(looked.get());
        Instant known = own.equals(Instant.MIN) ? heads.looked().orElse(Instant.MIN) : own;
        Instant last = later(known, head().map(Head::sealedAt).orElse(Instant.MIN));
        return last.equals(Instant.MIN) || last.isAfter(now)
                ? now
                : last; // a clock that was set back knows no more than now
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Instant now() {
        return today.now().truncatedTo(ChronoUnit.MICROS);
    }

    @PreDestroy
    void stopping() {
        try {
            run();
        } catch (RuntimeException fault) {
            log.warn("The last rows of the audit trail are sealed at the next start: {}", fault.toString());
        }
    }

    Optional<Head> head() {
        return dsl.selectFrom(AUDIT_SEAL)
                .orderBy(AUDIT_SEAL.LINK_NO.desc())
                .limit(1)
                .fetchOptional(s -> new Head(s.getLinkNo(), s.getHash(), s.getSealedAt()));
    }

    int waiting() {
        return dsl.fetchCount(AUDIT_WAITING);
    }

    private Round some(Instant before) {
        return Objects.requireNonNull(transaction.execute(status -> {
            if (!dsl.fetchSingle(DSL.field("pg_try_advisory_xact_lock({0})", Boolean.class, DSL.val(LOCK)))
                    .value1()) {
                return new Round(false, null);
            }
            Instant now = now();
            Instant lookedAt = before.isAfter(now) ? now : before;
            Head head = head().orElse(new Head(0, AuditChain.BEGINNING, now));
            List<Long> sealed = new ArrayList<>();
            var links = dsl.insertInto(
                    AUDIT_SEAL,
                    AUDIT_SEAL.LINK_NO,
                    AUDIT_SEAL.AUDIT_ID,
                    AUDIT_SEAL.SEALED_AT,
                    AUDIT_SEAL.LOOKED_AT,
                    AUDIT_SEAL.HASH);
            for (Record row : dsl.select(AuditChain.COLUMNS)
                    .from(AUDIT_WAITING)
                    .join(AUDIT)
                    .on(AUDIT.ID.eq(AUDIT_WAITING.AUDIT_ID))
                    .orderBy(AUDIT_WAITING.AUDIT_ID)
                    .limit(AT_A_TIME)
                    .fetch()) {
                head = new Head(head.link() + 1, AuditChain.link(head.hash(), now, lookedAt, row), now);
                links = links.values(head.link(), row.get(AUDIT.ID), now, lookedAt, head.hash());
                sealed.add(row.get(AUDIT.ID));
            }
            if (sealed.isEmpty()) {
                return new Round(true, null);
            }
            links.execute();
            dsl.deleteFrom(AUDIT_WAITING)
                    .where(AUDIT_WAITING.AUDIT_ID.eq(DSL.any(sealed.toArray(Long[]::new))))
                    .execute();
            return new Round(true, head);
        }));
    }
}
