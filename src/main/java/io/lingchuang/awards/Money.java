package io.lingchuang.awards;

import java.math.BigDecimal;

/**
 * The money of a call in yuan.
 *
 * @param awarded prizes of the awards in force: always paid + pending + open
 * @param pending on lines that are neither paid nor failed
 * @param open on no live line: to be put into a batch
 * @param toRecover paid for awards that were withdrawn later
 */
public record Money(
        BigDecimal awarded,
        BigDecimal paid,
        BigDecimal pending,
        BigDecimal open,
        BigDecimal toRecover,
        int openAwards) {

    public boolean balances() {
        return awarded.compareTo(paid.add(pending).add(open)) == 0;
    }
}
