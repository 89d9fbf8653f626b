package io.lingchuang.awards;

import java.math.BigDecimal;

/**
 * The money of a call in yuan.
 *
 * @param awarded prizes of the awards in force: always paid + pending + open
 * @param paid of these, and kept
 * @param pending on lines that are neither paid nor failed
 * @param open on no live line: to be put into a batch
 * @param paidOut everything that was ever paid, summed from the lines: always paid + recovered + toRecover
 * @param recovered paid for awards that were withdrawn later, and back again
 * @param toRecover paid for awards that were withdrawn later, and not back yet
 */
public record Money(
        BigDecimal awarded,
        BigDecimal paid,
        BigDecimal pending,
        BigDecimal open,
        BigDecimal paidOut,
        BigDecimal recovered,
        BigDecimal toRecover,
        int openAwards) {

    public boolean balances() {
        return awarded.compareTo(paid.add(pending).add(open)) == 0
                && paidOut.compareTo(paid.add(recovered).add(toRecover)) == 0;
    }
}
