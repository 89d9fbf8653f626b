package io.lingchuang.access;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.access.Tables.ROLE_GRANT;

import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Delegation while away 委托: a role that one holds oneself, lent to somebody for some days. The lender keeps it, the borrower acts
 * under their own name, and what needs two people still needs two.
 */
@Service
public class Delegations {

    static final int LONGEST = 90;

    private final DSLContext dsl;
    private final Today today;
    private final Audit audit;
    private final Messages messages;

    Delegations(DSLContext dsl, Today today, Audit audit, Messages messages) {
        this.dsl = dsl;
        this.today = today;
        this.audit = audit;
        this.messages = messages;
    }

    public record Lendable(String key, Role role, String node) {}

    public record Lent(
            long id,
            Role role,
            String node,
            String lender,
            String borrower,
            LocalDate from,
            LocalDate until,
            String reason) {}

    /** Roles the actor can lend: held in their own right, without an end or with one to come, and made to be lent. */
    public List<Lendable> lendable(Actor actor) {
        return actor.grants().stream()
                .filter(g -> g.delegatedBy() == null && g.role().gives(Right.DELEGATE))
                .distinct()
                .map(g -> new Lendable(
                        g.role() + "-" + g.nodeId(),
                        g.role(),
                        dsl.select(NODE.NAME)
                                .from(NODE)
                                .where(NODE.ID.eq(g.nodeId()))
                                .fetchSingle()
                                .value1()))
                .toList();
    }

    public List<Lent> lent(Actor actor) {
        return list(ROLE_GRANT.DELEGATED_BY.eq(actor.accountId()));
    }

    public List<Lent> borrowed(Actor actor) {
        return list(ROLE_GRANT.ACCOUNT_ID.eq(actor.accountId()).and(ROLE_GRANT.DELEGATED_BY.isNotNull()));
    }

    private List<Lent> list(Condition whose) {
        var lender = ACCOUNT.as("lender");
        var borrower = ACCOUNT.as("borrower");
        return dsl.select(
                        ROLE_GRANT.ID,
                        ROLE_GRANT.ROLE,
                        NODE.NAME,
                        lender.NAME,
                        borrower.NAME,
                        ROLE_GRANT.VALID_FROM,
                        ROLE_GRANT.VALID_UNTIL,
                        ROLE_GRANT.REASON)
                .from(ROLE_GRANT)
                .join(NODE)
                .on(NODE.ID.eq(ROLE_GRANT.NODE_ID))
                .join(lender)
                .on(lender.ID.eq(ROLE_GRANT.DELEGATED_BY))
                .join(borrower)
                .on(borrower.ID.eq(ROLE_GRANT.ACCOUNT_ID))
                .where(whose, ROLE_GRANT.REVOKED_AT.isNull(), ROLE_GRANT.VALID_UNTIL.ge(today.today()))
                .orderBy(ROLE_GRANT.VALID_FROM, ROLE_GRANT.ID)
                .fetch(r -> new Lent(
                        r.value1(),
                        Role.valueOf(r.value2()),
                        r.value3(),
                        r.value4(),
                        r.value5(),
                        r.value6(),
                        r.value7(),
                        r.value8() == null ? "" : r.value8()));
    }

    /** Who would stand in, as shown before it is confirmed. */
    public record StandIn(long accountId, String name, String where) {}

    /**
     * Whom these words mean, if the role may be lent to them for these days.
     *
     * @param key of {@link #lendable}
     * @param to login or phone of the borrower, typed in full, so that nobody browses accounts here
     */
    @Transactional(readOnly = true)
    public StandIn standIn(Actor actor, String key, String to, LocalDate from, LocalDate until) {
        return standIn(actor, own(actor, key), to, from, until);
    }

    private static Actor.Grant own(Actor actor, String key) {
        return actor.grants().stream()
                .filter(g -> g.delegatedBy() == null
                        && g.role().gives(Right.DELEGATE)
                        && (g.role() + "-" + g.nodeId()).equals(key))
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    private StandIn standIn(Actor actor, Actor.Grant grant, String to, LocalDate from, LocalDate until) {
        var borrower = dsl.selectFrom(ACCOUNT)
                .where(ACCOUNT.LOGIN.eq(to.strip()).or(ACCOUNT.PHONE.eq(to.strip())), ACCOUNT.STATE.eq("ACTIVE"))
                .fetchOptional()
                .orElseThrow(() -> Refusal.onField("to", "access.nobodyThere"));
        check(actor, grant, borrower.getId(), from, until);
        return new StandIn(borrower.getId(), borrower.getName(), offices(grant, borrower.getId(), from));
    }

    /**
     * Where the borrower holds an office of their own: at the lender's union or one below it. A worker without an office does not
     * stand in, nor does a superior, who would decide twice on the same entry.
     */
    private String offices(Actor.Grant grant, long borrower, LocalDate from) {
        List<String> offices = dsl
                .select(ROLE_GRANT.ROLE, NODE.NAME)
                .from(ROLE_GRANT)
                .join(NODE)
                .on(NODE.ID.eq(ROLE_GRANT.NODE_ID))
                .where(
                        ROLE_GRANT.ACCOUNT_ID.eq(borrower),
                        ROLE_GRANT.DELEGATED_BY.isNull(),
                        ROLE_GRANT.REVOKED_AT.isNull(),
                        ROLE_GRANT.VALID_UNTIL.isNull().or(ROLE_GRANT.VALID_UNTIL.ge(from)),
                        DSL.condition(
                                "({0} <@ {2}::ltree or {1} <@ {2}::ltree)",
                                NODE.PATH, NODE.INDUSTRY_PATH, DSL.val(grant.path())))
                .orderBy(ROLE_GRANT.ID)
                .fetch()
                .stream()
                .filter(r -> Role.valueOf(r.value1()).gives(Right.DELEGATE))
                .map(r -> r.value2())
                .distinct()
                .toList();
        if (offices.isEmpty()) {
            throw Refusal.onField("to", "access.noStandIn");
        }
        return String.join("、", offices);
    }

    @Transactional
    public long lend(Actor actor, String key, String to, LocalDate from, LocalDate until, String reason) {
        Actor.Grant grant = own(actor, key);
        StandIn borrower = standIn(actor, grant, to, from, until);
        long id = dsl.insertInto(ROLE_GRANT)
                .set(ROLE_GRANT.ACCOUNT_ID, borrower.accountId())
                .set(ROLE_GRANT.ROLE, grant.role().name())
                .set(ROLE_GRANT.NODE_ID, grant.nodeId())
                .set(ROLE_GRANT.VALID_FROM, from)
                .set(ROLE_GRANT.VALID_UNTIL, until)
                .set(ROLE_GRANT.DELEGATED_BY, actor.accountId())
                .set(ROLE_GRANT.GRANTED_BY, actor.accountId())
                .set(ROLE_GRANT.REASON, reason.strip())
                .returningResult(ROLE_GRANT.ID)
                .fetchSingle()
                .value1();
        audit.record(
                actor,
                "access.lend",
                "account",
                borrower.accountId(),
                "%s @ %d, %s – %s: %s".formatted(grant.role(), grant.nodeId(), from, until, reason));
        messages.send(
                borrower.accountId(),
                actor.name() + " 委托您代行职责",
                "从 " + from + " 到 " + until + "。原因：" + reason.strip(),
                "/account",
                "lent-" + id);
        return id;
    }

    private void check(Actor actor, Actor.Grant grant, long borrower, LocalDate from, LocalDate until) {
        if (borrower == actor.accountId()) {
            throw Refusal.onField("to", "access.notToOneself");
        }
        if (from.isBefore(today.today())) {
            throw Refusal.onField("from", "access.fromPast");
        }
        if (until.isBefore(from) || until.isAfter(from.plusDays(LONGEST))) {
            throw Refusal.onField("until", "access.untilBetween", LONGEST);
        }
        List<Role> held = dsl.select(ROLE_GRANT.ROLE)
                .from(ROLE_GRANT)
                .where(
                        ROLE_GRANT.ACCOUNT_ID.eq(borrower),
                        ROLE_GRANT.REVOKED_AT.isNull(),
                        ROLE_GRANT.VALID_UNTIL.isNull().or(ROLE_GRANT.VALID_UNTIL.ge(from)))
                .fetch(r -> Role.valueOf(r.value1()));
        if (held.stream().anyMatch(Role::administers)) {
            throw Refusal.onField("to", "access.threeAdministrations");
        }
        if (held.stream().anyMatch(grant.role()::shuns)) {
            throw Refusal.onField("to", "access.supervisorApart");
        }
        boolean twice = dsl.fetchExists(
                ROLE_GRANT,
                ROLE_GRANT.ACCOUNT_ID.eq(borrower),
                ROLE_GRANT.ROLE.eq(grant.role().name()),
                ROLE_GRANT.NODE_ID.eq(grant.nodeId()),
                ROLE_GRANT.REVOKED_AT.isNull(),
                ROLE_GRANT.VALID_FROM.le(until),
                ROLE_GRANT.VALID_UNTIL.isNull().or(ROLE_GRANT.VALID_UNTIL.ge(from)));
        if (twice) {
            throw Refusal.onField("to", "access.holdsAlready");
        }
    }

    /** Back before time. */
    @Transactional
    public void end(Actor actor, long id) {
        var ended = dsl.update(ROLE_GRANT)
                .set(ROLE_GRANT.REVOKED_AT, Instant.now())
                .where(
                        ROLE_GRANT.ID.eq(id),
                        ROLE_GRANT.DELEGATED_BY.eq(actor.accountId()),
                        ROLE_GRANT.REVOKED_AT.isNull())
                .returningResult(ROLE_GRANT.ACCOUNT_ID, ROLE_GRANT.ROLE)
                .fetchOptional()
                .orElseThrow(NotFound::new);
        audit.record(actor, "access.endLending", "account", ended.value1(), ended.value2());
        messages.send(ended.value1(), actor.name() + " 的委托已提前结束", "感谢代行。", "/account", "lending-ended-" + id);
    }
}
