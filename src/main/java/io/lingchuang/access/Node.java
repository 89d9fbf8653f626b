package io.lingchuang.access;

import org.jspecify.annotations.Nullable;

/** A node of the federation tree, with its place on the territorial line and, where it has one, on the industrial line. */
public record Node(
        long id,
        @Nullable Long parentId,
        Kind kind,
        String name,
        String code,
        @Nullable String organCode,
        String path,
        @Nullable Long industryParentId,
        @Nullable String industryPath,
        boolean active) {

    public enum Kind {
        CITY,
        COUNTY,
        INDUSTRY,
        ENTERPRISE,
        BRANCH
    }
}
