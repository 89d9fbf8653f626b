package io.lingchuang.review.offline;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.review.Scoring;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** An expert's sheets as Excel: out, back, looked at, kept. */
@Controller
class OfflinePages {

    private final OfflineSheets offline;
    private final Forms forms;

    OfflinePages(OfflineSheets offline, Forms forms) {
        this.offline = offline;
        this.forms = forms;
    }

    @Allowed(Right.SCORE)
    @GetMapping("/scoring/panels/{id}/offline")
    String page(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return shown(id, actor, model);
    }

    private String shown(long id, Actor actor, Model model) {
        List<Scoring.Sheet> sheets = offline.sheets(actor, id);
        OfflineReturn waiting = offline.waiting(actor, id);
        model.addAttribute("panel", id);
        model.addAttribute("name", sheets.getFirst().panel());
        model.addAttribute("open", sheets.stream().filter(Scoring.Sheet::open).count());
        model.addAttribute("waiting", waiting);
        model.addAttribute(
                "faults",
                waiting == null
                        ? List.of()
                        : waiting.lines().stream()
                                .flatMap(l -> l.faults().stream())
                                .map(forms::text)
                                .toList());
        return "review/offline";
    }

    @Allowed(Right.SCORE)
    @GetMapping("/scoring/panels/{id}/offline.xlsx")
    void excel(@PathVariable long id, Actor actor, HttpServletResponse response) throws IOException {
        String name = offline.sheets(actor, id).getFirst().panel();
        ListExport.attachment(response, name + forms.text("review.offline.file") + ".xlsx", FileRule.XLSX);
        offline.write(actor, id, response.getOutputStream());
    }

    @Allowed(Right.SCORE)
    @PostMapping("/scoring/panels/{id}/offline")
    String take(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Actor actor,
            Model model) {
        offline.sheets(actor, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    if (file == null || file.isEmpty()) {
                        throw Refusal.onField("file", "directory.roster.noFile");
                    }
                    try (var in = file.getInputStream()) {
                        offline.take(actor, id, in, file.getOriginalFilename());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } catch (Refusal refusal) {
                        throw Refusal.onField("file", refusal.key(), refusal.args());
                    }
                    return "/scoring/panels/" + id + "/offline";
                },
                () -> shown(id, actor, model));
    }

    @Allowed(Right.SCORE)
    @PostMapping("/scoring/panels/{id}/offline/apply")
    String apply(
            @PathVariable long id,
            @RequestParam(name = "return", defaultValue = "-1") long waiting,
            @RequestParam(defaultValue = "") String seen,
            @RequestParam(name = "sheet", defaultValue = "") Set<Long> ticked,
            Actor actor) {
        int written = offline.apply(actor, id, waiting, seen, ticked);
        forms.flash("review.offline.done", written);
        return "redirect:/scoring";
    }

    @Allowed(Right.SCORE)
    @PostMapping("/scoring/panels/{id}/offline/discard")
    String discard(@PathVariable long id, Actor actor) {
        offline.discard(actor, id);
        return "redirect:/scoring/panels/" + id + "/offline";
    }
}
