package io.lingchuang.review;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.NavItem;
import java.util.Arrays;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pool of experts, for the host. */
@Controller
class ExpertPages {

    private final Experts experts;
    private final Forms forms;

    ExpertPages(Experts experts, Forms forms) {
        this.experts = experts;
        this.forms = forms;
    }

    @Bean
    static NavItem expertsNav() {
        return new NavItem("review.experts", "/experts", 40, Right.RUN_PANEL);
    }

    @Allowed(Right.RUN_PANEL)
    @GetMapping("/experts")
    String experts(Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return expertsPage(model);
    }

    private String expertsPage(Model model) {
        model.addAttribute("experts", experts.all());
        return "review/experts";
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/experts")
    String add(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") String employer,
            @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "") String fields,
            Actor actor,
            Model model) {
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    experts.add(
                            actor,
                            actor.nodesWith(Right.RUN_PANEL).getFirst(),
                            name,
                            phone.strip(),
                            employer,
                            group.isBlank() ? null : group.strip(),
                            Arrays.stream(fields.split("[,，、;； ]+"))
                                    .filter(f -> !f.isBlank())
                                    .toList());
                    forms.flash("review.expertAdded", name);
                    return "/experts";
                },
                () -> expertsPage(model));
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/experts/{id}/active")
    String activate(@PathVariable long id, @RequestParam boolean active, Actor actor) {
        experts.activate(actor, id, active);
        forms.flash(active ? "review.activated" : "review.deactivated");
        return "redirect:/experts";
    }
}
