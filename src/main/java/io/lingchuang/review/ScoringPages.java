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
import io.lingchuang.platform.web.NavUnder;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.platform.web.Viewer;
import io.lingchuang.review.blind.Blinding;
import io.lingchuang.review.invitations.Invitations;
import io.lingchuang.review.own.OwnPoints;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import tools.jackson.databind.ObjectMapper;

/** The expert's room: entry on one side, rubric on the other; blind where the call says so. */
@Controller
class ScoringPages implements DeskSource, FileGuard {

    private final Scoring scoring;
    private final Panels panels;
    private final Invitations invitations;
    private final EntryView.Reader views;
    private final Blinding blinding;
    private final ObjectMapper json;
    private final Forms forms;
    private final Today today;

    ScoringPages(
            Scoring scoring,
            Panels panels,
            Invitations invitations,
            EntryView.Reader views,
            Blinding blinding,
            ObjectMapper json,
            Forms forms,
            Today today) {
        this.scoring = scoring;
        this.panels = panels;
        this.invitations = invitations;
        this.views = views;
        this.blinding = blinding;
        this.json = json;
        this.forms = forms;
        this.today = today;
    }

    @Bean
    static NavItem scoringNav() {
        return new NavItem("review.scoring", "/scoring", 35, Right.SCORE);
    }

    /** A panel's pages lie under the calls for its host, and under scoring for its chair. */
    @Bean
    static NavUnder panelsUnder() {
        return new NavUnder("/panels", List.of("/calls", "/scoring"));
    }

    @Bean
    static NavUnder discussionsUnder() {
        return new NavUnder("/discussions", List.of("/scoring", "/calls"));
    }

    @Bean
    static NavUnder visitsUnder() {
        return new NavUnder("/visits", List.of("/scoring", "/calls"));
    }

    @Bean
    static NavUnder invitationsUnder() {
        return new NavUnder("/invitations", List.of("/scoring"));
    }

    /** @param sort code, or total: the highest first */
    @Allowed(Right.SCORE)
    @GetMapping("/scoring")
    String mine(@RequestParam(defaultValue = "code") String sort, Actor actor, Model model) {
        List<Scoring.Sheet> sheets = scoring.mine(actor);
        List<Scoring.Sheet> past = scoring.past(actor);
        model.addAttribute("sheets", sheets);
        model.addAttribute("tables", tables(sheets, sort.equals("total")));
        model.addAttribute("byTotal", sort.equals("total"));
        model.addAttribute("past", past);
        model.addAttribute("notes", scoring.notes(actor, past));
        model.addAttribute("invitations", invitations.waiting(actor));
        return "review/scoring";
    }

    private List<OwnTable> tables(List<Scoring.Sheet> sheets, boolean byTotal) {
        Map<Long, List<Scoring.Sheet>> panels = new LinkedHashMap<>();
        sheets.stream()
                .filter(s -> !s.scores().isEmpty() && s.state() != SheetState.CANNOT_JUDGE)
                .sorted(
                        byTotal
                                ? Comparator.comparing(Scoring.Sheet::sum).reversed()
                                : Comparator.comparing(Scoring.Sheet::code))
                .forEach(s -> panels.computeIfAbsent(s.panelId(), p -> new ArrayList<>())
                        .add(s));
        return panels.values().stream()
                .map(of -> new OwnTable(
                        of.getFirst().panel(),
                        this.panels.scored(of.getFirst().panelId()).rubric(),
                        of))
                .toList();
    }

    @Allowed(Right.SCORE)
    @GetMapping("/scoring/{id}")
    String sheet(@PathVariable long id, Actor actor, Model model) {
        Optional<Scoring.Sheet> over = scoring.over(actor, id);
        if (over.isPresent()) {
            return late(over.get(), fields(over.get(), ""), model);
        }
        Scoring.Sheet sheet = scoring.sheet(actor, id);
        Form form = Form.empty();
        fields(sheet, note(actor, sheet)).forEach(form::put);
        model.addAttribute("form", form);
        return page(actor, sheet, model);
    }

    private String note(Actor actor, Scoring.Sheet sheet) {
        return scoring.notes(actor, List.of(sheet)).getOrDefault(sheet.id(), "");
    }

    private String page(Actor actor, Scoring.Sheet sheet, Model model) {
        EntryView view = views.of(sheet.entryId());
        List<Scoring.Sheet> panel = scoring.mine(actor).stream()
                .filter(s -> s.panelId() == sheet.panelId())
                .toList();
        int at = panel.stream().map(Scoring.Sheet::id).toList().indexOf(sheet.id());
        Map<String, OwnPoints> own = new LinkedHashMap<>();
        List<Criterion> rubric = panels.scored(sheet.panelId()).rubric();
        for (Criterion c : rubric) {
            own.put(
                    c.code(),
                    new OwnPoints(
                            c.max(),
                            panel.stream()
                                    .filter(s ->
                                            s.id() != sheet.id() && s.scores().containsKey(c.code()))
                                    .map(s -> new OwnPoints.Given(
                                            s.code(), new BigDecimal(s.scores().get(c.code()))))
                                    .toList()));
        }
        model.addAttribute("sheet", sheet);
        model.addAttribute("view", view);
        Blinding.Shown shown = blinding.shown(view);
        model.addAttribute("title", shown.title());
        model.addAttribute("rubric", rubric);
        model.addAttribute("answers", shown.answers());
        model.addAttribute("own", own);
        model.addAttribute("saved", json.writeValueAsString(fields(sheet, note(actor, sheet))));
        model.addAttribute("before", at > 0 ? panel.get(at - 1) : null);
        model.addAttribute("after", at + 1 < panel.size() ? panel.get(at + 1) : null);
        model.addAttribute("place", (at + 1) + " / " + panel.size());
        return "review/sheet";
    }

    /** What the house has of a sheet, by the names of its form's fields. */
    private Map<String, String> fields(Scoring.Sheet sheet, String note) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Criterion c : panels.scored(sheet.panelId()).rubric()) {
            fields.put("s_" + c.code(), sheet.scores().getOrDefault(c.code(), ""));
            fields.put("r_" + c.code(), sheet.reasons().getOrDefault(c.code(), ""));
        }
        fields.put("comment", sheet.comment());
        fields.put("note", note);
        return fields;
    }

    /** The panel has closed: what was typed is shown to be copied, and counts no more. */
    private String late(Scoring.Sheet sheet, Map<String, String> typed, Model model) {
        StringBuilder text = new StringBuilder(sheet.code()).append("\n");
        for (Criterion c : panels.scored(sheet.panelId()).rubric()) {
            text.append(c.name())
                    .append("：")
                    .append(typed.getOrDefault("s_" + c.code(), ""))
                    .append("  ")
                    .append(typed.getOrDefault("r_" + c.code(), ""))
                    .append("\n");
        }
        model.addAttribute("sheet", sheet);
        model.addAttribute(
                "text", text.append(typed.getOrDefault("comment", "")).toString());
        return "review/late";
    }

    /** Saves, or saves and seals. */
    @Allowed(Right.SCORE)
    @PostMapping("/scoring/{id}")
    String save(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam(defaultValue = "save") String action,
            @RequestParam Map<String, String> fields,
            Actor actor,
            HttpServletResponse response,
            Model model) {
        Form form = forms.typed();
        Optional<Scoring.Sheet> over = scoring.over(actor, id);
        if (over.isPresent()) {
            response.setStatus(HttpStatus.GONE.value());
            Map<String, String> typed = new LinkedHashMap<>();
            fields(over.get(), "").keySet().forEach(f -> typed.put(f, form.value(f)));
            return late(over.get(), typed, model);
        }
        Scoring.Sheet before = scoring.sheet(actor, id);
        boolean seal = action.equals("seal");
        Call call = panels.scored(before.panelId());
        Scoring.Typed typed = typed(form, fields.keySet());
        Scoring.faults(call, typed.points(), seal).forEach(f -> form.reject(f.field(), forms.text(f)));
        return forms.submit(
                form,
                model,
                () -> {
                    if (seal) {
                        scoring.handIn(actor, id, version, typed);
                        forms.flash("review.sealedNow", before.code());
                        return next(actor, before);
                    }
                    scoring.save(actor, id, version, typed);
                    forms.flash("entries.saved");
                    return "/scoring/" + id;
                },
                () -> page(actor, scoring.sheet(actor, id), model));
    }

    /** The next open sheet of the panel, or the list when all are done. */
    private String next(Actor actor, Scoring.Sheet done) {
        List<Scoring.Sheet> open = scoring.mine(actor).stream()
                .filter(s -> s.panelId() == done.panelId() && s.open())
                .toList();
        return open.stream()
                .filter(s -> s.code().compareTo(done.code()) > 0)
                .findFirst()
                .or(() -> open.stream().findFirst())
                .map(s -> "/scoring/" + s.id())
                .orElse("/scoring");
    }

    /** Keeps what was typed so far. An answer that is no yes says what the house has, so that the page can put both together. */
    @Allowed(Right.SCORE)
    @PostMapping("/scoring/{id}/draft")
    @ResponseBody
    ResponseEntity<Map<String, Object>> draft(
            @PathVariable long id, @RequestParam int version, @RequestParam Map<String, String> fields, Actor actor) {
        try {
            Scoring.Drafted kept = scoring.draft(actor, id, version, typed(forms.typed(), fields.keySet()));
            Map<String, String> left = new LinkedHashMap<>();
            kept.left().forEach(f -> left.put(String.valueOf(f.field()), forms.text(f)));
            String time = LocalTime.now(Page.ZONE).format(DateTimeFormatter.ofPattern("HH:mm"));
            return ResponseEntity.ok(
                    Map.of("version", kept.version(), "text", forms.text("entries.savedAt", time), "left", left));
        } catch (Stale stale) {
            Scoring.Sheet now = scoring.sheet(actor, id);
            return now.open() ? conflict(now, note(actor, now)) : ended("review.sealed");
        } catch (Refusal ended) {
            return ended(ended.key(), ended.args());
        } catch (NotFound gone) {
            if (scoring.over(actor, id).isEmpty()) {
                throw gone;
            }
            return ended("review.late.draft");
        }
    }

    private ResponseEntity<Map<String, Object>> conflict(Scoring.Sheet now, String note) {
        return ResponseEntity.status(HttpStatus.CONFLICT)
                .body(Map.of(
                        "version", now.version(), "text", forms.text("entries.otherTab"), "fields", fields(now, note)));
    }

    private ResponseEntity<Map<String, Object>> ended(String why, Object... args) {
        return ResponseEntity.status(HttpStatus.GONE).body(Map.of("text", forms.text(why, args)));
    }

    /** Can't judge this entry: no score, with the reason for the host. */
    @Allowed(Right.SCORE)
    @PostMapping("/scoring/{id}/cannot")
    String cannot(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String cannot,
            Actor actor,
            Model model) {
        Scoring.Sheet before = scoring.sheet(actor, id);
        Form form = forms.typed();
        fields(before, note(actor, before)).forEach(form::put);
        return forms.submit(
                form,
                model,
                () -> {
                    scoring.cannotJudge(actor, id, version, cannot);
                    forms.flash("review.cannot.done", before.code());
                    return next(actor, before);
                },
                () -> page(actor, scoring.sheet(actor, id), model));
    }

    /** The private note of a sheet that is not open any more. */
    @Allowed(Right.SCORE)
    @PostMapping("/scoring/{id}/note")
    String note(@PathVariable long id, @RequestParam(defaultValue = "") String note, Actor actor) {
        scoring.note(actor, id, note);
        forms.flash(note.isBlank() ? "review.note.gone" : "entries.saved");
        return scoring.over(actor, id).isPresent() ? "redirect:/scoring" : "redirect:/scoring/" + id;
    }

    @Allowed(Right.SCORE)
    @PostMapping("/scoring/{id}/recuse")
    String recuse(@PathVariable long id, @RequestParam(defaultValue = "") String reason, Actor actor) {
        scoring.recuseMyself(actor, id, reason);
        forms.flash("review.recused");
        return "redirect:/scoring";
    }

    private static Scoring.Typed typed(Form form, Collection<String> fields) {
        Map<String, String> points = new LinkedHashMap<>();
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String field : fields) {
            if (field.startsWith("s_")) {
                points.put(field.substring(2), form.value(field));
            } else if (field.startsWith("r_")) {
                reasons.put(field.substring(2), form.value(field));
            }
        }
        return new Scoring.Typed(
                points, reasons, form.value("comment"), fields.contains("note") ? form.value("note") : null);
    }

    @Override
    public List<DeskCard> cards(Viewer viewer, Page page) {
        if (!(viewer instanceof Actor actor) || !actor.may(Right.SCORE)) {
            return List.of();
        }
        long open = scoring.mine(actor).stream().filter(Scoring.Sheet::open).count();
        return open == 0
                ? List.of()
                : List.of(DeskCard.of(
                        page.t("review.desk"), open, null, "/scoring", page.t("review.score"), today.today()));
    }

    @Override
    public String ownerKind() {
        return "entry";
    }

    /** Files of an entry whose sheet is the expert's, as far as experts see them. */
    @Override
    public boolean mayRead(StoredFile file, @Nullable Viewer viewer) {
        if (!(viewer instanceof Actor actor) || file.ownerId() == null || !actor.may(Right.SCORE)) {
            return false;
        }
        long entry = file.ownerId();
        return scoring.mine(actor).stream().anyMatch(s -> s.entryId() == entry)
                && blinding.shown(views.of(entry)).has(file.id());
    }

    @Override
    public boolean hidesName(StoredFile file) {
        return file.ownerId() != null && views.of(file.ownerId()).call().blind();
    }
}
