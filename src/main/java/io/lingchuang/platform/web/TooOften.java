package io.lingchuang.platform.web;

/** So many times within a while; more is answered 429. */
class TooOften extends RuntimeException {

    private final int minutes;

    TooOften(int minutes) {
        super("too often");
        this.minutes = minutes;
    }

    int minutes() {
        return minutes;
    }
}
