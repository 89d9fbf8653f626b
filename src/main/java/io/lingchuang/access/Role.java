package io.lingchuang.access;

import static io.lingchuang.access.Right.*;

import java.util.EnumSet;
import java.util.Set;

/**
 * A role held at a node of the tree. A worker needs none: whoever has an account may hand in entries of their own.
 * Preparing and releasing lie in different hands (officer and chief), and so do the three administrations.
 */
public enum Role {
    /** Clerk of a grassroots or branch union 基层工会干事. */
    CLERK(
            SEE_DIRECTORY,
            KEEP_DIRECTORY,
            FOLLOW,
            ENTER_FOR_OTHERS,
            VET,
            REPORT_PARTICIPATION,
            FILE_ACHIEVEMENTS,
            ASK_FOR_HELP,
            SIGN_AGREEMENT,
            DELEGATE),
    /** Officer of a county federation, an industry union or the city federation 工会部门干部. */
    OFFICER(
            SEE_DIRECTORY,
            KEEP_DIRECTORY,
            KEEP_TREE,
            FOLLOW,
            OPEN_CALL,
            ENTER_FOR_OTHERS,
            VET,
            REPORT_PARTICIPATION,
            CHECK_FORM,
            RUN_PANEL,
            PREPARE_NOTICE,
            ANSWER_OBJECTION,
            DECIDE_AWARD,
            PREPARE_PAYOUT,
            ISSUE_CERTIFICATE,
            KEEP_STUDIOS,
            KEEP_ACHIEVEMENTS,
            KEEP_ALLIANCE,
            DISPATCH_HELP,
            KEEP_PAIRINGS,
            HOLD_EVENTS,
            DELEGATE),
    /** Head of the department: releases what officers prepare 部门负责人. */
    CHIEF(SEE_DIRECTORY, FOLLOW, RELEASE_NOTICE, APPROVE_PAYOUT, DELEGATE),
    /** Finance 财务: hands out what was approved and marks it paid or failed. */
    FINANCE(MARK_PAID),
    /** Expert 评审专家. */
    EXPERT(SCORE),
    /** Leader 领导: sees, changes nothing. */
    LEADER(FOLLOW),
    /** Supervisor 纪检监察: reads how a review went, with every name; has no part in any. */
    SUPERVISOR(SUPERVISE),
    SYSTEM_ADMIN(KEEP_ACCOUNTS, KEEP_CALENDAR),
    SECURITY_ADMIN(GRANT_ROLES),
    AUDIT_ADMIN(READ_AUDIT);

    /** Whoever may do one of these has a part in what a supervisor reads. */
    private static final Set<Right> PART_IN_REVIEW = EnumSet.of(
            OPEN_CALL,
            VET,
            CHECK_FORM,
            RUN_PANEL,
            SCORE,
            PREPARE_NOTICE,
            RELEASE_NOTICE,
            ANSWER_OBJECTION,
            DECIDE_AWARD);

    private final Set<Right> rights;

    Role(Right... rights) {
        this.rights = rights.length == 0 ? EnumSet.noneOf(Right.class) : EnumSet.of(rights[0], rights);
    }

    public Set<Right> rights() {
        return EnumSet.copyOf(rights);
    }

    /** One of the three administrations, which stand alone in an account. */
    boolean administers() {
        return this == SYSTEM_ADMIN || this == SECURITY_ADMIN || this == AUDIT_ADMIN;
    }

    /** Never meet in one account: a supervisor's role and one with a part in the review. */
    boolean shuns(Role other) {
        return (this == SUPERVISOR && other.hasPartInReview()) || (other == SUPERVISOR && hasPartInReview());
    }

    private boolean hasPartInReview() {
        return rights.stream().anyMatch(PART_IN_REVIEW::contains);
    }

    boolean gives(Right right) {
        return rights.contains(right);
    }
}
