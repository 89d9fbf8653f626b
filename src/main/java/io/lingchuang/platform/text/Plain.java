package io.lingchuang.platform.text;

import org.jspecify.annotations.Nullable;

/** Typed text without what no text needs: control characters but line breaks and tabs, halves of signs, and marks that turn the direction. */
public final class Plain {
    private Plain() {}

    public static String text(@Nullable String typed) {
        return typed == null
                ? ""
                : typed.replace("\r\n", "\n")
                        .replaceAll(
                                "[\\p{Cc}\\p{Cs}&&[^\n\t]]|[\\u202A-\\u202E\\u2066-\\u2069\\uFEFF\\uFFFE\\uFFFF]", "");
    }
}
