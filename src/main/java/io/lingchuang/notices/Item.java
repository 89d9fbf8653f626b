package io.lingchuang.notices;

import io.lingchuang.entries.EntryState;
import org.jspecify.annotations.Nullable;

/**
 * A result under notice. The public sees title, result, name and unit of the first completer, and nothing else.
 *
 * @param movedTo the later notice that proposes the entry for a better tier
 */
public record Item(
        long entryId,
        int position,
        long tierId,
        String tier,
        @Nullable String number,
        String title,
        EntryState entryState,
        String name,
        String unit,
        boolean struck,
        @Nullable String struckReason,
        @Nullable Long movedTo) {

    /** Still proposed by this notice. */
    public boolean stands() {
        return !struck && movedTo == null;
    }
}
