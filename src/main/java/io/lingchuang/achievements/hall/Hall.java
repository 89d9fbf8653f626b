package io.lingchuang.achievements.hall;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The exhibition of a year. */
public record Hall(
        int year,
        String title,
        String introduction,
        HallState state,
        @Nullable Long preparedBy,
        @Nullable Instant releasedAt,
        int version) {}
