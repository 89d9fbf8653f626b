package io.lingchuang.access;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.OLD_PASSWORD;
import static org.jooq.impl.DSL.select;

import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Refusal;
import java.time.Duration;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Passwords over time (GB/T 22239-2019, identification: periodic change): none of the last five comes back, and those of the three
 * administrations run out.
 */
@Component
class Passwords {

    /** With the present one. */
    static final int REMEMBERED = 5;

    private final DSLContext dsl;
    private final PasswordEncoder encoder;
    private final Today today;
    private final long days;

    Passwords(
            DSLContext dsl, PasswordEncoder encoder, Today today, @Value("${lingchuang.password-days:90}") long days) {
        this.dsl = dsl;
        this.encoder = encoder;
        this.today = today;
        this.days = days;
    }

    /** The password of an administration is older than it may be. */
    boolean runOut(Actor actor) {
        return days > 0
                && actor.administers()
                && dsl.fetchExists(
                        ACCOUNT,
                        ACCOUNT.ID
                                .eq(actor.accountId())
                                .and(ACCOUNT.PASSWORD_HASH.isNotNull())
                                .and(ACCOUNT.PASSWORD_CHANGED_AT.lt(today.now().minus(Duration.ofDays(days)))));
    }

    void refuseUsed(String field, long accountId, @Nullable String present, String wanted) {
        if (present != null && encoder.matches(wanted, present)) {
            throw Refusal.onField(field, "access.passwordOld");
        }
        if (dsl
                .select(OLD_PASSWORD.HASH)
                .from(OLD_PASSWORD)
                .where(OLD_PASSWORD.ACCOUNT_ID.eq(accountId))
                .orderBy(OLD_PASSWORD.ID.desc())
                .limit(REMEMBERED - 1)
                .fetch(OLD_PASSWORD.HASH)
                .stream()
                .anyMatch(old -> encoder.matches(wanted, old))) {
            throw Refusal.onField(field, "access.passwordUsed", REMEMBERED);
        }
    }

    /** @param mustChange somebody else knows it, so its holder changes it before anything else */
    void set(long accountId, String password, boolean mustChange) {
        dsl.insertInto(OLD_PASSWORD, OLD_PASSWORD.ACCOUNT_ID, OLD_PASSWORD.HASH, OLD_PASSWORD.REPLACED_AT)
                .select(select(ACCOUNT.ID, ACCOUNT.PASSWORD_HASH, org.jooq.impl.DSL.val(today.now()))
                        .from(ACCOUNT)
                        .where(ACCOUNT.ID.eq(accountId), ACCOUNT.PASSWORD_HASH.isNotNull()))
                .execute();
        dsl.deleteFrom(OLD_PASSWORD)
                .where(
                        OLD_PASSWORD.ACCOUNT_ID.eq(accountId),
                        OLD_PASSWORD.ID.notIn(select(OLD_PASSWORD.ID)
                                .from(OLD_PASSWORD)
                                .where(OLD_PASSWORD.ACCOUNT_ID.eq(accountId))
                                .orderBy(OLD_PASSWORD.ID.desc())
                                .limit(REMEMBERED - 1)))
                .execute();
        dsl.update(ACCOUNT)
                .set(ACCOUNT.PASSWORD_HASH, encoder.encode(password))
                .set(ACCOUNT.PASSWORD_CHANGED_AT, today.now())
                .set(ACCOUNT.MUST_CHANGE, mustChange)
                .where(ACCOUNT.ID.eq(accountId))
                .execute();
    }
}
