package io.lingchuang.review.onsite;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The presentations 答辩 of a panel: when and where, how long each takes, and the draw of their order.
 *
 * @param secret told only when the order is drawn
 */
public record Presentation(
        long panelId,
        Setting setting,
        String secret,
        String commitment,
        Instant committedAt,
        @Nullable String publicValue,
        @Nullable Instant drawnAt,
        List<Turn> turns,
        int version) {

    /** Minutes to speak, to answer, and between two turns. */
    public record Setting(Instant startsAt, String place, int speaking, int answering, int pause) {

        /** When the turn at a place would begin. */
        Instant slot(int place) {
            return startsAt.plus(Duration.ofMinutes((long) (place - 1) * (speaking + answering + pause)));
        }
    }

    /** As somebody sees it who must not see all of its entries, and some under another title; places stand as they are. */
    public Presentation seen(Set<Long> entries, BiFunction<Long, String, String> title) {
        return new Presentation(
                panelId,
                setting,
                secret,
                commitment,
                committedAt,
                publicValue,
                drawnAt,
                turns.stream()
                        .filter(t -> entries.contains(t.entryId()))
                        .map(t -> t.titled(title.apply(t.entryId(), t.title())))
                        .toList(),
                version);
    }

    public boolean drawn() {
        return drawnAt != null;
    }

    public boolean begun() {
        return turns.stream().anyMatch(t -> t.beganAt() != null);
    }

    public @Nullable Turn running() {
        return turns.stream().filter(t -> t.state().running()).findFirst().orElse(null);
    }

    /** Whose turn it is once nobody speaks. */
    public @Nullable Turn next() {
        return turns.stream()
                .filter(t -> t.state() == Turn.State.WAITING)
                .findFirst()
                .orElse(null);
    }

    /** As anybody may repeat it, once it is made. */
    public Lot.@Nullable Draw draw() {
        if (publicValue == null) {
            return null;
        }
        List<Lot.Drawn> order = turns.stream()
                .sorted(java.util.Comparator.comparingInt(Turn::lot))
                .map(t -> new Lot.Drawn(t.code(), t.number()))
                .toList();
        return new Lot.Draw(commitment, secret, publicValue, Lot.seed(secret, publicValue), order);
    }

    /** The clock of what runs now, as it stands at a moment. */
    public @Nullable Clock clock(Instant now) {
        Turn turn = running();
        if (turn == null) {
            return null;
        }
        int minutes = turn.state() == Turn.State.SPEAKING ? setting.speaking() : setting.answering();
        return new Clock(turn.state(), Duration.ofMinutes(minutes), turn.used(now), turn.runningSince() != null);
    }

    /** @param used of the limit; more than it once the time is over */
    public record Clock(Turn.State part, Duration limit, Duration used, boolean running) {

        public long leftSeconds() {
            return Math.floorDiv(limit.minus(used).toMillis() + 999, 1000);
        }

        /** 7:05, or +0:12 over time. */
        public String text() {
            long left = leftSeconds();
            long seconds = Math.abs(left);
            return (left < 0 ? "+" : "") + seconds / 60 + ":" + "%02d".formatted(seconds % 60);
        }
    }
}
