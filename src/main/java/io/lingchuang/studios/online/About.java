package io.lingchuang.studios.online;

/** What a report or a ruling is about. */
public enum About {
    QUESTION,
    ANSWER,
    ARTICLE
}
