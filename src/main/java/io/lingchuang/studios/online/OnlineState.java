package io.lingchuang.studios.online;

/**
 * Where a question or an answer stands.
 *
 * <pre>
 * SHOWN   → HELD, HIDDEN
 * HELD    → SHOWN, HIDDEN    暂缓: a word of the list or readers' reports hold it until somebody has looked
 * HIDDEN  → SHOWN            隐藏, with a reason
 * </pre>
 */
public enum OnlineState {
    SHOWN,
    HELD,
    HIDDEN
}
