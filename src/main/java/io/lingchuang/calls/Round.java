package io.lingchuang.calls;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A round 轮次 of a call's review.
 *
 * @param position 1 for the first
 * @param weight percent of the total; those of all rounds make 100
 * @param keeps how many of a category go on to the next round; null for the last
 * @param rubric what this round is scored by; empty where it is the call's rubric
 */
public record Round(
        int position,
        Form form,
        BigDecimal weight,
        @Nullable Integer keeps,
        List<Criterion> rubric) {

    /** How a round is held. */
    public enum Form {
        /** 书面评审: on what was handed in. */
        WRITTEN,
        /** 实地考察: on site. */
        VISIT,
        /** 答辩、路演: before the panel. */
        PRESENTATION
    }

    /** At most so many, as the table says too. */
    public static final int MOST = 5;

    static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** One written round that weighs all: what a call has that says nothing else. */
    static final List<Round> ONE = List.of(new Round(1, Form.WRITTEN, HUNDRED, null, List.of()));

    public Round {
        BigDecimal plain = weight.stripTrailingZeros();
        weight = plain.scale() < 0 ? plain.setScale(0) : plain;
        rubric = List.copyOf(rubric);
    }

    /** The rubric as text, a criterion a line: name, points, the step where it is not 1, and after a colon what to look at. */
    String lines() {
        StringBuilder lines = new StringBuilder();
        for (Criterion c : rubric) {
            lines.append(c.name()).append(' ').append(c.max().toPlainString());
            if (c.step().compareTo(BigDecimal.ONE) != 0) {
                lines.append(' ').append(c.step().toPlainString());
            }
            if (!c.help().isEmpty()) {
                lines.append("：").append(c.help());
            }
            lines.append('\n');
        }
        return lines.toString().strip();
    }
}
