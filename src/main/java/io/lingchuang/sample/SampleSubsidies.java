package io.lingchuang.sample;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.studios.Tables.SUBSIDY;
import static io.lingchuang.db.studios.Tables.TRANCHE;
import static io.lingchuang.db.studios.Tables.VOUCHER;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Subsidies of some studios, a part of them in every state, with their vouchers. */
@Component
class SampleSubsidies {

    private final DSLContext dsl;
    private final Map<String, Long> accounts = new HashMap<>();
    private int invoice = 20_000_000;

    SampleSubsidies(DSLContext dsl) {
        this.dsl = dsl;
    }

    void load(List<Long> studios, long cancelled, long revoked, int year) {
        LocalDate paid = LocalDate.of(year, 6, 12);
        masters(studios.getFirst(), paid.minusYears(1), year - 1);
        for (int i = 1; i < Math.min(12, studios.size()); i++) {
            long subsidy = subsidy(studios.get(i), "30000", year);
            if (i % 4 == 1) {
                part(subsidy, 1, "30000", "PREPARED", null);
            } else if (i % 4 == 2) {
                part(subsidy, 1, "30000", "APPROVED", null);
            } else {
                long part = part(subsidy, 1, "30000", "PAID", paid);
                voucher(part, "EQUIPMENT", "测量仪器两台", "18600.50", "ACCEPTED", paid.plusMonths(2));
                voucher(part, "TRAINING", "培训教材印制", "4200", "ACCEPTED", paid.plusMonths(3));
                settled(part, "7199.50", paid.plusMonths(4));
            }
        }
        part(subsidy(cancelled, "30000", year - 1), 1, "30000", "STOPPED", null);
        long back = subsidy(revoked, "50000", year - 2);
        owed(part(back, 1, "30000", "PAID", paid.minusYears(2)), "12000", "RECOVERED", LocalDate.of(year - 1, 12, 28));
        long other = subsidy(revoked, "10000", year - 2);
        owed(part(other, 1, "10000", "PAID", paid.minusYears(2)), "4000", "TO_RECOVER", LocalDate.of(year - 1, 12, 28));
    }

    /** The craft masters': the first part settled, the second being spent. */
    private void masters(long studio, LocalDate paid, int year) {
        long subsidy = subsidy(studio, "50000", year);
        long first = part(subsidy, 1, "30000", "PAID", paid);
        voucher(first, "EQUIPMENT", "变频调速实训柜", "21500", "ACCEPTED", paid.plusDays(40));
        voucher(first, "PROJECT", "课题试验材料", "8500", "ACCEPTED", paid.plusDays(75));
        settled(first, "0", paid.plusMonths(4));
        long second = part(subsidy, 2, "20000", "PAID", paid.plusMonths(6));
        voucher(second, "TRAINING", "讲义和工具包", "3260.80", "HANDED_IN", paid.plusMonths(7));
        voucher(second, "PROJECT", "传感器和线缆", "6120", "ACCEPTED", paid.plusMonths(7));
        voucher(second, "PROJECT", "餐费", "860", "REJECTED", paid.plusMonths(7));
    }

    private long subsidy(long studio, String amount, int year) {
        return dsl.insertInto(SUBSIDY)
                .set(SUBSIDY.STUDIO_ID, studio)
                .set(SUBSIDY.HOST_ID, dsl.select(NODE.ID).from(NODE).where(NODE.CODE.eq("HB")))
                .set(SUBSIDY.BASIS, "虚构〔" + year + "〕工作室补助")
                .set(SUBSIDY.AMOUNT, new BigDecimal(amount))
                .set(SUBSIDY.USES, new String[] {"EQUIPMENT", "PROJECT", "TRAINING", "SPREADING"})
                .set(SUBSIDY.PREPARED_BY, account("city"))
                .returningResult(SUBSIDY.ID)
                .fetchSingle()
                .value1();
    }

    private long part(long subsidy, int position, String amount, String state, @Nullable LocalDate paid) {
        return dsl.insertInto(TRANCHE)
                .set(TRANCHE.SUBSIDY_ID, subsidy)
                .set(TRANCHE.POSITION, position)
                .set(TRANCHE.AMOUNT, new BigDecimal(amount))
                .set(TRANCHE.STATE, state)
                .set(TRANCHE.PREPARED_BY, account("city"))
                .set(TRANCHE.APPROVED_BY, state.equals("PREPARED") ? null : account("chief"))
                .set(TRANCHE.PAID_ON, paid)
                .set(TRANCHE.PAID_BY, paid == null ? null : account("finance"))
                .set(TRANCHE.NOTE, state.equals("STOPPED") ? "命名结束，停止拨付" : null)
                .returningResult(TRANCHE.ID)
                .fetchSingle()
                .value1();
    }

    private void voucher(long part, String use, String what, String amount, String state, LocalDate on) {
        dsl.insertInto(VOUCHER)
                .set(VOUCHER.TRANCHE_ID, part)
                .set(VOUCHER.USE, use)
                .set(VOUCHER.WHAT, what)
                .set(VOUCHER.PAYEE, "虚构商贸有限公司")
                .set(VOUCHER.INVOICE, String.valueOf(++invoice))
                .set(VOUCHER.SPENT_ON, on)
                .set(VOUCHER.AMOUNT, new BigDecimal(amount))
                .set(VOUCHER.STATE, state)
                .set(VOUCHER.ENTERED_BY, account("master"))
                .set(VOUCHER.RULED_BY, state.equals("HANDED_IN") ? null : account("city"))
                .set(VOUCHER.WHY, state.equals("REJECTED") ? "餐费不在允许用途之内" : null)
                .execute();
    }

    private void settled(long part, String givenBack, LocalDate on) {
        dsl.update(TRANCHE)
                .set(TRANCHE.STATE, "SETTLED")
                .set(TRANCHE.GIVEN_BACK, new BigDecimal(givenBack))
                .set(TRANCHE.CLOSED_ON, on)
                .where(TRANCHE.ID.eq(part))
                .execute();
    }

    private void owed(long part, String spent, String state, LocalDate on) {
        voucher(part, "EQUIPMENT", "工具柜", spent, "ACCEPTED", on.minusYears(1));
        BigDecimal amount = dsl.select(TRANCHE.AMOUNT)
                .from(TRANCHE)
                .where(TRANCHE.ID.eq(part))
                .fetchSingle()
                .value1();
        dsl.update(TRANCHE)
                .set(TRANCHE.STATE, "TO_RECOVER")
                .set(TRANCHE.GIVEN_BACK, amount.subtract(new BigDecimal(spent)))
                .set(TRANCHE.NOTE, "摘牌后追回未核销部分")
                .where(TRANCHE.ID.eq(part))
                .execute();
        if (state.equals("RECOVERED")) {
            dsl.update(TRANCHE)
                    .set(TRANCHE.STATE, state)
                    .set(TRANCHE.CLOSED_ON, on)
                    .where(TRANCHE.ID.eq(part))
                    .execute();
        }
    }

    private long account(String login) {
        return accounts.computeIfAbsent(
                login,
                l -> dsl.select(ACCOUNT.ID)
                        .from(ACCOUNT)
                        .where(ACCOUNT.LOGIN.eq(l))
                        .fetchSingle()
                        .value1());
    }
}
