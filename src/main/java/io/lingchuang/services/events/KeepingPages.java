package io.lingchuang.services.events;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Preparing an event, and what becomes of it. */
@Controller
class KeepingPages {

    private final Events events;
    private final Registrations registrations;
    private final Forms forms;
    private final Pages pages;

    KeepingPages(Events events, Registrations registrations, Forms forms, Pages pages) {
        this.events = events;
        this.registrations = registrations;
        this.forms = forms;
        this.pages = pages;
    }

    @Allowed(Right.HOLD_EVENTS)
    @GetMapping("/events/new")
    String start(HttpServletRequest request, Model model) {
        model.addAttribute("form", Form.empty());
        return formPage(null, request, model);
    }

    private String formPage(@Nullable Event event, HttpServletRequest request, Model model) {
        model.addAttribute("event", event);
        model.addAttribute("kinds", events.kinds(pages.of(request).english()));
        return "services/events/form";
    }

    @Allowed(Right.HOLD_EVENTS)
    @PostMapping("/events/new")
    String prepare(Actor actor, HttpServletRequest request, Model model) {
        Form form = forms.typed();
        return forms.submit(
                form,
                model,
                () -> "/events/"
                        + events.prepare(
                                actor, actor.nodesWith(Right.HOLD_EVENTS).getFirst(), typed(form)),
                () -> formPage(null, request, model));
    }

    @Allowed(Right.HOLD_EVENTS)
    @GetMapping("/events/{id}/edit")
    String edit(@PathVariable long id, Actor actor, HttpServletRequest request, Model model) {
        Event event = events.held(actor, id);
        Form form = Form.of(event)
                .put("startsAt", local(event.startsAt()))
                .put("endsAt", local(event.endsAt()))
                .put("registerUntil", local(event.registerUntil()))
                .put("slot", event.programme().stream().map(Event.Slot::title).toList())
                .put(
                        "begins",
                        event.programme().stream().map(Event.Slot::begins).toList())
                .put(
                        "speaker",
                        event.programme().stream().map(Event.Slot::speaker).toList());
        model.addAttribute("form", form);
        return formPage(event, request, model);
    }

    private static LocalDateTime local(Instant at) {
        return LocalDateTime.ofInstant(at, Page.ZONE);
    }

    @Allowed(Right.HOLD_EVENTS)
    @PostMapping("/events/{id}/edit")
    String change(
            @PathVariable long id,
            @RequestParam(defaultValue = "-1") int version,
            Actor actor,
            HttpServletRequest request,
            Model model) {
        Event before = events.held(actor, id);
        Form form = forms.typed();
        return forms.submit(
                form,
                model,
                () -> {
                    registrations.change(actor, id, version, typed(form));
                    forms.flash("events.done.change");
                    return "/events/" + id;
                },
                () -> formPage(before, request, model));
    }

    private static Event.Typed typed(Form form) {
        List<Event.Slot> programme = new ArrayList<>();
        for (Map<String, String> row : form.rows("slot", "begins", "speaker")) {
            try {
                programme.add(new Event.Slot(
                        LocalTime.parse(row.getOrDefault("begins", "")),
                        row.getOrDefault("slot", ""),
                        row.getOrDefault("speaker", "")));
            } catch (DateTimeParseException e) {
                throw Refusal.onField("programme", "events.beginsForm");
            }
        }
        return new Event.Typed(
                form.value("kind"),
                form.value("title").strip(),
                form.value("introduction").strip(),
                form.value("place").strip(),
                moment(form, "startsAt"),
                moment(form, "endsAt"),
                moment(form, "registerUntil"),
                number(form, "places"),
                number(form, "perUnit"),
                form.has("byUnitOnly", "true"),
                programme);
    }

    /** A day and time as the browser's own field writes it. */
    private static Instant moment(Form form, String field) {
        try {
            LocalDateTime typed = LocalDateTime.parse(form.value(field).strip());
            if (typed.getYear() < 2000 || typed.getYear() > 2100) {
                throw Refusal.onField(field, "events.momentForm");
            }
            return typed.atZone(Page.ZONE).toInstant();
        } catch (DateTimeParseException e) {
            throw Refusal.onField(field, "events.momentForm");
        }
    }

    private static @Nullable Integer number(Form form, String field) {
        String typed = form.value(field).strip();
        if (typed.isEmpty()) {
            return null;
        }
        if (!typed.matches("[0-9]{1,6}")) {
            throw Refusal.onField(field, "events.numberForm");
        }
        return Integer.valueOf(typed);
    }

    /** publish, move, cancel, close, summarise. */
    @Allowed(Right.HOLD_EVENTS)
    @PostMapping("/events/{id}/step")
    String step(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "-1") int version,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String summary,
            @RequestParam(defaultValue = "") String place,
            Actor actor,
            Model model) {
        Event event = events.held(actor, id);
        Form form = forms.typed();
        return forms.submit(
                form,
                model,
                () -> {
                    switch (action) {
                        case "publish" -> events.publish(actor, id, version);
                        case "move" ->
                            events.move(
                                    actor,
                                    id,
                                    version,
                                    moment(form, "startsAt"),
                                    moment(form, "endsAt"),
                                    place,
                                    reason);
                        case "cancel" -> events.cancel(actor, id, version, reason);
                        case "close" -> events.close(actor, id, version, summary);
                        case "summarise" -> events.summarise(actor, id, version, summary);
                        default -> throw new NotFound();
                    }
                    forms.flash("events.done." + action);
                    return "/events/" + id + "/keep";
                },
                () -> {
                    stored(event).forEach((field, value) -> {
                        if (form.values(field).isEmpty()) {
                            form.put(field, value);
                        }
                    });
                    return keepPage(event, model);
                });
    }

    @Allowed(Right.HOLD_EVENTS)
    @GetMapping("/events/{id}/keep")
    String keep(@PathVariable long id, Actor actor, Model model) {
        Event event = events.held(actor, id);
        Form form = Form.empty();
        stored(event).forEach(form::put);
        model.addAttribute("form", form);
        return keepPage(event, model);
    }

    /** What stands in the forms of the page before anybody types. */
    private static Map<String, Object> stored(Event event) {
        return Map.of(
                "startsAt",
                local(event.startsAt()),
                "endsAt",
                local(event.endsAt()),
                "place",
                event.place(),
                "summary",
                event.summary());
    }

    private static String keepPage(Event event, Model model) {
        model.addAttribute("event", event);
        return "services/events/keep";
    }
}
