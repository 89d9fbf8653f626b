package io.lingchuang.review.room;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.DeskCard;
import io.lingchuang.platform.web.DeskSource;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Viewer;
import io.lingchuang.review.Panels;
import io.lingchuang.review.pool.TrackRecords;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How far the panel is, who is reminded, who chairs it and until when. */
@Controller
class RoomPages implements DeskSource {

    private final Panels panels;
    private final Seats seats;
    private final Progress progress;
    private final PanelReminders reminders;
    private final Chairing chairing;
    private final TrackRecords records;
    private final Forms forms;
    private final Today today;

    RoomPages(
            Panels panels,
            Seats seats,
            Progress progress,
            PanelReminders reminders,
            Chairing chairing,
            TrackRecords records,
            Forms forms,
            Today today) {
        this.panels = panels;
        this.seats = seats;
        this.progress = progress;
        this.reminders = reminders;
        this.chairing = chairing;
        this.records = records;
        this.forms = forms;
        this.today = today;
    }

    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @GetMapping("/panels/{id}/progress")
    String progress(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return page(id, actor, model);
    }

    private String page(long id, Actor actor, Model model) {
        Seat seat = panels.seat(actor, id);
        model.addAttribute("seat", seat);
        model.addAttribute("term", progress.term(id));
        model.addAttribute("experts", progress.byExpert(seat));
        model.addAttribute("entries", progress.byEntry(seat));
        model.addAttribute("today", today.today());
        model.addAttribute("records", seat.kind() == Seat.Kind.DEPUTY ? List.of() : records.ofPanel(seat));
        model.addAttribute("chairs", seat.host() ? chairing.of(actor, id) : null);
        return "review/progress";
    }

    /** What would be sent to whom; nothing is sent yet. */
    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @PostMapping("/panels/{id}/reminders/preview")
    String preview(
            @PathVariable long id,
            @RequestParam(name = "id", defaultValue = "") List<String> chosen,
            Actor actor,
            Locale locale,
            Model model) {
        panels.seat(actor, id);
        model.addAttribute("form", Form.empty().put("text", reminders.usual(progress.term(id), locale)));
        return previewPage(id, ids(chosen), actor, model);
    }

    private String previewPage(long id, List<Long> chosen, Actor actor, Model model) {
        model.addAttribute("seat", panels.seat(actor, id));
        model.addAttribute("recipients", reminders.recipients(actor, id, chosen));
        return "review/remind";
    }

    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @PostMapping("/panels/{id}/reminders")
    String remind(
            @PathVariable long id,
            @RequestParam(name = "id", defaultValue = "") List<String> chosen,
            @RequestParam(defaultValue = "") String text,
            Actor actor,
            Model model) {
        panels.seat(actor, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    forms.flash("review.room.reminded", reminders.remind(actor, id, ids(chosen), text));
                    return "/panels/" + id + "/progress";
                },
                () -> previewPage(id, ids(chosen), actor, model));
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/panels/{id}/due")
    String due(
            @PathVariable long id, @RequestParam(required = false) @Nullable LocalDate due, Actor actor, Model model) {
        panels.held(actor, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    chairing.due(actor, id, due);
                    forms.flash("review.room.dueSet");
                    return "/panels/" + id + "/progress";
                },
                () -> page(id, actor, model));
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/panels/{id}/chair")
    String chair(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Long chair,
            @RequestParam(required = false) @Nullable Long deputy,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model) {
        panels.held(actor, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    chairing.name(actor, id, chair, deputy, reason);
                    forms.flash("review.room.chairNamed");
                    return "/panels/" + id + "/progress";
                },
                () -> page(id, actor, model));
    }

    /** Ids as ticked; what is none points nowhere. */
    private static List<Long> ids(List<String> typed) {
        List<Long> ids = new ArrayList<>();
        typed.stream().filter(t -> t.matches("[0-9]{1,18}")).forEach(t -> ids.add(Long.valueOf(t)));
        return ids;
    }

    /** A panel that one chairs stands on the desk, with the sheets that are still open there. */
    @Override
    public List<DeskCard> cards(Viewer viewer, Page page) {
        if (!(viewer instanceof Actor actor) || !actor.may(Right.SCORE)) {
            return List.of();
        }
        return seats.chaired(actor.accountId()).stream()
                .map(id -> {
                    Seat seat = panels.seat(actor, id);
                    int open = progress.byExpert(seat).stream()
                            .mapToInt(e -> e.counts().open())
                            .sum();
                    return DeskCard.of(
                            page.t("review.room.desk", seat.panel().name()),
                            open,
                            progress.term(id).due(),
                            "/panels/" + id + "/progress",
                            page.t("review.room.open"),
                            today.today());
                })
                .toList();
    }
}
