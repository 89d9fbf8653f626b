package io.lingchuang.studios.classes;

import io.lingchuang.platform.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The code on the screen of a class. It changes every half minute and is good for three minutes: long enough to sign in to the house on the
 * way, too short to be sent to somebody who is not there and to wait.
 */
final class DoorCode {

    static final Duration STEP = Duration.ofSeconds(30);
    static final int GOOD_STEPS = 6;

    private DoorCode() {}

    static String at(long course, UUID secret, Instant now) {
        return ofStep(course, secret, now.getEpochSecond() / STEP.toSeconds());
    }

    static boolean good(String typed, long course, UUID secret, Instant now) {
        long step = now.getEpochSecond() / STEP.toSeconds();
        byte[] asked = typed.strip().toUpperCase(java.util.Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        boolean found = false;
        for (int back = 0; back <= GOOD_STEPS; back++) {
            byte[] known = ofStep(course, secret, step - back).getBytes(StandardCharsets.UTF_8);
            found |= MessageDigest.isEqual(known, asked);
        }
        return found;
    }

    private static String ofStep(long course, UUID secret, long step) {
        byte[] hash = Sha256.digest().digest((secret + ":" + course + ":" + step).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().withUpperCase().formatHex(hash, 0, 4);
    }
}
