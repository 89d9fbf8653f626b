package io.lingchuang.services.events;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.documents.Pdf;
import io.lingchuang.platform.web.Everyone;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.Limited;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.NavItem;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.PublicItem;
import io.lingchuang.platform.web.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The calendar of events and the page of each, open to everybody; registering, alone or for one's unit. */
@Controller
class EventPages {

    private final Events events;
    private final Registrations registrations;
    private final EventLists lists;
    private final EventFiles files;
    private final EventKinds kinds;
    private final Tree tree;
    private final Forms forms;
    private final Pages pages;
    private final Pdf pdf;
    private final Today today;

    EventPages(
            Events events,
            Registrations registrations,
            EventLists lists,
            EventFiles files,
            EventKinds kinds,
            Tree tree,
            Forms forms,
            Pages pages,
            Pdf pdf,
            Today today) {
        this.events = events;
        this.registrations = registrations;
        this.lists = lists;
        this.files = files;
        this.kinds = kinds;
        this.tree = tree;
        this.forms = forms;
        this.pages = pages;
        this.pdf = pdf;
        this.today = today;
    }

    @Bean
    static NavItem eventsNav() {
        return new NavItem("events.title", "/events", 79, null);
    }

    @Bean
    static PublicItem eventsOpen() {
        return new PublicItem("events.title", "/events", 65);
    }

    @Everyone
    @Limited(times = 600)
    @GetMapping("/events")
    String calendar(@Nullable Actor actor, HttpServletRequest request, Model model) {
        model.addAttribute("list", lists.calendar(actor, pages.of(request)).page(ListRequest.of(request)));
        model.addAttribute("holds", actor != null && actor.may(Right.HOLD_EVENTS));
        model.addAttribute("keepsKinds", actor != null && kinds.keeps(actor));
        return "services/events/list";
    }

    @Everyone
    @Limited(times = 100)
    @GetMapping("/events.xlsx")
    void excel(@Nullable Actor actor, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var page = pages.of(request);
        ListExport.send(lists.calendar(actor, page), ListRequest.of(request), page, response);
    }

    @Everyone
    @Limited(times = 600)
    @GetMapping("/events/{id}")
    String one(@PathVariable long id, @Nullable Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return page(id, actor, model);
    }

    private String page(long id, @Nullable Actor actor, Model model) {
        Event event = events.event(actor, id);
        model.addAttribute("event", event);
        model.addAttribute(
                "own", actor == null ? null : registrations.own(actor, id).orElse(null));
        model.addAttribute("holds", actor != null && events.holds(actor, event));
        model.addAttribute("takes", event.takes(today.now()));
        model.addAttribute(
                "forUnit",
                actor != null
                        && actor.may(Right.ENTER_FOR_OTHERS)
                        && (event.takes(today.now())
                                || !registrations.ofUnits(actor, id).isEmpty()));
        model.addAttribute("came", event.state() == Event.State.HELD ? lists.units(id) : List.of());
        model.addAttribute("materials", files.of(id, false));
        model.addAttribute("photos", files.of(id, true));
        return "services/events/event";
    }

    @Everyone
    @Limited(times = 100)
    @GetMapping("/events/{id}/programme.pdf")
    void programme(
            @PathVariable long id, @Nullable Actor actor, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Event event = events.event(actor, id);
        byte[] bytes = pdf.render("pdf/programme.jte", Map.of("page", pages.of(request), "event", event));
        ListExport.attachment(response, event.title() + ".pdf", "application/pdf");
        response.getOutputStream().write(bytes);
    }

    @SignedIn
    @PostMapping("/events/{id}/register")
    String register(@PathVariable long id, Actor actor, Model model) {
        events.event(actor, id);
        return forms.submit(
                Form.empty(),
                model,
                () -> {
                    forms.flash("events.done." + registrations.register(actor, id));
                    return "/events/" + id;
                },
                () -> page(id, actor, model));
    }

    /** One's own, or one of one's unit. */
    @SignedIn
    @PostMapping("/events/{id}/unregister")
    String unregister(
            @PathVariable long id, @RequestParam(defaultValue = "0") long registration, Actor actor, Model model) {
        events.event(actor, id);
        return forms.submit(
                Form.empty(),
                model,
                () -> {
                    boolean own = registrations
                            .own(actor, id)
                            .filter(r -> r.id() == registration)
                            .isPresent();
                    registrations.cancel(actor, id, registration);
                    forms.flash("events.done.unregister");
                    return own ? "/events/" + id : "/events/" + id + "/unit";
                },
                () -> page(id, actor, model));
    }

    @Allowed(Right.ENTER_FOR_OTHERS)
    @GetMapping("/events/{id}/unit")
    String unit(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return unitPage(id, actor, model);
    }

    private String unitPage(long id, Actor actor, Model model) {
        Event event = events.event(actor, id);
        model.addAttribute("event", event);
        model.addAttribute("takes", event.takes(today.now()));
        model.addAttribute("registrations", registrations.ofUnits(actor, id));
        model.addAttribute(
                "unit",
                tree.node(actor.nodesWith(Right.ENTER_FOR_OTHERS).getFirst()).name());
        return "services/events/unit";
    }

    @Allowed(Right.ENTER_FOR_OTHERS)
    @PostMapping("/events/{id}/unit")
    String registerUnit(
            @PathVariable long id, @RequestParam(defaultValue = "") String names, Actor actor, Model model) {
        if (!events.event(actor, id).known()) {
            throw new NotFound();
        }
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    List<String> all = names.lines().toList();
                    int placed = registrations.registerUnit(
                            actor, id, actor.nodesWith(Right.ENTER_FOR_OTHERS).getFirst(), all);
                    forms.flash("events.done.unit", placed);
                    return "/events/" + id + "/unit";
                },
                () -> unitPage(id, actor, model));
    }

    /** The way from the code on the screen: one press, and one is there. */
    @SignedIn
    @GetMapping("/events/{id}/here")
    String door(@PathVariable long id, @RequestParam(defaultValue = "") String code, Actor actor, Model model) {
        model.addAttribute("form", Form.empty().put("code", code));
        return doorPage(id, actor, model);
    }

    private String doorPage(long id, Actor actor, Model model) {
        model.addAttribute("event", events.event(actor, id));
        model.addAttribute("own", registrations.own(actor, id).orElse(null));
        return "services/events/here";
    }

    @SignedIn
    @PostMapping("/events/{id}/here")
    String here(@PathVariable long id, @RequestParam(defaultValue = "") String code, Actor actor, Model model) {
        events.event(actor, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    registrations.here(actor, id, code);
                    forms.flash("events.done.here");
                    return "/events/" + id;
                },
                () -> doorPage(id, actor, model));
    }
}
