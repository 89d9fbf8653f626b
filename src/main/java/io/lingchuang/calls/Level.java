package io.lingchuang.calls;

import io.lingchuang.access.Node;
import java.util.Arrays;
import java.util.List;

/** A level of the tree that vets entries on their way up. */
public enum Level {
    BRANCH,
    ENTERPRISE,
    COUNTY_OR_INDUSTRY,
    CITY;

    /** The level at which such a node vets. */
    public static Level of(Node.Kind kind) {
        return switch (kind) {
            case BRANCH -> BRANCH;
            case ENTERPRISE -> ENTERPRISE;
            case COUNTY, INDUSTRY -> COUNTY_OR_INDUSTRY;
            case CITY -> CITY;
        };
    }

    /** The levels that can stand in the route of such a host's call: those below it, as its own formal check ends the route. */
    public static List<Level> below(Node.Kind host) {
        return Arrays.stream(values()).filter(l -> l.compareTo(of(host)) < 0).toList();
    }
}
