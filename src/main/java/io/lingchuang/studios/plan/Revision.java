package io.lingchuang.studios.plan;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How a plan on the wall was changed in its year. before and after: what stood in a field and what stands there since; before is empty for an item that was added. */
public record Revision(
        long id,
        long itemId,
        String title,
        What what,
        String reason,
        Map<String, String> before,
        Map<String, String> after,
        String by,
        Instant at) {

    public enum What {
        ADDED,
        CHANGED,
        MOVED,
        DROPPED,
        RESUMED
    }

    /** A field that says something else since; its name stands in the bundles under studioplan.FIELD. */
    public record Difference(
            String field, @Nullable String before, @Nullable String after) {}

    public List<Difference> differences() {
        var fields = new TreeSet<>(before.keySet());
        fields.addAll(after.keySet());
        return fields.stream()
                .filter(f -> !Objects.equals(before.get(f), after.get(f)))
                .map(f -> new Difference(f, before.get(f), after.get(f)))
                .toList();
    }
}
