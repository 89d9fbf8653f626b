package io.lingchuang.services.help;

import java.util.Arrays;

/** Where a request stands. How it moves is said in {@link Step}. */
public enum RequestState {
    /** Waits for an officer to look through it. */
    ASKED,
    /** Back at the enterprise, which is to say more 退回补充. */
    ASKED_BACK,
    /** Shown to every team, which may claim it 发榜. */
    PUBLISHED,
    /** Waits for the team's answer. */
    DISPATCHED,
    /** Waits for an appointment. */
    ACCEPTED,
    /** Waits for the visit and its record. */
    APPOINTED,
    /** Waits for both signatures. */
    VISITED,
    /** Waits for the enterprise's rating. */
    SIGNED,
    /** Asked 30 and 90 days later what came of it. */
    FOLLOWED,
    CLOSED,
    /** Not for the alliance to help with. */
    REFUSED,
    /** Nobody took it. */
    UNTAKEN,
    /** Taken back by the enterprise. */
    CANCELLED;

    public boolean over() {
        return this == CLOSED || this == REFUSED || this == UNTAKEN || this == CANCELLED;
    }

    public boolean mayBecome(RequestState next) {
        return Arrays.stream(Step.values())
                .anyMatch(s -> s.to() == next && s.from().contains(this));
    }
}
