package io.lingchuang.access;

/** What a use case asks for. A right comes from a role held at a node and reaches that node and what is below it. */
public enum Right {
    /** See people and enterprises. */
    SEE_DIRECTORY,
    /** Change enterprises and people, import rosters. */
    KEEP_DIRECTORY,
    /** Add and move nodes of the federation tree. */
    KEEP_TREE,
    /** Follow the calls that reach one's node: boards and lists of entries. */
    FOLLOW,
    /** Make, publish and change calls hosted by one's node. */
    OPEN_CALL,
    /** Hand in an entry for somebody else, with consent on record. */
    ENTER_FOR_OTHERS,
    /** Check, return, recommend entries that stand at one's node. */
    VET,
    /** Report how many took part. */
    REPORT_PARTICIPATION,
    /** The host's formal check. */
    CHECK_FORM,
    /** Keep the pool of experts, make panels, follow and close them. */
    RUN_PANEL,
    /** Score as an expert: only what was put before one. */
    SCORE,
    /** Read the whole review of the calls hosted at one's node and below, and change nothing. */
    SUPERVISE,
    PREPARE_NOTICE,
    RELEASE_NOTICE,
    ANSWER_OBJECTION,
    DECIDE_AWARD,
    PREPARE_PAYOUT,
    APPROVE_PAYOUT,
    MARK_PAID,
    ISSUE_CERTIFICATE,
    /** Name studios and bases, assess, change and end them, at one's node and below. */
    KEEP_STUDIOS,
    /** Put one's own unit's achievements into the library, write down where they are used, offer them. */
    FILE_ACHIEVEMENTS,
    /** Put achievements into the library, prove their benefit, show them in the yearly hall. */
    KEEP_ACHIEVEMENTS,
    /** Keep the alliance of studios and its volunteer teams. */
    KEEP_ALLIANCE,
    /** Ask the alliance for help in the name of an enterprise, sign off its visit, rate it. */
    ASK_FOR_HELP,
    /** Look through what enterprises ask for and send a team. */
    DISPATCH_HELP,
    /** Pair enterprises, follow their agreements. */
    KEEP_PAIRINGS,
    /** Sign a co-building agreement for one's enterprise and record what was done under it. */
    SIGN_AGREEMENT,
    /** Hold events: programme, registration, sign-in. */
    HOLD_EVENTS,
    /** Lend one's role while away. */
    DELEGATE,
    KEEP_ACCOUNTS,
    GRANT_ROLES,
    READ_AUDIT,
    KEEP_CALENDAR
}
