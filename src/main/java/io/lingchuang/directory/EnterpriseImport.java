package io.lingchuang.directory;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Enterprises handed in as Excel: read at once, carried out when told to.
 *
 * <pre>
 * PREVIEW → APPLYING → APPLIED
 *    └→ DISCARDED
 * </pre>
 */
public record EnterpriseImport(
        long id,
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

    /** What a row would make, or made: a new enterprise, nothing because it is there, or nothing because it is wrong. */
    public enum Action {
        ADD,
        SAME,
        ERROR
    }

    /** added: how many of those to add stand in the directory already. */
    public record Counts(int add, int same, int error, int added) {}

    /** cells as typed, in the order of {@link EnterpriseColumn}. */
    public record Line(int row, List<String> cells, Action action, String message) {}

    public boolean busy() {
        return state == State.APPLYING;
    }
}
