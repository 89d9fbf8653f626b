package io.lingchuang.entries;

/** What keeps an entry from being handed in: the field it belongs to ("" for none) and the words for it. */
public record Problem(String field, String key, Object... args) {}
