package io.lingchuang.studios.money;

/** HANDED_IN → ACCEPTED or REJECTED, by somebody else than who handed it in. */
public enum VoucherState {
    HANDED_IN,
    ACCEPTED,
    REJECTED
}
