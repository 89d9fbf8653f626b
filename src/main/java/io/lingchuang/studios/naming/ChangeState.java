package io.lingchuang.studios.naming;

/** ASKED → APPROVED, REFUSED (with the reason), WITHDRAWN. */
public enum ChangeState {
    ASKED,
    APPROVED,
    REFUSED,
    WITHDRAWN
}
