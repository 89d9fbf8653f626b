package io.lingchuang.platform.messages;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A message to one person in the app. */
public record Message(
        long id,
        String subject,
        String body,
        @Nullable String link,
        Instant createdAt,
        @Nullable Instant readAt) {}
