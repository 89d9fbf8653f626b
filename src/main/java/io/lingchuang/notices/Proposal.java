package io.lingchuang.notices;

import io.lingchuang.calls.Call;
import io.lingchuang.entries.EntryState;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a call's ranking proposes today.
 *
 * @param changes those whom the next notice has to name: newly proposed, or moved up into a better tier after a strike
 * @param underWay entries that have not come to a ranking or an end yet
 */
public record Proposal(
        Call call,
        TierFilling filling,
        Map<Long, Ranked> entries,
        List<Placed> changes,
        int awarded,
        int underWay,
        @Nullable Long draftId) {

    /** An entry as far as a proposal shows it. */
    public record Ranked(
            long id,
            @Nullable String number,
            String title,
            @Nullable Long categoryId,
            EntryState state,
            @Nullable Long tierId,
            int rank,
            int reached,
            BigDecimal score,
            String name,
            String unit) {}

    public record Placed(Ranked entry, Call.Tier tier) {}

    public Ranked entry(long id) {
        return java.util.Objects.requireNonNull(entries.get(id));
    }

    /** Somebody can still be proposed, now or once a tie is ruled. */
    public boolean waits() {
        return !filling.settled() || !changes.isEmpty();
    }

    public boolean ready() {
        return filling.settled() && !changes.isEmpty() && draftId == null;
    }
}
