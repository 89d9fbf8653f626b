package io.lingchuang.services.help;

/** Who does a step: the clerk of the enterprise's union, an officer who dispatches, the leader of a team, whoever of the team goes, or the clock. */
public enum Side {
    ENTERPRISE,
    OFFICER,
    TEAM,
    MEMBER,
    CLOCK
}
