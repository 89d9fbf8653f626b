package io.lingchuang.studios.ledger;

import io.lingchuang.platform.files.StoredFile;
import java.time.Instant;
import java.util.List;

/**
 * Teaching material 教材课件 of a studio; every version stays, the latest first.
 *
 * <pre>
 * IN_USE  → RETIRED    no longer taught from 停用
 * RETIRED → IN_USE
 * </pre>
 */
public record Material(
        long id,
        long studioId,
        Kind kind,
        String title,
        String summary,
        SeenBy seenBy,
        State state,
        int version,
        List<Version> versions) {

    public enum Kind {
        TEXTBOOK,
        COURSEWARE,
        PROCEDURE,
        CASE,
        OTHER
    }

    /** Who may read it: those in the studio, they and whoever learns in its classes, or everybody. */
    public enum SeenBy {
        STUDIO,
        LEARNERS,
        PUBLIC
    }

    public enum State {
        IN_USE,
        RETIRED
    }

    /** changed: what is new in it. */
    public record Version(int number, StoredFile file, String changed, String by, Instant at) {}

    public boolean open() {
        return seenBy == SeenBy.PUBLIC && state == State.IN_USE;
    }
}
