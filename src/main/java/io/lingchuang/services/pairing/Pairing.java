package io.lingchuang.services.pairing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A state-owned and a non-public enterprise, one to one.
 *
 * <pre>
 * PROPOSED → IN_FORCE (both unions agreed; by term) → ENDED (expired, terminated with a reason, or one of them closed)
 *    ├─────→ DECLINED (by one of the two, with a reason)
 *    └─────→ WITHDRAWN (by the officer, with a reason)
 * </pre>
 */
public record Pairing(
        long id,
        long soeId,
        String soe,
        boolean soeActive,
        long partnerId,
        String partner,
        boolean partnerActive,
        State state,
        int fit,
        List<Reason> reasons,
        int years,
        @Nullable Instant soeAgreedAt,
        @Nullable Instant partnerAgreedAt,
        @Nullable LocalDate fromDay,
        @Nullable LocalDate untilDay,
        @Nullable Side declinedSide,
        @Nullable LocalDate endedOn,
        @Nullable Ending endedHow,
        @Nullable String why,
        int version) {

    public enum State {
        PROPOSED,
        IN_FORCE,
        DECLINED,
        WITHDRAWN,
        ENDED;

        public boolean mayBecome(State next) {
            return switch (this) {
                case PROPOSED -> next == IN_FORCE || next == DECLINED || next == WITHDRAWN;
                case IN_FORCE -> next == ENDED;
                case DECLINED, WITHDRAWN, ENDED -> false;
            };
        }
    }

    public enum Ending {
        EXPIRED,
        TERMINATED,
        /** One of the two was closed or merged into another. */
        CLOSED
    }

    public boolean open() {
        return state == State.PROPOSED || state == State.IN_FORCE;
    }

    public long nodeOf(Side side) {
        return side == Side.SOE ? soeId : partnerId;
    }

    public String nameOf(Side side) {
        return side == Side.SOE ? soe : partner;
    }

    public @Nullable Instant agreedAt(Side side) {
        return side == Side.SOE ? soeAgreedAt : partnerAgreedAt;
    }
}
