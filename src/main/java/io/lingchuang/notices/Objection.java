package io.lingchuang.notices;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An objection 异议 to a notice, or to one result on it. receipt: with it the objector sees the answer. */
public record Objection(
        long id,
        long noticeId,
        long callId,
        String noticeTitle,
        @Nullable Long entryId,
        @Nullable String entryTitle,
        String receipt,
        String name,
        String phone,
        String grounds,
        ObjectionState state,
        @Nullable String answer,
        @Nullable Instant answeredAt,
        Instant createdAt) {

    /** As the proof of a notice tells it: about what, and how it was answered; not by whom it was lodged. */
    public record Outcome(
            LocalDate receivedOn,
            @Nullable String entry,
            ObjectionState verdict,
            @Nullable String answer) {}
}
