package io.lingchuang.directory;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A roster 花名册 handed in as Excel.
 *
 * <pre>
 * READING → PREVIEW → APPLYING → APPLIED
 *    └→ BROKEN  └→ DISCARDED  └→ BROKEN
 * </pre>
 */
public record Roster(
        long id,
        long nodeId,
        String node,
        UUID file,
        String fileName,
        String by,
        State state,
        @Nullable Long job,
        @Nullable String note,
        Instant createdAt) {

    public enum State {
        READING,
        PREVIEW,
        APPLYING,
        APPLIED,
        BROKEN,
        DISCARDED
    }

    /** What a row would do, or did. */
    public enum Action {
        ADD,
        CHANGE,
        SAME,
        ERROR
    }

    public record Counts(int add, int change, int same, int error) {
        public int all() {
            return add + change + same + error;
        }
    }

    /** cells as typed, in the order of {@link RosterColumn}. */
    public record Line(int row, java.util.List<String> cells, Action action, String message) {}
}
