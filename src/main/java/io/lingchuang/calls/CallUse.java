package io.lingchuang.calls;

import java.util.Set;

/** What rooms above already built on a call, so that a change which would break it can be refused with the reason. */
public interface CallUse {
    /** Entries handed in, whatever became of them. */
    default long submitted(long callId) {
        return 0;
    }

    /** Codes of form fields that some draft or entry has answered. */
    default Set<String> answeredFields(long callId) {
        return Set.of();
    }

    default Set<Long> usedCategories(long callId) {
        return Set.of();
    }

    /** Sheets begun by experts. */
    default long sheets(long callId) {
        return 0;
    }

    /** Panels that were made and not dissolved. */
    default long panels(long callId) {
        return 0;
    }

    /** A notice was released; decisions and certificates come only after one. */
    default boolean noticed(long callId) {
        return false;
    }
}
