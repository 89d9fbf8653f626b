package io.lingchuang.access;

import io.lingchuang.platform.days.SpecialDay;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.days.WorkingDays;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.NavItem;
import io.lingchuang.platform.web.Refusal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The calendar of working days: the State Council's notice of each year, a day in a line. */
@Controller
class CalendarPages {

    private static final int NAME = 40;
    private static final int SOURCE = 200;

    private final WorkingDays days;
    private final Today today;
    private final Audit audit;
    private final Forms forms;

    CalendarPages(WorkingDays days, Today today, Audit audit, Forms forms) {
        this.days = days;
        this.today = today;
        this.audit = audit;
        this.forms = forms;
    }

    @Bean
    static NavItem calendarNav() {
        return new NavItem("access.calendar", "/calendar", 93, Right.KEEP_CALENDAR);
    }

    @Allowed(Right.KEEP_CALENDAR)
    @GetMapping("/calendar")
    String calendar(@RequestParam(required = false) @Nullable Integer year, Model model) {
        int shown = year == null ? today.today().getYear() : Math.clamp(year, 2000, 2100);
        List<SpecialDay> special = days.special(shown);
        Form form = Form.empty();
        form.put("source", days.source(shown));
        form.put(
                "days", String.join("\n", special.stream().map(SpecialDay::line).toList()));
        model.addAttribute("form", form);
        return page(shown, model);
    }

    private String page(int year, Model model) {
        model.addAttribute("year", year);
        model.addAttribute("known", days.known(year));
        model.addAttribute("special", days.special(year));
        return "access/calendar";
    }

    @Allowed(Right.KEEP_CALENDAR)
    @PostMapping("/calendar")
    String change(
            @RequestParam int year,
            @RequestParam(defaultValue = "") String source,
            @RequestParam(name = "days", defaultValue = "") String typed,
            Actor actor,
            Model model) {
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    if (year < 2000 || year > 2100) {
                        throw new Refusal("access.calendarYear");
                    }
                    if (source.strip().length() < 4 || source.strip().length() > SOURCE) {
                        throw Refusal.onField("source", "access.calendarSource");
                    }
                    days.keep(year, source.strip(), read(year, typed));
                    audit.record(actor, "access.keepCalendar", "calendar", (long) year, source.strip());
                    forms.flash("access.calendarSaved", String.valueOf(year));
                    return "/calendar?year=" + year;
                },
                () -> page(Math.clamp(year, 2000, 2100), model));
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
