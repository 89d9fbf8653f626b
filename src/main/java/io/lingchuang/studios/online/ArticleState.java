package io.lingchuang.studios.online;

/**
 * Where an article or a video stands.
 *
 * <pre>
 * DRAFT      → WAITING              its author says that nothing in it is secret
 * WAITING    → PUBLISHED, DRAFT     the unit consents, or gives it back with a reason
 * PUBLISHED  → HELD, HIDDEN
 * HELD       → PUBLISHED, HIDDEN    readers' reports hold it until somebody has looked
 * HIDDEN     → PUBLISHED
 * </pre>
 */
public enum ArticleState {
    DRAFT,
    WAITING,
    PUBLISHED,
    HELD,
    HIDDEN
}
