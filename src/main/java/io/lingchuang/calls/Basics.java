package io.lingchuang.calls;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a call is, as its first part in the editor says it. */
public record Basics(
        String title,
        String programme,
        int year,
        Call.Kind kind,
        Call.@Nullable Basis basis,
        String introduction,
        Call.Intake intake,
        @Nullable Instant opensAt,
        @Nullable Instant closesAt) {}
