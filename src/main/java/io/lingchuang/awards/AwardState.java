package io.lingchuang.awards;

/** IN_FORCE → WITHDRAWN. */
public enum AwardState {
    IN_FORCE,
    WITHDRAWN
}
