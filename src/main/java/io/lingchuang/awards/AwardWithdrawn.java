package io.lingchuang.awards;

/** Said when an award has been withdrawn: what rooms above made of it falls too. */
public record AwardWithdrawn(long awardId, long entryId, String reason) {}
