package io.lingchuang.review.room;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.review.Panels;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Replacing an expert: who for whom, what that would do, and done. */
@Controller
class ReplacingPages {

    private final Panels panels;
    private final Replacing replacing;
    private final Forms forms;

    ReplacingPages(Panels panels, Replacing replacing, Forms forms) {
        this.panels = panels;
        this.replacing = replacing;
        this.forms = forms;
    }

    /** With both experts named it says what would happen; nothing is done. */
    @Allowed(Right.RUN_PANEL)
    @GetMapping("/panels/{id}/replace")
    String choose(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String leaving,
            @RequestParam(defaultValue = "") String coming,
            @RequestParam(defaultValue = "") String takeOut,
            @RequestParam(defaultValue = "") String find,
            Actor actor,
            Model model) {
        panels.held(actor, id);
        Form form = Form.empty()
                .put("leaving", leaving)
                .put("coming", coming)
                .put("takeOut", takeOut)
                .put("find", find);
        Replacing.Swap swap = null;
        if (isId(leaving) && isId(coming)) {
            try {
                swap = replacing.preview(
                        actor, id, Long.parseLong(leaving), Long.parseLong(coming), takeOut.equals("true"));
            } catch (NotFound nobody) {
                form.reject("coming", forms.text("review.room.comingForm"));
            } catch (Refusal refusal) {
                form.reject(refusal.field(), forms.text(refusal));
            }
        }
        model.addAttribute("form", form);
        return page(id, swap, actor, model);
    }

    private static boolean isId(String typed) {
        return typed.matches("[0-9]{1,18}");
    }

    private String page(long id, Replacing.@Nullable Swap swap, Actor actor, Model model) {
        model.addAttribute("seat", panels.seat(actor, id));
        model.addAttribute("here", replacing.here(id));
        model.addAttribute("candidates", replacing.candidates(id));
        model.addAttribute("done", replacing.of(actor, id));
        model.addAttribute("swap", swap);
        return "review/replace";
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/panels/{id}/replace")
    String replace(
            @PathVariable long id,
            @RequestParam(defaultValue = "0") long leaving,
            @RequestParam(defaultValue = "0") long coming,
            @RequestParam(defaultValue = "false") boolean takeOut,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model) {
        panels.held(actor, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    Replacing.Swap done = replacing.replace(actor, id, leaving, coming, takeOut, reason);
                    forms.flash(
                            "review.room.replaced",
                            done.leaving().name(),
                            done.coming().name(),
                            done.moving().size());
                    return "/panels/" + id + "/progress";
                },
                () -> page(
                        id,
                        reason.strip().length() < 2 ? replacing.preview(actor, id, leaving, coming, takeOut) : null,
                        actor,
                        model));
    }
}
