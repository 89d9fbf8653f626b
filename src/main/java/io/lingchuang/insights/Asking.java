package io.lingchuang.insights;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** Reads what a page is asked to show. A day or a year that is none is said beside its field, and the usual one is shown. */
@Component
class Asking {

    private final Look.Reader looks;
    private final Today today;
    private final Forms forms;

    Asking(Look.Reader looks, Today today, Forms forms) {
        this.looks = looks;
        this.today = today;
        this.forms = forms;
    }

    Asked of(Actor actor, HttpServletRequest request) {
        Form form = Form.typed(request.getParameterMap());
        Look look = look(actor, form, form.value("node"), form.value("year"), form.value("day"));
        if (form.error("year") == null) {
            form.put("year", look.year());
        }
        if (form.error("day") == null) {
            form.put("day", look.day());
        }
        return new Asked(look, form);
    }

    private Look look(Actor actor, Form form, String node, String year, String day) {
        try {
            return looks.of(actor, node, year, day, "");
        } catch (Look.Unreadable unreadable) {
            String field = unreadable.field();
            form.reject(field, forms.text(unreadable.key()));
            return look(
                    actor,
                    form,
                    field.equals("node") ? "" : node,
                    field.equals("year") ? "" : year,
                    field.equals("day") ? "" : day);
        }
    }

    /** The days of a period, the first not after the last; without them the month that runs. */
    Period period(Form form) {
        LocalDate until = day(form, "until", today.today());
        LocalDate from = day(form, "from", until.withDayOfMonth(1));
        if (from.isAfter(until)) {
            form.reject("from", forms.text("dashboard.wrongPeriod"));
            return new Period(until.withDayOfMonth(1), until);
        }
        return new Period(from, until);
    }

    private LocalDate day(Form form, String field, LocalDate usual) {
        String typed = form.value(field).strip();
        LocalDate day = usual;
        try {
            day = typed.isEmpty() ? usual : LocalDate.parse(typed);
        } catch (DateTimeException e) {
            form.reject(field, forms.text("figures.badDay"));
            return usual;
        }
        if (day.getYear() < 2000 || day.isAfter(today.today())) {
            form.reject(field, forms.text("dashboard.dayOutside"));
            return usual;
        }
        form.put(field, day);
        return day;
    }
}
