package io.lingchuang.access;

import static io.lingchuang.db.access.Tables.ACCOUNT;

import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.security.SecureRandom;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the system administrator does with accounts. Roles are the security administrator's: see {@link Grants}. */
@Service
public class AccountKeeping {

    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final DSLContext dsl;
    private final Accounts accounts;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Audit audit;

    AccountKeeping(DSLContext dsl, Accounts accounts, Passwords passwords, Sessions sessions, Audit audit) {
        this.dsl = dsl;
        this.accounts = accounts;
        this.passwords = passwords;
        this.sessions = sessions;
        this.audit = audit;
    }

    /** The password is shown this once; its holder changes it at the first sign-in. */
    public record Made(long id, String login, String password) {}

    @Transactional
    public Made create(Actor actor, String login, String name, @Nullable String phone) {
        requireKeeper(actor);
        checkShape(login, phone, "");
        long id = accounts.create(actor, login, name.strip(), phone, null);
        return new Made(id, login, fresh(id));
    }

    /** field: what stands behind the names of the fields, where a form has more than one login. */
    static void checkShape(String login, @Nullable String phone, String field) {
        if (!login.matches("[a-z][a-z0-9._-]{1,39}")) {
            throw Refusal.onField("login" + field, "access.loginShape");
        }
        if (phone != null && !phone.matches("1\\d{10}")) {
            throw Refusal.onField("phone" + field, "access.phoneShape");
        }
    }

    @Transactional
    public Made resetPassword(Actor actor, long id) {
        requireKeeper(actor);
        String login = notOneself(actor, id);
        audit.record(actor, "access.resetPassword", "account", id, login);
        return new Made(id, login, fresh(id));
    }

    String fresh(long id) {
        StringBuilder password = new StringBuilder("Lc-");
        for (int i = 0; i < 9; i++) {
            password.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        passwords.set(id, password.toString(), true);
        sessions.endAll(id, null);
        dsl.update(ACCOUNT)
                .set(ACCOUNT.FAILED_COUNT, 0)
                .setNull(ACCOUNT.LOCKED_UNTIL)
                .where(ACCOUNT.ID.eq(id))
                .execute();
        return password.toString();
    }

    @Transactional
    public void activate(Actor actor, long id, boolean active) {
        requireKeeper(actor);
        String login = notOneself(actor, id);
        dsl.update(ACCOUNT)
                .set(ACCOUNT.STATE, active ? "ACTIVE" : "DISABLED")
                .where(ACCOUNT.ID.eq(id))
                .execute();
        if (!active) {
            sessions.endAll(id, null);
        }
        audit.record(actor, active ? "access.enable" : "access.disable", "account", id, login);
    }

    @Transactional
    public void unlock(Actor actor, long id) {
        requireKeeper(actor);
        String login = notOneself(actor, id);
        dsl.update(ACCOUNT)
                .set(ACCOUNT.FAILED_COUNT, 0)
                .setNull(ACCOUNT.LOCKED_UNTIL)
                .where(ACCOUNT.ID.eq(id))
                .execute();
        audit.record(actor, "access.unlock", "account", id, login);
    }

    private String notOneself(Actor actor, long id) {
        String login = dsl.select(ACCOUNT.LOGIN)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.eq(id))
                .forUpdate()
                .fetchOptional(ACCOUNT.LOGIN)
                .orElseThrow(NotFound::new);
        if (id == actor.accountId()) {
            throw new Refusal("access.notOneself");
        }
        return login;
    }

    private static void requireKeeper(Actor actor) {
        if (!actor.may(Right.KEEP_ACCOUNTS)) {
            throw new NotFound();
        }
    }
}
