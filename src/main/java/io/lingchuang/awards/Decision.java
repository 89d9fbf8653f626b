package io.lingchuang.awards;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A decision 决定 on what stood on one notice. number: 淮工〔2026〕12号. */
public record Decision(
        long id,
        long callId,
        long noticeId,
        String meeting,
        String minutes,
        @Nullable UUID minutesFile,
        String number,
        LocalDate decidedOn) {}
