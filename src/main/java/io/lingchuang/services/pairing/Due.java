package io.lingchuang.services.pairing;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** How a term of an agreement was kept in one of its years, counted from the agreement's first day. Only what both confirm counts. */
public record Due(int year, LocalDate from, LocalDate until, int promised, int done, Standing standing) {

    /** So many days before the end of a year, what is still missing is asked for. */
    static final int SOON = 90;

    public enum Standing {
        KEPT,
        /** There is time. */
        OPEN,
        /** The year ends soon. */
        DUE,
        /** The year is over. */
        LATE
    }

    /** Each year until today's. A last year that is shorter asks for its share, rounded up. */
    static List<Due> of(LocalDate from, LocalDate until, int yearly, List<LocalDate> held, LocalDate today) {
        List<Due> years = new ArrayList<>();
        LocalDate begins = from;
        for (int year = 1; !begins.isAfter(until) && !begins.isAfter(today); year++) {
            LocalDate whole = from.plusYears(year).minusDays(1);
            LocalDate ends = whole.isAfter(until) ? until : whole;
            LocalDate first = begins;
            long days = ChronoUnit.DAYS.between(begins, ends) + 1;
            long all = ChronoUnit.DAYS.between(begins, whole) + 1;
            int promised = (int) ((yearly * days + all - 1) / all);
            int done = (int) held.stream()
                    .filter(d -> !d.isBefore(first) && !d.isAfter(ends))
                    .count();
            years.add(new Due(year, begins, ends, promised, done, standing(promised, done, ends, today)));
            begins = ends.plusDays(1);
        }
        return years;
    }

    private static Standing standing(int promised, int done, LocalDate ends, LocalDate today) {
        if (done >= promised) {
            return Standing.KEPT;
        }
        if (today.isAfter(ends)) {
            return Standing.LATE;
        }
        return today.plusDays(SOON).isAfter(ends) ? Standing.DUE : Standing.OPEN;
    }

    public int missing() {
        return Math.max(0, promised - done);
    }
}
