package io.lingchuang.awards;

import static io.lingchuang.db.awards.Tables.PAYOUT;
import static io.lingchuang.db.awards.Tables.PAYOUT_BATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Role;
import io.lingchuang.platform.documents.ExcelIn;
import io.lingchuang.platform.documents.ExcelOut;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Prize money is paid once, by two people and finance, and its totals balance whatever happens. */
class PayoutsTest extends DecidedCall {

    @Autowired
    PayoutSheet sheet;

    @Autowired
    BankAccounts accounts;

    private static final LocalDate DAY = LocalDate.parse("2026-11-10");

    @Test
    void a_batch_holds_every_prize_and_its_total_is_the_sum() {
        long call = decided(1, 2);
        Batch batch = payouts.batch(officer, payouts.prepare(officer, call));
        assertThat(batch.lines()).isEqualTo(3);
        assertThat(batch.total()).isEqualByComparingTo("4000");
        assertThat(payouts.money(officer, call).pending()).isEqualByComparingTo("4000");
    }

    @Test
    void whoever_prepared_a_batch_cannot_approve_it() {
        long call = decided(1);
        long both = somebody("两头管", Role.OFFICER, city).accountId();
        accounts().grant(Actor.system(), both, Role.CHIEF, city.id(), null);
        Actor actor = accounts().actor(both).orElseThrow();
        long batch = payouts.prepare(actor, call);
        assertThatThrownBy(() -> payouts.approve(actor, batch, 0)).hasMessage("awards.payout.twoPeople");
        assertThatThrownBy(() -> dsl.update(PAYOUT_BATCH)
                        .set(PAYOUT_BATCH.APPROVED_BY, both)
                        .where(PAYOUT_BATCH.ID.eq(batch))
                        .execute())
                .hasMessageContaining("two_people_pay");
    }

    @Test
    void an_account_typed_by_an_officer_makes_them_the_one_who_prepared() {
        long call = decided(1);
        long batch = payouts.prepare(officer, call);
        long both = somebody("两头管", Role.OFFICER, city).accountId();
        accounts().grant(Actor.system(), both, Role.CHIEF, city.id(), null);
        Actor actor = accounts().actor(both).orElseThrow();
        long line = payouts.lines(batch).getFirst().id();
        payouts.account(actor, batch, line, "淮北农商行", "6222 0212 3456 7890 123", true);
        assertThatThrownBy(() -> payouts.approve(actor, batch, 1)).hasMessage("awards.payout.twoPeople");
    }

    @Test
    void two_officers_at_once_make_one_batch() throws Exception {
        long call = decided(3, 4);
        Actor second = somebody("孙办事", Role.OFFICER, city);
        List<Object> results = atOnce(List.of(
                () -> payouts.prepare(officer, call),
                () -> payouts.prepare(second, call),
                () -> payouts.prepare(officer, call)));
        assertThat(results.stream().filter(Long.class::isInstance)).hasSize(1);
        assertThat(results.stream()
                        .filter(r -> r instanceof Refusal x && x.key().equals("awards.payout.nothing")))
                .hasSize(2);
        assertThat(awardsOf(call)).allMatch(a -> livePayouts(a.id()) == 1);
    }

    @Test
    void a_line_marked_twice_at_once_is_paid_once() throws Exception {
        long call = decided(2);
        long batch = withFinance(call);
        Set<Long> lines = payouts.lines(batch).stream().map(Payout::id).collect(Collectors.toSet());
        List<Object> results = atOnce(List.of(
                () -> payments.paid(finance, batch, lines, DAY), () -> payments.paid(finance, batch, lines, DAY)));
        assertThat(results.stream().filter(r -> Integer.valueOf(2).equals(r))).hasSize(1);
        assertThat(payouts.money(officer, call).paid()).isEqualByComparingTo("4000");
    }

    @Test
    void the_database_refuses_a_second_live_payout_of_an_award() {
        long call = decided(1);
        long batch = payouts.prepare(officer, call);
        Payout line = payouts.lines(batch).getFirst();
        assertThatThrownBy(() -> dsl.insertInto(PAYOUT)
                        .set(PAYOUT.BATCH_ID, batch)
                        .set(PAYOUT.AWARD_ID, line.awardId())
                        .set(PAYOUT.PAYEE_NAME, "x")
                        .set(PAYOUT.PAYEE_UNIT, "x")
                        .set(PAYOUT.AMOUNT, BigDecimal.ONE)
                        .execute())
                .hasMessageContaining("one_live_payout");
    }

    @Test
    void a_failed_line_is_corrected_in_a_new_batch() {
        long call = decided(2);
        long batch = withFinance(call);
        List<Payout> lines = payouts.lines(batch);
        payments.failed(finance, batch, lines.get(0).id(), "账号与户名不符");
        payments.paid(finance, batch, Set.of(lines.get(1).id()), DAY);
        assertThat(payouts.batch(finance, batch).state()).isEqualTo(BatchState.CLOSED);

        long second = payouts.prepare(officer, call);
        assertThat(payouts.lines(second)).singleElement().satisfies(l -> {
            assertThat(l.corrects()).isEqualTo(lines.get(0).id());
            assertThat(l.amount()).isEqualByComparingTo("2000");
        });
    }

    @Test
    void the_full_account_stands_on_the_sheet_for_finance_and_each_download_on_the_audit_trail() {
        long call = decided(1);
        signIn(awardsOf(call).getFirst().entryId());
        accounts.give(worker, "工商银行淮北分行", "6222021234567890123", true);
        long batch = payouts.prepare(officer, call);
        assertThatThrownBy(() -> sheet.write(finance, batch, new ByteArrayOutputStream()))
                .isInstanceOf(NotFound.class);
        payouts.approve(chief, batch, 0);
        payouts.handOver(finance, batch, 1);
        var out = new ByteArrayOutputStream();
        sheet.write(finance, batch, out);
        assertThat(cells(out).get(1)).contains("6222021234567890123");
        assertThatThrownBy(() -> sheet.write(officer, batch, new ByteArrayOutputStream()))
                .isInstanceOf(NotFound.class);
        assertThat(dsl.fetchCount(
                        io.lingchuang.db.access.Tables.AUDIT,
                        io.lingchuang.db.access.Tables.AUDIT.ACTION.eq("awards.payoutSheet"),
                        io.lingchuang.db.access.Tables.AUDIT.SUBJECT_ID.eq(batch)))
                .isEqualTo(1);
    }

    @Test
    void the_returned_sheet_is_seen_before_it_is_taken_and_twice_changes_nothing() {
        long call = decided(3);
        long batch = withFinance(call);
        List<Payout> lines = payouts.lines(batch);
        byte[] back = sheet(List.of(
                row(lines.get(0), "已付", "2026-11-10", ""),
                row(lines.get(1), "失败", "", "账户已销户"),
                List.of(String.valueOf(lines.get(2).id()), "x", "x", "", "", "1", "已付", "2026-11-10", ""),
                List.of("999999999", "x", "x", "", "", "1", "已付", "", "")));
        UUID file = sheet.keep(finance, batch, new ByteArrayInputStream(back), "回单.xlsx");
        assertThat(sheet.differences(finance, batch, file))
                .extracting(PayoutSheet.Difference::problem)
                .containsExactly(null, null, "awards.sheet.badAmount", "awards.sheet.unknown");
        assertThat(payouts.lines(batch)).allMatch(l -> l.state() == PayoutState.PENDING);

        assertThat(sheet.take(finance, batch, file)).isEqualTo(2);
        assertThat(payouts.lines(batch))
                .extracting(Payout::state)
                .containsExactly(PayoutState.PAID, PayoutState.FAILED, PayoutState.PENDING);
        assertThat(payouts.lines(batch).getFirst().paidOn()).isEqualTo(LocalDate.parse("2026-11-10"));
        assertThat(sheet.take(finance, batch, file)).isZero();
    }

    @Test
    void what_finance_has_cannot_be_taken_back_and_what_is_approved_cannot_be_retyped() {
        long call = decided(1);
        long batch = withFinance(call);
        long line = payouts.lines(batch).getFirst().id();
        assertThatThrownBy(() -> payouts.cancel(officer, batch, 2)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> payouts.account(officer, batch, line, "银行", "622202123456789", true))
                .isInstanceOf(Refusal.class);
    }

    /** Random histories of batches, approvals, payments, failures, cancellations and withdrawals: no yuan is lost or paid twice. */
    @RepeatedTest(8)
    void the_money_balances_under_any_history(RepetitionInfo run) {
        var random = new Random(4711L * run.getCurrentRepetition());
        long call = decided(1 + random.nextInt(2), 1 + random.nextInt(3), 1 + random.nextInt(3));
        everybodyGaveAnAccount(call);
        for (int step = 0; step < 40; step++) {
            try {
                anything(random, call);
            } catch (Refusal | NotFound refusedByRule) {
                // A rule said no; nothing may have changed by half.
            }
            Money money = payouts.money(officer, call);
            assertThat(money.balances()).as("%s after step %d", money, step).isTrue();
            BigDecimal prizes = awardsOf(call).stream().map(Award::prize).reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(money.awarded()).isEqualByComparingTo(prizes);
            for (Award award :
                    lists.ofDecision(decisions.ofCall(call).getFirst().id())) {
                assertThat(livePayouts(award.id())).isLessThanOrEqualTo(1);
            }
        }
    }

    private void anything(Random random, long call) {
        List<Long> batches = dsl.select(PAYOUT_BATCH.ID)
                .from(PAYOUT_BATCH)
                .where(PAYOUT_BATCH.CALL_ID.eq(call))
                .fetch(PAYOUT_BATCH.ID);
        if (batches.isEmpty() || random.nextInt(4) == 0) {
            payouts.prepare(officer, call);
            return;
        }
        Batch batch = store.batch(batches.get(random.nextInt(batches.size())));
        List<Payout> lines = payouts.lines(batch.id());
        Payout line = lines.get(random.nextInt(lines.size()));
        switch (random.nextInt(12)) {
            case 0, 1 -> payouts.approve(chief, batch.id(), batch.version());
            case 2, 3 -> payouts.handOver(finance, batch.id(), batch.version());
            case 4, 5 -> payments.paid(finance, batch.id(), Set.of(line.id()), DAY);
            case 6 -> payments.failed(finance, batch.id(), line.id(), "退票");
            case 7 -> payouts.cancel(officer, batch.id(), batch.version());
            case 8 ->
                payments.paid(
                        finance, batch.id(), lines.stream().map(Payout::id).collect(Collectors.toSet()), DAY);
            case 9 -> payments.takeBackFailure(finance, batch.id(), line.id(), "标错了");
            case 10 -> recoveries.note(finance, call, line.id(), DAY, "凭证 12 号");
            default -> awards.withdraw(officer, line.awardId(), "查实材料不真实");
        }
    }

    private static List<Object> atOnce(List<Callable<Object>> work) throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Object>> futures = new ArrayList<>();
            for (Callable<Object> one : work) {
                futures.add(threads.submit(() -> {
                    start.await();
                    try {
                        return one.call();
                    } catch (RuntimeException refused) {
                        return refused;
                    }
                }));
            }
            start.countDown();
            List<Object> results = new ArrayList<>();
            for (Future<Object> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }

    private io.lingchuang.access.Accounts accounts() {
        return super.accounts;
    }

    private static List<Object> row(Payout line, String outcome, String day, String why) {
        return List.of(
                String.valueOf(line.id()),
                line.payeeName(),
                line.payeeUnit(),
                "",
                "",
                line.amount(),
                outcome,
                day,
                why);
    }

    private static byte[] sheet(List<List<Object>> rows) {
        var out = new ByteArrayOutputStream();
        try (var excel = new ExcelOut(out, "付款表")) {
            excel.header(List.of("行号", "收款人", "单位", "开户行", "账号", "金额", "结果", "付款日期", "失败原因"));
            rows.forEach(excel::row);
        }
        return out.toByteArray();
    }

    private static List<List<String>> cells(ByteArrayOutputStream excel) {
        List<List<String>> rows = new ArrayList<>();
        ExcelIn.read(new ByteArrayInputStream(excel.toByteArray()), (n, cells) -> rows.add(cells));
        return rows;
    }
}
