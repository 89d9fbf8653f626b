package io.lingchuang.studios.online;

/** Hold a text back, release it, or hide it. */
public enum Ruling {
    HOLD,
    RELEASE,
    HIDE
}
