package io.lingchuang.review;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Criterion;
import io.lingchuang.entries.EntryView;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.files.FileGuard;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.web.DeskCard;
import io.lingchuang.platform.web.DeskSource;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.NavItem;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.platform.web.Viewer;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The expert's room: entry on one side, rubric on the other; blind where the call says so. */
@Controller
class ScoringPages implements DeskSource, FileGuard {

    private final Scoring scoring;
    private final EntryView.Reader views;
    private final Forms forms;
    private final Today today;

    ScoringPages(Scoring scoring, EntryView.Reader views, Forms forms, Today today) {
        this.scoring = scoring;
        this.views = views;
        this.forms = forms;
        this.today = today;
    }

    @Bean
    static NavItem scoringNav() {
        return new NavItem("review.scoring", "/scoring", 35, Right.SCORE);
    }

    @Allowed(Right.SCORE)
    @GetMapping("/scoring")
    String mine(Actor actor, Model model) {
        List<Scoring.Sheet> sheets = scoring.mine(actor);
        model.addAttribute("sheets", sheets);
        model.addAttribute("past", scoring.past(actor));
        return "review/scoring";
    }

    @Allowed(Right.SCORE)
    @GetMapping("/scoring/{id}")
    String sheet(@PathVariable long id, Actor actor, Model model) {
        Scoring.Sheet sheet = scoring.sheet(actor, id);
        Form form = Form.empty().put("comment", sheet.comment());
        sheet.scores().forEach((code, points) -> form.put("s_" + code, points));
        model.addAttribute("form", form);
        return page(sheet, model);
    }

    private String page(Scoring.Sheet sheet, Model model) {
        EntryView view = views.of(sheet.entryId());
        model.addAttribute("sheet", sheet);
        model.addAttribute("view", view);
        model.addAttribute("answers", shown(view));
        return "review/sheet";
    }

    /** What an expert sees of an entry: in a blind review nothing that names the applicant. */
    private static List<EntryView.Answer> shown(EntryView view) {
        return view.answers().stream()
                .filter(a -> !(view.call().blind() && a.field().identifying()))
                .toList();
    }

    /** Saves, or saves and seals. */
    @Allowed(Right.SCORE)
    @PostMapping("/scoring/{id}")
    String save(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam(defaultValue = "save") String action,
            Actor actor,
            Model model) {
        Scoring.Sheet before = scoring.sheet(actor, id);
        boolean seal = action.equals("seal");
        Form typed = forms.typed();
        Call call = views.of(before.entryId()).call();
        Map<String, String> points = points(typed, call);
        Scoring.faults(call, points, seal).forEach(f -> typed.reject(f.field(), forms.text(f)));
        return forms.submit(
                typed,
                model,
                () -> {
                    if (seal) {
                        scoring.handIn(actor, id, version, points, typed.value("comment"));
                        forms.flash("review.sealedNow", before.code());
                        return "/scoring";
                    }
                    scoring.save(actor, id, version, points, typed.value("comment"));
                    forms.flash("entries.saved");
                    return "/scoring/" + id;
                },
                () -> page(scoring.sheet(actor, id), model));
    }

    @Allowed(Right.SCORE)
    @PostMapping("/scoring/{id}/draft")
    @ResponseBody
    ResponseEntity<Map<String, Object>> draft(@PathVariable long id, @RequestParam int version, Actor actor) {
        Scoring.Sheet before = scoring.sheet(actor, id);
        Form typed = forms.typed();
        try {
            int now = scoring.save(
                    actor, id, version, points(typed, views.of(before.entryId()).call()), typed.value("comment"));
            String time = LocalTime.now(Page.ZONE).format(DateTimeFormatter.ofPattern("HH:mm"));
            return ResponseEntity.ok(Map.of("version", now, "text", forms.text("entries.savedAt", time)));
        } catch (Stale stale) {
            return ResponseEntity.status(HttpStatus.CONFLICT).body(Map.of("text", forms.text("entries.otherTab")));
        } catch (Refusal refusal) {
            return ResponseEntity.unprocessableContent().body(Map.of("text", forms.text(refusal)));
        }
    }

    @Allowed(Right.SCORE)
    @PostMapping("/scoring/{id}/recuse")
    String recuse(@PathVariable long id, @RequestParam(defaultValue = "") String reason, Actor actor) {
        scoring.recuseMyself(actor, id, reason);
        forms.flash("review.recused");
        return "redirect:/scoring";
    }

    private static Map<String, String> points(Form typed, Call call) {
        Map<String, String> points = new LinkedHashMap<>();
        for (Criterion c : call.rubric()) {
            points.put(c.code(), typed.value("s_" + c.code()));
        }
        return points;
    }

    @Override
    public List<DeskCard> cards(Viewer viewer, Page page) {
        if (!(viewer instanceof Actor actor) || !actor.may(Right.SCORE)) {
            return List.of();
        }
        long open = scoring.mine(actor).stream().filter(s -> !s.sealed()).count();
        return open == 0
                ? List.of()
                : List.of(DeskCard.of(
                        page.t("review.desk"), open, null, "/scoring", page.t("review.score"), today.today()));
    }

    @Override
    public String ownerKind() {
        return "entry";
    }

    /** Files of an entry whose sheet is the expert's, under fields that name nobody. */
    @Override
    public boolean mayRead(StoredFile file, @Nullable Viewer viewer) {
        if (!(viewer instanceof Actor actor) || file.ownerId() == null || !actor.may(Right.SCORE)) {
            return false;
        }
        long entry = file.ownerId();
        return scoring.mine(actor).stream().anyMatch(s -> s.entryId() == entry)
                && shown(views.of(entry)).stream()
                        .flatMap(a -> a.files().stream())
                        .anyMatch(f -> f.id().equals(file.id()));
    }

    @Override
    public boolean hidesName(StoredFile file) {
        return file.ownerId() != null && views.of(file.ownerId()).call().blind();
    }
}
