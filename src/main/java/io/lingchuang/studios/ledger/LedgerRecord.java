package io.lingchuang.studios.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a studio's ledger. headcount: person-times 人次, with those who have no name here; struckWhy: why it no longer counts.
 *
 * <pre>
 * STANDS → STRUCK    struck out 作废, with the reason
 * STRUCK → STANDS    put back
 * </pre>
 */
public record LedgerRecord(
        long id,
        long studioId,
        LedgerKind kind,
        LocalDate day,
        String title,
        String note,
        String guests,
        int headcount,
        State state,
        @Nullable String struckWhy,
        String writer,
        Instant at,
        int version,
        @Nullable Item item,
        List<Took> people) {

    public enum State {
        STANDS,
        STRUCK
    }

    /** What of the plan on the wall it was done for. */
    public record Item(long id, String title) {}

    /** Somebody of the roster who took part. */
    public record Took(long personId, String name) {}

    /** What a correction replaced. */
    public record Before(int version, Content content, String reason, String by, Instant at) {}

    /** What can be corrected; names: who took part. */
    public record Content(
            LedgerKind kind, String day, String title, String note, String guests, int headcount, List<String> names) {}

    public boolean stands() {
        return state == State.STANDS;
    }

    public String names() {
        return String.join("、", people.stream().map(Took::name).toList());
    }
}
