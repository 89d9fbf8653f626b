package io.lingchuang.sample;

import java.util.Locale;

/** How much of the sample is loaded into an empty database: the property lingchuang.sample. */
enum SampleSize {
    /** A whole city: two thousand units, two hundred thousand workers, three years of calls. */
    CITY,
    /** Twenty units, four hundred people, two open calls: enough to look around, and loaded in a second. */
    SMALL,
    NONE;

    static SampleSize of(String given) {
        return switch (given.strip().toLowerCase(Locale.ROOT)) {
            case "city", "true" -> CITY;
            case "small" -> SMALL;
            case "none", "false" -> NONE;
            default -> throw new IllegalArgumentException("lingchuang.sample is city, small or none, not " + given);
        };
    }
}
