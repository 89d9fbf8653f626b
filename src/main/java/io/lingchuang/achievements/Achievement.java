package io.lingchuang.achievements;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An achievement 成果 in the library. entryId: the entry that won the award it came from; awardWithdrawn: that award has been taken back
 * since; programme: of the call; receiver: to whom it was transferred.
 */
public record Achievement(
        long id,
        String title,
        String summary,
        long nodeId,
        String unit,
        String industry,
        Source source,
        @Nullable Long entryId,
        boolean awardWithdrawn,
        String programme,
        LocalDate finishedOn,
        TransferState state,
        String receiver,
        @Nullable Long createdBy,
        Instant createdAt,
        int version,
        List<Maker> makers) {

    public int year() {
        return finishedOn.getYear();
    }

    /** The names of those who made it, in order. */
    public String makerNames() {
        return String.join("、", makers.stream().map(Maker::name).toList());
    }
}
