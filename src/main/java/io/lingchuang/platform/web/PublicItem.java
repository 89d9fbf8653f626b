package io.lingchuang.platform.web;

/** A page that is open to everybody, declared as a bean by the part it belongs to: it stands in the menu of whoever is not signed in, and below everybody's own. */
public record PublicItem(String titleKey, String href, int order) {}
