package io.lingchuang.notices;

/**
 * Where a notice stands; the database holds the same moves.
 *
 * <pre>
 * DRAFT ─release (another person)→ PUBLISHED ─term over→ ENDED
 *   └─cancel→ CANCELLED ←taken back before it opens─┘
 * </pre>
 */
public enum NoticeState {
    DRAFT,
    PUBLISHED,
    ENDED,
    CANCELLED
}
