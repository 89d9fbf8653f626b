package io.lingchuang.access;

import static io.lingchuang.db.access.Tables.ACCOUNT;

import io.lingchuang.platform.web.Throttle;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
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
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Sign-in by login or phone and password. Wrong ones make the account wait and lock it ({@link Lockout}). A login that nobody has is
 * answered and locked in the same way, so that trying tells nothing; so is an address that fails too often. Tries for one name are
 * heard one after the other: a hundred at the same moment are no more than five.
 */
@Component
class SignIn implements AuthenticationProvider {

    /** What a lock says of itself; all else that waits is only a short pause. */
    static final String LOCKED = "locked";

    static final int FAILURES_OF_AN_ADDRESS = 300; // a whole enterprise may stand behind one
    private static final int NAMES = 10_000;

    private final DSLContext dsl;
    private final PasswordEncoder passwords;
    private final Accounts accounts;
    private final Audit audit;
    private final Sessions sessions;
    private final Clock clock;
    private final String nobodysHash;
    private final Throttle addresses;
    private final ReentrantLock[] turns =
            Stream.generate(ReentrantLock::new).limit(256).toArray(ReentrantLock[]::new);

    /** What nobody's names wait for; the latest names only. */
    private final Map<String, Lockout> unknown = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Lockout> eldest) {
            return size() > NAMES;
        }
    });

    SignIn(DSLContext dsl, PasswordEncoder passwords, Accounts accounts, Audit audit, Sessions sessions, Clock clock) {
        this.addresses = new Throttle(clock, FAILURES_OF_AN_ADDRESS, Lockout.LOCK);
        this.sessions = sessions;
        this.clock = clock;
        this.dsl = dsl;
        this.passwords = passwords;
        this.accounts = accounts;
        this.audit = audit;
        this.nobodysHash = Objects.requireNonNull(passwords.encode("nobody"));
    }

    @Override
    public Authentication authenticate(Authentication typed) throws AuthenticationException {
        String login = typed.getName().replace("\u0000", "").strip(); // a zero byte is no text to the database
        String password = String.valueOf(typed.getCredentials());
        String address = Audit.address();
        if (address != null && addresses.full(address)) {
            audit.write(null, masked(login), "access.signIn", null, null, "address", false);
            throw new LockedException(LOCKED);
        }
        // By the account where there is one: its phone and its login wait together.
        Long known = account(login).map(a -> a.get(ACCOUNT.ID)).orElse(null);
        String name = known == null ? login.toLowerCase(Locale.ROOT) : String.valueOf(known);
        ReentrantLock turn = turns[Math.floorMod(name.hashCode(), turns.length)];
        turn.lock();
        try {
            Optional<Record> account = account(login);
            return account.isPresent() ? check(account.get(), password) : refuse(login, name, password);
        } finally {
            turn.unlock();
        }
    }

    private Optional<Record> account(String login) {
        return dsl.selectFrom(ACCOUNT)
                .where(ACCOUNT.LOGIN.eq(login).or(ACCOUNT.PHONE.eq(login)), ACCOUNT.STATE.eq("ACTIVE"))
                .limit(1)
                .fetchOptional(r -> (Record) r);
    }

    private Authentication check(Record account, String password) {
        long id = account.get(ACCOUNT.ID);
        Lockout before = new Lockout(account.get(ACCOUNT.FAILED_COUNT), account.get(ACCOUNT.LOCKED_UNTIL));
        if (before.waits(clock.instant())) {
            failed(id, account.get(ACCOUNT.NAME), before.locked() ? "locked" : "waits");
            throw new LockedException(before.locked() ? LOCKED : "waits");
        }
        String hash = account.get(ACCOUNT.PASSWORD_HASH);
        if (!passwords.matches(password, hash == null ? nobodysHash : hash) || hash == null) {
            Lockout after = before.next(clock.instant());
            dsl.update(ACCOUNT)
                    .set(ACCOUNT.FAILED_COUNT, after.failures())
                    .set(ACCOUNT.LOCKED_UNTIL, after.until())
                    .where(ACCOUNT.ID.eq(id))
                    .execute();
            failed(id, account.get(ACCOUNT.NAME), null);
            throw new BadCredentialsException("wrong");
        }
        return enter(id, account.get(ACCOUNT.NAME));
    }

    /** Nobody has this login: answered as if somebody had. */
    private Authentication refuse(String login, String name, String password) {
        Lockout before = unknown.getOrDefault(name, Lockout.NONE);
        if (before.waits(clock.instant())) {
            failed(null, masked(login), before.locked() ? "unknown, locked" : "unknown, waits");
            throw new LockedException(before.locked() ? LOCKED : "waits");
        }
        passwords.matches(password, nobodysHash); // an unknown login takes as long as a known one
        unknown.put(name, before.next(clock.instant()));
        failed(null, masked(login), "unknown");
        throw new BadCredentialsException("unknown");
    }

    /** English, where a person chose it for their account: in every browser they sign in from. */
    Optional<Locale> language(long id) {
        return dsl.fetchExists(ACCOUNT, ACCOUNT.ID.eq(id).and(ACCOUNT.LANGUAGE.eq("en")))
                ? Optional.of(Locale.ENGLISH)
                : Optional.empty();
    }

    /** Enters by another way than the password form, under a session id of its own. */
    SignedInAccount enter(long id, HttpServletRequest request, HttpServletResponse response) {
        Authentication account = enter(id, accounts.name(id).orElse(""));
        keep(account, request, response);
        return (SignedInAccount) Objects.requireNonNull(account.getPrincipal());
    }

    /** The browser in which the password was changed goes on under a new session id, all others are out. */
    void goOn(long id, HttpServletRequest request, HttpServletResponse response) {
        UUID session = SignedInAccount.of(SecurityContextHolder.getContext().getAuthentication())
                .map(SignedInAccount::session)
                .orElseThrow();
        sessions.endAll(id, session);
        keep(authenticated(id, session), request, response);
    }

    private static void keep(Authentication account, HttpServletRequest request, HttpServletResponse response) {
        if (request.getSession(false) != null) {
            request.changeSessionId();
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(account);
        new HttpSessionSecurityContextRepository().saveContext(context, request, response);
    }

    private Authentication authenticated(long id, UUID session) {
        return UsernamePasswordAuthenticationToken.authenticated(
                new SignedInAccount(id, accounts.seal(id), session), null, List.of());
    }

    private Authentication enter(long id, String name) {
        int failures = dsl.select(ACCOUNT.FAILED_COUNT)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.eq(id))
                .fetchSingle()
                .value1();
        dsl.update(ACCOUNT)
                .set(ACCOUNT.FAILED_COUNT, 0)
                .setNull(ACCOUNT.LOCKED_UNTIL)
                .set(ACCOUNT.LAST_SEEN_AT, clock.instant())
                .where(ACCOUNT.ID.eq(id))
                .execute();
        audit.write(id, name, "access.signIn", "account", id, null, true);
        return authenticated(id, sessions.open(id, failures, browser()));
    }

    private static @Nullable String browser() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest().getHeader("User-Agent")
                : null;
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
