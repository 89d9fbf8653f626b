package io.lingchuang.access;

import java.io.Serializable;
import java.security.Principal;

/**
 * What a session remembers: which account, and the seal of the password it was opened under; the roles are read afresh at each
 * request. When the password changes, the seal does, and every other session of the account is over.
 */
record SignedInAccount(long accountId, String seal) implements Serializable, Principal {

    /** Of an account that has no password. */
    static final String NO_PASSWORD = "";

    @Override
    public String getName() {
        return String.valueOf(accountId);
    }
}
