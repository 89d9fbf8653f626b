package io.lingchuang.review.onsite;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.documents.Pdf;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The visits of a panel, for the host: what is asked, when and where, who goes; and the printed record. */
@Controller
class VisitPages {

    private final Visits visits;
    private final Forms forms;
    private final Pages pages;
    private final Pdf pdf;

    VisitPages(Visits visits, Forms forms, Pages pages, Pdf pdf) {
        this.visits = visits;
        this.forms = forms;
        this.pages = pages;
        this.pdf = pdf;
    }

    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @GetMapping("/panels/{id}/visits")
    String board(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return boardPage(id, actor, model);
    }

    private String boardPage(long id, Actor actor, Model model) {
        model.addAttribute("board", visits.board(actor, id));
        return "review/visits";
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/panels/{id}/visits/ask")
    String ask(
            @PathVariable long id,
            @RequestParam(name = "question", defaultValue = "") String questions,
            Actor actor,
            Model model) {
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    visits.ask(actor, id, questions.lines().toList());
                    forms.flash("review.visit.done.ask");
                    return "/panels/" + id + "/visits";
                },
                () -> boardPage(id, actor, model));
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/panels/{id}/visits/plan")
    String plan(
            @PathVariable long id,
            @RequestParam long entry,
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "") String place,
            @RequestParam(name = "expert", defaultValue = "") List<Long> experts,
            Actor actor,
            Model model) {
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    visits.plan(actor, id, entry, moment(at), place, experts);
                    forms.flash("review.visit.done.plan");
                    return "/panels/" + id + "/visits";
                },
                () -> boardPage(id, actor, model));
    }

    /** A day and time as the browser's own field writes it. */
    static Instant moment(String typed) {
        try {
            return LocalDateTime.parse(typed.strip()).atZone(Page.ZONE).toInstant();
        } catch (DateTimeParseException e) {
            throw Refusal.onField("at", "review.visit.atForm");
        }
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/visits/{id}/appointment")
    String change(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String step,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "") String place,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(name = "expert", defaultValue = "") List<Long> experts,
            Actor actor,
            Model model) {
        Visit visit = visits.visit(actor, id);
        if (!visits.hosts(actor, visit)) {
            throw new NotFound();
        }
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    switch (step) {
                        case "send" -> visits.send(actor, id, version, experts);
                        case "move" -> visits.move(actor, id, version, moment(at), place, reason);
                        case "cancel" -> visits.cancel(actor, id, version, reason);
                        default -> throw new NotFound();
                    }
                    forms.flash("review.visit.done." + step);
                    return "/panels/" + visit.panelId() + "/visits";
                },
                () -> boardPage(visit.panelId(), actor, model));
    }

    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @GetMapping("/visits/{id}/record.pdf")
    void record(@PathVariable long id, Actor actor, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        Visit visit = visits.visit(actor, id);
        Page page = pages.of(http);
        byte[] bytes = pdf.render("pdf/visit.jte", Map.of("page", page, "visit", visit));
        ListExport.attachment(response, visit.code() + page.t("review.visit.record") + ".pdf", "application/pdf");
        response.getOutputStream().write(bytes);
    }
}
