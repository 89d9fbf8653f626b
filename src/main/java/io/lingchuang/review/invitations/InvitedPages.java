package io.lingchuang.review.invitations;

import io.lingchuang.platform.web.Everyone;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.Limited;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * The link in an expert's letter: it answers once, without signing in, and shows no more than the letter. Looking at it uses nothing up, so
 * that a scanner of messages takes no answer away.
 */
@Controller
class InvitedPages {

    private final Invitations invitations;
    private final Forms forms;

    InvitedPages(Invitations invitations, Forms forms) {
        this.invitations = invitations;
        this.forms = forms;
    }

    @Everyone
    @Limited(times = 30, misses = true)
    @GetMapping("/invited/{code}")
    String letter(@PathVariable String code, Model model) {
        model.addAttribute("form", Form.empty());
        return page(invitations.byCode(code), code, model);
    }

    /** Whoever comes back to an old letter is told so kindly, and nothing else: neither the panel nor what was answered. */
    @ExceptionHandler(Invitations.Spent.class)
    @ResponseStatus(HttpStatus.GONE)
    String spent() {
        return "review/invitationspent";
    }

    private static String page(Invitations.Invitation invitation, String code, Model model) {
        model.addAttribute("invitation", invitation);
        model.addAttribute("to", "/invited/" + code);
        return "review/invitation";
    }

    /** Declaring needs their own account: they sign in with a code to the phone. */
    @Everyone
    @Limited(times = 30, misses = true)
    @PostMapping("/invited/{code}/accept")
    String accept(@PathVariable String code) {
        long panel = invitations.byCode(code).panelId();
        invitations.acceptBy(code);
        forms.flash("review.invitations.acceptedSignIn");
        return "redirect:" + Letters.address(panel) + "/declaration";
    }

    @Everyone
    @Limited(times = 30, misses = true)
    @PostMapping("/invited/{code}/decline")
    String decline(@PathVariable String code, @RequestParam(defaultValue = "") String reason, Model model) {
        Invitations.Invitation invitation = invitations.byCode(code);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    invitations.declineBy(code, reason);
                    forms.flash("review.invitations.declined");
                    return "/";
                },
                () -> page(invitation, code, model));
    }
}
