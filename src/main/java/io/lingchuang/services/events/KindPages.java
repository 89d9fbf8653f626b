package io.lingchuang.services.events;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.NotFound;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The kinds of events, kept by the city's officer. */
@Controller
class KindPages {

    private static final String KINDS = "/events/kinds";

    private final EventKinds kinds;
    private final Forms forms;

    KindPages(EventKinds kinds, Forms forms) {
        this.kinds = kinds;
        this.forms = forms;
    }

    @Allowed(Right.HOLD_EVENTS)
    @GetMapping(KINDS)
    String show(Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return page(actor, model);
    }

    private String page(Actor actor, Model model) {
        model.addAttribute("kinds", kinds.all(actor));
        return "services/events/kinds";
    }

    /** action: add, rename or remove. */
    @Allowed(Right.HOLD_EVENTS)
    @PostMapping(KINDS)
    String keep(
            @RequestParam(defaultValue = "add") String action,
            @RequestParam(defaultValue = "") String code,
            Actor actor,
            Model model) {
        kinds.all(actor);
        Form form = forms.typed();
        String name = form.value("name").strip();
        String nameEn = form.value("nameEn").strip();
        Runnable act = switch (action) {
            case "add" -> () -> kinds.add(actor, name, nameEn);
            case "rename" -> () -> kinds.rename(actor, code, name, nameEn);
            case "remove" -> () -> kinds.remove(actor, code);
            default -> throw new NotFound();
        };
        return forms.submit(
                form,
                model,
                () -> {
                    act.run();
                    forms.flash("events.done.kind");
                    return KINDS;
                },
                () -> page(actor, model));
    }
}
