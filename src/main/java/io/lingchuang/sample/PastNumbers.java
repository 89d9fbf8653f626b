package io.lingchuang.sample;

import static io.lingchuang.db.platform.Tables.SERIAL;

import io.lingchuang.platform.numbers.DocumentNumber;
import io.lingchuang.sample.Office.By;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jooq.DSLContext;

/** The serials that the past has used up, so that the next entry, certificate and document get fresh numbers. */
final class PastNumbers {

    private static final String ORGAN = "淮工";

    private record Series(String name, int year) implements Comparable<Series> {
        @Override
        public int compareTo(Series other) {
            return name.equals(other.name) ? Integer.compare(year, other.year) : name.compareTo(other.name);
        }
    }

    private final Map<Series, Long> last = new TreeMap<>();

    long next(String series, int year) {
        return Objects.requireNonNull(last.merge(new Series(series, year), 1L, Long::sum));
    }

    void count(String series, int year, long used) {
        last.merge(new Series(series, year), used, Long::sum);
    }

    /** The next number of the federation's documents, used at once, with its row. */
    DocumentNumber document(Rows rows, Ids ids, int year, String subject, By by, Instant at) {
        var number = new DocumentNumber(ids.next(Into.NUMBERS), ORGAN, year, (int) next("document:" + ORGAN, year));
        rows.add(Into.NUMBERS, number.id(), ORGAN, year, number.serial(), "USED", subject, by.account(), at);
        return number;
    }

    void write(DSLContext dsl) {
        last.forEach((series, used) -> dsl.insertInto(SERIAL, SERIAL.SERIES, SERIAL.YEAR, SERIAL.LAST)
                .values(series.name(), series.year(), used)
                .execute());
    }
}
