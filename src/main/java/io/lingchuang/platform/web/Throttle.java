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
        if (full(address)) {
            return false;
        }
        count(address);
        return true;
    }

    /** Whether another would be too many. Counts nothing: for what is counted only when it has been done. */
    public synchronized boolean full(String address) {
        Deque<Instant> latest = seen.get(address);
        Instant since = clock.instant().minus(within);
        while (latest != null && !latest.isEmpty() && latest.peekFirst().isBefore(since)) {
            latest.removeFirst();
        }
        return latest != null && latest.size() >= times;
    }

    public synchronized void count(String address) {
        seen.computeIfAbsent(address, a -> new ArrayDeque<>()).addLast(clock.instant());
    }
}
