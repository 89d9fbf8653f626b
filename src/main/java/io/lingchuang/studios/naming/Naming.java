package io.lingchuang.studios.naming;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A line of a studio's naming history. certificate: number of the valid certificate of its award, which stands on the plaque. */
public record Naming(
        NamingKind kind,
        NamingLevel level,
        String name,
        String document,
        LocalDate namedOn,
        @Nullable LocalDate termUntil,
        @Nullable Long awardId,
        @Nullable String certificate) {}
