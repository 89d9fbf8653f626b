package io.lingchuang.studios.page;

/** From whom a studio's money comes: its unit, the union, others. */
public enum FundSource {
    UNIT,
    UNION,
    OTHER
}
