package io.lingchuang.achievements.board;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody asks the union to bring them together with whoever posted. Name and phone go no further than the unions that keep the posting. */
public record Inquiry(
        long id,
        String name,
        String unit,
        String phone,
        String text,
        InquiryState state,
        @Nullable String answer,
        Instant createdAt,
        @Nullable Long accountId) {}
