package io.lingchuang.notices;

/** OPEN → UPHELD (the result is struck) or DISMISSED. */
public enum ObjectionState {
    OPEN,
    UPHELD,
    DISMISSED
}
