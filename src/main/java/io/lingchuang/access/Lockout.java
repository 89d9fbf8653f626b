package io.lingchuang.access;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a name waits after wrong passwords (GB/T 22239-2019, identification), until the next right one:
 *
 * <pre>
 * wrong in a row     1 2    3    4    5      6 … 9   10     15     20 and every fifth after it
 * the next is heard  at once  5 s  15 s  10 min  15 s    20 min 40 min 80 min, at most 2 hours
 * </pre>
 */
record Lockout(int failures, @Nullable Instant until) {

    static final Lockout NONE = new Lockout(0, null);
    static final int FAILURES = 5;
    static final Duration LOCK = Duration.ofMinutes(10);
    static final Duration LONGEST = Duration.ofHours(2);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration LONG_PAUSE = Duration.ofSeconds(15);

    boolean waits(Instant now) {
        return until != null && until.isAfter(now);
    }

    /** Locked, and not only asked to take a breath. */
    boolean locked() {
        return failures > 0 && failures % FAILURES == 0;
    }

    Lockout next(Instant now) {
        int wrong = failures + 1;
        return new Lockout(wrong, wrong < 3 ? null : now.plus(wait(wrong)));
    }

    private static Duration wait(int wrong) {
        if (wrong % FAILURES != 0) {
            return wrong == 3 ? PAUSE : LONG_PAUSE;
        }
        Duration lock = LOCK.multipliedBy(1L << Math.min(wrong / FAILURES - 1, 10));
        return lock.compareTo(LONGEST) > 0 ? LONGEST : lock;
    }
}
