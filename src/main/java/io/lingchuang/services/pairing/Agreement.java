package io.lingchuang.services.pairing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A co-building agreement 共建协议 between the two of a pairing. Not every pair has one.
 *
 * <pre>
 * NEGOTIATING → SIGNED (both sides signed the same version) → RENEWED (by a new one) | EXPIRED | TERMINATED (with a reason)
 *      └──────→ DROPPED (with a reason)
 * </pre>
 *
 * A change of the text makes a new version and takes every signature off.
 */
public record Agreement(
        long id,
        long pairingId,
        @Nullable Long renewsId,
        String title,
        State state,
        LocalDate fromDay,
        LocalDate untilDay,
        String soeLiaison,
        String partnerLiaison,
        @Nullable LocalDate signedOn,
        @Nullable LocalDate endedOn,
        @Nullable String why,
        @Nullable UUID scanId,
        int version,
        List<Article> articles,
        List<Term> terms,
        List<Signature> signatures) {

    /** How an article is counted in Chinese: 一, 十, 十二, 二十, 二十一. */
    public static String inChinese(int number) {
        String digits = "零一二三四五六七八九";
        String ones = number % 10 == 0 ? "" : digits.substring(number % 10, number % 10 + 1);
        if (number < 10) {
            return ones;
        }
        return (number < 20 ? "" : digits.substring(number / 10, number / 10 + 1)) + "十" + ones;
    }

    public enum State {
        NEGOTIATING,
        SIGNED,
        DROPPED,
        RENEWED,
        EXPIRED,
        TERMINATED;

        public boolean mayBecome(State next) {
            return switch (this) {
                case NEGOTIATING -> next == SIGNED || next == DROPPED;
                case SIGNED -> next == RENEWED || next == EXPIRED || next == TERMINATED;
                case DROPPED, RENEWED, EXPIRED, TERMINATED -> false;
            };
        }
    }

    public enum Promise {
        /** Run labour competitions together. */
        COMPETITION,
        /** Help to build a studio. */
        STUDIO,
        /** Solve problems together. */
        PROBLEM,
        OTHER
    }

    public record Article(String title, String body) {}

    /** What is promised, so often a year. */
    public record Term(long id, Promise kind, String body, int yearly) {}

    public record Signature(Side side, String name, Instant at) {}

    /** What its parties write: a new version of it. */
    public record Text(
            String title,
            LocalDate fromDay,
            LocalDate untilDay,
            String soeLiaison,
            String partnerLiaison,
            List<Article> articles,
            List<Term> terms) {}

    public boolean signedBy(Side side) {
        return signatures.stream().anyMatch(s -> s.side() == side);
    }

    public boolean open() {
        return state == State.NEGOTIATING;
    }
}
