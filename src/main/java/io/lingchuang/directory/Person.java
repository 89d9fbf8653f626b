package io.lingchuang.directory;

import io.lingchuang.platform.text.Mask;
import org.jspecify.annotations.Nullable;

/** Somebody at a unit, with or without an account. staffNumber is unique within the employer; phone among all who are active. */
public record Person(
        long id,
        String name,
        long employerNodeId,
        @Nullable String staffNumber,
        @Nullable Long occupationId,
        @Nullable SkillLevel skillLevel,
        @Nullable String phone,
        boolean frontLine,
        boolean unitHead,
        @Nullable Long accountId,
        boolean active,
        int version) {

    public Person masked() {
        return new Person(
                id,
                name,
                employerNodeId,
                staffNumber,
                occupationId,
                skillLevel,
                phone == null ? null : Mask.phone(phone),
                frontLine,
                unitHead,
                accountId,
                active,
                version);
    }
}
