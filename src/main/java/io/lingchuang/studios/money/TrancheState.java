package io.lingchuang.studios.money;

/**
 * <pre>
 * PREPARED    → APPROVED (by another person), STOPPED
 * APPROVED    → PAID, STOPPED
 * PAID        → SETTLED (spent + given back = paid), TO_RECOVER
 * TO_RECOVER  → RECOVERED
 * </pre>
 */
public enum TrancheState {
    PREPARED,
    APPROVED,
    PAID,
    SETTLED,
    STOPPED,
    TO_RECOVER,
    RECOVERED
}
