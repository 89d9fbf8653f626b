package io.lingchuang.awards;

import java.math.BigDecimal;
import java.time.Instant;
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
        int version,
        int lines,
        BigDecimal total,
        BigDecimal paid,
        int noAccount) {}
