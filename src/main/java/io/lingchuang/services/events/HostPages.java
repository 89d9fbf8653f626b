package io.lingchuang.services.events;

import static io.lingchuang.db.services.Tables.REGISTRATION;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.documents.Pdf;
import io.lingchuang.platform.documents.Qr;
import io.lingchuang.platform.signin.ChangingCode;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** At the door and afterwards, for the host: who comes, the code on the screen, the sheet on paper, files and figures. */
@Controller
class HostPages {

    private final Events events;
    private final Registrations registrations;
    private final EventLists lists;
    private final EventFiles files;
    private final Forms forms;
    private final Pages pages;
    private final Pdf pdf;
    private final Today today;
    private final String address;

    HostPages(
            Events events,
            Registrations registrations,
            EventLists lists,
            EventFiles files,
            Forms forms,
            Pages pages,
            Pdf pdf,
            Today today,
            @Value("${lingchuang.address:}") String address) {
        this.events = events;
        this.registrations = registrations;
        this.lists = lists;
        this.files = files;
        this.forms = forms;
        this.pages = pages;
        this.pdf = pdf;
        this.today = today;
        this.address = address;
    }

    @Allowed(Right.HOLD_EVENTS)
    @GetMapping("/events/{id}/guests")
    String guests(@PathVariable long id, Actor actor, ListRequest list, HttpServletRequest request, Model model) {
        model.addAttribute("form", Form.empty());
        return guestsPage(id, actor, list, request, model);
    }

    private String guestsPage(long id, Actor actor, ListRequest list, HttpServletRequest request, Model model) {
        model.addAttribute("event", events.held(actor, id));
        model.addAttribute("list", lists.guests(id, pages.of(request)).page(list));
        model.addAttribute("units", lists.units(id));
        model.addAttribute("waiting", lists.waiting(id));
        model.addAttribute("door", lists.door(id, list.filter("q")));
        return "services/events/guests";
    }

    @Allowed(Right.HOLD_EVENTS)
    @GetMapping("/events/{id}/guests.xlsx")
    void excel(
            @PathVariable long id,
            Actor actor,
            ListRequest list,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        events.held(actor, id);
        var page = pages.of(request);
        ListExport.send(lists.guests(id, page), list, page, response);
    }

    /** Ticks somebody, or takes the tick off. */
    @Allowed(Right.HOLD_EVENTS)
    @PostMapping("/events/{id}/tick")
    String tick(
            @PathVariable long id,
            @RequestParam(defaultValue = "0") long registration,
            @RequestParam(defaultValue = "true") boolean came,
            Actor actor,
            HttpServletRequest request,
            Model model) {
        events.held(actor, id);
        return forms.submit(
                Form.empty(),
                model,
                () -> {
                    registrations.tick(actor, id, registration, came);
                    return "/events/" + id + "/guests#r" + registration;
                },
                () -> guestsPage(id, actor, ListRequest.none(), request, model));
    }

    @Allowed(Right.HOLD_EVENTS)
    @PostMapping("/events/{id}/walk-in")
    String walkIn(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String unit,
            Actor actor,
            HttpServletRequest request,
            Model model) {
        events.held(actor, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    registrations.walkIn(actor, id, name, unit);
                    forms.flash("events.done.walkIn");
                    return "/events/" + id + "/guests";
                },
                () -> guestsPage(id, actor, ListRequest.none(), request, model));
    }

    /** For the wall: a code that changes, and how many are there. The page reads itself anew. */
    @Allowed(Right.HOLD_EVENTS)
    @GetMapping("/events/{id}/screen")
    String screen(@PathVariable long id, Actor actor, Model model) {
        Event event = events.held(actor, id);
        if (event.state() != Event.State.PUBLISHED) {
            throw new NotFound();
        }
        String code = events.code(id).at(today.now());
        model.addAttribute("event", event);
        model.addAttribute("code", code);
        model.addAttribute("seconds", ChangingCode.SECONDS);
        model.addAttribute("address", door(id));
        model.addAttribute(
                "came",
                lists.units(id).stream().mapToInt(EventLists.OfUnit::came).sum());
        return "services/events/screen";
    }

    /** Where the code on the screen leads: as configured, or else the address this request came to. */
    private String door(long id) {
        String house = address.isBlank()
                ? ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString()
                : address;
        return house + "/events/" + id + "/here";
    }

    @Allowed(Right.HOLD_EVENTS)
    @GetMapping("/events/{id}/code.png")
    ResponseEntity<byte[]> qr(@PathVariable long id, Actor actor) {
        events.held(actor, id);
        String code = events.code(id).at(today.now());
        return ResponseEntity.ok()
                .header("Content-Type", "image/png")
                .header("Cache-Control", "no-store")
                .body(Qr.png(door(id) + "?code=" + code, 600));
    }

    @Allowed(Right.HOLD_EVENTS)
    @GetMapping("/events/{id}/sign-in.pdf")
    void sheet(@PathVariable long id, Actor actor, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Event event = events.held(actor, id);
        var page = pages.of(request);
        byte[] bytes = pdf.render(
                "pdf/signin.jte",
                Map.of(
                        "page",
                        page,
                        "event",
                        event,
                        "guests",
                        registrations.find(REGISTRATION
                                .EVENT_ID
                                .eq(id)
                                .and(REGISTRATION.STATE.eq(Registration.State.REGISTERED.name())))));
        ListExport.attachment(response, event.title() + "-" + page.t("events.sheet") + ".pdf", "application/pdf");
        response.getOutputStream().write(bytes);
    }

    @Allowed(Right.HOLD_EVENTS)
    @PostMapping("/events/{id}/files")
    String addFiles(
            @PathVariable long id,
            @RequestParam("file") List<MultipartFile> uploads,
            @RequestParam(defaultValue = "false") boolean photos,
            Actor actor,
            HttpServletRequest request,
            Model model)
            throws IOException {
        events.held(actor, id);
        List<EventFiles.Upload> all = new ArrayList<>();
        for (MultipartFile upload : uploads) {
            all.add(new EventFiles.Upload(upload.getOriginalFilename(), upload.getInputStream()));
        }
        return forms.submit(
                Form.empty(),
                model,
                () -> {
                    files.add(actor, id, photos, all);
                    return "/events/" + id + "#files";
                },
                () -> guestsPage(id, actor, ListRequest.none(), request, model));
    }

    @Allowed(Right.HOLD_EVENTS)
    @PostMapping("/events/{id}/files/{file}/remove")
    String removeFile(@PathVariable long id, @PathVariable UUID file, Actor actor) {
        files.remove(actor, id, file);
        return "redirect:/events/" + id + "#files";
    }
}
