package io.lingchuang.access;

import static io.lingchuang.db.access.Tables.ACCOUNT;

import io.lingchuang.platform.web.Throttle;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Sign-in by login or phone and password. Five failures lock the account for ten minutes (GB/T 22239-2019, identification). A login
 * that nobody has is answered and locked in the same way, so that trying tells nothing; so is an address that fails too often.
 */
@Component
class SignIn implements AuthenticationProvider {

    static final int FAILURES = 5;
    static final int FAILURES_OF_AN_ADDRESS = 300; // a whole enterprise may stand behind one
    static final Duration LOCK = Duration.ofMinutes(10);

    private final DSLContext dsl;
    private final PasswordEncoder passwords;
    private final Accounts accounts;
    private final Audit audit;
    private final String nobodysHash;
    private final Throttle unknown;
    private final Throttle addresses;

    SignIn(DSLContext dsl, PasswordEncoder passwords, Accounts accounts, Audit audit, Clock clock) {
        this.unknown = new Throttle(clock, FAILURES, LOCK);
        this.addresses = new Throttle(clock, FAILURES_OF_AN_ADDRESS, LOCK);
        this.dsl = dsl;
        this.passwords = passwords;
        this.accounts = accounts;
        this.audit = audit;
        this.nobodysHash = java.util.Objects.requireNonNull(passwords.encode("nobody"));
    }

    @Override
    public Authentication authenticate(Authentication typed) throws AuthenticationException {
        String login = typed.getName().replace("\u0000", "").strip(); // a zero byte is no text to the database
        String password = String.valueOf(typed.getCredentials());
        String address = Audit.address();
        if (address != null && addresses.full(address)) {
            audit.write(null, masked(login), "access.signIn", null, null, "address", false);
            throw new LockedException("address");
        }
        Record account = dsl.selectFrom(ACCOUNT)
                .where(ACCOUNT.LOGIN.eq(login).or(ACCOUNT.PHONE.eq(login)), ACCOUNT.STATE.eq("ACTIVE"))
                .limit(1)
                .fetchOne();
        if (account == null) {
            passwords.matches(password, nobodysHash); // an unknown login takes as long as a known one
            boolean locked = !unknown.allows(login.toLowerCase(Locale.ROOT));
            failed(null, masked(login), locked ? "unknown, locked" : "unknown");
            throw locked ? new LockedException("unknown") : new BadCredentialsException("unknown");
        }
        long id = account.get(ACCOUNT.ID);
        Instant lockedUntil = account.get(ACCOUNT.LOCKED_UNTIL);
        if (lockedUntil != null && lockedUntil.isAfter(Instant.now())) {
            failed(id, account.get(ACCOUNT.NAME), "locked");
            throw new LockedException("locked");
        }
        String hash = account.get(ACCOUNT.PASSWORD_HASH);
        if (!passwords.matches(password, hash == null ? nobodysHash : hash) || hash == null) {
            fail(id, account.get(ACCOUNT.NAME));
            throw new BadCredentialsException("wrong");
        }
        return enter(id, account.get(ACCOUNT.NAME));
    }

    /** English, where a person chose it for their account: in every browser they sign in from. */
    Optional<Locale> language(long id) {
        return dsl.fetchExists(ACCOUNT, ACCOUNT.ID.eq(id).and(ACCOUNT.LANGUAGE.eq("en")))
                ? Optional.of(Locale.ENGLISH)
                : Optional.empty();
    }

    /** Enters by another way than the password form, under a session id of its own. */
    void enter(long id, HttpServletRequest request, HttpServletResponse response) {
        keep(enter(id, accounts.name(id).orElse("")), request, response);
    }

    /** The browser in which the password was changed goes on, all others are out. */
    void goOn(long id, HttpServletRequest request, HttpServletResponse response) {
        keep(authenticated(id), request, response);
    }

    private static void keep(Authentication account, HttpServletRequest request, HttpServletResponse response) {
        if (request.getSession(false) != null) {
            request.changeSessionId();
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(account);
        new HttpSessionSecurityContextRepository().saveContext(context, request, response);
    }

    private Authentication authenticated(long id) {
        return UsernamePasswordAuthenticationToken.authenticated(
                new SignedInAccount(id, accounts.seal(id)), null, List.of());
    }

    private Authentication enter(long id, String name) {
        dsl.update(ACCOUNT)
                .set(ACCOUNT.FAILED_COUNT, 0)
                .setNull(ACCOUNT.LOCKED_UNTIL)
                .set(ACCOUNT.LAST_SEEN_AT, Instant.now())
                .where(ACCOUNT.ID.eq(id))
                .execute();
        audit.write(id, name, "access.signIn", "account", id, null, true);
        return authenticated(id);
    }

    private void fail(long id, String name) {
        int failures = dsl.update(ACCOUNT)
                .set(ACCOUNT.FAILED_COUNT, ACCOUNT.FAILED_COUNT.plus(1))
                .where(ACCOUNT.ID.eq(id))
                .returningResult(ACCOUNT.FAILED_COUNT)
                .fetchSingle()
                .value1();
        if (failures >= FAILURES) {
            dsl.update(ACCOUNT)
                    .set(ACCOUNT.FAILED_COUNT, 0)
                    .set(ACCOUNT.LOCKED_UNTIL, Instant.now().plus(LOCK))
                    .where(ACCOUNT.ID.eq(id))
                    .execute();
        }
        failed(id, name, null);
    }

    private void failed(@Nullable Long id, String name, @Nullable String why) {
        String address = Audit.address();
        if (address != null) {
            addresses.count(address);
        }
        audit.write(id, name, "access.signIn", id == null ? null : "account", id, why, false);
    }

    /** What stood in the field of the login may be somebody's phone number, or a password in the wrong field. */
    private static String masked(String login) {
        return login.substring(0, Math.min(2, login.length())) + "***";
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
