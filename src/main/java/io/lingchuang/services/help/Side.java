package io.lingchuang.services.help;

/** Who does a step: the clerk of the enterprise's union, an officer who dispatches, the leader of a team, or the clock. */
public enum Side {
    ENTERPRISE,
    OFFICER,
    TEAM,
    CLOCK
}
