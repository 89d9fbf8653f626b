package io.lingchuang.review;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.platform.documents.ExcelOut;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.jobs.Jobs;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.review.Assignment.Question;
import io.lingchuang.review.Assignment.Wish;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Which expert gets which entry, for the host: ask, look, pin, accept. */
@Controller
class AssignmentPages {

    private final Assignments assignments;
    private final AssignmentChanges changes;
    private final AssignmentLists lists;
    private final Panels panels;
    private final Calls calls;
    private final Jobs jobs;
    private final Forms forms;
    private final Pages pages;

    AssignmentPages(
            Assignments assignments,
            AssignmentChanges changes,
            AssignmentLists lists,
            Panels panels,
            Calls calls,
            Jobs jobs,
            Forms forms,
            Pages pages) {
        this.assignments = assignments;
        this.changes = changes;
        this.lists = lists;
        this.panels = panels;
        this.calls = calls;
        this.jobs = jobs;
        this.forms = forms;
        this.pages = pages;
    }

    @Allowed(Right.RUN_PANEL)
    @GetMapping("/panels/{id}/assignment")
    String show(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String code,
            Actor actor,
            HttpServletRequest http,
            Model model) {
        Panel panel = panels.held(actor, id);
        Assignment now = assignments.of(id);
        Call call = calls.call(panel.callId());
        Form form = now == null
                ? Form.empty()
                        .put(
                                "each",
                                Math.min(
                                        call.expertsNeeded(), panels.members(id).size()))
                : Form.of(now.question());
        model.addAttribute("form", form.put("code", code));
        return page(panel, call, after, http, model);
    }

    private String page(Panel panel, Call call, String after, HttpServletRequest http, Model model) {
        Assignment now = assignments.of(panel.id());
        model.addAttribute("panel", panel);
        model.addAttribute("call", call);
        model.addAttribute("assignment", now);
        model.addAttribute("members", panels.members(panel.id()));
        model.addAttribute("job", now == null || now.jobId() == null ? null : jobs.job(now.jobId()));
        model.addAttribute("view", lists.view(panel.id(), now, after, AssignmentLists.PAGE, pages.of(http)));
        return "review/assignment";
    }

    /** Does one step and shows the page again; refused, with what was typed. */
    private String step(Actor actor, long id, HttpServletRequest http, Model model, Runnable step, String done) {
        Panel panel = panels.held(actor, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    step.run();
                    forms.flash(done);
                    return "/panels/" + id + "/assignment";
                },
                () -> page(panel, calls.call(panel.callId()), "", http, model));
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/panels/{id}/assignment/ask")
    String ask(
            @PathVariable long id,
            @RequestParam(defaultValue = "-1") int version,
            @RequestParam(defaultValue = "") String each,
            @RequestParam(defaultValue = "false") boolean outside,
            @RequestParam(defaultValue = "false") boolean oneAnEmployer,
            @RequestParam(defaultValue = "false") boolean mixed,
            Actor actor,
            HttpServletRequest http,
            Model model) {
        Panel panel = panels.held(actor, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    int number = each.strip().matches("[0-9]{1,2}") ? Integer.parseInt(each.strip()) : 0;
                    Long job = assignments.ask(actor, id, version, new Question(number, outside, oneAnEmployer, mixed));
                    if (job == null) {
                        forms.flash("review.assign.done.ask");
                    }
                    return job == null ? "/panels/" + id + "/assignment" : "/jobs/" + job;
                },
                () -> page(panel, calls.call(panel.callId()), "", http, model));
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/panels/{id}/assignment/accept")
    String accept(
            @PathVariable long id,
            @RequestParam(defaultValue = "-1") int version,
            @RequestParam(defaultValue = "") String fewer,
            Actor actor,
            HttpServletRequest http,
            Model model) {
        return step(
                actor,
                id,
                http,
                model,
                () -> assignments.accept(actor, id, version, fewer),
                "review.assign.done.accept");
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/panels/{id}/assignment/back")
    String takeBack(
            @PathVariable long id,
            @RequestParam(defaultValue = "-1") int version,
            Actor actor,
            HttpServletRequest http,
            Model model) {
        return step(actor, id, http, model, () -> assignments.takeBack(actor, id, version), "review.assign.done.back");
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/panels/{id}/assignment/everybody")
    String everybody(
            @PathVariable long id,
            @RequestParam(defaultValue = "-1") int version,
            Actor actor,
            HttpServletRequest http,
            Model model) {
        return step(
                actor,
                id,
                http,
                model,
                () -> assignments.everybody(actor, id, version),
                "review.assign.done.everybody");
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/panels/{id}/assignment/wish")
    String wish(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Long expert,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            HttpServletRequest http,
            Model model) {
        return step(
                actor,
                id,
                http,
                model,
                () -> assignments.wish(actor, id, expert, assignments.entryOf(id, code), wish(kind), reason),
                "review.assign.done.wish");
    }

    /** Not bound by its type: what is no wish is told only to whom the panel is shown. */
    private static Wish wish(String typed) {
        return Arrays.stream(Wish.values())
                .filter(w -> w.name().equals(typed))
                .findFirst()
                .orElseThrow(() -> Refusal.onField("kind", "form.choose"));
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/panels/{id}/assignment/unwish")
    String unwish(
            @PathVariable long id,
            @RequestParam(defaultValue = "0") long expert,
            @RequestParam(defaultValue = "0") long entry,
            Actor actor,
            HttpServletRequest http,
            Model model) {
        return step(
                actor,
                id,
                http,
                model,
                () -> assignments.unwish(actor, id, expert, entry),
                "review.assign.done.unwish");
    }

    @Allowed(Right.RUN_PANEL)
    @GetMapping("/panels/{id}/assignment.xlsx")
    void excel(@PathVariable long id, Actor actor, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        Panel panel = panels.held(actor, id);
        Page page = pages.of(http);
        ListExport.attachment(response, panel.name() + page.t("review.assign.title") + ".xlsx", FileRule.XLSX);
        var view = lists.view(id, assignments.of(id), "", Integer.MAX_VALUE, page);
        try (ExcelOut excel = new ExcelOut(response.getOutputStream(), page.t("review.assign.title"))) {
            excel.header(List.of(
                    AssignmentChanges.CODE,
                    page.t("entries.title"),
                    AssignmentChanges.EXPERT,
                    page.t("review.name"),
                    page.t("review.employer"),
                    page.t("review.assign.match"),
                    page.t("review.assign.why")));
            for (AssignmentLists.Row row : view.rows()) {
                if (row.experts().isEmpty()) {
                    excel.row(Arrays.asList(row.code(), row.title()));
                }
                for (AssignmentLists.Held held : row.experts()) {
                    excel.row(Arrays.asList(
                            row.code(),
                            row.title(),
                            held.expert(),
                            held.name(),
                            held.employer(),
                            held.match(),
                            held.fits()));
                }
            }
        }
    }

    /** The dry run: what the sheet would change, and what is wrong with it. */
    @Allowed(Right.RUN_PANEL)
    @PostMapping("/panels/{id}/assignment/sheet")
    String sheet(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Actor actor,
            HttpServletRequest http,
            Model model) {
        Panel panel = panels.held(actor, id);
        Assignment now = assignments.of(id);
        if (now == null) {
            throw new Stale();
        }
        Form form = forms.typed();
        try {
            if (file == null || file.isEmpty()) {
                throw Refusal.onField("file", "directory.roster.noFile");
            }
            try (var in = file.getInputStream()) {
                var differences = changes.compare(actor, id, in);
                model.addAttribute("panel", panel);
                model.addAttribute("assignment", now);
                model.addAttribute("differences", differences);
                model.addAttribute(
                        "faults", differences.faults().stream().map(forms::text).toList());
                return "review/assignmentcheck";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        } catch (Stale stale) {
            throw stale;
        } catch (Refusal refusal) {
            form.reject("file", forms.text(refusal));
            return forms.refused(form, model, () -> page(panel, calls.call(panel.callId()), "", http, model));
        }
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/panels/{id}/assignment/change")
    String change(
            @PathVariable long id,
            @RequestParam(defaultValue = "-1") int version,
            @RequestParam(defaultValue = "") String changed,
            Actor actor,
            HttpServletRequest http,
            Model model) {
        return step(
                actor,
                id,
                http,
                model,
                () -> changes.change(actor, id, version, changed.isBlank() ? List.of() : List.of(changed.split(","))),
                "review.assign.done.change");
    }
}
