package io.lingchuang.services.help;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A visit: appointed, then recorded and signed by both sides. code: with it the enterprise signs on the team's phone. rewritten: why another record took its place. */
public record Visit(
        long id,
        long requestId,
        Instant startsAt,
        String place,
        String code,
        int wrongCodes,
        @Nullable Instant heldAt,
        @Nullable BigDecimal hours,
        String met,
        String problem,
        String diagnosis,
        String advice,
        int trained,
        @Nullable String rewritten,
        List<Goer> goers,
        List<Signature> signatures) {

    /** Somebody of the team who went. */
    public record Goer(long personId, String name) {}

    /** How somebody signed. file: the drawing. */
    public record Signature(
            Side side, Way way, String signer, @Nullable UUID file, Instant at) {}

    public enum Way {
        DRAWN,
        TYPED,
        CODE
    }

    public boolean signedBy(Side side) {
        return signatures.stream().anyMatch(s -> s.side() == side);
    }
}
