package io.lingchuang.access;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.ROLE_GRANT;

import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the security administrator does: give roles at nodes, and take them back. Nobody gives a role to themselves, the three
 * administrations (system, security, audit) never meet in one account, and neither do administration and the programme's own work, nor
 * supervision and a part in the review.
 */
@Service
public class Grants {

    private final DSLContext dsl;
    private final Accounts accounts;
    private final Tree tree;
    private final Today today;
    private final Audit audit;
    private final Messages messages;

    Grants(DSLContext dsl, Accounts accounts, Tree tree, Today today, Audit audit, Messages messages) {
        this.dsl = dsl;
        this.accounts = accounts;
        this.tree = tree;
        this.today = today;
        this.audit = audit;
        this.messages = messages;
    }

    @Transactional
    public void grant(Actor actor, String login, Role role, String nodeCode, @Nullable LocalDate until) {
        requireGranter(actor);
        long account = dsl.select(ACCOUNT.ID)
                .from(ACCOUNT)
                .where(ACCOUNT.LOGIN.eq(login.strip()))
                .forUpdate()
                .fetchOptional(ACCOUNT.ID)
                .orElseThrow(() -> Refusal.onField("login", "access.nobodyThere"));
        Node node = tree.byCode(nodeCode.strip())
                .filter(Node::active)
                .orElseThrow(() -> Refusal.onField("node", "access.noSuchNode"));
        if (account == actor.accountId()) {
            throw Refusal.onField("login", "access.notOneself");
        }
        if (until != null && until.isBefore(today.today())) {
            throw Refusal.onField("until", "access.untilPast");
        }
        check(account, role, node);
        accounts.grant(actor, account, role, node.id(), until);
        messages.send(account, "您获得了新的角色", node.name(), "/account", null);
    }

    private void check(long account, Role role, Node node) {
        List<Role> held = dsl.select(ROLE_GRANT.ROLE)
                .from(ROLE_GRANT)
                .where(ROLE_GRANT.ACCOUNT_ID.eq(account), ROLE_GRANT.REVOKED_AT.isNull(), current())
                .fetch(r -> Role.valueOf(r.value1()));
        boolean administers = held.stream().anyMatch(Role::administers);
        if (role.administers() ? held.stream().anyMatch(h -> h != role) : administers) {
            throw Refusal.onField("role", "access.threeAdministrations");
        }
        if (held.stream().anyMatch(role::shuns)) {
            throw Refusal.onField("role", "access.supervisorApart");
        }
        if (dsl.fetchExists(
                ROLE_GRANT,
                ROLE_GRANT.ACCOUNT_ID.eq(account),
                ROLE_GRANT.ROLE.eq(role.name()),
                ROLE_GRANT.NODE_ID.eq(node.id()),
                ROLE_GRANT.DELEGATED_BY.isNull(),
                ROLE_GRANT.REVOKED_AT.isNull(),
                current())) {
            throw Refusal.onField("role", "access.holdsAlready");
        }
    }

    private org.jooq.Condition current() {
        return ROLE_GRANT.VALID_UNTIL.isNull().or(ROLE_GRANT.VALID_UNTIL.ge(today.today()));
    }

    /** Takes a role back, and with it what was lent of it. */
    @Transactional
    public void revoke(Actor actor, long id, String reason) {
        requireGranter(actor);
        if (reason.strip().length() < 2) {
            throw Refusal.onField("reason", "NotBlank");
        }
        var grant = dsl.selectFrom(ROLE_GRANT)
                .where(ROLE_GRANT.ID.eq(id))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(NotFound::new);
        if (grant.getAccountId() == actor.accountId()) {
            throw new Refusal("access.notOneself");
        }
        if (grant.getRevokedAt() == null) {
            dsl.update(ROLE_GRANT)
                    .set(ROLE_GRANT.REVOKED_AT, Instant.now())
                    .where(ROLE_GRANT
                            .ID
                            .eq(id)
                            .or(ROLE_GRANT
                                    .DELEGATED_BY
                                    .eq(grant.getAccountId())
                                    .and(ROLE_GRANT.ROLE.eq(grant.getRole()))
                                    .and(ROLE_GRANT.NODE_ID.eq(grant.getNodeId()))
                                    .and(ROLE_GRANT.REVOKED_AT.isNull())))
                    .execute();
            audit.record(
                    actor,
                    "access.revoke",
                    "account",
                    grant.getAccountId(),
                    grant.getRole() + " @ " + grant.getNodeId() + ": " + reason.strip());
        }
    }

    private static void requireGranter(Actor actor) {
        if (!actor.may(Right.GRANT_ROLES)) {
            throw new NotFound();
        }
    }
}
