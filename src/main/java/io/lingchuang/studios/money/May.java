package io.lingchuang.studios.money;

/** What somebody may do with the money of a studio; inside: they see more of it than its money. */
public record May(boolean prepare, boolean approve, boolean pay, boolean handIn, boolean inside) {}
