package io.lingchuang.studios.money;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a subsidy, paid at once. givenBack: what was not spent and came back, or is owed. */
public record Tranche(
        long id,
        long subsidyId,
        int position,
        BigDecimal amount,
        TrancheState state,
        long preparedBy,
        @Nullable LocalDate paidOn,
        BigDecimal givenBack,
        @Nullable LocalDate closedOn,
        @Nullable String note,
        int version,
        List<Voucher> vouchers) {

    /** What accepted vouchers prove. */
    public BigDecimal spent() {
        return sum(VoucherState.ACCEPTED);
    }

    public BigDecimal handedIn() {
        return sum(VoucherState.HANDED_IN);
    }

    private BigDecimal sum(VoucherState of) {
        return vouchers.stream()
                .filter(v -> v.state() == of)
                .map(Voucher::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What is neither proven nor given back; nothing before it is paid. Never below nought. */
    public BigDecimal balance() {
        return switch (state) {
            case PREPARED, APPROVED, STOPPED -> BigDecimal.ZERO;
            case PAID -> amount.subtract(spent());
            case SETTLED, TO_RECOVER, RECOVERED -> amount.subtract(spent()).subtract(givenBack);
        };
    }
}
