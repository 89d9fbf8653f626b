package io.lingchuang.review.onsite;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.DeskCard;
import io.lingchuang.platform.web.DeskSource;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.SignedIn;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.platform.web.Viewer;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

/** On the spot, on a phone: what was seen, whom one met, photos, and the word of the unit. */
@Controller
class VisitRecordPages implements DeskSource {

    private final Visits visits;
    private final VisitRecords records;
    private final VisitLists lists;
    private final Forms forms;
    private final Today today;

    VisitRecordPages(Visits visits, VisitRecords records, VisitLists lists, Forms forms, Today today) {
        this.visits = visits;
        this.records = records;
        this.lists = lists;
        this.forms = forms;
        this.today = today;
    }

    @Allowed(Right.SCORE)
    @GetMapping("/visits")
    String mine(Actor actor, Model model) {
        model.addAttribute("visits", lists.mine(actor));
        return "review/myvisits";
    }

    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @GetMapping("/visits/{id}")
    String visit(@PathVariable long id, Actor actor, Model model) {
        Visit visit = visits.visit(actor, id);
        Form form = Form.empty().put("met", visit.met()).put("remark", visit.remark());
        visit.findings().forEach((q, found) -> form.put("q" + q, found));
        if (visit.position() != null) {
            form.put("latitude", visit.position().latitude())
                    .put("longitude", visit.position().longitude());
        }
        model.addAttribute("form", form);
        return page(id, actor, model);
    }

    private String page(long id, Actor actor, Model model) {
        Visit visit = visits.visit(actor, id);
        model.addAttribute("visit", visit);
        model.addAttribute("goes", visits.visits(actor, visit));
        model.addAttribute("hosts", visits.hosts(actor, visit));
        model.addAttribute("photos", lists.photos(id));
        return "review/visit";
    }

    /** Saves or, with hold, closes the record. */
    @Allowed(Right.SCORE)
    @PostMapping("/visits/{id}")
    String save(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam(defaultValue = "save") String action,
            Actor actor,
            Model model) {
        Visit visit = going(actor, id);
        Form form = forms.typed();
        return forms.submit(
                form,
                model,
                () -> {
                    if (action.equals("hold")) {
                        records.hold(actor, id, version, typed(form, visit));
                        forms.flash("review.visit.done.hold");
                    } else {
                        records.save(actor, id, version, typed(form, visit));
                        forms.flash("entries.saved");
                    }
                    return "/visits/" + id;
                },
                () -> page(id, actor, model));
    }

    @Allowed(Right.SCORE)
    @PostMapping("/visits/{id}/draft")
    @ResponseBody
    ResponseEntity<Map<String, Object>> draft(@PathVariable long id, @RequestParam int version, Actor actor) {
        Visit visit = going(actor, id);
        try {
            int now = records.save(actor, id, version, typed(forms.typed(), visit));
            String time = LocalTime.now(Page.ZONE).format(DateTimeFormatter.ofPattern("HH:mm"));
            return ResponseEntity.ok(Map.of("version", now, "text", forms.text("entries.savedAt", time)));
        } catch (Stale stale) {
            return ResponseEntity.status(HttpStatus.CONFLICT)
                    .body(Map.of("text", forms.text("review.visit.otherHand")));
        } catch (Refusal refusal) {
            return ResponseEntity.unprocessableContent().body(Map.of("text", forms.text(refusal)));
        }
    }

    private Visit going(Actor actor, long id) {
        Visit visit = visits.visit(actor, id);
        if (!visits.visits(actor, visit)) {
            throw new NotFound();
        }
        return visit;
    }

    private static VisitRecords.Typed typed(Form form, Visit visit) {
        Map<Integer, String> findings = new TreeMap<>();
        visit.questions().forEach(q -> findings.put(q.position(), form.value("q" + q.position())));
        String latitude = form.value("latitude").strip();
        String longitude = form.value("longitude").strip();
        return new VisitRecords.Typed(
                form.value("met"),
                findings,
                form.value("remark"),
                latitude.isEmpty() && longitude.isEmpty() ? null : new VisitRecords.Position(latitude, longitude));
    }

    @Allowed(Right.SCORE)
    @PostMapping("/visits/{id}/photos")
    String photos(@PathVariable long id, @RequestParam("file") List<MultipartFile> uploads, Actor actor, Model model)
            throws IOException {
        going(actor, id);
        List<VisitRecords.Upload> all = new ArrayList<>();
        for (MultipartFile upload : uploads) {
            all.add(new VisitRecords.Upload(upload.getOriginalFilename(), upload.getInputStream()));
        }
        return forms.submit(
                Form.empty(),
                model,
                () -> {
                    records.addPhotos(actor, id, all);
                    return "/visits/" + id + "#photos";
                },
                () -> page(id, actor, model));
    }

    @Allowed(Right.SCORE)
    @PostMapping("/visits/{id}/photos/{file}/remove")
    String removePhoto(@PathVariable long id, @PathVariable UUID file, Actor actor) {
        records.removePhoto(actor, id, file);
        return "redirect:/visits/" + id + "#photos";
    }

    @SignedIn
    @GetMapping("/visits/{id}/unit")
    String ofUnit(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("form", Form.empty().put("signer", actor.name()));
        return unitPage(id, actor, model);
    }

    private String unitPage(long id, Actor actor, Model model) {
        model.addAttribute("visit", visits.ofUnit(actor, id));
        return "review/visitunit";
    }

    /** From the unit's own page, or on the visitors' phone. */
    @SignedIn
    @PostMapping("/visits/{id}/word")
    String word(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String word,
            @RequestParam(defaultValue = "") String signer,
            Actor actor,
            Model model) {
        boolean spot = visits.visits(actor, id);
        if (!spot) {
            visits.ofUnit(actor, id);
        }
        String back = "/visits/" + id + (spot ? "" : "/unit");
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    records.word(actor, id, word, signer);
                    forms.flash("review.visit.done.word");
                    return back;
                },
                () -> spot ? page(id, actor, model) : unitPage(id, actor, model));
    }

    @Override
    public List<DeskCard> cards(Viewer viewer, Page page) {
        if (!(viewer instanceof Actor actor) || !actor.may(Right.SCORE)) {
            return List.of();
        }
        List<Visit> ahead = lists.mine(actor).stream().filter(Visit::open).toList();
        if (ahead.isEmpty()) {
            return List.of();
        }
        LocalDate first = LocalDate.ofInstant(ahead.getFirst().startsAt(), Page.ZONE);
        return List.of(DeskCard.of(
                page.t("review.visit.desk"),
                ahead.size(),
                first,
                "/visits",
                page.t("review.visit.open"),
                today.today()));
    }
}
