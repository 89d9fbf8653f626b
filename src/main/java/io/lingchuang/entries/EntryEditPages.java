package io.lingchuang.entries;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.SignedIn;
import io.lingchuang.platform.web.Stale;
import java.io.IOException;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;

/** Handing in, on a phone first: begin, save as typed, attach, send. */
@Controller
class EntryEditPages {

    private final Drafts drafts;
    private final Submission submission;
    private final EntryFiles files;
    private final Duplicates duplicates;
    private final Calls calls;
    private final Route route;
    private final Tree tree;
    private final Forms forms;

    EntryEditPages(
            Drafts drafts,
            Submission submission,
            EntryFiles files,
            Duplicates duplicates,
            Calls calls,
            Route route,
            Tree tree,
            Forms forms) {
        this.drafts = drafts;
        this.submission = submission;
        this.files = files;
        this.duplicates = duplicates;
        this.calls = calls;
        this.route = route;
        this.tree = tree;
        this.forms = forms;
    }

    @SignedIn
    @PostMapping("/entries/start")
    String start(@RequestParam long call, Actor actor) {
        return "redirect:/entries/" + drafts.start(actor, call) + "/edit";
    }

    @Allowed(Right.ENTER_FOR_OTHERS)
    @PostMapping("/entries/start-for")
    String startFor(@RequestParam long call, @RequestParam long person, @RequestParam String consent, Actor actor) {
        return "redirect:/entries/" + drafts.startFor(actor, call, person, consent) + "/edit";
    }

    @SignedIn
    @GetMapping("/entries/{id}/edit")
    String edit(@PathVariable long id, Actor actor, Model model) {
        Entry entry = drafts.editable(actor, id);
        Call call = calls.call(entry.callId());
        model.addAttribute("form", filled(entry, call));
        return page(entry, call, model);
    }

    /** Saves or, with send, hands in. Whatever is wrong, what was typed is kept first. */
    @SignedIn
    @PostMapping("/entries/{id}/edit")
    String save(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam(defaultValue = "save") String action,
            Actor actor,
            Model model) {
        Entry before = drafts.editable(actor, id);
        Call call = calls.call(before.callId());
        int now = drafts.save(actor, id, version, EntryTyping.of(forms.typed(), call));
        if (!action.equals("send")) {
            forms.flash("entries.saved");
            return "redirect:/entries/" + id + "/edit";
        }
        Entry entry = drafts.editable(actor, id);
        Form form = filled(entry, call);
        for (Problem problem : submission.problems(entry)) {
            form.reject(problem.field(), forms.text(problem.key(), problem.args()));
        }
        return forms.submit(
                form,
                model,
                () -> {
                    submission.submit(actor, id, now);
                    forms.flash("entries.sent");
                    return "/entries/" + id;
                },
                () -> page(entry, call, model));
    }

    /** Saved as typed, by script. 409: another tab or device saved something newer. */
    @SignedIn
    @PostMapping("/entries/{id}/draft")
    @ResponseBody
    ResponseEntity<Map<String, Object>> draft(@PathVariable long id, @RequestParam int version, Actor actor) {
        Entry entry = drafts.editable(actor, id);
        try {
            int now = drafts.save(actor, id, version, EntryTyping.of(forms.typed(), calls.call(entry.callId())));
            String time =
                    LocalTime.now(io.lingchuang.platform.web.Page.ZONE).format(DateTimeFormatter.ofPattern("HH:mm"));
            return ResponseEntity.ok(Map.of("version", now, "text", forms.text("entries.savedAt", time)));
        } catch (Stale stale) {
            return ResponseEntity.status(HttpStatus.CONFLICT).body(Map.of("text", forms.text("entries.otherTab")));
        }
    }

    @SignedIn
    @PostMapping("/entries/{id}/files/{field}")
    String attach(
            @PathVariable long id,
            @PathVariable String field,
            @RequestParam("file") List<MultipartFile> uploads,
            Actor actor)
            throws IOException {
        for (MultipartFile upload : uploads) {
            files.add(actor, id, field, upload.getInputStream(), upload.getOriginalFilename());
        }
        return "redirect:/entries/" + id + "/edit#file-" + field;
    }

    @SignedIn
    @PostMapping("/entries/{id}/files/{file}/remove")
    String detach(@PathVariable long id, @PathVariable UUID file, Actor actor) {
        files.remove(actor, id, file);
        return "redirect:/entries/" + id + "/edit";
    }

    /** Likely duplicates while one is still writing: only what is already public or one's own is named. */
    @SignedIn
    @GetMapping("/entries/{id}/similar")
    String similar(@PathVariable long id, Actor actor, Model model) {
        Entry entry = drafts.editable(actor, id);
        model.addAttribute("like", duplicates.like(entry, calls.call(entry.callId())));
        return "entries/similar";
    }

    private String page(Entry entry, Call call, Model model) {
        model.addAttribute("entry", entry);
        model.addAttribute("call", call);
        model.addAttribute("files", files.of(entry.id()));
        model.addAttribute("unit", tree.node(entry.unitNodeId()).name());
        Long industry = call.lines() == Call.Lines.EITHER ? route.industry(tree.node(entry.unitNodeId())) : null;
        model.addAttribute("settled", drafts.settled(entry));
        model.addAttribute(
                "industry", industry == null ? "" : tree.node(industry).name());
        return "entries/edit";
    }

    private static Form filled(Entry entry, Call call) {
        Form form = Form.empty()
                .put("title", entry.title())
                .put("category", entry.categoryId())
                .put("line", entry.line());
        call.form().forEach(f -> {
            String answer = entry.answers().get(f.code());
            if (answer != null) {
                form.put(
                        "a_" + f.code(),
                        f.kind() == io.lingchuang.calls.FormField.Kind.CHOICES
                                ? answer.lines().toList()
                                : answer);
            }
        });
        for (String code : entry.ticked()) {
            int colon = code.indexOf(':');
            form.put(
                    "t_" + (colon < 0 ? code : code.substring(0, colon)),
                    colon < 0 ? "true" : code.substring(colon + 1));
        }
        return form;
    }
}
