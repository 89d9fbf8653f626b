package io.lingchuang.sample;

/** How large the whole city is made: 1 is the city, less a city of the same kind for tests. */
record Scale(double factor) {

    /** So many of the city's number, at least one. */
    int of(int whole) {
        return Math.max(1, (int) Math.round(whole * factor));
    }

    /** So many of the city's number, or none where there would be less than half a one. */
    int some(int whole) {
        return (int) Math.round(whole * factor);
    }
}
