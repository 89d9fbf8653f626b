package io.lingchuang.awards;

import io.lingchuang.calls.Programme;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/** Numbers read programme-year-tier-serial; the verify code beside it cannot be guessed from it. */
public final class CertificateNumber {

    /** Without 0 and O, 1, I and L, U and V, which look alike on paper. */
    static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTWXYZ";

    static final int CODE = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private CertificateNumber() {}

    public static String of(String programme, int year, String tierCode, long serial) {
        return "%s-%d-%s-%04d"
                .formatted(Programme.letters(programme), year, tierCode.toUpperCase(java.util.Locale.ROOT), serial);
    }

    /** In which series of numbers the serial counts. */
    public static String series(String programme, String tierCode) {
        return "certificate:" + Programme.letters(programme) + "-" + tierCode.toUpperCase(java.util.Locale.ROOT);
    }

    static String verifyCode() {
        return verifyCode(RANDOM);
    }

    /** With chance of one's own, where the same codes have to come out again: in the sample city alone. */
    public static String verifyCode(RandomGenerator random) {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < CODE; i++) {
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return code.toString();
    }
}
