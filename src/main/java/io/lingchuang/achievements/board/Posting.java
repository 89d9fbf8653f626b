package io.lingchuang.achievements.board;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An offer of an achievement or a need for one. nodeId: the unit whose it is; untilDay: its last day on the board. */
public record Posting(
        long id,
        Kind kind,
        long nodeId,
        String unit,
        @Nullable Long achievementId,
        String title,
        String text,
        String industry,
        PostingState state,
        LocalDate untilDay,
        @Nullable String reason,
        @Nullable Long createdBy,
        int version) {

    public enum Kind {
        OFFER,
        NEED
    }

    /** On the board that day. */
    public boolean on(LocalDate day) {
        return state == PostingState.PUBLISHED && !untilDay.isBefore(day);
    }
}
