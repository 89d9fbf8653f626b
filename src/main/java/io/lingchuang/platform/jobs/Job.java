package io.lingchuang.platform.jobs;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Long work: WAITING → RUNNING → DONE or FAILED. Whoever started it can leave and come back to its page. */
public record Job(
        long id,
        String kind,
        String title,
        Map<String, String> params,
        @Nullable Long accountId,
        State state,
        int done,
        int total,
        @Nullable String report,
        @Nullable UUID resultFile,
        Instant createdAt,
        @Nullable Instant endedAt) {

    public enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED
    }

    public int percent() {
        return state == State.DONE ? 100 : total == 0 ? 0 : Math.min(99, (int) (100L * done / total));
    }

    public boolean ended() {
        return state == State.DONE || state == State.FAILED;
    }

    public long number(String param) {
        return Long.parseLong(java.util.Objects.requireNonNull(params.get(param), param));
    }
}
