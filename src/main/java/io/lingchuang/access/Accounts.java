package io.lingchuang.access;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.access.Tables.ROLE_GRANT;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.md5;
import static org.jooq.impl.DSL.selectOne;

import io.lingchuang.db.access.tables.RoleGrant;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Refusal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Accounts and the roles they hold. Other parts ask here who holds a role at a node, to tell them what waits. */
@Service
public class Accounts {

    private final DSLContext dsl;
    private final PasswordEncoder passwords;
    private final Audit audit;
    private final Today days;

    Accounts(DSLContext dsl, PasswordEncoder passwords, Audit audit, Today days) {
        this.dsl = dsl;
        this.passwords = passwords;
        this.audit = audit;
        this.days = days;
    }

    /** The account as it may act today. */
    public Optional<Actor> actor(long accountId) {
        return dsl.select(ACCOUNT.NAME, ACCOUNT.ELDER)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.eq(accountId), ACCOUNT.STATE.eq("ACTIVE"))
                .fetchOptional()
                .map(a -> new Actor(accountId, a.value1(), a.value2(), grants(accountId)));
    }

    /** The account of a session, unless its password has changed since. */
    Optional<Actor> actor(SignedInAccount session) {
        return seal(session.accountId()).equals(session.seal()) ? actor(session.accountId()) : Optional.empty();
    }

    String seal(long accountId) {
        return dsl.select(coalesce(md5(ACCOUNT.PASSWORD_HASH), inline(SignedInAccount.NO_PASSWORD)))
                .from(ACCOUNT)
                .where(ACCOUNT.ID.eq(accountId))
                .fetchSingle()
                .value1();
    }

    private List<Actor.Grant> grants(long accountId) {
        return dsl.select(ROLE_GRANT.ROLE, ROLE_GRANT.NODE_ID, NODE.PATH, ROLE_GRANT.DELEGATED_BY)
                .from(ROLE_GRANT)
                .join(NODE)
                .on(NODE.ID.eq(ROLE_GRANT.NODE_ID))
                .where(ROLE_GRANT.ACCOUNT_ID.eq(accountId), inForce())
                .orderBy(ROLE_GRANT.ID)
                .fetch(r -> new Actor.Grant(Role.valueOf(r.value1()), r.value2(), r.value3(), r.value4()));
    }

    /** Accounts that hold a right at exactly this node today. */
    public List<Long> holders(Right right, long nodeId) {
        List<String> roles = java.util.Arrays.stream(Role.values())
                .filter(r -> r.gives(right))
                .map(Enum::name)
                .toList();
        return dsl.selectDistinct(ROLE_GRANT.ACCOUNT_ID)
                .from(ROLE_GRANT)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(ROLE_GRANT.ACCOUNT_ID))
                .where(ROLE_GRANT.NODE_ID.eq(nodeId), ROLE_GRANT.ROLE.in(roles), ACCOUNT.STATE.eq("ACTIVE"), inForce())
                .fetch(ROLE_GRANT.ACCOUNT_ID);
    }

    /** Today lies within the grant's days; and of a lent role, whoever lent it is still there and still holds it. */
    private Condition inForce() {
        var own = ROLE_GRANT.as("own");
        var lender = ACCOUNT.as("lender");
        return counts(ROLE_GRANT)
                .and(ROLE_GRANT
                        .DELEGATED_BY
                        .isNull()
                        .or(exists(selectOne()
                                .from(own)
                                .join(lender)
                                .on(lender.ID.eq(own.ACCOUNT_ID))
                                .where(
                                        own.ACCOUNT_ID.eq(ROLE_GRANT.DELEGATED_BY),
                                        own.ROLE.eq(ROLE_GRANT.ROLE),
                                        own.NODE_ID.eq(ROLE_GRANT.NODE_ID),
                                        own.DELEGATED_BY.isNull(),
                                        lender.STATE.eq("ACTIVE"),
                                        counts(own)))));
    }

    private Condition counts(RoleGrant grant) {
        LocalDate today = days.today();
        return grant.REVOKED_AT
                .isNull()
                .and(grant.VALID_FROM.le(today))
                .and(grant.VALID_UNTIL.isNull().or(grant.VALID_UNTIL.ge(today)));
    }

    /** Makes an account; without a password it signs in by a code sent to the phone. */
    @Transactional
    public long create(Actor by, String login, String name, @Nullable String phone, @Nullable String password) {
        Long id = dsl.insertInto(ACCOUNT)
                .set(ACCOUNT.LOGIN, login)
                .set(ACCOUNT.NAME, name)
                .set(ACCOUNT.PHONE, phone)
                .set(ACCOUNT.PASSWORD_HASH, password == null ? null : passwords.encode(password))
                .onConflictDoNothing()
                .returningResult(ACCOUNT.ID)
                .fetchOne(ACCOUNT.ID);
        if (id == null) {
            throw Refusal.onField("login", "access.loginTaken");
        }
        audit.record(by, "access.createAccount", "account", id, login);
        return id;
    }

    /** Corrects a name as far as the account is used for this one role only: a name that others work under is not theirs to change. */
    @Transactional
    public void rename(Actor by, long accountId, String name, Role only) {
        if (grants(accountId).stream().anyMatch(g -> g.role() != only)) {
            throw Refusal.onField("name", "access.nameOfOthers");
        }
        dsl.update(ACCOUNT)
                .set(ACCOUNT.NAME, name)
                .where(ACCOUNT.ID.eq(accountId))
                .execute();
        audit.record(by, "access.rename", "account", accountId, name);
    }

    /** Gives a role, whoever asks for it: an account that supervises takes none with a part in the review, and the other way round. */
    @Transactional
    public void grant(Actor by, long accountId, Role role, long nodeId, @Nullable LocalDate until) {
        boolean shunned = dsl
                .select(ROLE_GRANT.ROLE)
                .from(ROLE_GRANT)
                .where(
                        ROLE_GRANT.ACCOUNT_ID.eq(accountId),
                        ROLE_GRANT.REVOKED_AT.isNull(),
                        ROLE_GRANT.VALID_UNTIL.isNull().or(ROLE_GRANT.VALID_UNTIL.ge(days.today())))
                .fetch(r -> Role.valueOf(r.value1()))
                .stream()
                .anyMatch(role::shuns);
        if (shunned) {
            throw new Refusal("access.supervisorApart");
        }
        dsl.insertInto(ROLE_GRANT)
                .set(ROLE_GRANT.ACCOUNT_ID, accountId)
                .set(ROLE_GRANT.ROLE, role.name())
                .set(ROLE_GRANT.NODE_ID, nodeId)
                .set(ROLE_GRANT.VALID_FROM, days.today())
                .set(ROLE_GRANT.VALID_UNTIL, until)
                .set(ROLE_GRANT.GRANTED_BY, by.accountId() == 0 ? null : by.accountId())
                .execute();
        audit.record(by, "access.grant", "account", accountId, role + " @ " + nodeId);
    }

    /** Signed in with a password that somebody else knows: nothing goes on before it is changed. */
    boolean mustChange(long accountId) {
        return dsl.fetchExists(ACCOUNT, ACCOUNT.ID.eq(accountId).and(ACCOUNT.MUST_CHANGE.isTrue()));
    }

    public Optional<String> name(long accountId) {
        return dsl.select(ACCOUNT.NAME)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.eq(accountId))
                .fetchOptional(ACCOUNT.NAME);
    }
}
