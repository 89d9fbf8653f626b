package io.lingchuang.directory;

import org.jspecify.annotations.Nullable;

/** What somebody types about a person. */
public record NewPerson(
        String name,
        long employerNodeId,
        @Nullable String staffNumber,
        @Nullable Long occupationId,
        @Nullable SkillLevel skillLevel,
        @Nullable String phone,
        boolean frontLine,
        boolean unitHead) {}
