package io.lingchuang.studios.money;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A voucher 凭证. why: of a rejection. */
public record Voucher(
        long id,
        long trancheId,
        Use use,
        String what,
        String payee,
        String invoice,
        LocalDate spentOn,
        BigDecimal amount,
        @Nullable UUID fileId,
        VoucherState state,
        long enteredBy,
        @Nullable String why) {}
