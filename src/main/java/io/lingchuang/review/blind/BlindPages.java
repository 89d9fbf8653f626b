package io.lingchuang.review.blind;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.review.Panel;
import io.lingchuang.review.Panels;
import io.lingchuang.review.blind.Finding.Word;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** What may tell who applies, entry by entry, for the host before a blind panel opens. */
@Controller
class BlindPages {

    /** So many entries on a page; those that still wait for the host's word come first. */
    private static final int ENTRIES = 50;

    private final Panels panels;
    private final BlindWords words;
    private final Forms forms;

    BlindPages(Panels panels, BlindWords words, Forms forms) {
        this.panels = panels;
        this.words = words;
        this.forms = forms;
    }

    @Allowed(Right.RUN_PANEL)
    @GetMapping("/panels/{id}/blind")
    String page(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return shown(id, actor, model);
    }

    private String shown(long id, Actor actor, Model model) {
        Panel panel = panels.held(actor, id);
        List<Finding> findings = words.findings(actor, id);
        Map<String, List<Finding>> byEntry = findings.stream()
                .collect(Collectors.groupingBy(Finding::code, LinkedHashMap::new, Collectors.toList()));
        Map<String, List<Finding>> first = new LinkedHashMap<>();
        byEntry.entrySet().stream()
                .sorted(Map.Entry.comparingByValue((a, b) -> Boolean.compare(
                        b.stream().anyMatch(Finding::open), a.stream().anyMatch(Finding::open))))
                .limit(ENTRIES)
                .forEach(e -> first.put(e.getKey(), e.getValue()));
        model.addAttribute("panel", panel);
        model.addAttribute("entries", first);
        model.addAttribute("all", byEntry.size());
        model.addAttribute("undecided", findings.stream().filter(Finding::open).count());
        model.addAttribute(
                "unread",
                findings.stream()
                        .filter(f -> f.open() && f.kinds().contains(Finding.Kind.UNREAD))
                        .count());
        return "review/blind";
    }

    /** Reads attachments that nobody has read yet. */
    @Allowed(Right.RUN_PANEL)
    @PostMapping("/panels/{id}/blind/read")
    String read(@PathVariable long id, Actor actor) {
        words.look(actor, id, panels.held(actor, id).name());
        return "redirect:/panels/" + id + "/blind";
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/panels/{id}/blind")
    String say(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String word,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model) {
        panels.held(actor, id);
        List<String> keys = forms.typed().values("finding");
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    if (!word.equals("hide") && !word.equals("leave")) {
                        throw new Refusal("review.blind.none");
                    }
                    words.say(actor, id, keys, word.equals("hide") ? Word.HIDE : Word.LEAVE, reason);
                    forms.flash("review.blind.said", keys.size());
                    return "/panels/" + id + "/blind";
                },
                () -> shown(id, actor, model));
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/panels/{id}/blind/clean")
    String clean(
            @PathVariable long id,
            @RequestParam(name = "finding", defaultValue = "") String key,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Actor actor,
            Model model) {
        panels.held(actor, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    if (file == null || file.isEmpty()) {
                        throw Refusal.onField("file", "review.blind.noFile");
                    }
                    try (var in = file.getInputStream()) {
                        words.clean(actor, id, key, in, file.getOriginalFilename());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    forms.flash("review.blind.cleanedNow");
                    return "/panels/" + id + "/blind";
                },
                () -> shown(id, actor, model));
    }
}
