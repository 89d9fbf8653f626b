package io.lingchuang.achievements.hall;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.web.DeskCard;
import io.lingchuang.platform.web.DeskSource;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The halls as those see them who prepare and release. */
@Controller
class HallPages implements DeskSource {

    private final Halls halls;
    private final HallLists lists;
    private final Forms forms;
    private final Pages pages;
    private final Today today;

    HallPages(Halls halls, HallLists lists, Forms forms, Pages pages, Today today) {
        this.halls = halls;
        this.lists = lists;
        this.forms = forms;
        this.pages = pages;
        this.today = today;
    }

    record Opened(
            @NotNull Integer year,
            @NotBlank @Size(min = 2, max = 80) String title,
            @Nullable @Size(max = 2000) String introduction,
            int version) {}

    @Allowed({Right.KEEP_ACHIEVEMENTS, Right.RELEASE_NOTICE})
    @GetMapping("/halls")
    String list(Actor actor, Model model) {
        model.addAttribute("form", Form.empty().put("year", today.today().getYear()));
        return listPage(actor, model);
    }

    private String listPage(Actor actor, Model model) {
        model.addAttribute("halls", halls.halls(actor));
        model.addAttribute("prepares", halls.prepares(actor));
        return "achievements/halls";
    }

    @Allowed(Right.KEEP_ACHIEVEMENTS)
    @PostMapping("/halls")
    String open(@Valid Opened form, BindingResult errors, Actor actor, Model model) {
        preparing(actor);
        return forms.submit(
                errors,
                model,
                () -> {
                    halls.open(actor, form.year(), form.title(), Objects.requireNonNullElse(form.introduction(), ""));
                    return "/halls/" + form.year() + "/choose";
                },
                () -> listPage(actor, model));
    }

    private void preparing(Actor actor) {
        if (!halls.prepares(actor)) {
            throw new NotFound();
        }
    }

    @Allowed({Right.KEEP_ACHIEVEMENTS, Right.RELEASE_NOTICE})
    @GetMapping("/halls/{year}")
    String one(@PathVariable int year, Actor actor, Model model) {
        Hall hall = halls.hall(actor, year);
        model.addAttribute(
                "form",
                Form.empty()
                        .put("title", hall.title())
                        .put("introduction", hall.introduction())
                        .put("version", hall.version()));
        return show(year, actor, model);
    }

    private String show(int year, Actor actor, Model model) {
        model.addAttribute("hall", halls.hall(actor, year));
        model.addAttribute("categories", lists.byCategory(year));
        model.addAttribute("prepares", halls.prepares(actor));
        model.addAttribute("releases", halls.releases(actor));
        return "achievements/hall";
    }

    @Allowed(Right.KEEP_ACHIEVEMENTS)
    @PostMapping("/halls/{year}")
    String change(@PathVariable int year, @Valid Opened form, BindingResult errors, Actor actor, Model model) {
        preparing(actor);
        halls.hall(actor, year);
        return forms.submit(
                errors,
                model,
                () -> {
                    halls.change(
                            actor,
                            year,
                            form.version(),
                            form.title(),
                            Objects.requireNonNullElse(form.introduction(), ""));
                    forms.flash("achievements.saved");
                    return "/halls/" + year;
                },
                () -> show(year, actor, model));
    }

    @Allowed(Right.KEEP_ACHIEVEMENTS)
    @GetMapping("/halls/{year}/choose")
    String candidates(@PathVariable int year, Actor actor, ListRequest list, HttpServletRequest request, Model model) {
        preparing(actor);
        model.addAttribute("form", Form.empty());
        return choosePage(year, actor, list, request, model);
    }

    private String choosePage(int year, Actor actor, ListRequest list, HttpServletRequest request, Model model) {
        model.addAttribute("hall", halls.hall(actor, year));
        model.addAttribute("categories", lists.byCategory(year).keySet());
        model.addAttribute("list", lists.candidates(year, pages.of(request)).page(list));
        return "achievements/choose";
    }

    @Allowed(Right.KEEP_ACHIEVEMENTS)
    @GetMapping("/halls/{year}/choose.xlsx")
    void candidatesAsExcel(
            @PathVariable int year,
            Actor actor,
            ListRequest list,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        preparing(actor);
        halls.hall(actor, year);
        var page = pages.of(request);
        ListExport.send(lists.candidates(year, page), list, page, response);
    }

    @Allowed(Right.KEEP_ACHIEVEMENTS)
    @PostMapping("/halls/{year}/choose")
    String choose(
            @PathVariable int year,
            @RequestParam(name = "id", defaultValue = "") Set<String> ticked,
            @RequestParam(defaultValue = "") String category,
            Actor actor,
            HttpServletRequest request,
            Model model) {
        preparing(actor);
        halls.hall(actor, year);
        Set<Long> ids = ticked.stream()
                .filter(t -> t.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .collect(Collectors.toSet());
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    forms.flash("achievements.hall.chosen", halls.choose(actor, year, ids, category));
                    return "/halls/" + year + "/choose";
                },
                () -> choosePage(year, actor, ListRequest.none(), request, model));
    }

    @Allowed(Right.KEEP_ACHIEVEMENTS)
    @PostMapping("/halls/{year}/exhibits/{exhibit}/remove")
    String leaveOut(@PathVariable int year, @PathVariable long exhibit, Actor actor, Model model) {
        return act(year, actor, model, () -> halls.leaveOut(actor, year, exhibit));
    }

    @Allowed(Right.KEEP_ACHIEVEMENTS)
    @PostMapping("/halls/{year}/exhibits/{exhibit}/caption")
    String caption(
            @PathVariable int year,
            @PathVariable long exhibit,
            @RequestParam(defaultValue = "") String caption,
            Actor actor,
            Model model) {
        return act(year, actor, model, () -> halls.caption(actor, year, exhibit, caption));
    }

    @Allowed(Right.KEEP_ACHIEVEMENTS)
    @PostMapping("/halls/{year}/prepare")
    String prepare(@PathVariable int year, @RequestParam int version, Actor actor, Model model) {
        preparing(actor);
        return act(year, actor, model, () -> halls.prepare(actor, year, version));
    }

    @Allowed(Right.RELEASE_NOTICE)
    @PostMapping("/halls/{year}/release")
    String release(@PathVariable int year, @RequestParam int version, Actor actor, Model model) {
        return act(year, actor, model, () -> halls.release(actor, year, version));
    }

    @Allowed({Right.KEEP_ACHIEVEMENTS, Right.RELEASE_NOTICE})
    @PostMapping("/halls/{year}/take-back")
    String takeBack(
            @PathVariable int year,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model) {
        return act(year, actor, model, () -> halls.takeBack(actor, year, version, reason));
    }

    private String act(int year, Actor actor, Model model, Runnable done) {
        halls.hall(actor, year);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    done.run();
                    forms.flash("achievements.hall.done");
                    return "/halls/" + year;
                },
                () -> show(year, actor, model));
    }

    @Override
    public List<DeskCard> cards(Viewer viewer, Page page) {
        if (!(viewer instanceof Actor actor) || !actor.may(Right.RELEASE_NOTICE) || !halls.releases(actor)) {
            return List.of();
        }
        return halls.halls(actor).stream()
                .filter(h -> h.state() == HallState.PREPARED && !Objects.equals(h.preparedBy(), actor.accountId()))
                .map(h -> DeskCard.of(
                        page.t("achievements.desk.release", h.title()),
                        1,
                        null,
                        "/halls/" + h.year(),
                        page.t("achievements.desk.look"),
                        today.today()))
                .toList();
    }
}
