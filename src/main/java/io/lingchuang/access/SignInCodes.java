package io.lingchuang.access;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.SIGN_IN_CODE;

import io.lingchuang.platform.messages.Channels;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Throttle;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sign-in by a code sent to the phone: six digits for five minutes and five tries, a new one once a minute and ten a day. Whether a phone is
 * known shows nowhere.
 */
@Service
class SignInCodes {

    static final Duration VALID = Duration.ofMinutes(5);
    static final Duration AGAIN = Duration.ofMinutes(1);
    static final int TRIES = 5;
    static final int CODES_A_DAY = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final DSLContext dsl;
    private final PasswordEncoder passwords;
    private final Channels channels;
    private final String nobodysHash;
    private final Throttle phones;

    SignInCodes(DSLContext dsl, PasswordEncoder passwords, Channels channels, Clock clock) {
        this.phones = new Throttle(clock, CODES_A_DAY, Duration.ofDays(1));
        this.dsl = dsl;
        this.passwords = passwords;
        this.channels = channels;
        this.nobodysHash = java.util.Objects.requireNonNull(passwords.encode("nobody"));
    }

    @Transactional
    void send(String phone) {
        if (!phones.allows(phone)) { // known or not: nobody is sent texts all day, nor guessed at
            throw Refusal.onField("phone", "access.codesTooMany");
        }
        String code = "%06d".formatted(RANDOM.nextInt(1_000_000));
        String hash = passwords.encode(code); // made for an unknown phone too: the answer takes as long
        boolean known = dsl.fetchExists(ACCOUNT, ACCOUNT.PHONE.eq(phone).and(ACCOUNT.STATE.eq("ACTIVE")));
        Instant now = Instant.now();
        if (!known) {
            return;
        }
        boolean due = dsl.insertInto(SIGN_IN_CODE)
                        .set(SIGN_IN_CODE.PHONE, phone)
                        .set(SIGN_IN_CODE.CODE_HASH, hash)
                        .set(SIGN_IN_CODE.EXPIRES_AT, now.plus(VALID))
                        .set(SIGN_IN_CODE.TRIES, 0)
                        .onConflict(SIGN_IN_CODE.PHONE)
                        .doUpdate()
                        .set(SIGN_IN_CODE.CODE_HASH, hash)
                        .set(SIGN_IN_CODE.EXPIRES_AT, now.plus(VALID))
                        .set(SIGN_IN_CODE.TRIES, 0)
                        .where(SIGN_IN_CODE.EXPIRES_AT.le(now.plus(VALID).minus(AGAIN)))
                        .execute()
                == 1;
        if (due) {
            // Sent beside the request: a slow channel must not tell that the phone is known.
            Thread.startVirtualThread(() -> channels.deliver(phone, "验证码 " + code + "，五分钟内有效。请勿告诉他人。"));
        }
    }

    /** The account that the right code opens; each wrong one counts, and a right one is used up. */
    @Transactional
    Optional<Long> open(String phone, String code) {
        var row = dsl.selectFrom(SIGN_IN_CODE)
                .where(SIGN_IN_CODE.PHONE.eq(phone))
                .forUpdate()
                .fetchOne();
        boolean right = passwords.matches(
                code, row == null ? nobodysHash : row.getCodeHash()); // the answer takes as long without a code
        if (row == null || row.getExpiresAt().isBefore(Instant.now()) || row.getTries() >= TRIES) {
            return Optional.empty();
        }
        if (!right) {
            row.setTries(row.getTries() + 1);
            row.store();
            return Optional.empty();
        }
        row.delete();
        return dsl.select(ACCOUNT.ID)
                .from(ACCOUNT)
                .where(ACCOUNT.PHONE.eq(phone), ACCOUNT.STATE.eq("ACTIVE"))
                .fetchOptional(ACCOUNT.ID);
    }
}
