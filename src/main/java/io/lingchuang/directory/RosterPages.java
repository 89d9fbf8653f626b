package io.lingchuang.directory;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.documents.ExcelOut;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.jobs.Jobs;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Importing a roster: hand in, look at what it would do, carry it out, take the wrong rows back and mend them. */
@Controller
class RosterPages {

    private final Rosters rosters;
    private final Jobs jobs;
    private final Tree tree;
    private final Forms forms;

    RosterPages(Rosters rosters, Jobs jobs, Tree tree, Forms forms) {
        this.rosters = rosters;
        this.jobs = jobs;
        this.tree = tree;
        this.forms = forms;
    }

    @Allowed(Right.KEEP_DIRECTORY)
    @GetMapping("/directory/imports")
    String list(Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return page(actor, model);
    }

    private String page(Actor actor, Model model) {
        Map<String, String> nodes = new LinkedHashMap<>();
        actor.nodesWith(Right.KEEP_DIRECTORY)
                .forEach(n -> nodes.put(String.valueOf(n), tree.node(n).name()));
        model.addAttribute("nodes", nodes);
        model.addAttribute("rosters", rosters.latest(actor));
        return "directory/imports";
    }

    @Allowed(Right.KEEP_DIRECTORY)
    @PostMapping("/directory/imports")
    String take(
            Actor actor,
            @RequestParam(required = false) @Nullable Long node,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Model model) {
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    if (file == null || file.isEmpty() || node == null) {
                        throw Refusal.onField("file", "directory.roster.noFile");
                    }
                    try (var in = file.getInputStream()) {
                        return "/directory/imports/" + rosters.take(actor, node, in, file.getOriginalFilename());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                () -> page(actor, model));
    }

    @Allowed(Right.KEEP_DIRECTORY)
    @GetMapping("/directory/imports/template.xlsx")
    void template(HttpServletResponse response) throws IOException {
        ListExport.attachment(response, forms.text("directory.roster.template") + ".xlsx", FileRule.XLSX);
        ExcelOut.write(response.getOutputStream(), forms.text("directory.roster.sheet"), excel -> {
            excel.header(RosterColumn.headings());
        });
    }

    @Allowed(Right.KEEP_DIRECTORY)
    @GetMapping("/directory/imports/{id}")
    String one(Actor actor, @PathVariable long id, Model model) {
        Roster roster = rosters.roster(actor, id);
        model.addAttribute("roster", roster);
        model.addAttribute("job", roster.job() == null ? null : jobs.job(roster.job()));
        model.addAttribute("counts", rosters.counts(id));
        Map<Roster.Action, List<Roster.Line>> lines = new LinkedHashMap<>();
        for (Roster.Action action : List.of(Roster.Action.ERROR, Roster.Action.CHANGE, Roster.Action.ADD)) {
            lines.put(action, rosters.lines(id, action, 20));
        }
        model.addAttribute("lines", lines);
        return "directory/import";
    }

    /** The wrong rows as typed, each with its reason in the last column: mended there, the same sheet is handed in again. */
    @Allowed(Right.KEEP_DIRECTORY)
    @GetMapping("/directory/imports/{id}/errors.xlsx")
    void errors(Actor actor, @PathVariable long id, HttpServletResponse response) throws IOException {
        Roster roster = rosters.roster(actor, id);
        ListExport.attachment(
                response,
                forms.text("directory.roster.errorsOf", roster.fileName().replaceFirst("\\.xlsx$", "")) + ".xlsx",
                FileRule.XLSX);
        ExcelOut.write(response.getOutputStream(), forms.text("directory.roster.sheet"), excel -> {
            List<String> headings = new ArrayList<>(RosterColumn.headings());
            headings.add(forms.text("directory.roster.row"));
            headings.add(forms.text("directory.roster.reason"));
            excel.header(headings);
            rosters.each(id, Roster.Action.ERROR, line -> {
                List<Object> cells = new ArrayList<>(line.cells());
                cells.add(line.row());
                cells.add(line.message());
                excel.row(cells);
            });
        });
    }

    @Allowed(Right.KEEP_DIRECTORY)
    @PostMapping("/directory/imports/{id}/apply")
    String apply(Actor actor, @PathVariable long id) {
        rosters.apply(actor, id);
        return "redirect:/directory/imports/" + id;
    }

    @Allowed(Right.KEEP_DIRECTORY)
    @PostMapping("/directory/imports/{id}/discard")
    String discard(Actor actor, @PathVariable long id) {
        rosters.discard(actor, id);
        return "redirect:/directory/imports";
    }
}
