package io.lingchuang.studios.naming;

/** What a line of a studio's naming history is: named 命名, renewed 复核, upgraded 晋级 to a higher level, renamed 更名. */
public enum NamingKind {
    NAMED,
    RENEWED,
    UPGRADED,
    RENAMED
}
