package io.lingchuang.studios.money;

/** What somebody may do with the money of a studio. */
public record May(boolean prepare, boolean approve, boolean pay, boolean handIn) {}
