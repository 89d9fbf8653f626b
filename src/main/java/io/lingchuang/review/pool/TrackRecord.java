package io.lingchuang.review.pool;

import io.lingchuang.review.Panel;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an expert did on panels and how. Experts never see it.
 *
 * @param declined panels that they were asked onto and declined
 * @param due sheets that were to be handed in by now, and how many of them were in time
 * @param days median from laying out to handing in
 * @param agreement rank correlation of their totals with the mean of the others' on the same entries, over all closed panels by their size
 * @param leniency how many points more they gave than the others on the same entries; negative: fewer
 * @param compared on how many entries these two stand
 */
public record TrackRecord(
        List<OnPanel> panels,
        int declined,
        int sheets,
        int handedIn,
        int due,
        int inTime,
        @Nullable BigDecimal days,
        @Nullable BigDecimal agreement,
        @Nullable BigDecimal leniency,
        int compared) {

    /** What a member of one panel did on it. */
    public record OfMember(
            String name,
            boolean left,
            int sheets,
            int handedIn,
            int due,
            int inTime,
            @Nullable BigDecimal days,
            @Nullable BigDecimal agreement,
            @Nullable BigDecimal leniency) {}

    /** The same on one panel. */
    public record OnPanel(
            long id,
            String name,
            String call,
            Panel.State state,
            boolean left,
            int sheets,
            int handedIn,
            @Nullable BigDecimal days,
            @Nullable BigDecimal agreement,
            @Nullable BigDecimal leniency) {}
}
