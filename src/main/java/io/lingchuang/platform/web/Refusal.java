package io.lingchuang.platform.web;

import org.jspecify.annotations.Nullable;

/** A rule says no. Carries the message in the user's words and, where one field is the cause, that field. Shown as a 4xx, never a 5xx. */
public class Refusal extends RuntimeException {

    private final String key;
    private final transient Object[] args;
    private final @Nullable String field;

    public Refusal(String messageKey, Object... args) {
        this(null, messageKey, args);
    }

    private Refusal(@Nullable String field, String messageKey, Object[] args) {
        super(messageKey);
        this.field = field;
        this.key = messageKey;
        this.args = args;
    }

    public static Refusal onField(String field, String messageKey, Object... args) {
        return new Refusal(field, messageKey, args);
    }

    public String key() {
        return key;
    }

    public Object[] args() {
        return args.clone();
    }

    public @Nullable String field() {
        return field;
    }
}
