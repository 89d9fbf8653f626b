package io.lingchuang.access;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.access.Tables.ROLE_GRANT;

import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a house needs before anybody is there who could give it: its federation, and the first accounts with their roles at it.
 * Only the product itself founds: at a first start by the name of the city, or through the guided set-up. Refusals stand beside
 * the fields login_ROLE, name_ROLE, phone_ROLE and password_ROLE.
 */
@Service
public class Founding {

    /** Who holds a role at the city's federation. */
    public record Seat(
            long accountId,
            Role role,
            String login,
            String name,
            @Nullable String phone) {}

    private final DSLContext dsl;
    private final Tree tree;
    private final Accounts accounts;
    private final AccountKeeping keeping;
    private final PasswordEncoder passwords;
    private final Audit audit;

    Founding(
            DSLContext dsl,
            Tree tree,
            Accounts accounts,
            AccountKeeping keeping,
            PasswordEncoder passwords,
            Audit audit) {
        this.dsl = dsl;
        this.tree = tree;
        this.accounts = accounts;
        this.keeping = keeping;
        this.passwords = passwords;
        this.audit = audit;
    }

    /** The product as it sets a house up: what an officer and the system administrator of the city may, once there is one. */
    public Actor founder() {
        List<Actor.Grant> grants = tree.founded()
                .map(city -> List.of(
                        new Actor.Grant(Role.OFFICER, city.id(), city.path(), null),
                        new Actor.Grant(Role.SYSTEM_ADMIN, city.id(), city.path(), null)))
                .orElse(List.of());
        return new Actor(0, "首次设置", false, grants);
    }

    /** Makes the city's federation, or writes it anew. above: the province's federation. */
    @Transactional
    public Node federation(Actor founder, String name, @Nullable String organCode, @Nullable String above) {
        requireProduct(founder);
        Node city = tree.founded().orElseGet(() -> tree.add(null, Node.Kind.CITY, name, "CITY", null));
        dsl.update(NODE)
                .set(NODE.NAME, name)
                .set(NODE.ORGAN_CODE, organCode)
                .set(NODE.ABOVE, above)
                .where(NODE.ID.eq(city.id()))
                .execute();
        audit.record(founder, "tree.found", "node", city.id(), name);
        return tree.node(city.id());
    }

    public Optional<Seat> seat(Role role) {
        return dsl.select(ACCOUNT.ID, ACCOUNT.LOGIN, ACCOUNT.NAME, ACCOUNT.PHONE)
                .from(ROLE_GRANT)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(ROLE_GRANT.ACCOUNT_ID))
                .join(NODE)
                .on(NODE.ID.eq(ROLE_GRANT.NODE_ID))
                .where(NODE.KIND.eq("CITY"), ROLE_GRANT.ROLE.eq(role.name()), ROLE_GRANT.REVOKED_AT.isNull())
                .orderBy(ROLE_GRANT.ID)
                .limit(1)
                .fetchOptional(r -> new Seat(r.value1(), role, r.value2(), r.value3(), r.value4()));
    }

    /**
     * Gives the role at the city's federation to a new account, or writes the account that has it anew. Without a password an account
     * gets one that is returned this once and must be changed at the first sign-in; an account that has one keeps it.
     */
    @Transactional
    public Optional<AccountKeeping.Made> seat(
            Actor founder, Role role, String login, String name, @Nullable String phone, String password) {
        requireProduct(founder);
        AccountKeeping.checkShape(login, phone, "_" + role);
        if (!password.isEmpty()) {
            PasswordRule.check("password_" + role, password, login);
        }
        Optional<Seat> held = seat(role);
        long others = held.map(Seat::accountId).orElse(0L);
        if (dsl.fetchExists(ACCOUNT, ACCOUNT.LOGIN.eq(login).and(ACCOUNT.ID.ne(others)))) {
            throw Refusal.onField("login_" + role, "access.loginTaken");
        }
        if (phone != null && dsl.fetchExists(ACCOUNT, ACCOUNT.PHONE.eq(phone).and(ACCOUNT.ID.ne(others)))) {
            throw Refusal.onField("phone_" + role, "access.phoneTaken");
        }
        long account = held.map(Seat::accountId).orElseGet(() -> {
            long made = accounts.create(founder, login, name, phone, null);
            accounts.grant(founder, made, role, tree.city().id(), null);
            return made;
        });
        dsl.update(ACCOUNT)
                .set(ACCOUNT.LOGIN, login)
                .set(ACCOUNT.NAME, name)
                .set(ACCOUNT.PHONE, phone)
                .where(ACCOUNT.ID.eq(account))
                .execute();
        if (!password.isEmpty()) {
            choose(account, password);
            return Optional.empty();
        }
        return held.isPresent()
                ? Optional.empty()
                : Optional.of(new AccountKeeping.Made(account, login, keeping.fresh(account)));
    }

    /** Typed by its holder, so nobody else knows it. */
    private void choose(long account, String password) {
        dsl.update(ACCOUNT)
                .set(ACCOUNT.PASSWORD_HASH, passwords.encode(password))
                .set(ACCOUNT.MUST_CHANGE, false)
                .where(ACCOUNT.ID.eq(account))
                .execute();
    }

    /** A password in the place of one that was lost before its holder came. */
    @Transactional
    public AccountKeeping.Made freshPassword(Actor founder, Role role) {
        requireProduct(founder);
        Seat seat = seat(role).orElseThrow(NotFound::new);
        audit.record(founder, "access.resetPassword", "account", seat.accountId(), seat.login());
        return new AccountKeeping.Made(seat.accountId(), seat.login(), keeping.fresh(seat.accountId()));
    }

    /** Takes out a county federation or an industry union that was put in wrongly, while nothing stands below it. */
    @Transactional
    public void remove(Actor founder, long nodeId) {
        requireProduct(founder);
        Node node = tree.node(nodeId);
        if (node.kind() != Node.Kind.COUNTY && node.kind() != Node.Kind.INDUSTRY) {
            throw new NotFound();
        }
        if (!tree.children(nodeId).isEmpty()) {
            throw new Refusal("access.unitsBelow", node.name());
        }
        try {
            dsl.deleteFrom(NODE).where(NODE.ID.eq(nodeId)).execute();
        } catch (DataIntegrityViolationException used) {
            throw new Refusal("access.unitsBelow", node.name());
        }
        audit.record(founder, "tree.remove", "node", nodeId, node.name());
    }

    /** The next free code of a letter: C01, C02 … */
    public String freeCode(String letter) {
        int last = dsl.select(DSL.coalesce(
                        DSL.max(DSL.field("substring({0} from 2)::int", Integer.class, NODE.CODE)), DSL.inline(0)))
                .from(NODE)
                .where(NODE.CODE.likeRegex("^" + letter + "[0-9]{2,6}$"))
                .fetchSingle()
                .value1();
        return "%s%02d".formatted(letter, last + 1);
    }

    private static void requireProduct(Actor founder) {
        if (founder.accountId() != 0) {
            throw new NotFound();
        }
    }
}
