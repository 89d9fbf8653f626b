package io.lingchuang.services.alliance;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Somebody in a team; hours: of the visits they went on with it. */
public record TeamMember(
        long id,
        long personId,
        String name,
        String unit,
        @Nullable Long accountId,
        boolean leads,
        LocalDate fromDay,
        @Nullable LocalDate untilDay,
        BigDecimal hours) {}
