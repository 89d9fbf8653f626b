package io.lingchuang.review.onsite;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A site visit 实地考察 to where an entry comes from.
 *
 * <pre>
 * PLANNED → HELD (by at least two visitors, with every question answered; then their sheets open)
 *    └────→ CANCELLED (with a reason; another one may be planned)
 * </pre>
 *
 * Moving it to another day or place is no change of state: what it was stays on record.
 */
public record Visit(
        long id,
        long panelId,
        String panel,
        long callId,
        long entryId,
        String code,
        String title,
        String unit,
        State state,
        Instant startsAt,
        String place,
        List<Visitor> visitors,
        List<Question> questions,
        String met,
        Map<Integer, String> findings,
        String remark,
        @Nullable Position position,
        @Nullable UnitsWord unitsWord,
        @Nullable String cancelledWhy,
        @Nullable Instant heldAt,
        List<Moved> moved,
        int version) {

    public enum State {
        PLANNED,
        HELD,
        CANCELLED;

        public boolean mayBecome(State next) {
            return this == PLANNED && next != PLANNED;
        }
    }

    /** One of the panel's experts who goes. */
    public record Visitor(long expertId, long accountId, String name) {}

    public record Question(int position, String text) {}

    /** In degrees, to four decimals: about ten metres. */
    public record Position(BigDecimal latitude, BigDecimal longitude) {}

    /** What the unit has to say, and who said so for it. */
    public record UnitsWord(String text, String signer, Instant at) {}

    /** Where and when it was to be before, and why that changed. */
    public record Moved(Instant fromAt, String fromPlace, String reason, Instant at) {}

    public String finding(int question) {
        return Objects.requireNonNullElse(findings.get(question), "");
    }

    Visit titled(String seen) {
        return new Visit(
                id,
                panelId,
                panel,
                callId,
                entryId,
                code,
                seen,
                unit,
                state,
                startsAt,
                place,
                visitors,
                questions,
                met,
                findings,
                remark,
                position,
                unitsWord,
                cancelledWhy,
                heldAt,
                moved,
                version);
    }

    public boolean open() {
        return state == State.PLANNED;
    }
}
