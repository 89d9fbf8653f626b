package io.lingchuang.review.onsite;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entry's turn to be presented.
 *
 * <pre>
 * WAITING → SPEAKING → ANSWERING → DONE
 *    │         └───────────────────↑
 *    ⇅ (did not come, with a reason; may still come, and is last then)
 *  ABSENT
 * </pre>
 *
 * @param lot the place drawn
 * @param place the place after those who were not there in time were put last
 * @param number by which it was drawn
 * @param used of the part that runs, before the clock was last set going
 * @param runningSince null: the clock stands
 * @param standing still accepted; false once it was withdrawn
 * @param laid sheets laid out for it, and how many of them are handed in
 */
public record Turn(
        long entryId,
        String code,
        String title,
        String unit,
        int lot,
        int place,
        String number,
        Instant slotAt,
        State state,
        @Nullable String reason,
        @Nullable Instant beganAt,
        Duration used,
        @Nullable Instant runningSince,
        @Nullable Instant shownAt,
        boolean standing,
        int laid,
        int handedIn) {

    public enum State {
        WAITING,
        SPEAKING,
        ANSWERING,
        DONE,
        ABSENT;

        public boolean mayBecome(State next) {
            return switch (this) {
                case WAITING -> Set.of(SPEAKING, ABSENT).contains(next);
                case SPEAKING -> Set.of(ANSWERING, DONE).contains(next);
                case ANSWERING -> next == DONE;
                case ABSENT -> next == WAITING;
                case DONE -> false;
            };
        }

        public boolean running() {
            return this == SPEAKING || this == ANSWERING;
        }
    }

    public Turn titled(String other) {
        return new Turn(
                entryId,
                code,
                other,
                unit,
                lot,
                place,
                number,
                slotAt,
                state,
                reason,
                beganAt,
                used,
                runningSince,
                shownAt,
                standing,
                laid,
                handedIn);
    }

    /** Of the part that runs, until a moment. */
    public Duration used(Instant now) {
        return runningSince == null || now.isBefore(runningSince)
                ? used
                : used.plus(Duration.between(runningSince, now));
    }
}
