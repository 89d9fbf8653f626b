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
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts committed rows of the audit trail under their links, every few seconds and when the product stops. One at a time, so that no
 * two links have the same predecessor; a row that commits late, with a lower id, gets a later link.
 */
@Component
class AuditSealing implements Recurring {

    /** The end of the chain. */
    record Head(long link, byte[] hash, Instant sealedAt) {}

    private static final Logger log = LoggerFactory.getLogger(AuditSealing.class);
    private static final long LOCK = 0x6175646974L; // "audit"
    private static final int AT_A_TIME = 2000;

    private final DSLContext dsl;
    private final TransactionTemplate transaction;
    private final Today today;
    private final AuditHeads heads;

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

    /** Seals all that waits and writes the new head beside the database. */
    @Override
    public void run() {
        Head last = null;
        for (Optional<Head> some = some(); some.isPresent(); some = some()) {
            last = some.get();
        }
        if (last != null) {
            try {
                heads.write(last.link(), last.hash(), last.sealedAt());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
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

    /** @return the head after it; empty when nothing waited, or another process is at it */
    private Optional<Head> some() {
        return Objects.requireNonNull(transaction.execute(status -> {
            if (!dsl.fetchSingle(DSL.field("pg_try_advisory_xact_lock({0})", Boolean.class, DSL.val(LOCK)))
                    .value1()) {
                return Optional.<Head>empty();
            }
            Instant now = today.now().truncatedTo(ChronoUnit.MICROS);
            Head head = head().orElse(new Head(0, AuditChain.BEGINNING, now));
            List<Long> sealed = new ArrayList<>();
            var links = dsl.insertInto(
                    AUDIT_SEAL, AUDIT_SEAL.LINK_NO, AUDIT_SEAL.AUDIT_ID, AUDIT_SEAL.SEALED_AT, AUDIT_SEAL.HASH);
            for (Record row : dsl.select(AuditChain.COLUMNS)
                    .from(AUDIT_WAITING)
                    .join(AUDIT)
                    .on(AUDIT.ID.eq(AUDIT_WAITING.AUDIT_ID))
                    .orderBy(AUDIT_WAITING.AUDIT_ID)
                    .limit(AT_A_TIME)
                    .fetch()) {
                head = new Head(head.link() + 1, AuditChain.link(head.hash(), now, row), now);
                links = links.values(head.link(), row.get(AUDIT.ID), now, head.hash());
                sealed.add(row.get(AUDIT.ID));
            }
            if (sealed.isEmpty()) {
                return Optional.empty();
            }
            links.execute();
            dsl.deleteFrom(AUDIT_WAITING)
                    .where(AUDIT_WAITING.AUDIT_ID.eq(DSL.any(sealed.toArray(Long[]::new))))
                    .execute();
            return Optional.of(head);
        }));
    }
}
