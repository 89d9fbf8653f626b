package io.lingchuang.review.feedback;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the applicant of an entry is told 评审意见反馈.
 *
 * <pre>
 * DRAFT ─handed over→ READY ─released by another person, after the decision→ RELEASED
 *   ↑─────sent back─────┘                                                      │
 *   └──────────────────────────────taken back──────────────────────────────────┘
 * </pre>
 *
 * @param summary what is said of the whole; may be empty
 * @param checked the preparer says that no word in it which could be a name is one
 */
public record Feedback(
        long entryId,
        State state,
        List<Line> lines,
        String summary,
        boolean checked,
        long preparedBy,
        @Nullable Instant releasedAt,
        int version) {

    public enum State {
        DRAFT,
        READY,
        RELEASED
    }

    /**
     * A criterion.
     *
     * @param level how far it was reached, in words
     * @param text the reasons in the host's words; may be empty
     */
    public record Line(String code, String name, String level, String text) {}

    /** Everything that somebody wrote into it. */
    List<String> texts() {
        return java.util.stream.Stream.concat(lines.stream().map(Line::text), java.util.stream.Stream.of(summary))
                .filter(t -> !t.isBlank())
                .toList();
    }
}
