package io.lingchuang.awards;

import io.lingchuang.calls.Programme;
import java.security.SecureRandom;

/** Numbers read programme-year-tier-serial; the verify code beside it cannot be guessed from it. */
final class CertificateNumber {

    /** Without 0 and O, 1, I and L, U and V, which look alike on paper. */
    static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTWXYZ";

    static final int CODE = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private CertificateNumber() {}

    static String of(String programme, int year, String tierCode, long serial) {
        return "%s-%d-%s-%04d"
                .formatted(Programme.letters(programme), year, tierCode.toUpperCase(java.util.Locale.ROOT), serial);
    }

    static String verifyCode() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < CODE; i++) {
            code.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return code.toString();
    }
}
