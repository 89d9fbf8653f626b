package io.lingchuang.studios.naming;

/** Said when a studio was named, renewed or upgraded by an award, in the decision's own transaction: what its tier carries is the studio's subsidy. */
public record StudioAwarded(long studioId, long awardId) {}
