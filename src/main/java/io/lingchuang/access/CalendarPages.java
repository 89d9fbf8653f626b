package io.lingchuang.access;

import io.lingchuang.platform.days.SpecialDay;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.days.WorkingDays;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.NavItem;
import java.util.List;
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

    private final WorkingDays days;
    private final Today today;
    private final CalendarKeeping keeping;
    private final Forms forms;

    CalendarPages(WorkingDays days, Today today, CalendarKeeping keeping, Forms forms) {
        this.days = days;
        this.today = today;
        this.keeping = keeping;
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
                    keeping.keep(actor, year, source, typed);
                    forms.flash("access.calendarSaved", String.valueOf(year));
                    return "/calendar?year=" + year;
                },
                () -> page(Math.clamp(year, 2000, 2100), model));
    }
}
