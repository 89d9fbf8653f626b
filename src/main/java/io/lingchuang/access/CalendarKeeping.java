package io.lingchuang.access;

import io.lingchuang.platform.days.SpecialDay;
import io.lingchuang.platform.days.WorkingDays;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the system administrator does with the calendar: a year's days as the State Council's notice has them, a day in a line. */
@Service
public class CalendarKeeping {

    private static final int NAME = 40;
    private static final int SOURCE = 200;

    private final WorkingDays days;
    private final Audit audit;

    CalendarKeeping(WorkingDays days, Audit audit) {
        this.days = days;
        this.audit = audit;
    }

    @Transactional
    public void keep(Actor actor, int year, String source, String typed) {
        if (!actor.may(Right.KEEP_CALENDAR)) {
            throw new NotFound();
        }
        if (year < 2000 || year > 2100) {
            throw new Refusal("access.calendarYear");
        }
        if (source.strip().length() < 4 || source.strip().length() > SOURCE) {
            throw Refusal.onField("source", "access.calendarSource");
        }
        days.keep(year, source.strip(), read(year, typed));
        audit.record(actor, "access.keepCalendar", "calendar", (long) year, source.strip());
    }

    /** Lines like "2026-10-01 休 国庆节" and "2026-10-10 班 国庆节调休". */
    private static List<SpecialDay> read(int year, String typed) {
        List<SpecialDay> read = typed.lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .map(l -> line(year, l))
                .toList();
        Set<LocalDate> seen = new HashSet<>();
        for (SpecialDay day : read) {
            if (!seen.add(day.day())) {
                throw Refusal.onField("days", "access.calendarTwice", day.day().toString());
            }
        }
        return read;
    }

    private static SpecialDay line(int year, String line) {
        String[] parts = line.split("\\s+", 3);
        try {
            LocalDate day = LocalDate.parse(parts[0]);
            boolean sort = parts.length == 3
                    && parts[2].length() <= NAME
                    && (parts[1].equals("休") || parts[1].equals("班"))
                    && day.getYear() == year;
            if (sort) {
                return new SpecialDay(day, parts[1].equals("班"), parts[2]);
            }
        } catch (DateTimeException e) {
            // falls through: the line is named in the refusal
        }
        throw Refusal.onField("days", "access.calendarLine", line.length() > 40 ? line.substring(0, 40) : line);
    }
}
