package io.lingchuang.calls;

import java.util.Set;

/** What rooms above already built on a call, so that a change which would break it can be refused with the reason. */
public interface CallUse {
    /** Entries handed in, whatever became of them. */
    long submitted(long callId);

    /** Codes of form fields that some draft or entry has answered. */
    Set<String> answeredFields(long callId);

    Set<Long> usedCategories(long callId);

    /** Sheets begun by experts. */
    default long sheets(long callId) {
        return 0;
    }
}
