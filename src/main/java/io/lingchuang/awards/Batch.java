package io.lingchuang.awards;

import io.lingchuang.platform.web.Page;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A batch of prize money 兑现批次. total: its lines without the cancelled ones. noAccount: lines that cannot be paid as they are. */
public record Batch(
        long id,
        long callId,
        String callTitle,
        long hostNodeId,
        int number,
        BatchState state,
        long preparedBy,
        Instant preparedAt,
        @Nullable Long approvedBy,
        @Nullable Instant approvedAt,
        @Nullable Instant handedOverAt,
        int version,
        int lines,
        BigDecimal total,
        BigDecimal paid,
        int noAccount) {

    /** The day from which its lines can have been paid: nobody pays what finance does not have. */
    public @Nullable LocalDate handedOverOn() {
        return handedOverAt == null ? null : LocalDate.ofInstant(handedOverAt, Page.ZONE);
    }

    boolean payableOn(LocalDate day, LocalDate today) {
        LocalDate from = handedOverOn();
        return from != null && !day.isBefore(from) && !day.isAfter(today);
    }
}
