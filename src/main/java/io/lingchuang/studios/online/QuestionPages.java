package io.lingchuang.studios.online;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.web.Everyone;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.Limited;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.SignedIn;
import io.lingchuang.platform.web.Typing;
import io.lingchuang.platform.web.Viewer;
import io.lingchuang.studios.Studios;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Asking, finding and answering questions. */
@Controller
class QuestionPages {

    private final Studios studios;
    private final StudioQuestions questions;
    private final StudioModeration moderation;
    private final OnlineLists lists;
    private final Forms forms;
    private final Pages pages;

    QuestionPages(
            Studios studios,
            StudioQuestions questions,
            StudioModeration moderation,
            OnlineLists lists,
            Forms forms,
            Pages pages) {
        this.studios = studios;
        this.questions = questions;
        this.moderation = moderation;
        this.lists = lists;
        this.forms = forms;
        this.pages = pages;
    }

    @Everyone
    @Limited(times = 600)
    @GetMapping("/questions")
    String all(HttpServletRequest request, Model model) {
        model.addAttribute("list", lists.questions().page(ListRequest.of(request)));
        return "studios/online/questions";
    }

    @Everyone
    @Limited(times = 300)
    @GetMapping("/questions.xlsx")
    void excel(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ListExport.send(lists.questions(), ListRequest.of(request), pages.of(request), response);
    }

    /** A part of a page: questions much like the one being typed. */
    @Everyone
    @Limited(times = 600)
    @GetMapping("/questions/like")
    String like(@RequestParam(defaultValue = "") String title, Model model) {
        model.addAttribute("likes", questions.like(title.length() > 80 ? title.substring(0, 80) : title));
        return "studios/online/likes";
    }

    @SignedIn
    @GetMapping("/studios/{id}/questions/new")
    String ask(@PathVariable long id, Model model) {
        model.addAttribute("form", Form.empty());
        return askPage(id, List.of(), model);
    }

    private String askPage(long id, List<StudioQuestions.Like> likes, Model model) {
        model.addAttribute("studio", studios.studio(id));
        model.addAttribute("likes", likes);
        return "studios/online/ask";
    }

    /** Where others asked much the same, they are shown first; sure: none of them is it. */
    @SignedIn
    @PostMapping("/studios/{id}/questions")
    String asked(Actor actor, @PathVariable long id, Model model) {
        studios.studio(id);
        var typed = Typing.of(forms);
        String title = typed.text("title", 4, 80);
        String body = typed.text("body", 0, 2000);
        List<StudioQuestions.Like> likes = typed.form().ok() ? questions.like(title) : List.of();
        if (!likes.isEmpty() && !typed.ticked("sure")) {
            typed.reject("sure", "studioonline.sureMissing");
        }
        return forms.submit(
                typed.form(),
                model,
                () -> {
                    long question = questions.ask(actor, id, title, body, typed.ticked("secret"));
                    forms.flash(
                            questions.seenBy(actor, question).state() == OnlineState.HELD
                                    ? "studioonline.waitsForLook"
                                    : "studioonline.asked");
                    return "/questions/" + question;
                },
                () -> askPage(id, likes, model));
    }

    @Everyone
    @Limited(times = 600)
    @GetMapping("/questions/{id}")
    String one(@PathVariable long id, @Nullable Viewer viewer, Model model) {
        model.addAttribute("form", Form.empty());
        return page(viewer instanceof Actor actor ? actor : null, id, model);
    }

    private String page(@Nullable Actor actor, long id, Model model) {
        var question = questions.seenBy(actor, id);
        var studio = studios.studio(question.studioId());
        boolean rules = moderation.rules(actor, studio.id());
        model.addAttribute("question", question);
        model.addAttribute("studio", studio);
        model.addAttribute("answers", questions.answers(actor, question));
        model.addAttribute("rules", rules);
        model.addAttribute("reports", rules ? moderation.reports(About.QUESTION, id) : 0);
        model.addAttribute(
                "works", actor != null && studios.standing(actor, studio).works());
        model.addAttribute("choosesBest", actor != null && questions.choosesBest(actor, question));
        model.addAttribute("named", actor != null && (rules || actor.accountId() == question.accountId()));
        return "studios/online/question";
    }

    @SignedIn
    @PostMapping("/questions/{id}/answers")
    String answer(Actor actor, @PathVariable long id, Model model) {
        studios.workedInBy(actor, questions.seenBy(actor, id).studioId());
        var typed = Typing.of(forms);
        String body = typed.text("answer", 2, 4000);
        return forms.submit(
                typed.form(),
                model,
                () -> {
                    questions.answer(actor, id, body);
                    forms.flash("studioonline.answered");
                    return "/questions/" + id;
                },
                () -> page(actor, id, model));
    }

    @SignedIn
    @PostMapping("/answers/{id}/best")
    String best(Actor actor, @PathVariable long id) {
        long question = questions.best(actor, id);
        forms.flash("studioonline.bestChosen");
        return "redirect:/questions/" + question;
    }

    @SignedIn
    @PostMapping("/questions/{id}/report")
    String report(Actor actor, @PathVariable long id, Model model) {
        questions.seenBy(actor, id);
        return report(actor, About.QUESTION, id, id, model);
    }

    @SignedIn
    @PostMapping("/answers/{id}/report")
    String reportAnswer(Actor actor, @PathVariable long id, Model model) {
        return report(actor, About.ANSWER, id, moderation.questionOf(id), model);
    }

    private String report(Actor actor, About about, long id, long question, Model model) {
        questions.seenBy(actor, question);
        var typed = Typing.of(forms);
        String reason = typed.text("reason", 2, 200);
        return forms.submit(
                typed.form(),
                model,
                () -> {
                    moderation.report(actor, about, id, reason);
                    forms.flash("studioonline.reported");
                    return "/questions/" + question;
                },
                () -> page(actor, question, model));
    }

    @SignedIn
    @PostMapping("/questions/{id}/rule")
    String rule(Actor actor, @PathVariable long id, Model model) {
        return rule(actor, About.QUESTION, id, id, model);
    }

    @SignedIn
    @PostMapping("/answers/{id}/rule")
    String ruleAnswer(Actor actor, @PathVariable long id, Model model) {
        return rule(actor, About.ANSWER, id, moderation.questionOf(id), model);
    }

    private String rule(Actor actor, About about, long id, long question, Model model) {
        if (!moderation.rules(actor, questions.seenBy(actor, question).studioId())) {
            throw new io.lingchuang.platform.web.NotFound();
        }
        var typed = Typing.of(forms);
        OnlineRuling ruling = typed.choice("ruling", OnlineRuling.class);
        String reason = typed.text("reason", 2, 200);
        return forms.submit(
                typed.form(),
                model,
                () -> {
                    moderation.rule(actor, about, id, ruling, reason);
                    forms.flash("studioonline.ruled");
                    return "/questions/" + question;
                },
                () -> page(actor, question, model));
    }
}
