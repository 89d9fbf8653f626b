package io.lingchuang.directory;

import org.jspecify.annotations.Nullable;

/** Typed texts: an empty field says nothing. */
final class Texts {
    private Texts() {}

    static @Nullable String orNull(@Nullable String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }
}
