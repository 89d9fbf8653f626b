package io.lingchuang.review;

/**
 * A score sheet 评分表.
 *
 * <pre>
 * OPEN → SEALED → OPEN (sent back by the chair, with a reason)
 * OPEN → CANNOT_JUDGE 无法评判 → OPEN (the same)
 * </pre>
 */
public enum SheetState {
    OPEN,
    SEALED,
    /** No score, and no longer waited for. */
    CANNOT_JUDGE
}
