package io.lingchuang.insights;

/** What the records of an indicator are: where their words come from, and where a click on one leads. */
public enum RecordKind {
    /** An entry of a call. */
    ENTRY,
    /** A completer of an entry, or what a unit returned of how many took part. */
    PARTICIPANT,
    /** A node of the federation tree. */
    NODE,
    PERSON,
    CLUSTER,
    CHAIN,
    AWARD,
    PAYOUT,
    CERTIFICATE,
    NOTICE,
    OBJECTION,
    /** A studio or a base. */
    STUDIO,
    /** Somebody on a studio's roster. */
    MEMBER,
    /** An achievement of the library. */
    ACHIEVEMENT,
    /** A volunteer team of the alliance. */
    TEAM,
    /** A help request that was closed with a recorded visit. */
    SERVICE,
    /** A state-owned and a non-public enterprise, one to one. */
    PAIRING,
    /** A co-building agreement. */
    AGREEMENT
}
