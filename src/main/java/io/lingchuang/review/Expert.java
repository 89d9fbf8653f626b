package io.lingchuang.review;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An expert of the pool. */
public record Expert(
        long id,
        long accountId,
        String name,
        @Nullable Long personId,
        @Nullable Long employerNodeId,
        String employer,
        @Nullable String group,
        List<String> fields,
        boolean active) {

    /** Each word that was typed stands in the name, the employer or a field. */
    public boolean found(String typed) {
        String about = (name + " " + employer + " " + String.join(" ", fields)).toLowerCase(Locale.ROOT);
        return Arrays.stream(typed.strip().toLowerCase(Locale.ROOT).split("\\s+"))
                .allMatch(about::contains);
    }
}
