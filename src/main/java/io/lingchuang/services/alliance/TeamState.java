package io.lingchuang.services.alliance;

/**
 * Whether a team takes requests.
 *
 * <pre>
 * ACTIVE → PAUSED, DISSOLVED
 * PAUSED → ACTIVE, DISSOLVED     goes on with what it accepted, is sent nothing new
 * </pre>
 */
public enum TeamState {
    ACTIVE,
    PAUSED,
    DISSOLVED;

    public boolean mayBecome(TeamState next) {
        return this != DISSOLVED && next != this;
    }
}
