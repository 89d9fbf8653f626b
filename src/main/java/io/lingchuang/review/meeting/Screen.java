package io.lingchuang.review.meeting;

import io.lingchuang.review.onsite.Presentation;
import io.lingchuang.review.onsite.Turn;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A panel in session as everybody in the room sees it. What somebody in the room must recuse from stands there without code and name,
 * and who that is is asked to leave while it is the turn of it.
 *
 * @param now what is presented or talked about
 * @param clock of what is presented
 * @param bordered whether this panel alone decides who is above a border; the last of several rounds does not, as all of them count
 * @param near entries that lie near a border; null while sheets are missing
 * @param leave who must leave the room for what is on now or comes next
 */
public record Screen(
        long panelId,
        String panel,
        String call,
        @Nullable Row now,
        Presentation.@Nullable Clock clock,
        List<Row> rows,
        boolean bordered,
        @Nullable List<Near> near,
        List<String> leave,
        Instant at) {

    /**
     * An entry in the order of the day.
     *
     * @param place in the order of presentations; null where nothing is presented
     * @param name "" where the review is blind
     * @param hidden somebody in the room must recuse from it: code and name are "" then
     * @param score once it was shown
     */
    public record Row(
            long entryId,
            @Nullable Integer place,
            String code,
            String name,
            boolean hidden,
            Turn.@Nullable State state,
            @Nullable Instant slotAt,
            int laid,
            int handedIn,
            @Nullable BigDecimal score) {}

    /** @param tiers at whose last place it lies; "" where it is about going on to the next round */
    public record Near(String code, String name, List<String> tiers) {}
}
