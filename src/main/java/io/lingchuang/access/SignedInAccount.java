package io.lingchuang.access;

import java.io.Serializable;
import java.security.Principal;

/** What a session remembers: only which account; its roles are read afresh at each request. */
record SignedInAccount(long accountId) implements Serializable, Principal {
    @Override
    public String getName() {
        return String.valueOf(accountId);
    }
}
