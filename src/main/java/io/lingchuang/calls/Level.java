package io.lingchuang.calls;

/** A level of the tree that vets entries on their way up. */
public enum Level {
    BRANCH,
    ENTERPRISE,
    COUNTY_OR_INDUSTRY,
    CITY
}
