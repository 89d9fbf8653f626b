package io.lingchuang.directory;

import org.jspecify.annotations.Nullable;

/** An honour somebody holds: 淮北市劳动模范, 2023. number is that of the document or certificate. */
public record Honour(
        long id,
        long personId,
        String title,
        HonourLevel level,
        int year,
        @Nullable String number) {}
