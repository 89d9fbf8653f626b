package io.lingchuang.review;

import java.util.List;
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
        boolean active) {}
