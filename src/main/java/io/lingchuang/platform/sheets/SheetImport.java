package io.lingchuang.platform.sheets;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sheet handed in: read at once, carried out when told to.
 *
 * <pre>
 * PREVIEW → APPLYING → APPLIED
 *    └→ DISCARDED
 * </pre>
 */
public record SheetImport(
        long id,
        String kind,
        String fileName,
        @Nullable Long account,
        State state,
        @Nullable Long job,
        Instant createdAt,
        Counts counts) {

    public enum State {
        PREVIEW,
        APPLYING,
        APPLIED,
        DISCARDED
    }

    /** What a row would do, or did: something new, a change, nothing because it is so already, or nothing because it is wrong. */
    public enum Action {
        ADD,
        CHANGE,
        SAME,
        ERROR
    }

    /** applied: how many of those to add or change are written already. */
    public record Counts(int add, int change, int same, int error, int applied) {

        public int of(Action action) {
            return switch (action) {
                case ADD -> add;
                case CHANGE -> change;
                case SAME -> same;
                case ERROR -> error;
            };
        }

        public int toWrite() {
            return add + change;
        }
    }

    /** cells as typed, in the order of the kind's columns. */
    public record Line(int row, List<String> cells, Action action, String message) {}

    public boolean busy() {
        return state == State.APPLYING;
    }
}
