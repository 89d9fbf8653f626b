package io.lingchuang.studios.naming;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A change 变更 asked for. before and to: what it was and what it shall be, in words. */
public record Change(
        long id,
        long studioId,
        ChangeKind kind,
        String before,
        String to,
        @Nullable Long leaderId,
        @Nullable Long nodeId,
        String reason,
        ChangeState state,
        long askedBy,
        String askedByName,
        Instant askedAt,
        @Nullable Instant decidedAt,
        @Nullable String answer) {}
