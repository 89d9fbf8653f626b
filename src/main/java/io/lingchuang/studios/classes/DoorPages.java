package io.lingchuang.studios.classes;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.documents.Qr;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.Limited;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.SignedIn;
import io.lingchuang.platform.web.Typing;
import io.lingchuang.studios.ledger.Ledger;
import java.time.Instant;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** At the door of a class: the code on the big screen, whoever signs in by it on their phone, and the teacher's ticks for the others. */
@Controller
class DoorPages {

    private final Learners learners;
    private final CourseLists lists;
    private final CoursePages courses;
    private final Ledger ledger;
    private final Forms forms;
    private final Today today;

    DoorPages(Learners learners, CourseLists lists, CoursePages courses, Ledger ledger, Forms forms, Today today) {
        this.learners = learners;
        this.lists = lists;
        this.courses = courses;
        this.ledger = ledger;
        this.forms = forms;
        this.today = today;
    }

    private Course taught(long id, Actor actor) {
        Course course = lists.course(id);
        ledger.writtenBy(actor, course.studioId());
        return course;
    }

    /** On the big screen: it keeps itself current, and shows a code only while people are taken in. */
    @SignedIn
    @GetMapping("/classes/{id}/screen")
    String screen(@PathVariable long id, Actor actor, Model model) {
        Course course = taught(id, actor);
        Instant now = today.now();
        model.addAttribute("course", course);
        model.addAttribute("open", course.atDoor(now));
        model.addAttribute("code", course.atDoor(now) ? course.doorCode().at(now) : "");
        model.addAttribute(
                "here", lists.learners(id).stream().filter(Learner::present).count());
        return "studios/classes/screen";
    }

    @SignedIn
    @GetMapping("/classes/{id}/qr.png")
    ResponseEntity<byte[]> qr(@PathVariable long id, Actor actor) {
        Course course = taught(id, actor);
        Instant now = today.now();
        String address = ServletUriComponentsBuilder.fromCurrentContextPath()
                .path("/classes/" + id + "/sign-in")
                .queryParam("code", course.atDoor(now) ? course.doorCode().at(now) : "")
                .build()
                .toUriString();
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .cacheControl(CacheControl.noStore())
                .body(Qr.png(address, 480));
    }

    /** Where the code leads: says which class it is, and takes one press. */
    @SignedIn
    @GetMapping("/classes/{id}/sign-in")
    String door(@PathVariable long id, @RequestParam(defaultValue = "") String code, Actor actor, Model model) {
        model.addAttribute("form", Form.empty().put("code", code.length() > 20 ? "" : code));
        return doorPage(id, actor, model);
    }

    private String doorPage(long id, Actor actor, Model model) {
        model.addAttribute("course", learners.seenBy(actor, id));
        model.addAttribute("me", learners.of(actor, id).orElse(null));
        return "studios/classes/door";
    }

    /** Many come from behind one address; whoever guesses is stopped. */
    @SignedIn
    @Limited(times = 100, misses = true)
    @PostMapping("/classes/{id}/sign-in")
    String signIn(@PathVariable long id, @RequestParam(defaultValue = "") String code, Actor actor, Model model) {
        learners.seenBy(actor, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    boolean now = learners.signIn(actor, id, code);
                    forms.flash(now ? "studioclasses.did.signIn" : "studioclasses.did.already");
                    return "/classes/" + id;
                },
                () -> doorPage(id, actor, model));
    }

    /** Takes a place, or gives it back. */
    @SignedIn
    @PostMapping("/classes/{id}/place")
    String place(@PathVariable long id, @RequestParam(defaultValue = "") String step, Actor actor, Model model) {
        learners.seenBy(actor, id);
        return forms.submit(
                Form.empty(),
                model,
                () -> {
                    switch (step) {
                        case "join" -> learners.join(actor, id);
                        case "leave" -> learners.leave(actor, id);
                        default -> throw new NotFound();
                    }
                    forms.flash("studioclasses.did." + step);
                    return "/classes/" + id;
                },
                () -> courses.page(id, actor, model));
    }

    @SignedIn
    @PostMapping("/classes/{id}/tick")
    String tick(@PathVariable long id, Actor actor, Model model) {
        taught(id, actor);
        var typing = Typing.of(forms);
        return forms.submit(
                typing.form(),
                model,
                () -> {
                    learners.tick(actor, id, typing.ids("there"));
                    forms.flash("studioclasses.did.tick");
                    return "/classes/" + id;
                },
                () -> courses.page(id, actor, model));
    }

    @SignedIn
    @PostMapping("/classes/{id}/add")
    String add(@PathVariable long id, @RequestParam(defaultValue = "") String who, Actor actor, Model model) {
        taught(id, actor);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    learners.add(actor, id, who);
                    forms.flash("studioclasses.did.add", who.strip());
                    return "/classes/" + id;
                },
                () -> courses.page(id, actor, model));
    }
}
