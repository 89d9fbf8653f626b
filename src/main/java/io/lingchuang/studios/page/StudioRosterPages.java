package io.lingchuang.studios.page;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.SignedIn;
import io.lingchuang.platform.web.Typing;
import io.lingchuang.studios.Part;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.Studios;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A studio's roster and its history: seen from inside, written by its leader or its unit's clerk. */
@Controller
class StudioRosterPages {

    private final Studios studios;
    private final StudioRoster roster;
    private final Today today;
    private final Forms forms;

    StudioRosterPages(Studios studios, StudioRoster roster, Today today, Forms forms) {
        this.studios = studios;
        this.roster = roster;
        this.today = today;
        this.forms = forms;
    }

    /** @param who a name as typed, to find whom to put in */
    @SignedIn
    @GetMapping("/studios/{id}/roster")
    String roster(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String who, Model model) {
        model.addAttribute(
                "form", Form.empty().put("who", who).put("from", today.today()).put("part", Part.MEMBER));
        return page(actor, id, who, model);
    }

    private String page(Actor actor, long id, String who, Model model) {
        Studio studio = studios.seenBy(actor, id);
        boolean writes =
                studios.standing(actor, studio).leads() && studio.state().alive();
        model.addAttribute("studio", studio);
        model.addAttribute("members", studios.members(id));
        model.addAttribute("ever", studios.everMembers(id));
        model.addAttribute("writes", writes);
        model.addAttribute("found", writes ? roster.found(actor, id, who) : java.util.List.of());
        return "studios/page/roster";
    }

    @SignedIn
    @PostMapping("/studios/{id}/roster")
    String join(Actor actor, @PathVariable long id, Model model) {
        studios.ledBy(actor, id);
        var typed = Typing.of(forms);
        var place = place(typed);
        return forms.submit(
                typed.form(),
                model,
                () -> {
                    roster.join(actor, id, typed.id("person"), place);
                    forms.flash("studiopage.joined");
                    return "/studios/" + id + "/roster";
                },
                () -> page(actor, id, typed.form().value("who"), model));
    }

    private static StudioRoster.Place place(Typing typed) {
        return new StudioRoster.Place(typed.choice("part", Part.class), typed.text("duty", 0, 60), typed.day("from"));
    }

    @SignedIn
    @GetMapping("/studios/{id}/members/{member}")
    String member(Actor actor, @PathVariable long id, @PathVariable long member, Model model) {
        model.addAttribute("form", Form.empty().put("from", today.today()).put("day", today.today()));
        return memberPage(actor, id, member, model);
    }

    private String memberPage(Actor actor, long id, long member, Model model) {
        Studio studio = studios.ledBy(actor, id);
        model.addAttribute("studio", studio);
        model.addAttribute(
                "member",
                studios.members(id).stream()
                        .filter(m -> m.id() == member)
                        .findFirst()
                        .orElseThrow(io.lingchuang.platform.web.NotFound::new));
        return "studios/page/member";
    }

    @SignedIn
    @PostMapping("/studios/{id}/members/{member}")
    String change(Actor actor, @PathVariable long id, @PathVariable long member, Model model) {
        studios.ledBy(actor, id);
        var typed = Typing.of(forms);
        var place = place(typed);
        return forms.submit(
                typed.form(),
                model,
                () -> {
                    roster.becomes(actor, id, member, place);
                    forms.flash("studiopage.partChanged");
                    return "/studios/" + id + "/roster";
                },
                () -> memberPage(actor, id, member, model));
    }

    @SignedIn
    @PostMapping("/studios/{id}/members/{member}/leave")
    String leave(Actor actor, @PathVariable long id, @PathVariable long member, Model model) {
        studios.ledBy(actor, id);
        var typed = Typing.of(forms);
        var day = typed.day("day");
        return forms.submit(
                typed.form(),
                model,
                () -> {
                    roster.leave(actor, id, member, day);
                    forms.flash("studiopage.left");
                    return "/studios/" + id + "/roster";
                },
                () -> memberPage(actor, id, member, model));
    }
}
