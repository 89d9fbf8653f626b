package io.lingchuang.studios.online;

public enum ArticleKind {
    ARTICLE,
    VIDEO
}
