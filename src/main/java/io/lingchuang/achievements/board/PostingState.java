package io.lingchuang.achievements.board;

/**
 * Where a posting stands.
 *
 * <pre>
 * SUBMITTED → PUBLISHED, REFUSED, WITHDRAWN
 * PUBLISHED → SETTLED, EXPIRED, WITHDRAWN
 * </pre>
 */
public enum PostingState {
    SUBMITTED,
    PUBLISHED,
    REFUSED,
    SETTLED,
    EXPIRED,
    WITHDRAWN
}
