package io.lingchuang.services.events;

import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event 活动: a forum, a campus visit, a promotion meeting, an exhibition.
 *
 * <pre>
 * DRAFT → PUBLISHED (people register) → HELD (its figures stand)
 *   └─────────┴──────→ CANCELLED (with a reason; whoever registered is told)
 * </pre>
 *
 * Moving it to another time or place is no change of state: what it was stays on record.
 */
public record Event(
        long id,
        String kind,
        String kindName,
        String kindNameEn,
        String title,
        String introduction,
        long hostId,
        String host,
        String place,
        Instant startsAt,
        Instant endsAt,
        Instant registerUntil,
        @Nullable Integer places,
        @Nullable Integer perUnit,
        boolean byUnitOnly,
        int taken,
        State state,
        @Nullable String why,
        String summary,
        @Nullable Instant publishedAt,
        int version,
        List<Slot> programme,
        List<Moved> moved) {

    public enum State {
        DRAFT,
        PUBLISHED,
        HELD,
        CANCELLED;

        public boolean mayBecome(State next) {
            return switch (this) {
                case DRAFT -> next == PUBLISHED || next == CANCELLED;
                case PUBLISHED -> next == HELD || next == CANCELLED;
                case HELD, CANCELLED -> false;
            };
        }
    }

    /** A part of the programme. */
    public record Slot(LocalTime begins, String title, String speaker) {}

    /** Where and when it was to be before, and why that changed. */
    public record Moved(Instant fromAt, String fromPlace, String reason) {}

    /** What its host types. */
    public record Typed(
            String kind,
            String title,
            String introduction,
            String place,
            Instant startsAt,
            Instant endsAt,
            Instant registerUntil,
            @Nullable Integer places,
            @Nullable Integer perUnit,
            boolean byUnitOnly,
            List<Slot> programme) {}

    /** Everybody may know of it. */
    public boolean known() {
        return publishedAt != null;
    }

    public boolean takes(Instant now) {
        return state == State.PUBLISHED && !now.isAfter(registerUntil);
    }

    public String kindIn(boolean english) {
        return english ? kindNameEn : kindName;
    }
}
