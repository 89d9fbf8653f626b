package io.lingchuang.studios;

/**
 * Where a naming stands.
 *
 * <pre>
 * IN_FORCE      → TO_PUT_RIGHT, CANCELLED, REVOKED
 * TO_PUT_RIGHT  → IN_FORCE, CANCELLED, REVOKED     限期整改: by a day
 * CANCELLED     注销: the unit closed, the leader left and nobody follows
 * REVOKED       撤销摘牌: with a term in which the unit may not apply again
 * </pre>
 */
public enum StudioState {
    IN_FORCE,
    TO_PUT_RIGHT,
    CANCELLED,
    REVOKED;

    /** Its naming counts and its people work. */
    public boolean alive() {
        return this == IN_FORCE || this == TO_PUT_RIGHT;
    }
}
