package io.lingchuang.platform.web;

/** There is no such thing, or the viewer has no business with it: both look the same from outside. */
public class NotFound extends RuntimeException {}
