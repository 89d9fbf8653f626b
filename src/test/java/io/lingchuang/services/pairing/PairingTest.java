package io.lingchuang.services.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.access.Role;
import io.lingchuang.directory.Ownership;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.time.LocalDate;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** Two enterprises are paired: proposed, answered by both, in force by term, and over in the end. */
class PairingTest extends PairedEnterprises {

    @Test
    void a_pairing_is_in_force_once_both_unions_have_agreed() {
        long id = pairings.propose(officer, mine.id(), mill.id(), 2);
        assertThat(lettersTo(mineClerk)).singleElement().asString().contains("请答复");
        pairings.agree(mineClerk, id);
        pairings.agree(mineClerk, id);
        assertThat(look(id).state()).isEqualTo(Pairing.State.PROPOSED);
        pairings.agree(millClerk, id);
        assertThat(look(id).state()).isEqualTo(Pairing.State.IN_FORCE);
        assertThat(look(id).fromDay()).isEqualTo("2026-11-02");
        assertThat(look(id).untilDay()).isEqualTo("2028-11-01");
        assertThat(look(id).reasons()).contains(Reason.INDUSTRY);
        assertThat(lettersTo(millClerk)).anyMatch(l -> l.contains("结对生效"));
    }

    @Test
    void a_union_that_declines_says_why_and_both_are_free_again() {
        long id = pairings.propose(officer, mine.id(), mill.id(), 2);
        assertThatThrownBy(() -> pairings.decline(millClerk, id, " "))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.field()).isEqualTo("reason"));
        pairings.decline(millClerk, id, "正在搬迁");
        assertThat(look(id).why()).isEqualTo("正在搬迁");
        assertThat(lettersTo(officer)).anyMatch(l -> l.contains("未获同意"));
        assertThatThrownBy(() -> pairings.agree(mineClerk, id)).isInstanceOf(Stale.class);
        assertThat(pairings.propose(officer, mine.id(), mill.id(), 2)).isPositive();
    }

    @Test
    void nobody_stands_in_two_pairings() {
        pairings.propose(officer, mine.id(), mill.id(), 2);
        Node other = enterprise("机械厂", Ownership.NON_PUBLIC, "采矿");
        assertThatThrownBy(() -> pairings.propose(officer, mine.id(), other.id(), 2))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.key()).isEqualTo("pairing.oneToOne"));
    }

    @Test
    void a_state_owned_side_is_state_owned_and_the_other_is_not() {
        assertThatThrownBy(() -> pairings.propose(officer, mill.id(), mine.id(), 2))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.field()).isEqualTo("soe"));
    }

    @Test
    void whoever_has_no_business_there_finds_nothing() {
        long id = pairings.propose(officer, mine.id(), mill.id(), 2);
        Actor stranger = somebody("郑干事", Role.CLERK, enterprise("酒厂", Ownership.NON_PUBLIC, "食品"));
        assertThatThrownBy(() -> pairings.pairing(stranger, id)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> pairings.agree(stranger, id)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> pairings.agree(officer, id)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> pairings.withdraw(mineClerk, id, "不要了")).isInstanceOf(NotFound.class);
    }

    @Test
    void somebody_who_sits_in_both_unions_speaks_for_neither() {
        Actor both = somebody("何干事", Role.CLERK, mine);
        accounts.grant(Actor.system(), both.accountId(), Role.CLERK, mill.id(), null);
        Actor grown = accounts.actor(both.accountId()).orElseThrow();
        long id = pairings.propose(officer, mine.id(), mill.id(), 2);
        assertThatThrownBy(() -> pairings.agree(grown, id)).isInstanceOf(NotFound.class);
    }

    @Test
    void it_is_renewed_and_ends_when_its_term_is_over() {
        long id = inForce();
        pairings.renew(officer, id, 1, look(id).version());
        assertThat(look(id).untilDay()).isEqualTo("2029-11-01");
        on("2029-11-01");
        endings.endWhatIsOver();
        assertThat(look(id).state()).isEqualTo(Pairing.State.IN_FORCE);
        on("2029-11-02");
        endings.endWhatIsOver();
        assertThat(look(id).endedHow()).isEqualTo(Pairing.Ending.EXPIRED);
    }

    @Test
    void nobody_stays_paired_with_an_enterprise_that_is_no_more() {
        long id = inForce();
        long agreement = signed(id);
        dsl.execute("update access.node set active = false where id = {0}", mill.id());
        endings.endWhatIsOver();
        assertThat(look(id).endedHow()).isEqualTo(Pairing.Ending.CLOSED);
        assertThat(look(id).why()).contains(mill.name());
        assertThat(text(agreement).state()).isEqualTo(Agreement.State.TERMINATED);
        assertThat(lettersTo(mineClerk)).anyMatch(l -> l.contains("已结束"));
    }

    @Test
    void who_asks_for_what_another_has_is_proposed_to_them() {
        Node brewery = enterprise("酒厂", Ownership.NON_PUBLIC, "食品");
        Actor brewer = somebody("孙干事", Role.CLERK, brewery);
        pairings.wish(brewer, brewery.id(), EnumSet.of(Topic.PATENT), EnumSet.noneOf(Topic.class));
        Node plant = enterprise("电厂", Ownership.STATE_OWNED, "电力");
        Actor plantClerk = somebody("钱干事", Role.CLERK, plant);
        pairings.wish(plantClerk, plant.id(), EnumSet.noneOf(Topic.class), EnumSet.of(Topic.PATENT));
        assertThat(pairings.proposals(officer))
                .filteredOn(f -> f.soe().nodeId() == plant.id())
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.partner().nodeId()).isEqualTo(brewery.id());
                    assertThat(f.reasons()).contains(Reason.ASKED);
                    assertThat(f.asked()).containsExactly(Topic.PATENT);
                });
        long id = pairings.propose(officer, plant.id(), brewery.id(), 1);
        assertThat(pairings.proposals(officer)).noneMatch(f -> f.soe().nodeId() == plant.id());
        assertThat(look(id).fit()).isEqualTo(35);
    }

    @Test
    void the_figures_count_the_state_owned_side_of_what_is_in_force_and_every_agreement_once() {
        long id = inForce();
        long first = signed(id);
        long second = agreements.renew(mineClerk, first);
        agreements.sign(mineClerk, second, 1);
        agreements.sign(millClerk, second, 1);
        assertThat(counted("pairing.soe", mine, "2026-11-02")).isEqualTo(1);
        assertThat(counted("pairing.agreement", mine, "2026-11-02")).isEqualTo(1);
        on("2026-12-01");
        pairings.terminate(officer, id, "双方协商一致");
        assertThat(counted("pairing.soe", mine, "2026-11-30")).isEqualTo(1);
        assertThat(counted("pairing.soe", mine, "2026-12-01")).isZero();
        assertThat(counted("pairing.agreement", mine, "2026-12-01")).isEqualTo(1);
    }

    private int counted(String indicator, Node node, String day) {
        return dsl.fetchSingle(
                        "select count(*) from services.counted_pairing where indicator = {0} and node_id = {1}"
                                + " and from_day <= {2} and (until_day is null or until_day > {2})",
                        org.jooq.impl.DSL.val(indicator),
                        org.jooq.impl.DSL.val(node.id()),
                        org.jooq.impl.DSL.val(LocalDate.parse(day)))
                .get(0, Integer.class);
    }
}
