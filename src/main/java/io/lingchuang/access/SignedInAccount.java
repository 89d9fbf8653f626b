package io.lingchuang.access;

import java.io.Serializable;
import java.security.Principal;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * What a session remembers: which account, the seal of the password it was opened under, and its row in the account's sessions; the
 * roles are read afresh at each request. When the password changes, the seal does, and every other session of the account is over.
 */
record SignedInAccount(long accountId, String seal, UUID session) implements Serializable, Principal {

    /** Of an account that has no password. */
    static final String NO_PASSWORD = "";

    static Optional<SignedInAccount> of(@Nullable Authentication signedIn) {
        return signedIn != null && signedIn.getPrincipal() instanceof SignedInAccount account
                ? Optional.of(account)
                : Optional.empty();
    }

    @Override
    public String getName() {
        return String.valueOf(accountId);
    }
}
