package io.lingchuang.directory;

/** Who gave an honour, from the highest down. */
public enum HonourLevel {
    NATIONAL,
    PROVINCIAL,
    CITY,
    COUNTY,
    UNIT;

    public boolean atLeast(HonourLevel level) {
        return compareTo(level) <= 0;
    }
}
