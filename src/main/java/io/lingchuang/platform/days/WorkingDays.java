package io.lingchuang.platform.days;

import static io.lingchuang.db.platform.Tables.CALENDAR_YEAR;
import static io.lingchuang.db.platform.Tables.SPECIAL_DAY;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Service;

/**
 * Working days as China counts them: Monday to Friday, less the holidays, plus the make-up days of the State Council's yearly
 * notice. Of a year whose notice is not in the calendar only weekends are known; {@link #known} says so and pages warn.
 */
@Service
public class WorkingDays {

    private final DSLContext dsl;
    private volatile Map<LocalDate, Boolean> special = Map.of();
    private volatile Set<Integer> years = Set.of();

    public WorkingDays(DSLContext dsl) {
        this.dsl = dsl;
        loadShipped();
        reload();
    }

    public boolean isWorkingDay(LocalDate day) {
        Boolean said = special.get(day);
        return said != null ? said : day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    /** The n-th working day after the day. */
    public LocalDate plus(LocalDate day, int n) {
        LocalDate at = day;
        for (int left = n; left > 0; ) {
            at = at.plusDays(1);
            if (isWorkingDay(at)) {
                left--;
            }
        }
        return at;
    }

    /** The n-th working day before the day. */
    public LocalDate minus(LocalDate day, int n) {
        LocalDate at = day;
        for (int left = n; left > 0; ) {
            at = at.minusDays(1);
            if (isWorkingDay(at)) {
                left--;
            }
        }
        return at;
    }

    /** Last day of a term of n working days; the opening day counts if it is one. */
    public LocalDate lastDay(LocalDate opensOn, int n) {
        return plus(opensOn.minusDays(1), n);
    }

    /** Working days after from up to and with to; negative when to lies before from. */
    public int between(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            return -between(to, from);
        }
        return (int) from.plusDays(1)
                .datesUntil(to.plusDays(1))
                .filter(this::isWorkingDay)
                .count();
    }

    public boolean known(int year) {
        return years.contains(year);
    }

    public boolean known(LocalDate from, LocalDate to) {
        return known(from.getYear()) && known(to.getYear());
    }

    public List<SpecialDay> special(int year) {
        return dsl.select(SPECIAL_DAY.DAY, SPECIAL_DAY.WORKING, SPECIAL_DAY.NAME)
                .from(SPECIAL_DAY)
                .where(SPECIAL_DAY.YEAR.eq(year))
                .orderBy(SPECIAL_DAY.DAY)
                .fetch(r -> new SpecialDay(r.value1(), r.value2(), r.value3()));
    }

    /** Where the year's days come from; empty for a year that is not known. */
    public String source(int year) {
        return dsl.select(CALENDAR_YEAR.SOURCE)
                .from(CALENDAR_YEAR)
                .where(CALENDAR_YEAR.YEAR.eq(year))
                .fetchOptional(CALENDAR_YEAR.SOURCE)
                .orElse("");
    }

    /** Puts these days in the place of the year's. Terms that were counted already stay as they were announced. */
    public void keep(int year, String source, List<SpecialDay> days) {
        dsl.transaction(tx -> {
            tx.dsl()
                    .insertInto(CALENDAR_YEAR)
                    .set(CALENDAR_YEAR.YEAR, year)
                    .set(CALENDAR_YEAR.SOURCE, source)
                    .onConflict(CALENDAR_YEAR.YEAR)
                    .doUpdate()
                    .set(CALENDAR_YEAR.SOURCE, source)
                    .execute();
            tx.dsl().deleteFrom(SPECIAL_DAY).where(SPECIAL_DAY.YEAR.eq(year)).execute();
            for (SpecialDay day : days) {
                tx.dsl()
                        .insertInto(SPECIAL_DAY)
                        .set(SPECIAL_DAY.DAY, day.day())
                        .set(SPECIAL_DAY.YEAR, year)
                        .set(SPECIAL_DAY.WORKING, day.working())
                        .set(SPECIAL_DAY.NAME, day.name())
                        .execute();
            }
        });
        reload();
    }

    public void reload() {
        special = dsl.select(SPECIAL_DAY.DAY, SPECIAL_DAY.WORKING)
                .from(SPECIAL_DAY)
                .fetchMap(SPECIAL_DAY.DAY, SPECIAL_DAY.WORKING);
        years = dsl.select(CALENDAR_YEAR.YEAR).from(CALENDAR_YEAR).fetchSet(CALENDAR_YEAR.YEAR);
    }

    /** The years that come with the product; a year that stands in the database already is left as its keeper made it. */
    private void loadShipped() {
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:calendar/*.csv")) {
                load(file.getContentAsString(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void load(String csv) {
        String source = csv.lines().findFirst().orElse("").replaceFirst("^# *Source: *", "");
        var rows = csv.lines()
                .filter(l -> !l.startsWith("#") && !l.startsWith("day,"))
                .map(l -> l.split(","))
                .collect(Collectors.toList());
        int year = LocalDate.parse(rows.getFirst()[0]).getYear();
        dsl.transaction(tx -> {
            if (tx.dsl()
                            .insertInto(CALENDAR_YEAR)
                            .values(year, source)
                            .onConflictDoNothing()
                            .execute()
                    == 1) {
                for (String[] row : rows) {
                    tx.dsl()
                            .insertInto(SPECIAL_DAY)
                            .set(SPECIAL_DAY.DAY, LocalDate.parse(row[0]))
                            .set(SPECIAL_DAY.YEAR, year)
                            .set(SPECIAL_DAY.WORKING, row[1].equals("WORKDAY"))
                            .set(SPECIAL_DAY.NAME, row[2])
                            .execute();
                }
            }
        });
    }
}
