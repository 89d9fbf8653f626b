package io.lingchuang.review.onsite;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.documents.Pdf;
import io.lingchuang.platform.web.Everyone;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.Limited;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.review.Panel;
import io.lingchuang.review.Panels;
import io.lingchuang.review.room.Seat;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** Day, place and order of the presentations, for the host; and the draw, for anybody who wants to repeat it. */
@Controller
class PresentationPages {

    private final Presentations presentations;
    private final PresentationLists lists;
    private final Panels panels;
    private final Forms forms;
    private final Pages pages;
    private final Pdf pdf;

    PresentationPages(
            Presentations presentations, PresentationLists lists, Panels panels, Forms forms, Pages pages, Pdf pdf) {
        this.presentations = presentations;
        this.lists = lists;
        this.panels = panels;
        this.forms = forms;
        this.pages = pages;
        this.pdf = pdf;
    }

    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @GetMapping("/panels/{id}/presentation")
    String presentation(@PathVariable long id, Actor actor, HttpServletRequest http, Model model) {
        Page page = pages.of(http);
        Form form = presentations
                .of(actor, id)
                .map(Presentation::setting)
                .map(s -> Form.empty()
                        .put("at", page.minute(s.startsAt()).replace(' ', 'T'))
                        .put("place", s.place())
                        .put("speaking", s.speaking())
                        .put("answering", s.answering())
                        .put("pause", s.pause()))
                .orElseGet(() ->
                        Form.empty().put("speaking", 8).put("answering", 5).put("pause", 2));
        model.addAttribute("form", form);
        return page(id, actor, model);
    }

    private String page(long id, Actor actor, Model model) {
        Seat seat = panels.seat(actor, id);
        model.addAttribute("seat", seat);
        model.addAttribute("presentation", presentations.of(actor, id).orElse(null));
        return "review/presentation";
    }

    /** Settles it, or changes what was settled. */
    @Allowed(Right.RUN_PANEL)
    @PostMapping("/panels/{id}/presentation")
    String settle(
            @PathVariable long id,
            @RequestParam(defaultValue = "-1") int version,
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "") String place,
            @RequestParam(defaultValue = "") String speaking,
            @RequestParam(defaultValue = "") String answering,
            @RequestParam(defaultValue = "") String pause,
            Actor actor,
            Model model) {
        panels.held(actor, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    Presentation.Setting setting = new Presentation.Setting(
                            VisitPages.moment(at),
                            place,
                            minutes("speaking", speaking),
                            minutes("answering", answering),
                            minutes("pause", pause));
                    if (version < 0) {
                        presentations.prepare(actor, id, setting);
                    } else {
                        presentations.change(actor, id, version, setting);
                    }
                    forms.flash(version < 0 ? "review.present.done.prepare" : "review.present.done.change");
                    return "/panels/" + id + "/presentation";
                },
                () -> page(id, actor, model));
    }

    private static int minutes(String field, String typed) {
        if (!typed.strip().matches("[0-9]{1,2}")) {
            throw Refusal.onField(field, "review.present.minutesForm", 0, 60);
        }
        return Integer.parseInt(typed.strip());
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/panels/{id}/presentation/draw")
    String draw(
            @PathVariable long id,
            @RequestParam(defaultValue = "-1") int version,
            @RequestParam(defaultValue = "") String value,
            Actor actor,
            Model model) {
        panels.held(actor, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    presentations.draw(actor, id, version, value);
                    forms.flash("review.present.done.draw");
                    return "/panels/" + id + "/presentation";
                },
                () -> page(id, actor, model));
    }

    @Allowed(Right.RUN_PANEL)
    @GetMapping("/panels/{id}/presentation/order.pdf")
    void order(@PathVariable long id, Actor actor, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        Panel panel = panels.held(actor, id);
        Page page = pages.of(http);
        Presentation presentation =
                lists.ofPanel(id).filter(Presentation::drawn).orElse(null);
        if (presentation == null) {
            throw new Refusal("review.present.notDrawn");
        }
        byte[] bytes = pdf.render("pdf/order.jte", Map.of("page", page, "panel", panel, "presentation", presentation));
        ListExport.attachment(response, panel.name() + page.t("review.present.order") + ".pdf", "application/pdf");
        response.getOutputStream().write(bytes);
    }

    @Everyone
    @Limited(times = 60, misses = true)
    @GetMapping("/draws/{commitment}")
    String published(@PathVariable String commitment, Model model) {
        Presentation presentation = committed(commitment);
        Lot.Draw draw = presentation.draw();
        model.addAttribute("presentation", presentation);
        model.addAttribute("draw", draw);
        model.addAttribute("faults", draw == null ? List.of() : Lot.faults(draw));
        return "review/draw";
    }

    /** The same for a program. */
    @Everyone
    @Limited(times = 60, misses = true)
    @GetMapping(path = "/draws/{commitment}.json", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Map<String, Object> json(@PathVariable String commitment) {
        Presentation presentation = committed(commitment);
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("method", Lot.METHOD);
        told.put("commitment", presentation.commitment());
        told.put("committedAt", presentation.committedAt().toString());
        Lot.Draw draw = presentation.draw();
        if (draw != null && presentation.drawnAt() != null) {
            told.put("secret", draw.secret());
            told.put("publicValue", draw.publicValue());
            told.put("drawnAt", presentation.drawnAt().toString());
            told.put("seed", draw.seed());
            told.put("order", draw.order());
        }
        return told;
    }

    private Presentation committed(String commitment) {
        if (!commitment.matches("[0-9a-f]{64}")) {
            throw new NotFound();
        }
        return lists.committed(commitment).orElseThrow(NotFound::new);
    }
}
