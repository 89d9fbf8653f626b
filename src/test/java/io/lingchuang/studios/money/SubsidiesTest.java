package io.lingchuang.studios.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Role;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.StudioAtHand;
import io.lingchuang.studios.naming.StudioEndings;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The subsidy of a studio: two people pay it, vouchers prove it, and nothing more is paid before it is settled. */
class SubsidiesTest extends StudioAtHand {

    private static final AtomicInteger INVOICES = new AtomicInteger(100_000);

    @Autowired
    Subsidies subsidies;

    @Autowired
    Vouchers vouchers;

    @Autowired
    StudioEndings endings;

    private Studio studio;
    private Actor leader;

    @BeforeEach
    void studio() {
        studio = named();
        leader = leaderOf(studio);
        on("2026-11-20");
    }

    private static BigDecimal yuan(String amount) {
        return new BigDecimal(amount);
    }

    private long prepared(String amount, String first) {
        return subsidies.prepare(
                officer, studio.id(), "淮工〔2026〕30号", yuan(amount), yuan(first), Set.of(Use.EQUIPMENT, Use.PROJECT));
    }

    private Subsidy subsidy() {
        return subsidies.ofStudio(studio.id()).getFirst();
    }

    private Tranche last() {
        return subsidy().tranches().getLast();
    }

    private void paid() {
        subsidies.approve(chief, last().id(), last().version());
        subsidies.paid(finance, last().id(), last().version(), LocalDate.parse("2026-11-20"));
    }

    private long voucher(String amount) {
        return vouchers.handIn(leader, last().id(), typed(amount, "FP" + INVOICES.incrementAndGet()), null);
    }

    private static Vouchers.Typed typed(String amount, String invoice) {
        return new Vouchers.Typed(
                Use.EQUIPMENT, "液压试验台", "某设备公司", invoice, LocalDate.parse("2026-11-20"), yuan(amount));
    }

    private static void refused(String key, org.assertj.core.api.ThrowableAssert.ThrowingCallable deed) {
        assertThatThrownBy(deed)
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.key()).isEqualTo(key));
    }

    @Test
    void the_next_part_is_paid_only_after_the_one_before_is_settled_to_the_cent() {
        long id = prepared("50000.00", "30000.00");
        paid();
        refused("studiomoney.unsettled", () -> subsidies.next(officer, id, yuan("20000.00")));
        vouchers.rule(officer, voucher("29999.99"), true, "");
        refused("studiomoney.rest", () -> subsidies.settle(officer, last().id(), last().version(), yuan("0.00")));
        subsidies.settle(officer, last().id(), last().version(), yuan("0.01"));
        assertThat(last().balance()).isEqualByComparingTo("0");
        refused("studiomoney.beyond", () -> subsidies.next(officer, id, yuan("20000.01")));
        subsidies.next(officer, id, yuan("20000.00"));
        paid();
        assertThat(subsidy().open()).isEqualByComparingTo("0");
        assertThat(told(leader, "20,000.00 元已拨付")).isEqualTo(1);
    }

    @Test
    void one_person_does_not_prepare_and_release() {
        Actor both = somebody("兼任者", Role.OFFICER, city);
        accounts.grant(Actor.system(), both.accountId(), Role.CHIEF, city.id(), null);
        Actor twice = accounts.actor(both.accountId()).orElseThrow();
        subsidies.prepare(twice, studio.id(), "淮工〔2026〕31号", yuan("1000"), yuan("1000"), Set.of(Use.PROJECT));
        refused("studiomoney.twoPeople", () -> subsidies.approve(twice, last().id(), last().version()));
        assertThatThrownBy(() -> subsidies.approve(officer, last().id(), last().version()))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> subsidies.paid(officer, last().id(), 0, LocalDate.parse("2026-11-20")))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> subsidies.paid(finance, last().id(), last().version(), LocalDate.parse("2026-11-20")))
                .as("not released yet")
                .isInstanceOf(Stale.class);
    }

    @Test
    void a_voucher_is_for_an_allowed_use_within_what_was_paid_and_an_invoice_counts_once() {
        prepared("1000.00", "1000.00");
        refused("studiomoney.notPaid", () -> voucher("10.00"));
        paid();
        refused(
                "studiomoney.useNotAllowed",
                () -> vouchers.handIn(
                        leader,
                        last().id(),
                        new Vouchers.Typed(
                                Use.PUBLICITY, "横幅", "某广告公司", "AB123456", LocalDate.parse("2026-11-20"), yuan("10")),
                        null));
        refused("studiomoney.beyond", () -> voucher("1000.01"));
        long first = vouchers.handIn(leader, last().id(), typed("600.00", "ONCE0001"), null);
        refused(
                "studiomoney.invoiceTwice",
                () -> vouchers.handIn(leader, last().id(), typed("1.00", "ONCE0001"), null));
        refused("studiomoney.beyond", () -> voucher("400.01"));
        refused(
                "studiomoney.vouchersWait",
                () -> subsidies.settle(officer, last().id(), last().version(), yuan("400")));
        vouchers.rule(officer, first, false, "发票抬头不是本单位");
        vouchers.handIn(leader, last().id(), typed("1000.00", "ONCE0001"), null);
        assertThatThrownBy(() -> vouchers.rule(clerk, first, true, "")).isInstanceOf(NotFound.class);
    }

    @Test
    void when_the_plaque_comes_off_what_waits_is_stopped_and_what_was_paid_is_owed_back() {
        prepared("50000.00", "30000.00");
        paid();
        vouchers.rule(officer, voucher("12000.00"), true, "");
        endings.revoke(officer, studio.id(), now(studio).version(), "弄虚作假，撤销摘牌", null);
        assertThat(last().state()).isEqualTo(TrancheState.PAID);
        assertThat(told(officer, "须结算或追回")).isPositive();
        refused("studiomoney.ended", () -> prepared("1.00", "1.00"));
        subsidies.recover(officer, last().id(), last().version(), "摘牌后追回未核销部分");
        assertThat(last().givenBack()).isEqualByComparingTo("18000.00");
        assertThat(told(finance, "须退回补助 18,000.00 元")).isEqualTo(1);
        subsidies.recovered(finance, last().id(), last().version(), LocalDate.parse("2026-11-20"));
        assertThat(last().state()).isEqualTo(TrancheState.RECOVERED);
    }

    @Test
    void when_the_plaque_comes_off_a_released_part_is_not_paid() {
        prepared("30000.00", "30000.00");
        subsidies.approve(chief, last().id(), last().version());
        endings.cancel(officer, studio.id(), now(studio).version(), "企业关闭，工作室注销");
        assertThat(last().state()).isEqualTo(TrancheState.STOPPED);
        assertThatThrownBy(() -> subsidies.paid(finance, last().id(), last().version(), LocalDate.parse("2026-11-20")))
                .isInstanceOf(Stale.class);
        assertThat(last().note()).contains("企业关闭");
    }

    /** Whatever is tried in whatever order: nothing is below nought, and paid is spent, given back and still to prove. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void money_is_exact_whatever_is_done(long seed) {
        Random random = new Random(seed);
        long id = prepared("1000.00", "400.00");
        for (int i = 0; i < 40; i++) {
            try {
                one(random, id);
            } catch (Refusal | NotFound no) {
                // a rule said no; nothing may have moved
            }
            Subsidy s = subsidy();
            assertThat(s.open()).isGreaterThanOrEqualTo(BigDecimal.ZERO);
            for (Tranche t : s.tranches()) {
                assertThat(t.balance()).isGreaterThanOrEqualTo(BigDecimal.ZERO);
                assertThat(t.spent().add(t.handedIn())).isLessThanOrEqualTo(t.amount());
                if (t.state() == TrancheState.SETTLED || t.state() == TrancheState.TO_RECOVER) {
                    assertThat(t.spent().add(t.givenBack())).isEqualByComparingTo(t.amount());
                }
            }
            assertThat(s.tranches().stream()
                            .filter(t -> t.state() == TrancheState.PAID || t.state() == TrancheState.TO_RECOVER)
                            .count())
                    .as("one part at a time")
                    .isLessThanOrEqualTo(1);
        }
    }

    private void one(Random random, long id) {
        Tranche t = last();
        String cents = random.nextInt(500) + "." + "%02d".formatted(random.nextInt(100));
        switch (random.nextInt(8)) {
            case 0 -> subsidies.next(officer, id, yuan(cents));
            case 1 -> subsidies.approve(chief, t.id(), t.version());
            case 2 -> subsidies.paid(finance, t.id(), t.version(), LocalDate.parse("2026-11-20"));
            case 3, 4 -> voucher(cents);
            case 5 -> {
                for (Voucher v : t.vouchers()) {
                    if (v.state() == VoucherState.HANDED_IN) {
                        vouchers.rule(officer, v.id(), random.nextBoolean(), "看过发票原件");
                    }
                }
            }
            case 6 -> subsidies.settle(officer, t.id(), t.version(), random.nextBoolean() ? t.balance() : yuan(cents));
            default -> {
                if (random.nextInt(3) == 0) {
                    subsidies.recover(officer, t.id(), t.version(), "未按规定使用");
                    subsidies.recovered(finance, t.id(), last().version(), LocalDate.parse("2026-11-20"));
                }
            }
        }
    }
}
