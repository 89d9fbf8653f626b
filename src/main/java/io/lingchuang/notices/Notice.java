package io.lingchuang.notices;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A public notice 公示: the proposed results of a call, open to objections for a term of working days.
 *
 * @param number 1 for the call's first notice, 2 for those who move up after a strike, …
 * @param days working days of the term; the opening day counts if it is one
 * @param closesOn last day of the term
 */
public record Notice(
        long id,
        long callId,
        int number,
        String title,
        String text,
        String contact,
        int days,
        @Nullable LocalDate opensOn,
        @Nullable LocalDate closesOn,
        NoticeState state,
        long preparedBy,
        @Nullable Long releasedBy,
        @Nullable Instant releasedAt,
        int version) {

    /** Within its term: the list is public and objections are taken. */
    public boolean running(LocalDate today) {
        return state == NoticeState.PUBLISHED
                && opensOn != null
                && closesOn != null
                && !today.isBefore(opensOn)
                && !today.isAfter(closesOn);
    }

    /** Released, and not open yet. */
    public boolean early(LocalDate today) {
        return state == NoticeState.PUBLISHED && opensOn != null && today.isBefore(opensOn);
    }

    /** Its term is over: the list has come down, whether or not the clock's round has marked it so yet. */
    public boolean over(LocalDate today) {
        return state == NoticeState.ENDED
                || (state == NoticeState.PUBLISHED && closesOn != null && today.isAfter(closesOn));
    }

    /** What a reader sees: ENDED from the day after the term, without waiting for the clock's round. */
    public NoticeState shown(LocalDate today) {
        return over(today) ? NoticeState.ENDED : state;
    }
}
