package io.lingchuang.setup;

import io.lingchuang.access.Node;
import io.lingchuang.calls.CallTemplates;
import io.lingchuang.platform.days.SpecialDay;
import io.lingchuang.platform.days.WorkingDays;
import io.lingchuang.platform.web.Everyone;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The fifth step: the calendar of two years, a first call, what is there and what is missing, and the door. */
@Controller
public class OpeningPages {

    /** A year's days as they stand and as they would be typed. */
    public record Year(int year, boolean known, String source, List<SpecialDay> days, String lines) {}

    /** Something of the house: how much of it is there. later: the page on which what is missing can be put in once the house is open. */
    public record Part(String title, long count, boolean enough, String later) {}

    private final Setup setup;
    private final WorkingDays days;
    private final CallTemplates templates;
    private final Forms forms;

    OpeningPages(Setup setup, WorkingDays days, CallTemplates templates, Forms forms) {
        this.setup = setup;
        this.days = days;
        this.templates = templates;
        this.forms = forms;
    }

    @Everyone
    @GetMapping("/setup/5")
    String last(Model model) {
        model.addAttribute("form", Form.empty());
        return show(model);
    }

    private String show(Model model) {
        int year = setup.thisYear();
        model.addAttribute("years", List.of(year(year), year(year + 1)));
        Map<String, String> choices = new LinkedHashMap<>();
        templates.all().forEach(t -> choices.put(t.code(), t.name()));
        model.addAttribute("templates", choices);
        model.addAttribute("drafts", setup.drafts());
        model.addAttribute("parts", parts(year));
        return SetupPages.show(setup, SetupStep.OPENING, "setup/opening", model);
    }

    private Year year(int year) {
        List<SpecialDay> special = days.special(year);
        return new Year(
                year,
                days.known(year),
                days.source(year),
                special,
                String.join("\n", special.stream().map(SpecialDay::line).toList()));
    }

    private List<Part> parts(int year) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("Node.Kind.CITY", setup.units(Node.Kind.CITY), true, ""));
        parts.add(new Part("setup.part.administrations", Setup.ADMINISTRATIONS.size(), true, ""));
        parts.add(new Part("setup.part.people", Setup.PEOPLE.size(), true, ""));
        part(parts, "Node.Kind.COUNTY", setup.units(Node.Kind.COUNTY), "directory.tree");
        part(parts, "Node.Kind.INDUSTRY", setup.units(Node.Kind.INDUSTRY), "directory.tree");
        part(parts, "Node.Kind.ENTERPRISE", setup.units(Node.Kind.ENTERPRISE), "directory.sheet.title");
        part(parts, "directory.occupations", setup.occupations(), "directory.occupations");
        part(
                parts,
                "setup.part.calendars",
                (days.known(year) ? 1 : 0) + (days.known(year + 1) ? 1 : 0),
                2,
                "access.calendar");
        part(parts, "setup.part.calls", setup.drafts().size(), "calls.new");
        return parts;
    }

    private static void part(List<Part> parts, String title, long count, String later) {
        part(parts, title, count, 1, later);
    }

    private static void part(List<Part> parts, String title, long count, long least, String later) {
        parts.add(new Part(title, count, count >= least, later));
    }

    @Everyone
    @PostMapping("/setup/calendar")
    String calendar(
            @RequestParam(defaultValue = "0") int year,
            @RequestParam(defaultValue = "") String source,
            @RequestParam(name = "days", defaultValue = "") String typed,
            Model model) {
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    setup.keepCalendar(year, source, typed);
                    forms.flash("access.calendarSaved", String.valueOf(year));
                    return "/setup/5";
                },
                () -> show(model));
    }

    @Everyone
    @PostMapping("/setup/call")
    String call(
            @RequestParam(defaultValue = "") String template,
            @RequestParam(defaultValue = "") String title,
            Model model) {
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    setup.firstCall(template, title.strip());
                    forms.flash("setup.callMade");
                    return "/setup/5";
                },
                () -> show(model));
    }

    @Everyone
    @PostMapping("/setup/open")
    String open(@RequestParam(defaultValue = "false") boolean calendarSeen, Model model) {
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    setup.open(calendarSeen);
                    forms.flash("setup.opened");
                    return "/sign-in";
                },
                () -> show(model));
    }
}
