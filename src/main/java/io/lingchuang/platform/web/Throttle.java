package io.lingchuang.platform.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** So many times from one address within a while: for forms that anybody may send. Kept in memory, for the latest addresses only. */
public final class Throttle {

    private static final int ADDRESSES = 10_000;

    private final Clock clock;
    private final int times;
    private final Duration within;
    private final Map<String, Deque<Instant>> seen = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
            return size() > ADDRESSES;
        }
    };

    public Throttle(Clock clock, int times, Duration within) {
        this.clock = clock;
        this.times = times;
        this.within = within;
    }

    /** Counts one; false when it is too many. */
    public synchronized boolean allows(String address) {
        return !isFull(address) && latest(address).add(clock.instant());
    }

    /** Whether one more would be too many; counts nothing. */
    public synchronized boolean isFull(String address) {
        return latest(address).size() >= times;
    }

    private Deque<Instant> latest(String address) {
        Instant begin = clock.instant().minus(within);
        Deque<Instant> latest = seen.computeIfAbsent(address, a -> new ArrayDeque<>());
        while (!latest.isEmpty() && latest.getFirst().isBefore(begin)) {
            latest.removeFirst();
        }
        return latest;
    }
}
