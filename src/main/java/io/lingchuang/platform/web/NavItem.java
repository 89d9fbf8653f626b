package io.lingchuang.platform.web;

import org.jspecify.annotations.Nullable;

/** An entry of the side menu, declared as a bean by the part it leads to; shown to those who hold the right (null: to everybody signed in). */
public record NavItem(
        String titleKey, String href, int order, @Nullable Enum<?> right) {}
