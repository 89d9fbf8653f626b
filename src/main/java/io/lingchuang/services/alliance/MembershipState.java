package io.lingchuang.services.alliance;

/**
 * A studio's membership.
 *
 * <pre>
 * APPLIED  → ADMITTED, REFUSED, WITHDRAWN
 * ADMITTED → WARNED, REMOVED, WITHDRAWN
 * WARNED   → ADMITTED, REMOVED, WITHDRAWN    the warning is lifted, or not heeded
 * </pre>
 */
public enum MembershipState {
    APPLIED,
    ADMITTED,
    WARNED,
    REFUSED,
    REMOVED,
    WITHDRAWN;

    public boolean mayBecome(MembershipState next) {
        return switch (this) {
            case APPLIED -> next == ADMITTED || next == REFUSED || next == WITHDRAWN;
            case ADMITTED -> next == WARNED || next == REMOVED || next == WITHDRAWN;
            case WARNED -> next == ADMITTED || next == REMOVED || next == WITHDRAWN;
            case REFUSED, REMOVED, WITHDRAWN -> false;
        };
    }

    public boolean belongs() {
        return this == ADMITTED || this == WARNED;
    }
}
