package io.lingchuang.access;

import static io.lingchuang.db.access.Tables.AUDIT;
import static io.lingchuang.db.access.Tables.AUDIT_SEAL;
import static io.lingchuang.db.access.Tables.AUDIT_WAITING;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Walks the audit trail link by link and compares it with its rows and with the heads written beside the database. Changes nothing. */
final class AuditCheck {

    /** What is wrong with the trail. */
    enum What {
        /** A row, or its link, is not what was sealed; also one put in, taken out or moved with the links numbered anew. */
        CHANGED,
        ROW_GONE,
        LINK_GONE,
        /** A head written earlier names a link that is not there: the end was cut off. */
        TAIL_GONE,
        /** A head written earlier had another hash at this link: the chain was made anew. */
        MADE_ANEW,
        /** A row that has no link and waits for none: put in past the product. */
        NOT_SEALED,
        /** A row that waited for its link is gone. */
        WAITING_GONE,
        /** A row stands before others, and long after they were sealed it was still not there. */
        PUT_IN_LATER,
        /** A line of the heads cannot be read. */
        HEADS_CHANGED
    }

    /** @param link 0 and row 0 where there is none */
    record Fault(What what, long link, long row) {}

    /** @param links sealed rows that were compared; up to the fault, if there is one */
    record Finding(
            long links, long waiting, int heads, @Nullable Fault fault) {
        boolean whole() {
            return fault == null;
        }
    }

    /** No transaction of the product is open for so long; a row that comes in behind others after it did not come by the product. */
    static final Duration LATE = Duration.ofMinutes(10);

    private static final int AT_A_TIME = 2000;

    private final DSLContext dsl;
    private final List<AuditHeads.Head> heads;
    private final LongConsumer progress;
    private byte[] before = AuditChain.BEGINNING;
    private long link;
    private long highest;
    private int head;

    private AuditCheck(DSLContext dsl, List<AuditHeads.Head> heads, LongConsumer progress) {
        this.dsl = dsl;
        this.heads = heads;
        this.progress = progress;
    }

    /**
     * @param connection of its own, in no transaction
     * @param heads read before: what is sealed meanwhile is not missed
     * @param progress is told the number of links compared so far
     */
    static Finding run(Connection connection, List<AuditHeads.Head> heads, LongConsumer progress) throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        try {
            var check = new AuditCheck(DSL.using(connection, SQLDialect.POSTGRES), heads, progress);
            Fault fault = check.fault();
            return new Finding(check.link, check.dsl.fetchCount(AUDIT_WAITING), check.head, fault);
        } finally {
            connection.rollback();
            connection.setReadOnly(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.setAutoCommit(true);
        }
    }

    private @Nullable Fault fault() {
        Fault along = alongTheChain();
        if (along != null) {
            return along;
        }
        if (head < heads.size()) {
            return new Fault(heads.get(head).hash().isEmpty() ? What.HEADS_CHANGED : What.TAIL_GONE, link + 1, 0);
        }
        Long unsealed = dsl.select(DSL.min(AUDIT.ID))
                .from(AUDIT)
                .where(
                        DSL.notExists(DSL.selectOne().from(AUDIT_SEAL).where(AUDIT_SEAL.AUDIT_ID.eq(AUDIT.ID))),
                        DSL.notExists(DSL.selectOne().from(AUDIT_WAITING).where(AUDIT_WAITING.AUDIT_ID.eq(AUDIT.ID))))
                .fetchSingle()
                .value1();
        if (unsealed != null) {
            return new Fault(What.NOT_SEALED, 0, unsealed);
        }
        Long gone = dsl.select(DSL.min(AUDIT_WAITING.AUDIT_ID))
                .from(AUDIT_WAITING)
                .where(DSL.notExists(DSL.selectOne().from(AUDIT).where(AUDIT.ID.eq(AUDIT_WAITING.AUDIT_ID))))
                .fetchSingle()
                .value1();
        return gone == null ? null : new Fault(What.WAITING_GONE, 0, gone);
    }

    private @Nullable Fault alongTheChain() {
        try (var links = dsl.select(AUDIT_SEAL.fields())
                .select(AuditChain.COLUMNS)
                .from(AUDIT_SEAL)
                .leftJoin(AUDIT)
                .on(AUDIT.ID.eq(AUDIT_SEAL.AUDIT_ID))
                .orderBy(AUDIT_SEAL.LINK_NO)
                .fetchSize(AT_A_TIME)
                .fetchLazy()) {
            for (Record next : links) {
                Fault fault = link(next);
                if (fault != null) {
                    return fault;
                }
                if (link % AT_A_TIME == 0) {
                    progress.accept(link);
                }
            }
            return null;
        }
    }

    private @Nullable Fault link(Record next) {
        long number = next.get(AUDIT_SEAL.LINK_NO);
        long row = next.get(AUDIT_SEAL.AUDIT_ID);
        Instant sealedAt = next.get(AUDIT_SEAL.SEALED_AT);
        Instant lookedAt = next.get(AUDIT_SEAL.LOOKED_AT);
        byte[] hash = next.get(AUDIT_SEAL.HASH);
        if (number != link + 1) {
            return new Fault(What.LINK_GONE, link + 1, 0);
        }
        if (next.get(AUDIT.ID) == null) {
            return new Fault(What.ROW_GONE, number, row);
        }
        if (!Arrays.equals(hash, AuditChain.link(before, sealedAt, lookedAt, next))) {
            return new Fault(What.CHANGED, number, row);
        }
        for (; head < heads.size() && heads.get(head).link() <= number; head++) {
            AuditHeads.Head written = heads.get(head);
            if (written.hash().isEmpty() || written.link() < number) {
                return new Fault(What.HEADS_CHANGED, written.link(), 0); // links are written in order
            }
            if (!written.hash().equals(HexFormat.of().formatHex(hash))) {
                return new Fault(What.MADE_ANEW, number, row);
            }
        }
        if (row < highest && late(number, row, lookedAt == null ? sealedAt : lookedAt)) {
            return new Fault(What.PUT_IN_LATER, number, row);
        }
        highest = Math.max(highest, row);
        before = hash;
        link = number;
        return null;
    }

    /** @param missing until when, at the least, it was not there */
    private boolean late(long number, long row, Instant missing) {
        Instant overtaken = Objects.requireNonNull(dsl.select(DSL.min(AUDIT_SEAL.SEALED_AT))
                .from(AUDIT_SEAL)
                .where(AUDIT_SEAL.AUDIT_ID.gt(row), AUDIT_SEAL.LINK_NO.lt(number))
                .fetchSingle()
                .value1());
        return overtaken.plus(LATE).isBefore(missing);
    }
}
