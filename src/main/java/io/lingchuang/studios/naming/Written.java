package io.lingchuang.studios.naming;

import io.lingchuang.platform.web.Refusal;

/** A text somebody typed, as long as it may be: counted in characters as people see them. */
public final class Written {

    private Written() {}

    /** Without spaces around it; refused beside its field where it is shorter or longer. */
    public static String of(String typed, int least, int most, String field, String key, Object... args) {
        String text = typed.strip();
        int length = text.codePointCount(0, text.length());
        if (length < least || length > most) {
            throw Refusal.onField(field, key, args);
        }
        return text;
    }
}
