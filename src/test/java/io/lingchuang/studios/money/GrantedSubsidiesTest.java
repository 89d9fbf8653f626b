package io.lingchuang.studios.money;

import static io.lingchuang.db.awards.Tables.AWARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.awards.Awards;
import io.lingchuang.awards.AwardsDecided;
import io.lingchuang.awards.Payouts;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.StudioAtHand;
import io.lingchuang.studios.StudioState;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;

/** The money of a naming's tier: the studio's subsidy, once, and nobody's prize. */
class GrantedSubsidiesTest extends StudioAtHand {

    @Autowired
    Subsidies subsidies;

    @Autowired
    Payouts payouts;

    @Autowired
    Awards awards;

    @Autowired
    ApplicationEventPublisher events;

    private static BigDecimal yuan(String amount) {
        return new BigDecimal(amount);
    }

    private Studio namedWith(String money) {
        long entry = rankedWith("STUDIO_NAMING", "NEW", money);
        decide(callOf(entry));
        return ofEntry(entry);
    }

    private Subsidy only(Studio studio) {
        List<Subsidy> all = subsidies.ofStudio(studio.id());
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static void refused(String key, org.assertj.core.api.ThrowableAssert.ThrowingCallable deed) {
        assertThatThrownBy(deed)
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.key()).isEqualTo(key));
    }

    @Test
    void what_a_naming_carries_is_the_studios_subsidy_and_not_paid_as_a_prize_too() {
        long entry = rankedWith("STUDIO_NAMING", "NEW", "50000.00");
        decide(callOf(entry));
        Studio studio = ofEntry(entry);
        Subsidy granted = only(studio);
        assertThat(granted.amount()).isEqualByComparingTo("50000");
        assertThat(granted.open()).isEqualByComparingTo("50000");
        assertThat(granted.granted()).isTrue();
        assertThat(told(officer, "随命名决定安排补助 50,000.00 元")).isEqualTo(1);
        assertThat(dsl.select(AWARD.PRIZE)
                        .from(AWARD)
                        .where(AWARD.ID.eq(awardOf(entry)))
                        .fetchSingle()
                        .value1())
                .isEqualByComparingTo("0");
        refused("awards.payout.nothing", () -> payouts.prepare(officer, callOf(entry)));
        refused(
                "studiomoney.basisTwice",
                () -> subsidies.prepare(
                        officer, studio.id(), granted.basis(), yuan("50000"), yuan("50000"), Set.of(Use.PROJECT)));
    }

    @Test
    void a_decision_heard_twice_grants_once_and_a_tier_without_money_grants_nothing() {
        Studio studio = namedWith("30000.00");
        long award = dsl.select(AWARD.ID)
                .from(AWARD)
                .orderBy(AWARD.ID.desc())
                .limit(1)
                .fetchSingle()
                .value1();
        var decision = dsl.select(AWARD.DECISION_ID, AWARD.ENTRY_ID)
                .from(AWARD)
                .where(AWARD.ID.eq(award))
                .fetchSingle();
        events.publishEvent(
                new AwardsDecided(decision.value1(), callOf(decision.value2()), List.of(decision.value2())));
        only(studio);
        assertThat(subsidies.ofStudio(namedWith("0.00").id())).isEmpty();
    }

    @Test
    void whoever_prepares_its_first_part_says_what_it_may_be_used_for() {
        Studio studio = namedWith("50000.00");
        long id = only(studio).id();
        assertThat(only(studio).uses()).isEqualTo(EnumSet.allOf(Use.class));
        assertThatThrownBy(() -> subsidies.first(clerk, id, yuan("1"), Set.of(Use.PROJECT)))
                .isInstanceOf(NotFound.class);
        refused("studiomoney.usesNeeded", () -> subsidies.first(officer, id, yuan("20000"), Set.of()));
        refused("studiomoney.beyond", () -> subsidies.first(officer, id, yuan("50000.01"), Set.of(Use.PROJECT)));
        subsidies.first(officer, id, yuan("20000"), Set.of(Use.EQUIPMENT, Use.PROJECT));
        assertThat(only(studio).uses()).containsExactlyInAnyOrder(Use.EQUIPMENT, Use.PROJECT);
        assertThatThrownBy(() -> subsidies.first(officer, id, yuan("1"), Set.of(Use.PUBLICITY)))
                .isInstanceOf(Stale.class);
        refused("studiomoney.unsettled", () -> subsidies.next(officer, id, yuan("30000")));
    }

    @Test
    void a_renewal_that_falls_takes_its_subsidy_along_and_leaves_the_studio() {
        Studio studio = namedWith("0.00");
        long entry = rankedWith("STUDIO_RENEWAL", "RENEWED", "30000.00");
        ledBy(entry, studio.leaderId());
        decide(callOf(entry));
        Subsidy granted = only(studio);
        subsidies.first(officer, granted.id(), yuan("30000"), Set.of(Use.TRAINING));
        Tranche part = only(studio).tranches().getFirst();
        subsidies.approve(chief, part.id(), part.version());
        awards.withdraw(officer, awardOf(entry), "复核材料不实");
        assertThat(now(studio).state()).isEqualTo(StudioState.IN_FORCE);
        assertThat(only(studio).tranches().getFirst().state()).isEqualTo(TrancheState.STOPPED);
        assertThat(only(studio).fell()).isTrue();
        refused("studiomoney.fell", () -> subsidies.next(officer, granted.id(), yuan("1")));
    }

    @Test
    void of_a_new_subsidy_nothing_is_released_while_an_earlier_one_is_not_settled() {
        Studio studio = namedWith("20000.00");
        subsidies.first(officer, only(studio).id(), yuan("20000"), Set.of(Use.PROJECT));
        Tranche first = only(studio).tranches().getFirst();
        subsidies.approve(chief, first.id(), first.version());
        subsidies.paid(finance, first.id(), first.version() + 1, LocalDate.parse("2026-11-10"));
        long entry = rankedWith("STUDIO_RENEWAL", "RENEWED", "30000.00");
        ledBy(entry, studio.leaderId());
        decide(callOf(entry));
        Subsidy second = subsidies.ofStudio(studio.id()).getFirst();
        assertThat(second.amount()).isEqualByComparingTo("30000");
        refused(
                "studiomoney.unsettled",
                () -> subsidies.first(officer, second.id(), yuan("30000"), Set.of(Use.PROJECT)));
        subsidies.settle(officer, first.id(), first.version() + 2, yuan("20000"));
        subsidies.first(officer, second.id(), yuan("30000"), Set.of(Use.PROJECT));
    }
}
