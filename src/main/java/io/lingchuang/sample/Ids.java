package io.lingchuang.sample;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;

/** Gives ids after the ones that stand in the tables already, so that rows can speak of each other before they are written. */
final class Ids {

    private final Map<Into, Long> last = new EnumMap<>(Into.class);

    Ids(DSLContext dsl) {
        for (Into into : Into.values()) {
            if (into.identified) {
                last.put(
                        into,
                        Objects.requireNonNull(dsl.fetchSingle("select coalesce(max(id), 0) from " + into.qualified())
                                .get(0, Long.class)));
            }
        }
    }

    long next(Into into) {
        return Objects.requireNonNull(last.merge(into, 1L, Long::sum));
    }
}
