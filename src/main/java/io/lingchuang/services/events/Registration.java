package io.lingchuang.services.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who comes to an event: registered alone, by their unit, or written down at the door.
 *
 * <pre>
 * WAITING → REGISTERED (a place came free) → CANCELLED
 *    └──────────────────────────────────────→ CANCELLED
 * </pre>
 */
public record Registration(
        long id,
        long eventId,
        @Nullable Long accountId,
        String name,
        @Nullable Long nodeId,
        String unit,
        State state,
        @Nullable Instant cameAt) {

    public enum State {
        REGISTERED,
        WAITING,
        CANCELLED;

        public boolean mayBecome(State next) {
            return this == WAITING && next != WAITING || this == REGISTERED && next == CANCELLED;
        }
    }

    /** How it is known that they came. */
    public enum CameHow {
        /** By the code on the screen. */
        CODE,
        /** Ticked on the list. */
        LIST
    }
}
