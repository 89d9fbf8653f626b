package io.lingchuang.review.pool;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An expert of the pool with all that is recorded of them.
 *
 * @param signInPhone phone of their account
 * @param keptBy the federation that took them in and keeps their data
 * @param employerGroup the group that the directory knows of their employer
 */
public record Member(
        long id,
        long accountId,
        @Nullable Long personId,
        @Nullable String signInPhone,
        long keptBy,
        String keeper,
        @Nullable Long employerNodeId,
        @Nullable String employerGroup,
        Particulars particulars,
        boolean active,
        int version) {

    /** Whether and why they can be put on a panel. */
    public enum Standing {
        AVAILABLE,
        NOT_YET,
        OVER,
        OUT
    }

    public Standing standing(LocalDate day) {
        return standing(active, particulars.from(), particulars.until(), day);
    }

    static Standing standing(boolean active, @Nullable LocalDate from, @Nullable LocalDate until, LocalDate day) {
        if (!active) {
            return Standing.OUT;
        }
        if (from != null && from.isAfter(day)) {
            return Standing.NOT_YET;
        }
        return until != null && until.isBefore(day) ? Standing.OVER : Standing.AVAILABLE;
    }

    public @Nullable String group() {
        return particulars.group() != null ? particulars.group() : employerGroup;
    }

    public @Nullable String contact() {
        return particulars.phone() != null ? particulars.phone() : signInPhone;
    }
}
