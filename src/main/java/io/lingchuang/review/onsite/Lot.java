package io.lingchuang.review.onsite;

import io.lingchuang.platform.text.Sha256;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A draw by lot 抽签 that nobody can steer and anybody can repeat. Before the meeting the house tells the SHA-256 of a secret; in the
 * room somebody calls out a value; both together make the seed. Each code's number is the SHA-256 of the seed and the code, and the order is that
 * of the numbers. Who keeps the secret cannot change it any more, and whoever calls out the value does not know it.
 *
 * <pre>
 * commitment = SHA-256(secret)
 * seed       = SHA-256(secret, line feed, public value)
 * number     = SHA-256(seed, space, code)
 * </pre>
 *
 * All texts in UTF-8, all hashes as 64 lower-case hexadecimal digits.
 */
public final class Lot {

    public static final String METHOD = "lingchuang-lot-1";

    private Lot() {}

    /** A code with the number by which it was put in its place. */
    public record Drawn(String code, String number) {}

    /** What stands on record of a draw, for whoever repeats it. */
    public record Draw(String commitment, String secret, String publicValue, String seed, List<Drawn> order) {}

    public static String commitment(String secret) {
        return Sha256.hex(secret);
    }

    public static String seed(String secret, String publicValue) {
        return Sha256.hex(secret + "\n" + publicValue);
    }

    /** The order; the same for the same seed, however the codes are given. */
    public static List<Drawn> order(String seed, Collection<String> codes) {
        return codes.stream()
                .distinct()
                .map(code -> new Drawn(code, Sha256.hex(seed + " " + code)))
                .sorted(Comparator.comparing(Drawn::number).thenComparing(Drawn::code))
                .toList();
    }

    /** What is wrong with a draw: message keys below review.lot; empty when it can be repeated as it stands. */
    public static List<String> faults(Draw draw) {
        List<String> faults = new ArrayList<>();
        if (!commitment(draw.secret()).equals(draw.commitment())) {
            faults.add("commitment");
        }
        if (!seed(draw.secret(), draw.publicValue()).equals(draw.seed())) {
            faults.add("seed");
        }
        List<String> codes = draw.order().stream().map(Drawn::code).toList();
        if (!order(draw.seed(), codes).equals(draw.order())) {
            faults.add("order");
        }
        return faults;
    }
}
