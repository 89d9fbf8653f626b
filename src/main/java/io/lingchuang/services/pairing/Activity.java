package io.lingchuang.services.pairing;

import io.lingchuang.platform.files.StoredFile;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was done under a term of an agreement, written down by one side.
 *
 * <pre>
 * RECORDED → CONFIRMED (by the other side; then it counts)
 *    ↑└────→ DISPUTED (by the other side, with a reason)
 *    └───────────┘ corrected by whoever wrote it
 * </pre>
 */
public record Activity(
        long id,
        long termId,
        long agreementId,
        LocalDate heldOn,
        String what,
        @Nullable Integer people,
        Side side,
        State state,
        @Nullable String why,
        int version,
        List<StoredFile> photos) {

    public enum State {
        RECORDED,
        CONFIRMED,
        DISPUTED;

        public boolean mayBecome(State next) {
            return switch (this) {
                case RECORDED -> next == CONFIRMED || next == DISPUTED;
                case DISPUTED -> next == RECORDED;
                case CONFIRMED -> false;
            };
        }
    }
}
