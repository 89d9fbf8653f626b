package io.lingchuang.platform.web;

/** Whoever looks at a page after signing in, as far as the shell needs to know. */
public interface Viewer {
    long accountId();

    String name();

    boolean elder();

    /** Holds this right at any node. */
    boolean may(Enum<?> right);
}
