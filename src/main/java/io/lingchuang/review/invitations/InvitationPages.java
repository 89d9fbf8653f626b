package io.lingchuang.review.invitations;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What an expert is asked before they see anything of a panel. */
@Controller
class InvitationPages implements DeskSource {

    private final Invitations invitations;
    private final Declarations declarations;
    private final AskedExperts asked;
    private final Forms forms;
    private final Today today;

    InvitationPages(Invitations invitations, Declarations declarations, AskedExperts asked, Forms forms, Today today) {
        this.invitations = invitations;
        this.declarations = declarations;
        this.asked = asked;
        this.forms = forms;
        this.today = today;
    }

    @Allowed(Right.SCORE)
    @GetMapping("/invitations/{id}")
    String letter(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return letterPage(invitations.invitation(actor, id), model);
    }

    private static String letterPage(Invitations.Invitation invitation, Model model) {
        model.addAttribute("invitation", invitation);
        model.addAttribute("to", Letters.address(invitation.panelId()));
        return "review/invitation";
    }

    @Allowed(Right.SCORE)
    @PostMapping("/invitations/{id}/accept")
    String accept(@PathVariable long id, Actor actor) {
        invitations.accept(actor, id);
        boolean declared = invitations.invitation(actor, id).declared();
        forms.flash(declared ? "review.invitations.acceptedNothingNew" : "review.invitations.accepted");
        return "redirect:" + (declared ? "/scoring" : Letters.address(id) + "/declaration");
    }

    @Allowed(Right.SCORE)
    @PostMapping("/invitations/{id}/decline")
    String decline(@PathVariable long id, @RequestParam(defaultValue = "") String reason, Actor actor, Model model) {
        Invitations.Invitation invitation = invitations.invitation(actor, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    invitations.decline(actor, id, reason);
                    forms.flash("review.invitations.declined");
                    return "/scoring";
                },
                () -> letterPage(invitation, model));
    }

    @Allowed(Right.SCORE)
    @GetMapping("/invitations/{id}/declaration")
    String declaration(@PathVariable long id, Actor actor, Model model) {
        Invitations.Invitation invitation = invitations.invitation(actor, id);
        if (invitation.state() != Invitations.State.ACCEPTED) {
            return "redirect:" + Letters.address(id);
        }
        if (invitation.declared()) {
            return "redirect:/scoring";
        }
        List<Subject> open = declarations.open(id, invitation.expertId());
        model.addAttribute("form", Form.empty());
        model.addAttribute("invitation", invitation);
        model.addAttribute("open", open);
        model.addAttribute("mark", Declarations.mark(open));
        model.addAttribute("years", asked.pastYears(id));
        return "review/declaration";
    }

    /** What was ticked, to say of each what it is. */
    @Allowed(Right.SCORE)
    @GetMapping("/invitations/{id}/declaration/ties")
    String ties(
            @PathVariable long id,
            @RequestParam(name = "tick", defaultValue = "") Set<String> ticked,
            Actor actor,
            Model model) {
        Invitations.Invitation invitation = invitations.invitation(actor, id);
        if (invitation.state() != Invitations.State.ACCEPTED || invitation.declared()) {
            return "redirect:" + Letters.address(id) + "/declaration";
        }
        model.addAttribute("form", Form.empty());
        return tiesPage(invitation, ticked, model);
    }

    private String tiesPage(Invitations.Invitation invitation, Set<String> ticked, Model model) {
        List<Subject> open = declarations.open(invitation.panelId(), invitation.expertId());
        List<Subject> chosen =
                open.stream().filter(s -> ticked.contains(s.key())).toList();
        if (chosen.isEmpty()) {
            forms.flash("review.declaration.neither");
            return "redirect:" + Letters.address(invitation.panelId()) + "/declaration";
        }
        model.addAttribute("invitation", invitation);
        model.addAttribute("chosen", chosen);
        model.addAttribute("mark", Declarations.mark(open));
        return "review/declarationties";
    }

    @Allowed(Right.SCORE)
    @PostMapping("/invitations/{id}/declaration")
    String declare(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String mark,
            @RequestParam(name = "tick", defaultValue = "") Set<String> ticked,
            @RequestParam(defaultValue = "false") boolean none,
            Actor actor,
            Model model) {
        Invitations.Invitation invitation = invitations.invitation(actor, id);
        Form typed = forms.typed();
        List<Subject.Word> words = new ArrayList<>();
        for (String key : ticked) {
            Subject.Tie tie = tie(typed.value("t_" + key));
            if (tie == null) {
                typed.reject("t_" + key, forms.text("form.choose"));
            } else {
                words.add(new Subject.Word(key, tie, typed.value("r_" + key)));
            }
        }
        return forms.submit(
                typed,
                model,
                () -> {
                    declarations.declare(actor, invitation, mark, words, none);
                    forms.flash(none ? "review.declaration.doneNone" : "review.declaration.done");
                    return "/scoring";
                },
                () -> tiesPage(invitation, ticked, model));
    }

    private static Subject.@Nullable Tie tie(String typed) {
        for (Subject.Tie tie : Subject.Tie.values()) {
            if (tie.name().equals(typed)) {
                return tie;
            }
        }
        return null;
    }

    @Override
    public List<DeskCard> cards(Viewer viewer, Page page) {
        if (!(viewer instanceof Actor actor) || !actor.may(Right.SCORE)) {
            return List.of();
        }
        return invitations.waiting(actor).stream()
                .map(i -> {
                    boolean answered = i.state() == Invitations.State.ACCEPTED;
                    return DeskCard.of(
                            page.t(answered ? "review.declaration.desk" : "review.invitations.desk", i.panel()),
                            1,
                            null,
                            Letters.address(i.panelId()) + (answered ? "/declaration" : ""),
                            page.t(answered ? "review.declaration.go" : "review.invitations.go"),
                            today.today());
                })
                .toList();
    }
}
