package io.lingchuang.review.meeting;

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
import io.lingchuang.platform.web.Viewer;
import io.lingchuang.review.Panels;
import io.lingchuang.review.Scoring;
import io.lingchuang.review.onsite.Presentation;
import io.lingchuang.review.onsite.PresentationLists;
import io.lingchuang.review.onsite.Turn;
import io.lingchuang.review.onsite.Turns;
import io.lingchuang.review.room.Seat;
import io.lingchuang.review.room.Seats;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The meeting: the host's desk, the big screen, and what an expert sees of it on their own device. All of them keep themselves current. */
@Controller
class MeetingPages implements DeskSource {

    private final Meetings meetings;
    private final Screens screens;
    private final Turns turns;
    private final PresentationLists presentations;
    private final Panels panels;
    private final Seats seats;
    private final Scoring scoring;
    private final Forms forms;
    private final Today today;

    MeetingPages(
            Meetings meetings,
            Screens screens,
            Turns turns,
            PresentationLists presentations,
            Panels panels,
            Seats seats,
            Scoring scoring,
            Forms forms,
            Today today) {
        this.meetings = meetings;
        this.screens = screens;
        this.turns = turns;
        this.presentations = presentations;
        this.panels = panels;
        this.seats = seats;
        this.scoring = scoring;
        this.forms = forms;
        this.today = today;
    }

    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @GetMapping("/panels/{id}/meeting")
    String meeting(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return page(id, actor, model);
    }

    private String page(long id, Actor actor, Model model) {
        Seat seat = panels.seat(actor, id);
        Presentation whole = presentations.ofPanel(id).orElse(null);
        Set<Long> seen = seats.seen(seat);
        Screen screen = screens.ofRoom(seat);
        model.addAttribute("seat", seat);
        model.addAttribute("presentation", whole == null ? null : whole.seen(seen, seat::title));
        model.addAttribute("running", whole == null ? null : seen(whole.running(), seen, seat));
        model.addAttribute("next", whole == null ? null : seen(whole.next(), seen, seat));
        model.addAttribute("otherLeads", whole != null && others(whole, seen));
        model.addAttribute("screen", screen);
        model.addAttribute("members", screens.members(id));
        model.addAttribute("here", screens.present(id));
        model.addAttribute(
                "handIns",
                screen.now() == null || screen.now().hidden()
                        ? List.of()
                        : screens.handIns(id, screen.now().entryId()));
        return "review/meeting";
    }

    private static @Nullable Turn seen(@Nullable Turn turn, Set<Long> seen, Seat seat) {
        return turn == null || !seen.contains(turn.entryId())
                ? null
                : turn.titled(seat.title(turn.entryId(), turn.title()));
    }

    /** What runs, or comes next, is not for this leader to see: somebody else leads it. */
    private static boolean others(Presentation whole, Set<Long> seen) {
        Turn turn = whole.running() == null ? whole.next() : whole.running();
        return turn != null && !seen.contains(turn.entryId());
    }

    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @PostMapping("/panels/{id}/meeting/present")
    String present(
            @PathVariable long id,
            @RequestParam(name = "expert", defaultValue = "") List<Long> experts,
            Actor actor,
            Model model) {
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    meetings.present(actor, id, experts);
                    return "/panels/" + id + "/meeting";
                },
                () -> page(id, actor, model));
    }

    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @PostMapping("/panels/{id}/meeting/discuss")
    String discuss(
            @PathVariable long id, @RequestParam(required = false) @Nullable Long entry, Actor actor, Model model) {
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    meetings.discuss(actor, id, entry);
                    return "/panels/" + id + "/meeting";
                },
                () -> page(id, actor, model));
    }

    /** One step of one turn. */
    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @PostMapping("/panels/{id}/turns")
    String turn(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String step,
            @RequestParam(defaultValue = "0") long entry,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model) {
        panels.seat(actor, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    switch (step) {
                        case "begin" -> turns.begin(actor, id, entry);
                        case "answer" -> turns.answer(actor, id, entry);
                        case "end" -> turns.end(actor, id, entry);
                        case "pause" -> turns.pause(actor, id, entry);
                        case "resume" -> turns.resume(actor, id, entry);
                        case "last" -> turns.putLast(actor, id, entry, reason);
                        case "absent" -> turns.absent(actor, id, entry, reason);
                        case "back" -> turns.back(actor, id, entry);
                        case "waive" -> turns.waive(actor, id, entry);
                        case "show" -> turns.show(actor, id, entry);
                        default -> throw new NotFound();
                    }
                    return "/panels/" + id + "/meeting";
                },
                () -> page(id, actor, model));
    }

    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @GetMapping("/panels/{id}/screen")
    String screen(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("screen", screens.ofRoom(panels.seat(actor, id)));
        return "review/screen";
    }

    /** For a member of the panel: what is on, the clock, and their own sheet of it. */
    @Allowed(Right.SCORE)
    @GetMapping("/panels/{id}/live")
    String live(@PathVariable long id, Actor actor, Model model) {
        long expert = screens.seat(actor.accountId(), id).orElseThrow(NotFound::new);
        Screen screen = screens.ofExpert(id, expert);
        Screen.Row now = screen.now();
        model.addAttribute("screen", screen);
        model.addAttribute(
                "sheet",
                now == null || now.hidden()
                        ? null
                        : scoring.mine(actor).stream()
                                .filter(s -> s.panelId() == id && s.entryId() == now.entryId())
                                .findFirst()
                                .orElse(null));
        return "review/live";
    }

    @Override
    public List<DeskCard> cards(Viewer viewer, Page page) {
        if (!(viewer instanceof Actor actor) || !actor.may(Right.SCORE)) {
            return List.of();
        }
        List<Screens.Ahead> ahead = screens.ahead(actor.accountId());
        return ahead.isEmpty()
                ? List.of()
                : List.of(DeskCard.of(
                        page.t("review.meeting.yours"),
                        ahead.size(),
                        LocalDate.ofInstant(ahead.getFirst().startsAt(), Page.ZONE),
                        "/panels/" + ahead.getFirst().panelId() + "/live",
                        page.t("review.visit.open"),
                        today.today()));
    }
}
