package io.lingchuang.studios;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A studio 工作室 or base 基地. nodeId: the unit that keeps it; area in square metres; endedOn: the first day on which its naming no longer counts. */
public record Studio(
        long id,
        StudioKind kind,
        String number,
        String name,
        long nodeId,
        @Nullable Long leaderId,
        String industry,
        String field,
        String place,
        @Nullable BigDecimal area,
        @Nullable LocalDate foundedOn,
        String motto,
        String introduction,
        String equipment,
        String rules,
        StudioState state,
        LocalDate namedOn,
        @Nullable LocalDate termUntil,
        @Nullable LocalDate putRightBy,
        @Nullable LocalDate endedOn,
        @Nullable String endedWhy,
        @Nullable LocalDate coolingUntil,
        int version) {}
