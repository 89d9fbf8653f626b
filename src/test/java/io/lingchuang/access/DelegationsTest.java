package io.lingchuang.access;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.AUDIT;
import static io.lingchuang.db.access.Tables.ROLE_GRANT;
import static io.lingchuang.db.platform.Tables.MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.OpenCall;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.context.WebApplicationContext;

/** A role lent while its holder is away: from day to day, by whoever holds it, and never further than that. */
class DelegationsTest extends OpenCall {

    @Autowired
    Delegations delegations;

    @Autowired
    Grants grants;

    @Autowired
    WebApplicationContext house;

    /** A clerk of a branch of the mine. */
    private Actor deputy;

    @BeforeEach
    void aDeputy() {
        Node branch = tree.byCode("SJ1").orElseGet(() -> tree.add(mine, Node.Kind.BRANCH, "采煤一区分会", "SJ1", null));
        deputy = somebody("班干事", Role.CLERK, branch);
    }

    private Actor fresh(Actor actor) {
        return accounts.actor(actor.accountId()).orElseThrow();
    }

    private String login(Actor actor) {
        return dsl.select(ACCOUNT.LOGIN)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.eq(actor.accountId()))
                .fetchSingle()
                .value1();
    }

    private String only(Actor actor) {
        List<Delegations.Lendable> all = delegations.lendable(actor);
        assertThat(all).hasSize(1);
        return all.getFirst().key();
    }

    private long lend(Actor from, Actor to, String first, String last) {
        return delegations.lend(from, only(from), login(to), LocalDate.parse(first), LocalDate.parse(last), "外出培训");
    }

    private boolean vets(Actor actor, Node node) {
        boolean holds = fresh(actor).holds(Right.VET, node.id());
        assertThat(accounts.holders(Right.VET, node.id()).contains(actor.accountId()))
                .as("told what waits as long as the role is held")
                .isEqualTo(holds);
        return holds;
    }

    @Test
    void a_lent_role_counts_from_its_first_day_to_its_last() {
        lend(clerk, deputy, "2026-11-04", "2026-11-06");
        assertThat(vets(deputy, mine)).isFalse();
        on("2026-11-04");
        assertThat(vets(deputy, mine)).isTrue();
        at("2026-11-06T23:59");
        assertThat(vets(deputy, mine)).isTrue();
        at("2026-11-07T00:00");
        assertThat(vets(deputy, mine)).isFalse();
    }

    @Test
    void whoever_lends_a_role_keeps_it() {
        lend(clerk, deputy, "2026-11-02", "2026-11-06");
        assertThat(vets(clerk, mine)).isTrue();
    }

    @Test
    void a_lent_role_reaches_no_further_than_the_lenders() {
        lend(clerk, deputy, "2026-11-02", "2026-11-06");
        assertThat(vets(deputy, mill)).isFalse();
        assertThat(vets(deputy, county)).isFalse();
        assertThat(fresh(deputy).grants().stream().filter(g -> g.delegatedBy() != null))
                .singleElement()
                .satisfies(g -> assertThat(g.delegatedBy()).isEqualTo(clerk.accountId()));
    }

    @Test
    void a_borrowed_role_is_not_lent_on() {
        String key = only(clerk);
        lend(clerk, deputy, "2026-11-02", "2026-11-06");
        Actor borrower = fresh(deputy);
        assertThat(delegations.lendable(borrower))
                .extracting(Delegations.Lendable::key)
                .doesNotContain(key);
        LocalDate today = LocalDate.parse("2026-11-02");
        assertThatThrownBy(() -> delegations.lend(borrower, key, login(chief), today, today, "再转"))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void nobody_lends_what_they_do_not_hold() {
        LocalDate today = LocalDate.parse("2026-11-02");
        String clerks = only(clerk);
        assertThatThrownBy(() -> delegations.lend(countyOfficer, clerks, login(deputy), today, today, "代管"))
                .isInstanceOf(NotFound.class);
        assertThat(delegations.lendable(finance)).as("finance pays in person").isEmpty();
        assertThat(delegations.lendable(worker)).isEmpty();
        assertThatThrownBy(() -> delegations.lend(finance, "FINANCE-" + city.id(), login(deputy), today, today, "代付"))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void nobody_lends_to_themselves_or_to_somebody_who_is_not_there() {
        LocalDate today = LocalDate.parse("2026-11-02");
        refused("access.notToOneself", () -> delegations.lend(clerk, only(clerk), login(clerk), today, today, "自己"));
        refused(
                "access.nobodyThere",
                () -> delegations.lend(clerk, only(clerk), "nobody-of-that-name", today, today, "没有"));
        dsl.update(ACCOUNT)
                .set(ACCOUNT.STATE, "DISABLED")
                .where(ACCOUNT.ID.eq(deputy.accountId()))
                .execute();
        refused("access.nobodyThere", () -> delegations.lend(clerk, only(clerk), login(deputy), today, today, "已停用"));
    }

    @Test
    void the_days_lie_ahead_in_order_and_not_too_far_apart() {
        refused("access.fromPast", () -> lend(clerk, deputy, "2026-11-01", "2026-11-06"));
        refused("access.untilBetween", () -> lend(clerk, deputy, "2026-11-04", "2026-11-03"));
        refused("access.untilBetween", () -> lend(clerk, deputy, "2026-11-02", "2027-02-01"));
        lend(clerk, deputy, "2026-11-02", "2027-01-31"); // ninety days
    }

    @Test
    void the_same_role_is_not_lent_to_the_same_person_twice_for_the_same_days() {
        long id = lend(clerk, deputy, "2026-11-02", "2026-11-06");
        refused("access.holdsAlready", () -> lend(clerk, deputy, "2026-11-06", "2026-11-09"));
        refused("access.holdsAlready", () -> lend(clerk, secondClerk, "2026-11-02", "2026-11-06"));
        delegations.end(clerk, id);
        lend(clerk, deputy, "2026-11-06", "2026-11-09");
    }

    @Test
    void the_lender_and_nobody_else_ends_it_early() {
        long id = lend(clerk, deputy, "2026-11-02", "2026-11-06");
        assertThatThrownBy(() -> delegations.end(secondClerk, id)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> delegations.end(fresh(deputy), id)).isInstanceOf(NotFound.class);
        assertThat(vets(deputy, mine)).isTrue();
        delegations.end(clerk, id);
        assertThat(vets(deputy, mine)).isFalse();
        assertThatThrownBy(() -> delegations.end(clerk, id)).isInstanceOf(NotFound.class);
    }

    @Test
    void nobody_ends_a_role_that_was_given_not_lent() {
        long own = dsl.select(ROLE_GRANT.ID)
                .from(ROLE_GRANT)
                .where(ROLE_GRANT.ACCOUNT_ID.eq(secondClerk.accountId()))
                .fetchSingle()
                .value1();
        assertThatThrownBy(() -> delegations.end(clerk, own)).isInstanceOf(NotFound.class);
    }

    @Test
    void both_see_it_the_borrower_is_told_and_the_trail_names_both() {
        long id = lend(clerk, deputy, "2026-11-04", "2026-11-06");
        assertThat(delegations.lent(clerk)).singleElement().satisfies(l -> {
            assertThat(l.id()).isEqualTo(id);
            assertThat(l.borrower()).isEqualTo(deputy.name());
        });
        assertThat(delegations.borrowed(deputy)).singleElement().satisfies(l -> {
            assertThat(l.lender()).isEqualTo(clerk.name());
            assertThat(l.reason()).isEqualTo("外出培训");
        });
        assertThat(dsl.fetchCount(MESSAGE, MESSAGE.ACCOUNT_ID.eq(deputy.accountId())))
                .isEqualTo(1);
        delegations.end(clerk, id);
        assertThat(dsl.fetchCount(MESSAGE, MESSAGE.ACCOUNT_ID.eq(deputy.accountId())))
                .isEqualTo(2);
        assertThat(delegations.lent(clerk)).isEmpty();
        assertThat(dsl.select(AUDIT.ACTION)
                        .from(AUDIT)
                        .where(AUDIT.ACCOUNT_ID.eq(clerk.accountId()), AUDIT.SUBJECT_ID.eq(deputy.accountId()))
                        .orderBy(AUDIT.ID)
                        .fetch(AUDIT.ACTION))
                .containsExactly("access.lend", "access.endLending");
    }

    @Test
    void what_is_lent_ends_when_the_lenders_own_role_is_taken_back() {
        lend(clerk, deputy, "2026-11-02", "2026-11-20");
        long own = dsl.select(ROLE_GRANT.ID)
                .from(ROLE_GRANT)
                .where(ROLE_GRANT.ACCOUNT_ID.eq(clerk.accountId()))
                .fetchSingle()
                .value1();
        grants.revoke(somebody("安全员", Role.SECURITY_ADMIN, city), own, "调离");
        assertThat(vets(deputy, mine)).isFalse();
    }

    @Test
    void what_is_lent_ends_when_the_lenders_own_role_runs_out() {
        lend(clerk, deputy, "2026-11-02", "2026-11-20");
        dsl.update(ROLE_GRANT)
                .set(ROLE_GRANT.VALID_UNTIL, LocalDate.parse("2026-11-10"))
                .where(ROLE_GRANT.ACCOUNT_ID.eq(clerk.accountId()))
                .execute();
        on("2026-11-10");
        assertThat(vets(deputy, mine)).isTrue();
        on("2026-11-11");
        assertThat(vets(deputy, mine)).isFalse();
    }

    @Test
    void what_is_lent_ends_when_the_lender_leaves() {
        lend(clerk, deputy, "2026-11-02", "2026-11-20");
        dsl.update(ACCOUNT)
                .set(ACCOUNT.STATE, "DISABLED")
                .where(ACCOUNT.ID.eq(clerk.accountId()))
                .execute();
        assertThat(vets(deputy, mine)).isFalse();
    }

    @Test
    void administrators_stand_in_for_nobody() {
        Actor admin = somebody("系统员", Role.SYSTEM_ADMIN, city);
        refused("access.threeAdministrations", () -> lend(clerk, admin, "2026-11-02", "2026-11-06"));
    }

    @Test
    void a_role_is_lent_within_ones_union_or_below_and_not_to_a_worker_nor_upward() {
        refused("access.noStandIn", () -> lend(clerk, worker, "2026-11-02", "2026-11-06"));
        refused("access.noStandIn", () -> lend(clerk, workerAt(mine), "2026-11-02", "2026-11-06"));
        refused("access.noStandIn", () -> lend(clerk, countyOfficer, "2026-11-02", "2026-11-06"));
        refused("access.noStandIn", () -> lend(clerk, somebody("厂干事", Role.CLERK, mill), "2026-11-02", "2026-11-06"));
        lend(industryOfficer, clerk, "2026-11-02", "2026-11-06"); // of the industrial line
        lend(clerk, deputy, "2026-11-02", "2026-11-06");
    }

    @Test
    void who_would_stand_in_is_named_before_anything_is_lent() throws Exception {
        TestSession.as(clerk);
        var pages = TestSession.pages(house);
        String named = pages.perform(form("/account/delegations/preview", login(deputy)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(named).contains(deputy.name(), "采煤一区分会");
        assertThat(delegations.lent(clerk)).isEmpty();
        String refused = pages.perform(form("/account/delegations/preview", login(worker)))
                .andExpect(status().is(422))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(refused).contains("只能委托给").doesNotContain(worker.name());
        pages.perform(form("/account/delegations", login(deputy))).andExpect(status().is3xxRedirection());
        assertThat(delegations.lent(clerk)).hasSize(1);
    }

    private MockHttpServletRequestBuilder form(String path, String to) {
        return post(path)
                .param("key", only(clerk))
                .param("to", to)
                .param("from", "2026-11-02")
                .param("until", "2026-11-06")
                .param("reason", "外出培训");
    }

    private static void refused(String key, org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
        assertThatThrownBy(action).isInstanceOf(Refusal.class).hasMessage(key);
    }
}
