package io.lingchuang.review;

/** A panel has closed into a ranking, and its archive is sealed. */
public record PanelClosed(long panelId) {}
