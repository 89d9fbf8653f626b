package io.lingchuang.awards;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One line of a batch: the prize of one award, to its first completer.
 *
 * @param bankAccount in full: whoever shows it masks it
 * @param newAccount the payee has given another account since the line was made
 */
public record Payout(
        long id,
        long batchId,
        long awardId,
        long entryId,
        String title,
        String tier,
        String payeeName,
        String payeeUnit,
        @Nullable Long payeePerson,
        String bankName,
        @Nullable String bankAccount,
        BigDecimal amount,
        PayoutState state,
        @Nullable String failedWhy,
        @Nullable LocalDate paidOn,
        @Nullable Long corrects,
        boolean newAccount) {

    @Override
    public String toString() {
        return "Payout[" + id + ", " + state + ", " + amount + "]"; // keeps the account out of logs
    }
}
