package io.lingchuang.achievements;

import org.jspecify.annotations.Nullable;

/** One of those who made it, in order. personId: who is in the directory of people. */
public record Maker(@Nullable Long personId, String name) {}
