package io.lingchuang.access;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.access.Tables.ROLE_GRANT;

import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.text.Mask;
import io.lingchuang.platform.web.Refusal;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What everybody does with their own account: see the roles they hold, change the password, the language and the size of type. */
@Service
public class OwnAccount {

    private final DSLContext dsl;
    private final PasswordEncoder encoder;
    private final Passwords passwords;
    private final Audit audit;
    private final Today today;

    OwnAccount(DSLContext dsl, PasswordEncoder encoder, Passwords passwords, Audit audit, Today today) {
        this.dsl = dsl;
        this.encoder = encoder;
        this.passwords = passwords;
        this.audit = audit;
        this.today = today;
    }

    /** phone is masked; runOut: the password is older than an administration may have it. */
    public record Profile(
            String login,
            String name,
            @Nullable String phone,
            String language,
            boolean elder,
            boolean mustChange,
            boolean runOut) {}

    /** A role as its holder sees it. lender: whose role it is, when it is lent. */
    public record Held(
            Role role,
            String node,
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable String lender) {}

    public Profile profile(Actor actor) {
        return dsl.selectFrom(ACCOUNT)
                .where(ACCOUNT.ID.eq(actor.accountId()))
                .fetchSingle(a -> new Profile(
                        a.getLogin(),
                        a.getName(),
                        a.getPhone() == null ? null : Mask.phone(a.getPhone()),
                        a.getLanguage(),
                        a.getElder(),
                        a.getMustChange(),
                        passwords.runOut(actor)));
    }

    public List<Held> held(Actor actor) {
        var lender = ACCOUNT.as("lender");
        return dsl.select(ROLE_GRANT.ROLE, NODE.NAME, ROLE_GRANT.VALID_FROM, ROLE_GRANT.VALID_UNTIL, lender.NAME)
                .from(ROLE_GRANT)
                .join(NODE)
                .on(NODE.ID.eq(ROLE_GRANT.NODE_ID))
                .leftJoin(lender)
                .on(lender.ID.eq(ROLE_GRANT.DELEGATED_BY))
                .where(
                        ROLE_GRANT.ACCOUNT_ID.eq(actor.accountId()),
                        ROLE_GRANT.REVOKED_AT.isNull(),
                        ROLE_GRANT.VALID_UNTIL.isNull().or(ROLE_GRANT.VALID_UNTIL.ge(today.today())))
                .orderBy(ROLE_GRANT.ID)
                .fetch(r -> new Held(Role.valueOf(r.value1()), r.value2(), r.value3(), r.value4(), r.value5()));
    }

    /** A wrong old password stays on the trail though the change is refused. */
    @Transactional(noRollbackFor = Refusal.class)
    public void changePassword(Actor actor, String old, String wanted, String again) {
        var account = dsl.selectFrom(ACCOUNT)
                .where(ACCOUNT.ID.eq(actor.accountId()))
                .forUpdate()
                .fetchSingle();
        String hash = account.getPasswordHash();
        // An account that has always signed in by code has none to ask for.
        if (hash != null && !encoder.matches(old, hash)) {
            audit.write(
                    actor.accountId(),
                    actor.name(),
                    "access.changePassword",
                    "account",
                    actor.accountId(),
                    null,
                    false);
            throw Refusal.onField("old", "access.oldWrong");
        }
        PasswordRule.check("wanted", wanted, account.getLogin());
        if (!wanted.equals(again)) {
            throw Refusal.onField("again", "access.notTheSame");
        }
        passwords.refuseUsed("wanted", actor.accountId(), hash, wanted);
        passwords.set(actor.accountId(), wanted, false);
        audit.record(actor, "access.changePassword", "account", actor.accountId(), null);
    }

    @Transactional
    public void prefer(Actor actor, String language, boolean elder) {
        dsl.update(ACCOUNT)
                .set(ACCOUNT.LANGUAGE, language.equals("en") ? "en" : "zh")
                .set(ACCOUNT.ELDER, elder)
                .where(ACCOUNT.ID.eq(actor.accountId()))
                .execute();
    }
}
