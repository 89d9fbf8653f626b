package io.lingchuang.studios.page;

/** Money comes into a studio or goes out of it. */
public enum FundDirection {
    IN,
    OUT
}
