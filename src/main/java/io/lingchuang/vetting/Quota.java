package io.lingchuang.vetting;

/** What is left of a quota, as the officer sees it while deciding. */
public record Quota(String name, int places, int left) {}
