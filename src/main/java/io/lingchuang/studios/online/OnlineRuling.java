package io.lingchuang.studios.online;

/** Hold a text back, release it, or hide it. */
public enum OnlineRuling {
    HOLD,
    RELEASE,
    HIDE
}
