package io.lingchuang.studios.ledger;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.SignedIn;
import io.lingchuang.platform.web.Typing;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.Studios;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Trainees of a studio and what they made; a trainee sees their own. */
@Controller
class TraineePages {

    private final Trainees trainees;
    private final Ledger ledger;
    private final Studios studios;
    private final Forms forms;
    private final Pages pages;
    private final Today today;

    TraineePages(Trainees trainees, Ledger ledger, Studios studios, Forms forms, Pages pages, Today today) {
        this.trainees = trainees;
        this.ledger = ledger;
        this.studios = studios;
        this.forms = forms;
        this.pages = pages;
        this.today = today;
    }

    @SignedIn
    @GetMapping("/studios/{id}/trainees")
    String list(@PathVariable long id, Actor actor, ListRequest request, Model model) {
        Studio studio = studios.seenBy(actor, id);
        model.addAttribute("studio", studio);
        model.addAttribute("standing", studios.standing(actor, studio));
        model.addAttribute("list", trainees.trainees(actor, studio).page(request));
        model.addAttribute("made", trainees.made(actor, studio));
        return "studios/ledger/trainees";
    }

    @SignedIn
    @GetMapping("/studios/{id}/trainees.xlsx")
    void excel(
            @PathVariable long id,
            Actor actor,
            ListRequest request,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException {
        Studio studio = studios.seenBy(actor, id);
        ListExport.send(trainees.trainees(actor, studio), request, pages.of(http), response);
    }

    @SignedIn
    @GetMapping("/studios/{id}/trainees/achievement")
    String blank(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("form", Form.empty().put("finishedOn", today.today()));
        return formPage(ledger.writtenBy(actor, id), model);
    }

    private String formPage(Studio studio, Model model) {
        model.addAttribute("studio", studio);
        model.addAttribute("roster", trainees.roster(studio.id()));
        return "studios/ledger/achievement";
    }

    @SignedIn
    @PostMapping("/studios/{id}/trainees/achievement")
    String file(@PathVariable long id, Actor actor, Model model) {
        Studio studio = ledger.writtenBy(actor, id);
        var typing = Typing.of(forms);
        List<String> others = Arrays.stream(typing.text("others", 0, 200).split("[,，、;；\\s]+"))
                .filter(n -> !n.isEmpty())
                .toList();
        if (others.stream().anyMatch(n -> n.length() < 2 || n.length() > 40)) {
            typing.form().reject("others", forms.text("typing.length", 2, 40));
        }
        var typed = new Trainees.Typed(
                typing.text("title", 2, 200),
                typing.text("summary", 0, 2000),
                typing.day("finishedOn"),
                typing.ids("maker"),
                others);
        return forms.submit(
                typing.form(),
                model,
                () -> {
                    trainees.file(actor, id, typed);
                    forms.flash("studioledger.trainee.filed", typed.title());
                    return "/studios/" + id + "/trainees";
                },
                () -> formPage(studio, model));
    }
}
