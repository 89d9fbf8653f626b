package io.lingchuang.insights;

import io.lingchuang.access.Node;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An indicator's number on a day, in a year of the programme, for a node of the tree and what lies below it.
 *
 * @param value null where there is none, see {@link #state}; never null otherwise, and zero only if there is truly nothing
 * @param programme FIVE_SMALL, … or "" for all
 */
public record Figure(
        Indicator indicator,
        @Nullable BigDecimal value,
        State state,
        Node node,
        int year,
        LocalDate day,
        String programme) {

    public enum State {
        /** Counted from the records. */
        COUNTED,
        /** The part of the programme that keeps its records is not built yet. */
        NOT_BUILT,
        /** Its records keep no history, and another day than today was asked for. */
        ONLY_TODAY
    }

    /** How it stands to what the city published. */
    public enum Match {
        MATCHES,
        DIFFERS,
        /** The part is to be built. */
        TO_BE_BUILT,
        /** Nothing was published, or no number is known. */
        NOTHING_TO_COMPARE
    }

    public Match match() {
        Indicator.Published published = indicator.published();
        if (state == State.NOT_BUILT) {
            return Match.TO_BE_BUILT;
        }
        if (published == null || value == null) {
            return Match.NOTHING_TO_COMPARE;
        }
        return published.comparison().holds(value, published.value()) ? Match.MATCHES : Match.DIFFERS;
    }

    /** As people read it: 1,234 or 5,000.50; "" where there is none. */
    public String text() {
        return value == null ? "" : Indicator.text(value);
    }

    /** The address of the records behind it. */
    public String href() {
        return "/figures/" + indicator.code() + "?node=" + node.id() + "&year=" + year + "&day=" + day
                + (programme.isEmpty() ? "" : "&programme=" + programme);
    }
}
