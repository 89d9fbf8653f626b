package io.lingchuang.awards;

import static io.lingchuang.db.access.Tables.AUDIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Finance pays only where it can, on days that can be; what failed is mended, and what was paid for nothing comes back. */
class PaymentsTest extends DecidedCall {

    @Autowired
    BankAccounts accounts;

    private static final LocalDate DAY = LocalDate.parse("2026-11-10");

    @Test
    void nobody_approves_a_batch_with_a_payee_who_has_no_account() {
        long call = decided(2);
        long batch = payouts.prepare(officer, call);
        Payout first = payouts.lines(batch).get(0);
        Payout second = payouts.lines(batch).get(1);
        payouts.account(officer, batch, first.id(), "徽商银行", "6222020200112233440", true);
        assertThatThrownBy(() -> payouts.approve(chief, batch, 1))
                .hasMessage("awards.payout.accountMissing")
                .satisfies(r -> assertThat(List.of(((Refusal) r).args()).toString())
                        .contains(second.payeeName())
                        .doesNotContain(first.payeeName()));

        signIn(second.entryId());
        accounts.give(worker, "农商行", "6222020200112233441", true);
        payouts.approve(chief, batch, 1);
        payouts.handOver(finance, batch, 2);
        assertThat(payouts.batch(finance, batch).state()).isEqualTo(BatchState.HANDED_OVER);
    }

    @Test
    void a_payment_lies_between_the_day_finance_took_the_batch_and_today() {
        long call = decided(1);
        long batch = withFinance(call);
        Set<Long> lines = Set.of(payouts.lines(batch).getFirst().id());
        on("2026-11-12");
        for (String day : List.of("1900-01-01", "2026-11-09", "2026-11-13")) {
            assertThatThrownBy(() -> payments.paid(finance, batch, lines, LocalDate.parse(day)))
                    .as(day)
                    .hasMessage("awards.payout.paidOnBetween");
        }
        assertThat(payments.paid(finance, batch, lines, LocalDate.parse("2026-11-11")))
                .isEqualTo(1);
    }

    @Test
    void a_line_of_another_batch_is_refused_and_not_counted_as_none() {
        long batch = withFinance(decided(2));
        long other = withFinance(decided(1));
        long mine = payouts.lines(batch).getFirst().id();
        long foreign = payouts.lines(other).getFirst().id();
        assertThatThrownBy(() -> payments.paid(finance, batch, Set.of(mine, foreign), DAY))
                .hasMessage("awards.payout.otherBatch");
        assertThat(payouts.lines(batch)).allMatch(l -> l.state() == PayoutState.PENDING);
        assertThatThrownBy(() -> payments.failed(finance, batch, foreign, "退票")).isInstanceOf(NotFound.class);
    }

    @Test
    void a_failed_payment_is_told_to_the_payee_and_once_mended_to_whoever_prepares_the_next_batch() {
        long call = decided(2);
        long batch = withFinance(call);
        Payout line = payouts.lines(batch).getFirst();
        signIn(line.entryId());
        assertThatThrownBy(() -> payments.failed(finance, batch, line.id(), " "))
                .hasMessage("awards.payout.whyNeeded");
        payments.failed(finance, batch, line.id(), "账号与户名不符");
        assertThat(told(worker, "没有付成")).isEqualTo(1);
        assertThat(store.failedOf(call))
                .singleElement()
                .satisfies(l -> assertThat(l.newAccount()).isFalse());

        accounts.give(worker, "农商行", "6222020200112233449", true);
        assertThat(told(officer, "已更正收款账户")).isEqualTo(1);
        assertThat(store.failedOf(call))
                .singleElement()
                .satisfies(l -> assertThat(l.newAccount()).isTrue());

        long next = payouts.prepare(officer, call);
        assertThat(payouts.lines(next))
                .singleElement()
                .satisfies(l -> assertThat(l.bankAccount()).isEqualTo("6222020200112233449"));
        assertThat(store.failedOf(call)).isEmpty();
    }

    @Test
    void a_failure_marked_by_mistake_is_taken_back_and_the_closed_batch_opens_again() {
        long call = decided(1);
        long batch = withFinance(call);
        long line = payouts.lines(batch).getFirst().id();
        payments.failed(finance, batch, line, "退票");
        assertThat(payouts.batch(finance, batch).state()).isEqualTo(BatchState.CLOSED);
        assertThatThrownBy(() -> payments.takeBackFailure(finance, batch, line, ""))
                .hasMessage("awards.payout.takeBackWhy");
        assertThatThrownBy(() -> payments.takeBackFailure(officer, batch, line, "标错了"))
                .isInstanceOf(NotFound.class);
        payments.takeBackFailure(finance, batch, line, "标错了行");
        assertThat(payments.paid(finance, batch, Set.of(line), DAY)).isEqualTo(1);
        assertThat(payouts.batch(finance, batch).state()).isEqualTo(BatchState.CLOSED);
    }

    @Test
    void a_failure_that_another_batch_corrects_stays_one() {
        long call = decided(1);
        long batch = withFinance(call);
        long line = payouts.lines(batch).getFirst().id();
        payments.failed(finance, batch, line, "退票");
        payouts.prepare(officer, call);
        assertThatThrownBy(() -> payments.takeBackFailure(finance, batch, line, "标错了行"))
                .hasMessage("awards.payout.inAnother");
    }

    @Test
    void what_was_paid_for_a_withdrawn_award_is_owed_back_until_finance_notes_that_it_came() {
        long call = decided(2);
        long batch = withFinance(call);
        Payout line = payouts.lines(batch).getFirst();
        payments.paid(finance, batch, Set.of(line.id()), DAY);
        assertThatThrownBy(() -> recoveries.note(finance, call, line.id(), DAY, "凭证 12 号"))
                .isInstanceOf(NotFound.class);
        awards.withdraw(officer, line.awardId(), "查实材料不真实");
        assertThat(payouts.money(finance, call).toRecover()).isEqualByComparingTo("2000");
        assertThat(told(finance, "须追回")).isEqualTo(1);
        assertThat(told(worker, "须退回主办单位")).as("who has the money").isEqualTo(1);
        assertThat(recoveries.ofCall(call)).singleElement().satisfies(o -> {
            assertThat(o.payeeName()).isEqualTo(line.payeeName());
            assertThat(o.why()).isEqualTo("查实材料不真实");
        });

        on("2026-11-20");
        assertThatThrownBy(() -> recoveries.note(officer, call, line.id(), DAY, "凭证 12 号"))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> recoveries.note(finance, call, line.id(), DAY.minusDays(1), "凭证 12 号"))
                .hasMessage("awards.recovery.between");
        assertThatThrownBy(() -> recoveries.note(finance, call, line.id(), DAY.plusDays(5), " "))
                .hasMessage("awards.recovery.noteNeeded");
        recoveries.note(finance, call, line.id(), DAY.plusDays(5), "凭证 12 号");
        assertThatThrownBy(() -> recoveries.note(finance, call, line.id(), DAY.plusDays(5), "凭证 12 号"))
                .isInstanceOf(Stale.class);
        Money money = payouts.money(finance, call);
        assertThat(money.toRecover()).isZero();
        assertThat(money.recovered()).isEqualByComparingTo("2000");
        assertThat(money.paidOut()).isEqualByComparingTo(money.paid().add(money.recovered()));
        assertThat(money.balances()).isTrue();
        assertThat(dsl.fetchCount(AUDIT, AUDIT.ACTION.eq("awards.recovered").and(AUDIT.SUBJECT_ID.eq(line.id()))))
                .isEqualTo(1);
    }
}
