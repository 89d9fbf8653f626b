package io.lingchuang.directory;

/** 工种 of the national list of occupations. */
public record Occupation(long id, String code, String name, String category) {}
