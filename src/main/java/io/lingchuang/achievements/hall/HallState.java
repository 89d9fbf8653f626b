package io.lingchuang.achievements.hall;

/**
 * Where a hall stands.
 *
 * <pre>
 * DRAFT    → PREPARED
 * PREPARED → DRAFT, RELEASED      released by somebody else than who prepared it
 * RELEASED → DRAFT                taken down, to be changed
 * </pre>
 */
public enum HallState {
    DRAFT,
    PREPARED,
    RELEASED
}
