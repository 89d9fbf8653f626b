package io.lingchuang.entries;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entry 申报. answers: field code to value (text; several choices joined by a line break; PEOPLE as JSON). */
public record Entry(
        long id,
        long callId,
        @Nullable Long categoryId,
        long unitNodeId,
        Line line,
        @Nullable String number,
        String title,
        Map<String, String> answers,
        List<String> ticked,
        EntryState state,
        @Nullable Long atNodeId,
        @Nullable Integer atPosition,
        @Nullable LocalDate dueOn,
        @Nullable String lastReason,
        @Nullable BigDecimal score,
        @Nullable Integer rank,
        @Nullable Long tierId,
        long createdBy,
        boolean enteredFor,
        @Nullable Instant submittedAt,
        int version,
        List<Completer> completers) {

    public enum Line {
        TERRITORIAL,
        INDUSTRIAL
    }

    /** One who completed the achievement; position 1 is 第一完成人. */
    public record Completer(
            long id,
            int position,
            @Nullable Long personId,
            String name,
            String unitName,
            @Nullable Integer share,
            Answer state) {}

    public enum Answer {
        INVITED,
        ACCEPTED,
        DECLINED
    }

    /** Those who did not say that they are none, in order. */
    public List<Completer> standing() {
        return completers.stream().filter(c -> c.state() != Answer.DECLINED).toList();
    }

    /** 第一完成人 */
    public @Nullable Completer first() {
        return standing().stream().findFirst().orElse(null);
    }
}
