package io.lingchuang.studios.classes;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.SignedIn;
import io.lingchuang.platform.web.Typing;
import io.lingchuang.studios.Member;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.Studios;
import io.lingchuang.studios.ledger.Ledger;
import io.lingchuang.studios.plan.PlanItems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The classes of a studio, and one of them: planned, changed, called off, closed. */
@Controller
class CoursePages {

    private static final BigDecimal MOST_HOURS = new BigDecimal("80");

    private final Courses courses;
    private final CourseLists lists;
    private final Learners learners;
    private final CourseTests tests;
    private final Ledger ledger;
    private final Studios studios;
    private final PlanItems planItems;
    private final Forms forms;
    private final Pages pages;
    private final Today today;

    CoursePages(
            Courses courses,
            CourseLists lists,
            Learners learners,
            CourseTests tests,
            Ledger ledger,
            Studios studios,
            PlanItems planItems,
            Forms forms,
            Pages pages,
            Today today) {
        this.courses = courses;
        this.lists = lists;
        this.learners = learners;
        this.tests = tests;
        this.ledger = ledger;
        this.studios = studios;
        this.planItems = planItems;
        this.forms = forms;
        this.pages = pages;
        this.today = today;
    }

    @SignedIn
    @GetMapping("/studios/{id}/classes")
    String list(@PathVariable long id, Actor actor, HttpServletRequest http, Model model) {
        Studio studio = studios.studio(id);
        model.addAttribute("studio", studio);
        model.addAttribute("standing", studios.standing(actor, studio));
        model.addAttribute(
                "list",
                lists.ofStudio(id, learners.seen(actor, studio), pages.of(http)).page(ListRequest.of(http)));
        return "studios/classes/list";
    }

    @SignedIn
    @GetMapping("/studios/{id}/classes.xlsx")
    void excel(@PathVariable long id, Actor actor, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        Studio studio = studios.studio(id);
        Page page = pages.of(http);
        ListExport.send(lists.ofStudio(id, learners.seen(actor, studio), page), ListRequest.of(http), page, response);
    }

    @SignedIn
    @GetMapping("/studios/{id}/classes/new")
    String blank(@PathVariable long id, Actor actor, Model model) {
        LocalDateTime at = today.today().plusDays(7).atTime(14, 30);
        model.addAttribute(
                "form",
                Form.empty()
                        .put("startsAt", at)
                        .put("endsAt", at.plusHours(2))
                        .put("hours", 2)
                        .put("places", 30)
                        .put("openTo", Course.OpenTo.UNIT));
        return formPage(ledger.writtenBy(actor, id), null, model);
    }

    private String formPage(Studio studio, @Nullable Course course, Model model) {
        Map<String, String> teachers = new LinkedHashMap<>();
        for (Member m : studios.members(studio.id())) {
            if (m.part().works()) {
                teachers.put(String.valueOf(m.personId()), m.name());
            }
        }
        Map<String, String> items = new LinkedHashMap<>();
        planItems
                .open(studio.id(), (course == null ? today.today() : course.day()).getYear())
                .forEach(i -> items.put(String.valueOf(i.id()), i.title()));
        model.addAttribute("studio", studio);
        model.addAttribute("teachers", teachers);
        model.addAttribute("items", items);
        model.addAttribute("layable", lists.layable(studio.id()));
        model.addAttribute("course", course);
        return "studios/classes/form";
    }

    private static Courses.Typed typed(Typing typing) {
        Long teacher = typing.idOrNone("teacher");
        return new Courses.Typed(
                typing.text("title", 2, 120),
                typing.text("content", 0, 2000),
                teacher == null ? 0 : teacher,
                typing.moment("startsAt"),
                typing.moment("endsAt"),
                typing.text("place", 2, 120),
                Objects.requireNonNullElse(typing.amountOrNone("hours", 1, MOST_HOURS), BigDecimal.ZERO),
                typing.number("places", 1, 1000),
                typing.choice("openTo", Course.OpenTo.class),
                typing.numberOrNone("passMark", 1, 100),
                typing.idOrNone("planItem"),
                typing.ids("material"));
    }

    @SignedIn
    @PostMapping("/studios/{id}/classes")
    String plan(@PathVariable long id, Actor actor, Model model) {
        Studio studio = ledger.writtenBy(actor, id);
        var typing = Typing.of(forms);
        Courses.Typed typed = typed(typing);
        return forms.submit(
                typing.form(),
                model,
                () -> {
                    long course = courses.plan(actor, id, typed);
                    forms.flash("studioclasses.did.plan");
                    return "/classes/" + course;
                },
                () -> formPage(studio, null, model));
    }

    @SignedIn
    @GetMapping("/classes/{id}")
    String one(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return page(id, actor, model);
    }

    String page(long id, Actor actor, Model model) {
        Course course = learners.seenBy(actor, id);
        Studio studio = studios.studio(course.studioId());
        var standing = studios.standing(actor, studio);
        boolean all = standing.works() || standing.keeps() || standing.sees();
        model.addAttribute("course", course);
        model.addAttribute("teaches", learners.teaches(actor, course));
        model.addAttribute("all", all);
        model.addAttribute("me", learners.of(actor, id).orElse(null));
        model.addAttribute("learners", all ? lists.learners(id) : java.util.List.of());
        model.addAttribute("moved", lists.moved(id));
        model.addAttribute("materials", lists.materials(id));
        model.addAttribute("questions", tests.questions(id).size());
        model.addAttribute("now", today.now());
        return "studios/classes/course";
    }

    @SignedIn
    @GetMapping("/classes/{id}/edit")
    String edit(@PathVariable long id, Actor actor, Model model) {
        Course course = lists.course(id);
        Studio studio = ledger.writtenBy(actor, course.studioId());
        model.addAttribute(
                "form",
                Form.of(course)
                        .put("startsAt", LocalDateTime.ofInstant(course.startsAt(), Page.ZONE))
                        .put("endsAt", LocalDateTime.ofInstant(course.endsAt(), Page.ZONE))
                        .put("teacher", course.teacherId())
                        .put(
                                "material",
                                lists.materials(id).stream()
                                        .map(CourseLists.Laid::id)
                                        .toList()));
        return formPage(studio, course, model);
    }

    @SignedIn
    @PostMapping("/classes/{id}/edit")
    String change(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model) {
        Course course = lists.course(id);
        Studio studio = ledger.writtenBy(actor, course.studioId());
        var typing = Typing.of(forms);
        Courses.Typed typed = typed(typing);
        return forms.submit(
                typing.form(),
                model,
                () -> {
                    courses.change(actor, id, version, typed, reason);
                    forms.flash("entries.saved");
                    return "/classes/" + id;
                },
                () -> formPage(studio, course, model));
    }

    /** Calls it off, or closes it after it took place. */
    @SignedIn
    @PostMapping("/classes/{id}/end")
    String end(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String step,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model) {
        ledger.writtenBy(actor, lists.course(id).studioId());
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    switch (step) {
                        case "cancel" -> courses.cancel(actor, id, version, reason);
                        case "close" -> courses.close(actor, id, version);
                        default -> throw new NotFound();
                    }
                    forms.flash("studioclasses.did." + step);
                    return "/classes/" + id;
                },
                () -> page(id, actor, model));
    }

    /** Who was there, for the file. */
    @SignedIn
    @GetMapping("/classes/{id}/roll.xlsx")
    void roll(@PathVariable long id, Actor actor, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        Course course = lists.course(id);
        Studio studio = studios.seenBy(actor, course.studioId());
        var standing = studios.standing(actor, studio);
        if (!standing.works() && !standing.keeps() && !standing.sees()) {
            throw new NotFound();
        }
        ListExport.send(lists.roll(id), ListRequest.of(http), pages.of(http), response);
    }
}
