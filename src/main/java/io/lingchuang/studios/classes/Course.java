package io.lingchuang.studios.classes;

import io.lingchuang.platform.signin.ChangingCode;
import io.lingchuang.platform.web.Page;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A class of a studio. hours: 学时; openTo: who may sign up; passMark: per cent of its test, null without one; why: why it was cancelled;
 * taken: places taken.
 *
 * <pre>
 * PLANNED → HELD         closed by its teacher: hours go to whoever was there
 * PLANNED → CANCELLED    those who signed up are told
 * </pre>
 */
public record Course(
        long id,
        long studioId,
        String studio,
        String title,
        String content,
        long teacherId,
        String teacher,
        Instant startsAt,
        Instant endsAt,
        String place,
        BigDecimal hours,
        int places,
        OpenTo openTo,
        State state,
        @Nullable String why,
        @Nullable Integer passMark,
        UUID secret,
        @Nullable Long recordId,
        @Nullable Long planItem,
        int version,
        int taken) {

    /** From then on the screen takes people in, and somebody may be ticked. */
    static final Duration EARLY = Duration.ofMinutes(30);

    /** A test may be taken so long after the class. */
    static final Duration TEST_STAYS = Duration.ofDays(14);

    public enum State {
        PLANNED,
        HELD,
        CANCELLED
    }

    /** Those in the studio, everybody of its unit, or every worker of the city. */
    public enum OpenTo {
        STUDIO,
        UNIT,
        CITY
    }

    public boolean planned() {
        return state == State.PLANNED;
    }

    public boolean full() {
        return taken >= places;
    }

    public LocalDate day() {
        return LocalDate.ofInstant(startsAt, Page.ZONE);
    }

    /** The digits on the screen of the class. */
    public ChangingCode doorCode() {
        return new ChangingCode(secret);
    }

    /** People are taken in: shortly before it begins until it ends. */
    public boolean atDoor(Instant now) {
        return planned() && !now.isBefore(startsAt.minus(EARLY)) && !now.isAfter(endsAt);
    }

    public boolean begun(Instant now) {
        return !now.isBefore(startsAt.minus(EARLY));
    }

    /** The last day on which its test is taken. */
    public LocalDate testUntil() {
        return LocalDate.ofInstant(endsAt.plus(TEST_STAYS), Page.ZONE);
    }

    public boolean testOpen(Instant now) {
        return passMark != null
                && state != State.CANCELLED
                && !now.isBefore(startsAt)
                && now.isBefore(endsAt.plus(TEST_STAYS));
    }
}
