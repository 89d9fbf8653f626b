package io.lingchuang.review.minutes;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Minutes of a panel 评审会议纪要. A panel that is opened again and closed has new ones; those before stay as they are and take no word.
 *
 * <pre>
 * (panel closes) → DRAFT ─opened→ OPEN_FOR_SIGNING ─everybody's word, or ended with a reason→ SIGNED
 *                    ↑──────────taken back────────────┘   (words given so far are gone)
 * </pre>
 *
 * @param number of the closing that they are about, the same as of its archive
 * @param titles entries stand with title and unit; otherwise under their codes alone
 * @param content what is signed; null while it is a draft
 * @param without why it was ended without everybody's word
 * @param current of the panel's last closing, and the panel is still closed
 */
public record Minutes(
        long panelId,
        int number,
        State state,
        boolean titles,
        String remarks,
        @Nullable Content content,
        @Nullable String hash,
        @Nullable Instant openedAt,
        @Nullable Instant signedAt,
        @Nullable String without,
        @Nullable UUID scan,
        boolean current,
        int version) {

    public enum State {
        DRAFT,
        OPEN_FOR_SIGNING,
        SIGNED
    }

    /** @param dissent null: accepted */
    public record Word(long expertId, @Nullable String dissent, String hash, Instant at) {}

    /** Minutes as somebody reads them, with the words on them. */
    public record Read(
            Minutes minutes,
            Content content,
            String hash,
            List<Word> words,
            Seat seat,
            @Nullable Long signs) {

        /** Of whom a word is still awaited. */
        public List<Content.Member> silent() {
            return content.signers().stream()
                    .filter(m -> words.stream().noneMatch(w -> w.expertId() == m.expertId()))
                    .toList();
        }

        public @Nullable Word word(long expert) {
            return words.stream()
                    .filter(w -> w.expertId() == expert)
                    .findFirst()
                    .orElse(null);
        }

        /** The reader is asked for a word. */
        public boolean asked() {
            return signs != null
                    && minutes.state() == State.OPEN_FOR_SIGNING
                    && minutes.current()
                    && word(signs) == null;
        }

        public boolean writes() {
            return (seat == Seat.HOST || seat == Seat.CHAIR) && minutes.current();
        }
    }

    /** In what part somebody comes to the minutes. */
    public enum Seat {
        HOST,
        CHAIR,
        MEMBER,
        SUPERVISOR
    }
}
