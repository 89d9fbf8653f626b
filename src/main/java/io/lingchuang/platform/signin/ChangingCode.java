package io.lingchuang.platform.signin;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Six digits that change with time: who reads them stands before the screen, or did so a moment ago. A photo sent on is soon worth nothing. */
public record ChangingCode(UUID secret) {

    /** The screen shows another every so many seconds. */
    public static final int SECONDS = 30;

    private static final int GOOD = 6;

    public String at(Instant moment) {
        return of(moment.getEpochSecond() / SECONDS);
    }

    /** The one on the screen, or one of the last three minutes: signing in to the house on the way takes its time. */
    public boolean fits(String typed, Instant moment) {
        long now = moment.getEpochSecond() / SECONDS;
        boolean fits = false;
        for (long window = now; window > now - GOOD; window--) {
            fits |= MessageDigest.isEqual(
                    of(window).getBytes(StandardCharsets.UTF_8), typed.strip().getBytes(StandardCharsets.UTF_8));
        }
        return fits;
    }

    private String of(long window) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.toString().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] hash = mac.doFinal(Long.toString(window).getBytes(StandardCharsets.UTF_8));
            int number =
                    ((hash[0] & 0x7f) << 24) | ((hash[1] & 0xff) << 16) | ((hash[2] & 0xff) << 8) | (hash[3] & 0xff);
            return String.format(java.util.Locale.ROOT, "%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
