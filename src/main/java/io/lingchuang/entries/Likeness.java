package io.lingchuang.entries;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pair of texts that are likely one, found when a call was compared.
 *
 * @param entryId the one handed in later, in whose call the pair stands
 * @param share of the shorter text, what stands in both: 0.5 to 1
 * @param ruling null while nobody ruled
 * @param changed one of the two was written again since the ruling
 */
public record Likeness(
        long id,
        long entryId,
        long olderId,
        BigDecimal share,
        @Nullable Ruling ruling,
        @Nullable String reason,
        @Nullable String ruledBy,
        @Nullable Instant ruledAt,
        boolean changed,
        int version) {

    public int percent() {
        return Math.round(share.floatValue() * 100);
    }
}
