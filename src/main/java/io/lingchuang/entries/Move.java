package io.lingchuang.entries;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A step of an entry on its way, as a part above asks for it.
 *
 * @param action what was done, key of its words under entry.action.ACTION: submit, recommend, return, notRecommend, accept, …
 * @param version of the entry as the actor saw it; another one refuses the step as stale. Null: the caller holds a lock of its own.
 */
public record Move(
        String action,
        EntryState to,
        @Nullable String reason,
        @Nullable Integer version,
        @Nullable Long atNodeId,
        @Nullable Integer atPosition,
        @Nullable LocalDate dueOn,
        @Nullable BigDecimal score,
        @Nullable Integer rank,
        @Nullable Integer reached,
        @Nullable Long tierId,
        @Nullable Long byNodeId) {

    public static Move to(EntryState to, String action, @Nullable String reason) {
        return new Move(action, to, reason, null, null, null, null, null, null, null, null, null);
    }

    public Move seenAt(int seen) {
        return new Move(action, to, reason, seen, atNodeId, atPosition, dueOn, score, rank, reached, tierId, byNodeId);
    }

    /** Stands at this node's level of the route until that day. */
    public Move at(@Nullable Long node, @Nullable Integer position, @Nullable LocalDate due) {
        return new Move(action, to, reason, version, node, position, due, score, rank, reached, tierId, byNodeId);
    }

    public Move by(@Nullable Long node) {
        return new Move(action, to, reason, version, atNodeId, atPosition, dueOn, score, rank, reached, tierId, node);
    }

    public Move ranked(BigDecimal points, int place) {
        return new Move(
                action, to, reason, version, atNodeId, atPosition, dueOn, points, place, reached, tierId, byNodeId);
    }

    /** @param round the last one in which it was scored, where the call has several */
    public Move ranked(BigDecimal points, int place, int round) {
        return new Move(
                action, to, reason, version, atNodeId, atPosition, dueOn, points, place, round, tierId, byNodeId);
    }

    public Move tier(long id) {
        return new Move(action, to, reason, version, atNodeId, atPosition, dueOn, score, rank, reached, id, byNodeId);
    }
}
