package io.lingchuang.access;

import static io.lingchuang.db.access.Tables.AUDIT;

import io.lingchuang.platform.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * How a link of the audit trail is computed: SHA-256 over the hash before it, the moment of sealing, and the row with all its
 * columns, each with its name and length so that no two rows read the same. The moment of the look before stands in it where the
 * link has one. A column that is added later gets a form of its own, beginning at a link: this one stays as it is for the links that
 * were made with it.
 */
final class AuditChain {

    static final byte[] BEGINNING = new byte[32];

    static final List<Field<?>> COLUMNS = List.of(
            AUDIT.ID,
            AUDIT.AT,
            AUDIT.ACCOUNT_ID,
            AUDIT.ACCOUNT_NAME,
            AUDIT.ACTION,
            AUDIT.SUBJECT_KIND,
            AUDIT.SUBJECT_ID,
            AUDIT.NODE_ID,
            AUDIT.DETAIL,
            AUDIT.IP,
            AUDIT.SUCCESS);

    private AuditChain() {}

    static byte[] link(byte[] before, Instant sealedAt, @Nullable Instant lookedAt, Record row) {
        StringBuilder text = new StringBuilder(200);
        add(text, "sealed_at", sealedAt);
        if (lookedAt != null) {
            add(text, "looked_at", lookedAt);
        }
        for (Field<?> column : COLUMNS) {
            add(text, column.getName(), row.get(column));
        }
        MessageDigest sha256 = Sha256.digest();
        sha256.update(before);
        return sha256.digest(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void add(StringBuilder text, String name, @Nullable Object value) {
        String shown = switch (value) {
            case null -> null;
            case Instant at -> at.getEpochSecond() + "." + at.getNano() / 1000; // as exact as the database is
            default -> value.toString();
        };
        text.append(name).append('=');
        if (shown == null) {
            text.append('-');
        } else {
            text.append(shown.length()).append(':').append(shown);
        }
        text.append('\n');
    }
}
