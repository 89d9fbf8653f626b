package io.lingchuang.achievements;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The library: its list, filing one, one and what is said of it. */
@Controller
class AchievementPages {

    private final Achievements achievements;
    private final AchievementLists lists;
    private final AchievementView view;
    private final MakersTyped makers;
    private final Forms forms;
    private final Pages pages;

    AchievementPages(
            Achievements achievements,
            AchievementLists lists,
            AchievementView view,
            MakersTyped makers,
            Forms forms,
            Pages pages) {
        this.achievements = achievements;
        this.lists = lists;
        this.view = view;
        this.makers = makers;
        this.forms = forms;
        this.pages = pages;
    }

    record Written(
            @NotBlank @Size(min = 2, max = 200) String title,
            @Nullable @Size(max = 120) String unit,

            @NotNull @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate finishedOn,

            @NotBlank @Size(max = 2000) String makers,
            @Nullable @Size(max = 4000) String summary,
            int version) {}

    @Allowed({Right.FILE_ACHIEVEMENTS, Right.KEEP_ACHIEVEMENTS, Right.FOLLOW})
    @GetMapping("/achievements")
    String list(Actor actor, ListRequest list, HttpServletRequest request, Model model) {
        model.addAttribute("list", lists.library(actor, pages.of(request)).page(list));
        model.addAttribute("halls", achievements.keepsHalls(actor));
        return "achievements/list";
    }

    @Allowed({Right.FILE_ACHIEVEMENTS, Right.KEEP_ACHIEVEMENTS, Right.FOLLOW})
    @GetMapping("/achievements.xlsx")
    void excel(Actor actor, ListRequest list, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var page = pages.of(request);
        ListExport.send(lists.library(actor, page), list, page, response);
    }

    @SignedIn
    @GetMapping("/my-achievements")
    String mine(Actor actor, ListRequest list, HttpServletRequest request, Model model) {
        model.addAttribute("list", lists.mine(actor, pages.of(request)).page(list));
        return "achievements/mine";
    }

    @SignedIn
    @GetMapping("/my-achievements.xlsx")
    void mineAsExcel(Actor actor, ListRequest list, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var page = pages.of(request);
        ListExport.send(lists.mine(actor, page), list, page, response);
    }

    @Allowed({Right.FILE_ACHIEVEMENTS, Right.KEEP_ACHIEVEMENTS})
    @GetMapping("/achievements/new")
    String blank(Actor actor, Model model) {
        model.addAttribute(
                "form", Form.empty().put("unit", lists.ownUnit(actor)).put("version", 0));
        return "achievements/new";
    }

    @Allowed({Right.FILE_ACHIEVEMENTS, Right.KEEP_ACHIEVEMENTS})
    @PostMapping("/achievements/new")
    String add(@Valid Written form, BindingResult errors, Actor actor, Model model) {
        return forms.submit(
                errors,
                model,
                () -> {
                    long unit = lists.unit(actor, Objects.requireNonNullElse(form.unit(), ""))
                            .orElseThrow(() -> Refusal.onField("unit", "achievements.unit.not"));
                    long id = achievements.add(actor, draft(form, unit));
                    forms.flash("achievements.done.file");
                    return "/achievements/" + id;
                },
                () -> "achievements/new");
    }

    private Draft draft(Written form, long unit) {
        return new Draft(
                form.title(),
                Objects.requireNonNullElse(form.summary(), ""),
                unit,
                form.finishedOn(),
                makers.read(form.makers(), unit));
    }

    @SignedIn
    @GetMapping("/achievements/{id}")
    String one(@PathVariable long id, Actor actor, Model model) {
        return view.show(actor, id, Form.empty(), model);
    }

    @Allowed({Right.FILE_ACHIEVEMENTS, Right.KEEP_ACHIEVEMENTS})
    @GetMapping("/achievements/{id}/edit")
    String edit(@PathVariable long id, Actor actor, Model model) {
        Achievement achievement = kept(actor, id);
        model.addAttribute(
                "form",
                Form.empty()
                        .put("title", achievement.title())
                        .put("finishedOn", achievement.finishedOn())
                        .put("makers", makers.written(achievement.makers()))
                        .put("summary", achievement.summary())
                        .put("version", achievement.version()));
        return editPage(achievement, model);
    }

    private static String editPage(Achievement achievement, Model model) {
        model.addAttribute("achievement", achievement);
        return "achievements/edit";
    }

    private Achievement kept(Actor actor, long id) {
        Achievement achievement = achievements.achievement(actor, id);
        if (!achievements.keeps(actor, achievement)) {
            throw new NotFound();
        }
        return achievement;
    }

    @Allowed({Right.FILE_ACHIEVEMENTS, Right.KEEP_ACHIEVEMENTS})
    @PostMapping("/achievements/{id}/edit")
    String change(@PathVariable long id, @Valid Written form, BindingResult errors, Actor actor, Model model) {
        Achievement achievement = kept(actor, id);
        return forms.submit(
                errors,
                model,
                () -> {
                    achievements.change(actor, id, form.version(), asAwarded(achievement, form));
                    forms.flash("achievements.saved");
                    return "/achievements/" + id;
                },
                () -> editPage(achievement, model));
    }

    /** What an award says is not typed: its title and makers stand as they were awarded. */
    private Draft asAwarded(Achievement a, Written form) {
        return a.source() == Source.AWARD
                ? new Draft(
                        a.title(),
                        Objects.requireNonNullElse(form.summary(), ""),
                        a.nodeId(),
                        form.finishedOn(),
                        a.makers())
                : draft(form, a.nodeId());
    }
}
