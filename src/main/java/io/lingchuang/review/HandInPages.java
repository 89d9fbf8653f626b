package io.lingchuang.review;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** All whole sheets handed in at once: first they are looked at side by side, then sealed. */
@Controller
class HandInPages {

    private final Scoring scoring;
    private final Panels panels;
    private final Forms forms;

    HandInPages(Scoring scoring, Panels panels, Forms forms) {
        this.scoring = scoring;
        this.panels = panels;
        this.forms = forms;
    }

    @Allowed(Right.SCORE)
    @GetMapping("/scoring/hand-in")
    String preview(Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return page(actor, model);
    }

    private String page(Actor actor, Model model) {
        model.addAttribute(
                "lines",
                scoring.mine(actor).stream()
                        .filter(Scoring.Sheet::open)
                        .map(s -> new ReadySheet(
                                s,
                                panels.scored(s.panelId()).rubric().stream()
                                        .filter(c -> !s.scores().containsKey(c.code()))
                                        .map(c -> c.name())
                                        .toList()))
                        .toList());
        return "review/handin";
    }

    /** @param chosen sheet and version, as the preview had them: 17:4 */
    @Allowed(Right.SCORE)
    @PostMapping("/scoring/hand-in")
    String handIn(@RequestParam(name = "sheet", defaultValue = "") List<String> chosen, Actor actor, Model model) {
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    Map<Long, Integer> versions = new LinkedHashMap<>();
                    for (String one : chosen) {
                        if (!one.matches("\\d{1,18}:\\d{1,9}")) {
                            throw new Refusal("review.handIn.none");
                        }
                        String[] parts = one.split(":");
                        versions.put(Long.valueOf(parts[0]), Integer.valueOf(parts[1]));
                    }
                    if (versions.isEmpty()) {
                        throw new Refusal("review.handIn.none");
                    }
                    scoring.handIn(actor, versions);
                    forms.flash("review.handIn.done", versions.size());
                    return "/scoring";
                },
                () -> page(actor, model));
    }
}
