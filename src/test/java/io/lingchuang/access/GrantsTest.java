package io.lingchuang.access;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.AUDIT;
import static io.lingchuang.db.access.Tables.ROLE_GRANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.RankedCall;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The security administrator gives roles and takes them back; three administrations lie in three hands. */
class GrantsTest extends RankedCall {

    private static final List<Role> ADMINISTRATIONS = List.of(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN);

    @Autowired
    Grants grants;

    private Actor security;

    @BeforeEach
    void securityAdministrator() {
        security = somebody("安全员", Role.SECURITY_ADMIN, city);
    }

    private String login(Actor actor) {
        return dsl.select(ACCOUNT.LOGIN)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.eq(actor.accountId()))
                .fetchSingle()
                .value1();
    }

    private Actor fresh(Actor actor) {
        return accounts.actor(actor.accountId()).orElseThrow();
    }

    private void grant(Actor to, Role role, String... until) {
        grants.grant(security, login(to), role, "QY1", until.length == 0 ? null : LocalDate.parse(until[0]));
    }

    private long only(Actor actor) {
        return dsl.select(ROLE_GRANT.ID)
                .from(ROLE_GRANT)
                .where(ROLE_GRANT.ACCOUNT_ID.eq(actor.accountId()))
                .fetchSingle()
                .value1();
    }

    @Test
    void a_role_counts_at_once_and_until_its_last_day() {
        grant(worker, Role.CLERK, "2026-11-05");
        assertThat(fresh(worker).holds(Right.VET, unit.id())).isTrue();
        at("2026-11-05T23:59");
        assertThat(fresh(worker).holds(Right.VET, unit.id())).isTrue();
        at("2026-11-06T00:00");
        assertThat(fresh(worker).holds(Right.VET, unit.id())).isFalse();
        grant(worker, Role.CLERK); // what is over can be given again
        assertThat(fresh(worker).holds(Right.VET, unit.id())).isTrue();
    }

    @Test
    void nobody_gives_a_role_to_themselves_or_takes_their_own() {
        refused("access.notOneself", () -> grant(security, Role.LEADER));
        refused("access.notOneself", () -> grants.revoke(security, only(security), "不干了"));
    }

    @Test
    void only_the_security_administrator_gives_and_takes() {
        Actor system = somebody("系统员", Role.SYSTEM_ADMIN, city);
        for (Actor other : List.of(worker, officer, chief, system)) {
            assertThatThrownBy(() -> grants.grant(other, login(worker), Role.CLERK, "QY1", null))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> grants.revoke(other, only(finance), "越权")).isInstanceOf(NotFound.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void administration_stands_alone_in_an_account(Role role) {
        for (Role administration : ADMINISTRATIONS) {
            Actor administrator = somebody("管理员", administration, city);
            if (role == administration) {
                grant(administrator, role); // the same administration of another unit
            } else {
                refused("access.threeAdministrations", () -> grant(administrator, role));
            }
            if (role != administration) {
                Actor other = somebody("某某", role, city);
                refused("access.threeAdministrations", () -> grant(other, administration));
            }
        }
    }

    @Test
    void the_same_role_at_the_same_unit_is_given_once() {
        grant(worker, Role.CLERK);
        refused("access.holdsAlready", () -> grant(worker, Role.CLERK));
        grant(worker, Role.LEADER);
    }

    @Test
    void a_unit_or_an_account_that_is_not_there_takes_no_role() {
        refused("access.nobodyThere", () -> grants.grant(security, "nobody-of-that-name", Role.CLERK, "QY1", null));
        refused("access.noSuchNode", () -> grants.grant(security, login(worker), Role.CLERK, "no-such-unit", null));
        dsl.execute("update access.node set active = false where code = 'QY1'");
        try {
            refused("access.noSuchNode", () -> grant(worker, Role.CLERK));
        } finally {
            dsl.execute("update access.node set active = true where code = 'QY1'");
        }
    }

    @Test
    void an_end_lies_not_in_the_past() {
        refused("access.untilPast", () -> grant(worker, Role.CLERK, "2026-11-01"));
        grant(worker, Role.CLERK, "2026-11-02");
    }

    @Test
    void a_role_is_taken_back_with_a_reason_and_once() {
        long id = only(finance);
        assertThatThrownBy(() -> grants.revoke(security, id, " ")).isInstanceOf(Refusal.class);
        assertThat(fresh(finance).holds(Right.MARK_PAID, city.id())).isTrue();
        grants.revoke(security, id, "岗位调整");
        assertThat(fresh(finance).holds(Right.MARK_PAID, city.id())).isFalse();
        var revokedAt = dsl.select(ROLE_GRANT.REVOKED_AT)
                .from(ROLE_GRANT)
                .where(ROLE_GRANT.ID.eq(id))
                .fetchSingle()
                .value1();
        grants.revoke(security, id, "再按一次");
        assertThat(dsl.select(ROLE_GRANT.REVOKED_AT)
                        .from(ROLE_GRANT)
                        .where(ROLE_GRANT.ID.eq(id))
                        .fetchSingle()
                        .value1())
                .isEqualTo(revokedAt);
        assertThat(dsl.select(AUDIT.DETAIL)
                        .from(AUDIT)
                        .where(AUDIT.ACTION.eq("access.revoke"), AUDIT.SUBJECT_ID.eq(finance.accountId()))
                        .fetch(AUDIT.DETAIL))
                .singleElement()
                .asString()
                .contains("FINANCE", "岗位调整");
    }

    private static void refused(String key, org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
        assertThatThrownBy(action).isInstanceOf(Refusal.class).hasMessage(key);
    }
}
