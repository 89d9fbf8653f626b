package io.lingchuang.studios.naming;

/** Said when a studio was cancelled or its plaque taken off: payments stop, reminders too. */
public record StudioEnded(long studioId, String reason) {}
