package io.lingchuang.achievements;

import java.util.Set;

/**
 * How far an achievement has gone beyond the unit where it came to be 转化.
 *
 * <pre>
 * OWN_USE     → OFFERED
 * OFFERED     → NEGOTIATING, WITHDRAWN
 * NEGOTIATING → OFFERED, TRANSFERRED, WITHDRAWN
 * TRANSFERRED → OFFERED                          a licence may be given again
 * WITHDRAWN   → OFFERED
 * </pre>
 */
public enum TransferState {
    OWN_USE,
    OFFERED,
    NEGOTIATING,
    TRANSFERRED,
    WITHDRAWN;

    public Set<TransferState> moves() {
        return switch (this) {
            case OWN_USE, TRANSFERRED, WITHDRAWN -> Set.of(OFFERED);
            case OFFERED -> Set.of(NEGOTIATING, WITHDRAWN);
            case NEGOTIATING -> Set.of(OFFERED, TRANSFERRED, WITHDRAWN);
        };
    }

    public boolean mayBecome(TransferState to) {
        return moves().contains(to);
    }
}
