package io.lingchuang.awards;

/**
 * Where a batch of prize money stands; the database holds the same moves.
 *
 * <pre>
 * PREPARED ─approve (another person)→ APPROVED ─sheet to finance→ HANDED_OVER ─every line paid or failed→ CLOSED
 *     └───────────cancel──────────────────┴→ CANCELLED       ↑                                    │
 *                                                            └──a failure was marked by mistake───┘
 * </pre>
 */
public enum BatchState {
    PREPARED,
    APPROVED,
    HANDED_OVER,
    CLOSED,
    CANCELLED
}
