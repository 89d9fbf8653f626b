package io.lingchuang.studios.naming;

/** By whom a naming counts, the highest first. */
public enum NamingLevel {
    NATIONAL,
    PROVINCIAL,
    CITY,
    COUNTY;

    boolean above(NamingLevel other) {
        return ordinal() < other.ordinal();
    }
}
