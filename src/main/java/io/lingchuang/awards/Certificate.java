package io.lingchuang.awards;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A certificate 证书 with everything that stands on it. completers: in order, the first is the holder. */
public record Certificate(
        long id,
        long awardId,
        String number,
        String verifyCode,
        String holder,
        String unit,
        List<String> completers,
        String title,
        String call,
        int year,
        String callKind,
        String tier,
        String organ,
        String documentNumber,
        LocalDate issuedOn,
        CertificateState state,
        @Nullable String stateWhy) {}
