package io.lingchuang.awards;

/** A line of a batch: PENDING → PAID, FAILED (a new batch corrects it) or CANCELLED; FAILED → PENDING when it was marked by mistake. */
public enum PayoutState {
    PENDING,
    PAID,
    FAILED,
    CANCELLED
}
