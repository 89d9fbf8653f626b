package io.lingchuang.awards;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An award 表彰 as decided: the entry, its tier and prize, and whose it is. certificate: number of the valid one, if any. */
public record Award(
        long id,
        long callId,
        String callTitle,
        long hostNodeId,
        long entryId,
        @Nullable String entryNumber,
        String title,
        long tierId,
        String tier,
        BigDecimal prize,
        AwardState state,
        @Nullable String withdrawnWhy,
        String name,
        String unit,
        String documentNumber,
        LocalDate decidedOn,
        @Nullable String certificate,
        @Nullable String payout) {}
