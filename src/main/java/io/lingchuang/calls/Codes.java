package io.lingchuang.calls;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Codes stay with what they were given to; new things get the next free one. */
final class Codes {

    private final String prefix;
    private final Set<String> known;
    private final Set<String> taken;

    Codes(String prefix, List<String> known) {
        this.prefix = prefix;
        this.known = new HashSet<>(known);
        this.taken = new HashSet<>(known);
    }

    String keep(@Nullable String typed) {
        if (typed != null && known.remove(typed)) {
            return typed;
        }
        for (int n = 1; ; n++) {
            if (taken.add(prefix + n)) {
                return prefix + n;
            }
        }
    }
}
