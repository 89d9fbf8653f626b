package io.lingchuang.awards;

import java.util.List;

/** Said when a decision has been made: rooms above name studios, or put achievements on the shelf. */
public record AwardsDecided(long decisionId, long callId, List<Long> entryIds) {}
