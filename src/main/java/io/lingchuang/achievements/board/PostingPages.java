package io.lingchuang.achievements.board;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.achievements.Achievement;
import io.lingchuang.achievements.AchievementLists;
import io.lingchuang.achievements.Achievements;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.web.DeskCard;
import io.lingchuang.platform.web.DeskSource;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.NavItem;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The board as those see it who post and look through. */
@Controller
class PostingPages implements DeskSource {

    private final Postings board;
    private final Inquiries inquiries;
    private final BoardLists lists;
    private final Achievements achievements;
    private final AchievementLists library;
    private final Forms forms;
    private final Pages pages;
    private final Today today;

    PostingPages(
            Postings board,
            Inquiries inquiries,
            BoardLists lists,
            Achievements achievements,
            AchievementLists library,
            Forms forms,
            Pages pages,
            Today today) {
        this.board = board;
        this.inquiries = inquiries;
        this.lists = lists;
        this.achievements = achievements;
        this.library = library;
        this.forms = forms;
        this.pages = pages;
        this.today = today;
    }

    record Written(
            @Nullable Long achievement,
            @Nullable @Size(max = 120) String unit,
            @NotBlank @Size(min = 4, max = 100) String title,
            @NotBlank @Size(min = 10, max = 2000) String text,

            @NotNull @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate untilDay) {}

    record Answered(
            @NotNull InquiryState verdict,
            @NotBlank @Size(max = 1000) String answer) {}

    @Bean
    static NavItem postingsNav() {
        return new NavItem("achievements.board.nav", "/postings", 73, Right.FILE_ACHIEVEMENTS);
    }

    @Bean
    static NavItem postingsNavAbove() {
        return new NavItem("achievements.board.nav", "/postings", 73, Right.KEEP_ACHIEVEMENTS);
    }

    @Allowed({Right.FILE_ACHIEVEMENTS, Right.KEEP_ACHIEVEMENTS})
    @GetMapping("/postings")
    String list(Actor actor, ListRequest list, HttpServletRequest request, Model model) {
        model.addAttribute("list", lists.kept(actor, pages.of(request)).page(list));
        return "achievements/postings";
    }

    @Allowed({Right.FILE_ACHIEVEMENTS, Right.KEEP_ACHIEVEMENTS})
    @GetMapping("/postings.xlsx")
    void excel(Actor actor, ListRequest list, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var page = pages.of(request);
        ListExport.send(lists.kept(actor, page), list, page, response);
    }

    @Allowed({Right.FILE_ACHIEVEMENTS, Right.KEEP_ACHIEVEMENTS})
    @GetMapping("/postings/new")
    String blank(@RequestParam(required = false) @Nullable Long achievement, Actor actor, Model model) {
        Form form = Form.empty()
                .put("unit", library.ownUnit(actor))
                .put("untilDay", today.today().plusMonths(6));
        if (achievement != null) {
            Achievement offered = achievements.achievement(actor, achievement);
            String summary = offered.summary();
            form.put("achievement", achievement)
                    .put(
                            "title",
                            offered.title()
                                    .substring(0, Math.min(100, offered.title().length())))
                    .put("text", summary.substring(0, Math.min(2000, summary.length())));
        }
        model.addAttribute("form", form);
        return "achievements/posting-new";
    }

    @Allowed({Right.FILE_ACHIEVEMENTS, Right.KEEP_ACHIEVEMENTS})
    @PostMapping("/postings/new")
    String post(@Valid Written form, BindingResult errors, Actor actor, Model model) {
        return forms.submit(
                errors,
                model,
                () -> {
                    long unit = form.achievement() != null
                            ? 0
                            : library.unit(actor, Objects.requireNonNullElse(form.unit(), ""))
                                    .orElseThrow(() -> Refusal.onField("unit", "achievements.unit.not"));
                    long id = board.post(
                            actor,
                            new Postings.Draft(form.achievement(), unit, form.title(), form.text(), form.untilDay()));
                    forms.flash("achievements.board.posted");
                    return "/postings/" + id;
                },
                () -> "achievements/posting-new");
    }

    @Allowed({Right.FILE_ACHIEVEMENTS, Right.KEEP_ACHIEVEMENTS})
    @GetMapping("/postings/{id}")
    String one(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return show(id, actor, model);
    }

    private String show(long id, Actor actor, Model model) {
        Posting posting = board.posting(actor, id);
        model.addAttribute("posting", posting);
        model.addAttribute("looks", board.looksThrough(actor, posting));
        model.addAttribute("inquiries", inquiries.of(id));
        return "achievements/posting";
    }

    @Allowed(Right.KEEP_ACHIEVEMENTS)
    @PostMapping("/postings/{id}/look")
    String look(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String verdict,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model) {
        return act(id, actor, model, () -> board.look(actor, id, version, verdict.equals("publish"), reason));
    }

    @Allowed({Right.FILE_ACHIEVEMENTS, Right.KEEP_ACHIEVEMENTS})
    @PostMapping("/postings/{id}/end")
    String end(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String how,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model) {
        return act(id, actor, model, () -> board.end(actor, id, version, how.equals("settled"), reason));
    }

    @Allowed({Right.FILE_ACHIEVEMENTS, Right.KEEP_ACHIEVEMENTS})
    @PostMapping("/postings/{id}/inquiries/{inquiry}")
    String answer(
            @PathVariable long id,
            @PathVariable long inquiry,
            @Valid Answered form,
            BindingResult errors,
            Actor actor,
            Model model) {
        board.posting(actor, id);
        return forms.submit(
                errors,
                model,
                () -> {
                    inquiries.answer(actor, id, inquiry, form.verdict(), form.answer());
                    forms.flash("achievements.inquiry.done");
                    return "/postings/" + id;
                },
                () -> show(id, actor, model));
    }

    private String act(long id, Actor actor, Model model, Runnable done) {
        board.posting(actor, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    done.run();
                    forms.flash("achievements.hall.done");
                    return "/postings/" + id;
                },
                () -> show(id, actor, model));
    }

    @Override
    public List<DeskCard> cards(Viewer viewer, Page page) {
        List<DeskCard> cards = new ArrayList<>();
        if (viewer instanceof Actor actor) {
            if (actor.may(Right.KEEP_ACHIEVEMENTS)) {
                card(
                        cards,
                        page,
                        "achievements.desk.postings",
                        lists.toLookThrough(actor),
                        "/postings?state=SUBMITTED");
            }
            if (actor.may(Right.KEEP_ACHIEVEMENTS) || actor.may(Right.FILE_ACHIEVEMENTS)) {
                card(cards, page, "achievements.desk.inquiries", inquiries.open(actor), "/postings?inquiry=open");
            }
        }
        return cards;
    }

    private void card(List<DeskCard> cards, Page page, String title, int count, String to) {
        if (count > 0) {
            cards.add(DeskCard.of(page.t(title), count, null, to, page.t("achievements.desk.look"), today.today()));
        }
    }
}
