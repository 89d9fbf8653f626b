package io.lingchuang.achievements;

/** How an achievement came into the library: by an award, from a studio's ledger, or by its unit's own word. */
public enum Source {
    AWARD,
    LEDGER,
    UNIT
}
