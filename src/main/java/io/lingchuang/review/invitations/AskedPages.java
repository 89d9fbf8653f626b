package io.lingchuang.review.invitations;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.review.Panels;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who was asked onto a panel and what they answered, for the host and the chair. */
@Controller
class AskedPages {

    private final AskedExperts asked;
    private final Panels panels;
    private final Forms forms;

    AskedPages(AskedExperts asked, Panels panels, Forms forms) {
        this.asked = asked;
        this.panels = panels;
        this.forms = forms;
    }

    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @GetMapping("/panels/{id}/invitations")
    String asked(@PathVariable long id, Actor actor, Model model) {
        panels.seat(actor, id);
        model.addAttribute("form", Form.empty());
        return page(id, actor, model);
    }

    private String page(long id, Actor actor, Model model) {
        model.addAttribute("seat", panels.seat(actor, id));
        model.addAttribute("asked", asked.of(actor, id));
        model.addAttribute("years", asked.pastYears(id));
        return "review/invitations";
    }

    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @PostMapping("/panels/{id}/invitations")
    String invite(@PathVariable long id, Actor actor, Model model) {
        return act(id, actor, model, () -> forms.flash("review.invitations.invited", asked.invite(actor, id)));
    }

    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @PostMapping("/panels/{id}/invitations/remind")
    String remind(@PathVariable long id, Actor actor, Model model) {
        return act(id, actor, model, () -> forms.flash("review.invitations.reminded", asked.remind(actor, id)));
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/panels/{id}/invitations/years")
    String years(@PathVariable long id, @RequestParam(defaultValue = "-1") int years, Actor actor, Model model) {
        return act(id, actor, model, () -> {
            asked.pastYears(actor, id, years);
            forms.flash("review.invitations.yearsSet", years);
        });
    }

    private String act(long id, Actor actor, Model model, Runnable done) {
        panels.seat(actor, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    done.run();
                    return "/panels/" + id + "/invitations";
                },
                () -> page(id, actor, model));
    }
}
