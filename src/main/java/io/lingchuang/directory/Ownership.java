package io.lingchuang.directory;

public enum Ownership {
    STATE_OWNED,
    NON_PUBLIC,
    PUBLIC_INSTITUTION
}
