package io.lingchuang.directory;

import org.jspecify.annotations.Nullable;

/** What an ENTERPRISE node is beside its place in the tree. groupName: experts of the same group are recused. */
public record Enterprise(
        long nodeId,
        String name,
        String code,
        @Nullable String creditCode,
        Ownership ownership,
        String industry,
        @Nullable Long clusterId,
        @Nullable Long chainId,
        @Nullable String groupName,
        @Nullable Integer staff,
        @Nullable String contactName,
        @Nullable String contactPhone) {}
