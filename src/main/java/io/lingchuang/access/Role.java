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
    CLERK(SEE_DIRECTORY, KEEP_DIRECTORY, FOLLOW, ENTER_FOR_OTHERS, VET, REPORT_PARTICIPATION, DELEGATE),
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
            DELEGATE),
    /** Head of the department: releases what officers prepare 部门负责人. */
    CHIEF(SEE_DIRECTORY, FOLLOW, RELEASE_NOTICE, APPROVE_PAYOUT, DELEGATE),
    /** Finance 财务: hands out what was approved and marks it paid or failed. */
    FINANCE(MARK_PAID),
    /** Expert 评审专家. */
    EXPERT(SCORE),
    /** Leader 领导: sees, changes nothing. */
    LEADER(FOLLOW),
    SYSTEM_ADMIN(KEEP_ACCOUNTS, KEEP_CALENDAR),
    SECURITY_ADMIN(GRANT_ROLES),
    AUDIT_ADMIN(READ_AUDIT);

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

    boolean gives(Right right) {
        return rights.contains(right);
    }
}
