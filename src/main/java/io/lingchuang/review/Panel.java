package io.lingchuang.review;

import io.lingchuang.calls.RankingRule;
import io.lingchuang.calls.Round;
import org.jspecify.annotations.Nullable;

/**
 * A panel 评审组 of one round of a call's review.
 *
 * <pre>
 * FORMING → SCORING → CLOSED → SCORING (reopened, with a reason, before the notice)
 * FORMING or SCORING → DISSOLVED (while nobody has sealed a sheet; its entries are free for another panel)
 * </pre>
 */
public record Panel(
        long id,
        long callId,
        @Nullable Long categoryId,
        int round,
        Round.Form form,
        String name,
        @Nullable Long chairId,
        State state,
        RankingRule rule,
        int trim,
        int version) {
    public enum State {
        FORMING,
        SCORING,
        CLOSED,
        DISSOLVED
    }
}
