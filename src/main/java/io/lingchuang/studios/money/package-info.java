/** The subsidy of a studio: allowed uses, tranches paid by two people, vouchers, and settlement before the next tranche. */
@NullMarked
package io.lingchuang.studios.money;

import org.jspecify.annotations.NullMarked;
