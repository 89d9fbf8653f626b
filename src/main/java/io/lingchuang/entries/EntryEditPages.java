package io.lingchuang.entries;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.SignedIn;
import io.lingchuang.platform.web.Stale;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
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
    private final Today today;
    private final Forms forms;

    EntryEditPages(
            Drafts drafts,
            Submission submission,
            EntryFiles files,
            Duplicates duplicates,
            Calls calls,
            Route route,
            Tree tree,
            Today today,
            Forms forms) {
        this.drafts = drafts;
        this.submission = submission;
        this.files = files;
        this.duplicates = duplicates;
        this.calls = calls;
        this.route = route;
        this.tree = tree;
        this.today = today;
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
        Entry entry = drafts.own(actor, id);
        if (!entry.state().editable()) {
            return "redirect:/entries/" + id; // handed in from another window, or by a press whose answer never came
        }
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
            Model model,
            HttpServletResponse response) {
        Call call = calls.call(drafts.editable(actor, id).callId());
        EntryTyping typed = EntryTyping.of(forms.typed(), call);
        boolean send = action.equals("send");
        try {
            if (send && submission.sent(actor, id, version, typed)) {
                forms.flash("entries.sent");
                return "redirect:/entries/" + id;
            } else if (!send) {
                drafts.save(actor, id, version, typed);
            }
        } catch (Stale stale) {
            return older(actor, id, call, model, response);
        } catch (Refusal refusal) {
            if (!send) {
                throw refusal;
            }
            Form form = forms.typed();
            form.reject(refusal.field(), forms.text(refusal));
            return forms.refused(form, model, () -> page(drafts.editable(actor, id), call, model));
        }
        Entry entry = drafts.editable(actor, id);
        if (Secrecy.said(call, entry.ticked())) {
            return "redirect:/entries/" + id + "/edit";
        }
        if (!send && typed.problems().isEmpty()) {
            forms.flash("entries.saved");
            return "redirect:/entries/" + id + "/edit";
        }
        Form form = typed.problems().isEmpty() ? filled(entry, call) : forms.typed();
        reject(form, typed.problems());
        if (send) {
            reject(form, submission.problems(entry));
        }
        return forms.refused(form, model, () -> page(entry, call, model));
    }

    private void reject(Form form, List<Problem> problems) {
        for (Problem problem : problems) {
            form.reject(problem.field(), forms.text(problem.key(), problem.args()));
        }
    }

    /** Another window or device was faster: what was typed here stands in the form, and counts if it is saved again. */
    private String older(Actor actor, long id, Call call, Model model, HttpServletResponse response) {
        Form form = forms.typed();
        form.reject("", forms.text("entries.older"));
        model.addAttribute("form", form);
        response.setStatus(HttpStatus.CONFLICT.value());
        return page(drafts.editable(actor, id), call, model);
    }

    /** Saved as typed, by script. 409: another tab or device saved something newer, or, with the one word "secret", it takes no more. */
    @SignedIn
    @PostMapping("/entries/{id}/draft")
    @ResponseBody
    ResponseEntity<?> draft(@PathVariable long id, @RequestParam int version, Actor actor) {
        Entry entry = drafts.editable(actor, id);
        Call call = calls.call(entry.callId());
        EntryTyping typed = EntryTyping.of(forms.typed(), call);
        if (Secrecy.said(call, typed.ticked()) || Secrecy.said(call, entry.ticked())) {
            drafts.secret(actor, id);
            return ResponseEntity.status(HttpStatus.CONFLICT)
                    .contentType(MediaType.TEXT_PLAIN)
                    .body("secret");
        }
        try {
            int now = drafts.save(actor, id, version, typed);
            return ResponseEntity.ok(Map.of("version", now, "text", savedAt(typed)));
        } catch (Stale stale) {
            return ResponseEntity.status(HttpStatus.CONFLICT).body(Map.of("text", forms.text("entries.otherTab")));
        }
    }

    private String savedAt(EntryTyping typed) {
        String time = LocalTime.now(Page.ZONE).format(DateTimeFormatter.ofPattern("HH:mm"));
        return typed.problems().isEmpty()
                ? forms.text("entries.savedAt", time)
                : forms.text("entries.savedInPart", time);
    }

    /** Yes to secrecy, said at once and without a word of the rest. */
    @SignedIn
    @PostMapping("/entries/{id}/secret")
    String secret(@PathVariable long id, Actor actor) {
        drafts.secret(actor, id);
        return "redirect:/entries/" + id + "/edit";
    }

    @SignedIn
    @PostMapping("/entries/{id}/not-secret")
    String notSecret(@PathVariable long id, Actor actor) {
        drafts.notSecret(actor, id);
        return "redirect:/entries/" + id + "/edit";
    }

    @SignedIn
    @PostMapping("/entries/{id}/delete")
    String delete(@PathVariable long id, Actor actor) {
        drafts.delete(actor, id);
        forms.flash("entries.deleted");
        return "redirect:/entries";
    }

    @SignedIn
    @PostMapping("/entries/{id}/files/{field}")
    String attach(
            @PathVariable long id,
            @PathVariable String field,
            @RequestParam("file") List<MultipartFile> uploads,
            Actor actor,
            Model model)
            throws IOException {
        Entry entry = drafts.editable(actor, id);
        Call call = calls.call(entry.callId());
        Form form = filled(entry, call);
        List<EntryFiles.Upload> all = new ArrayList<>();
        for (MultipartFile upload : uploads) {
            all.add(new EntryFiles.Upload(upload.getOriginalFilename(), upload.getInputStream()));
        }
        return forms.submit(
                form,
                model,
                () -> {
                    files.add(actor, id, field, all);
                    return "/entries/" + id + "/edit#file-" + field;
                },
                () -> {
                    if (all.size() > 1) {
                        form.reject("", forms.text("entries.noneUploaded", all.size()));
                    }
                    return page(entry, call, model);
                });
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
        if (Secrecy.said(call, entry.ticked())) {
            model.addAttribute("entry", entry);
            model.addAttribute("call", call);
            return "entries/secret";
        }
        model.addAttribute("entry", entry);
        model.addAttribute("call", call);
        model.addAttribute("late", entry.dueOn() != null && entry.dueOn().isBefore(today.today()));
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
                .put("line", entry.line())
                .put(
                        "completerName",
                        entry.completers().stream().map(Entry.Completer::name).toList())
                .put(
                        "completerUnit",
                        entry.completers().stream()
                                .map(Entry.Completer::unitName)
                                .toList())
                .put(
                        "completerShare",
                        entry.completers().stream()
                                .map(c -> c.share() == null ? "" : c.share().toString())
                                .toList());
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
