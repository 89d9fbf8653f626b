package io.lingchuang.studios.plan;

/**
 * Where an item of a plan stands. It moves by what is on record for it; only giving up and taking up again are somebody's word.
 *
 * <pre>
 * PLANNED    → UNDER_WAY, DONE, DROPPED
 * UNDER_WAY  → DONE, DROPPED, and PLANNED when its only record is taken back
 * DONE       → UNDER_WAY or PLANNED when the record that finished it is taken back
 * DROPPED    → PLANNED or UNDER_WAY, as it stood      given up 不再进行, with the reason
 * </pre>
 */
public enum ItemState {
    PLANNED,
    UNDER_WAY,
    DONE,
    DROPPED;

    /** Something can still be done for it. */
    public boolean open() {
        return this == PLANNED || this == UNDER_WAY;
    }

    static ItemState at(int percent) {
        return percent == 0 ? PLANNED : percent == 100 ? DONE : UNDER_WAY;
    }
}
