package io.lingchuang.entries;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.CallPanel;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Likely duplicates of a call: have them looked for, go through them, rule on each with both texts side by side. */
@Controller
class LikenessPages {

    private final Likenesses likenesses;
    private final LikenessLists lists;
    private final CallComparison comparison;
    private final SideBySide sides;
    private final Forms forms;
    private final Pages pages;

    LikenessPages(
            Likenesses likenesses,
            LikenessLists lists,
            CallComparison comparison,
            SideBySide sides,
            Forms forms,
            Pages pages) {
        this.likenesses = likenesses;
        this.lists = lists;
        this.comparison = comparison;
        this.sides = sides;
        this.forms = forms;
        this.pages = pages;
    }

    @Bean
    static CallPanel copiesPanel() {
        return CallPanel.ofHost("entries.copies", "/calls/%d/copies", 14, Right.CHECK_FORM);
    }

    @Allowed(Right.CHECK_FORM)
    @GetMapping("/calls/{id}/copies")
    String list(@PathVariable long id, Actor actor, ListRequest request, HttpServletRequest http, Model model) {
        model.addAttribute("call", likenesses.call(actor, id));
        model.addAttribute("list", lists.ofCall(actor, id, pages.of(http)).page(request));
        model.addAttribute("waiting", comparison.waiting(id));
        model.addAttribute("compared", comparison.compared(id));
        return "entries/copies";
    }

    @Allowed(Right.CHECK_FORM)
    @GetMapping("/calls/{id}/copies.xlsx")
    void excel(
            @PathVariable long id,
            Actor actor,
            ListRequest request,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException {
        likenesses.call(actor, id);
        ListExport.send(lists.ofCall(actor, id, pages.of(http)), request, pages.of(http), response);
    }

    @Allowed(Right.CHECK_FORM)
    @PostMapping("/calls/{id}/copies/compare")
    String compare(@PathVariable long id, Actor actor) {
        Call call = likenesses.call(actor, id);
        return "redirect:/jobs/" + likenesses.compare(actor, id, forms.text("entries.copies") + " " + call.title());
    }

    @Allowed(Right.CHECK_FORM)
    @GetMapping("/calls/{id}/copies/{likeness}")
    String one(@PathVariable long id, @PathVariable long likeness, Actor actor, Model model) {
        Likeness pair = likenesses.likeness(actor, id, likeness);
        Form form = Form.empty();
        if (pair.ruling() != null) {
            form.put("ruling", pair.ruling().name()).put("reason", pair.reason());
        }
        model.addAttribute("form", form);
        return page(actor, id, pair, model);
    }

    private String page(Actor actor, long id, Likeness pair, Model model) {
        Map<String, String> rulings = new LinkedHashMap<>();
        Arrays.stream(Ruling.values()).forEach(r -> rulings.put(r.name(), forms.text("Ruling." + r.name())));
        model.addAttribute("call", likenesses.call(actor, id));
        model.addAttribute("pair", pair);
        model.addAttribute("rulings", rulings);
        model.addAttribute("a", sides.text(actor, pair.entryId(), pair.olderId()));
        model.addAttribute("b", sides.text(actor, pair.olderId(), pair.entryId()));
        return "entries/likeness";
    }

    @Allowed(Right.CHECK_FORM)
    @PostMapping("/calls/{id}/copies/{likeness}")
    String rule(
            @PathVariable long id,
            @PathVariable long likeness,
            @RequestParam(defaultValue = "-1") int version,
            @RequestParam(defaultValue = "") String ruling,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model) {
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    likenesses.rule(actor, id, likeness, version, chosen(ruling), reason);
                    forms.flash("entries.copies.ruled");
                    return "/calls/" + id + "/copies/" + likeness;
                },
                () -> page(actor, id, likenesses.likeness(actor, id, likeness), model));
    }

    private static Ruling chosen(String typed) {
        return Arrays.stream(Ruling.values())
                .filter(r -> r.name().equals(typed))
                .findFirst()
                .orElseThrow(() -> Refusal.onField("ruling", "entries.copies.choose"));
    }

    @Allowed(Right.CHECK_FORM)
    @PostMapping("/calls/{id}/copies/{likeness}/undo")
    String undo(
            @PathVariable long id,
            @PathVariable long likeness,
            @RequestParam(defaultValue = "-1") int version,
            Actor actor) {
        likenesses.undo(actor, id, likeness, version);
        forms.flash("entries.copies.undone");
        return "redirect:/calls/" + id + "/copies/" + likeness;
    }
}
