package io.lingchuang.services.pairing;

/** The two of a pairing. */
public enum Side {
    /** The state-owned enterprise. */
    SOE,
    /** The non-public one. */
    PARTNER;

    public Side other() {
        return this == SOE ? PARTNER : SOE;
    }
}
