package io.lingchuang.access;

import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;

/** One's own account: roles, password, language and size of type, and delegation while away. */
@Controller
public class AccountPages {

    private final OwnAccount own;
    private final Delegations delegations;
    private final Sessions sessions;
    private final SignIn signIn;
    private final Forms forms;
    private final LocaleResolver locales;

    AccountPages(
            OwnAccount own,
            Delegations delegations,
            Sessions sessions,
            SignIn signIn,
            Forms forms,
            LocaleResolver locales) {
        this.own = own;
        this.delegations = delegations;
        this.sessions = sessions;
        this.signIn = signIn;
        this.forms = forms;
        this.locales = locales;
    }

    @SignedIn
    @GetMapping("/account")
    String account(Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return show(actor, model);
    }

    private String show(Actor actor, Model model) {
        model.addAttribute("profile", own.profile(actor));
        model.addAttribute("held", own.held(actor));
        model.addAttribute("lent", delegations.lent(actor));
        model.addAttribute("lendable", lendable(actor));
        model.addAttribute("sessions", sessions.open(actor));
        model.addAttribute(
                "here",
                SignedInAccount.of(SecurityContextHolder.getContext().getAuthentication())
                        .map(SignedInAccount::session)
                        .orElse(null));
        return "access/account";
    }

    private Map<String, String> lendable(Actor actor) {
        Map<String, String> lendable = new LinkedHashMap<>();
        delegations
                .lendable(actor)
                .forEach(l -> lendable.put(l.key(), forms.text("Role." + l.role()) + " · " + l.node()));
        return lendable;
    }

    @SignedIn
    @PostMapping("/account/preferences")
    String prefer(
            @RequestParam(defaultValue = "zh") String language,
            @RequestParam(defaultValue = "false") boolean elder,
            Actor actor,
            HttpServletRequest request,
            HttpServletResponse response) {
        own.prefer(actor, language, elder);
        locales.setLocale(request, response, language.equals("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE);
        forms.flash("access.preferencesSaved");
        return "redirect:/account";
    }

    @SignedIn
    @GetMapping("/account/password")
    String password(Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        model.addAttribute("profile", own.profile(actor));
        return "access/password";
    }

    @SignedIn
    @PostMapping("/account/password")
    String changePassword(
            @RequestParam(defaultValue = "") String old,
            @RequestParam(defaultValue = "") String wanted,
            @RequestParam(defaultValue = "") String again,
            Actor actor,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return forms.submit(
                Form.empty(),
                model,
                () -> {
                    own.changePassword(actor, old, wanted, again);
                    signIn.goOn(actor.accountId(), request, response);
                    forms.flash("access.passwordChanged");
                    return "/account";
                },
                () -> {
                    model.addAttribute("profile", own.profile(actor));
                    return "access/password";
                });
    }

    /** Ends a sign-in of one's own in another browser. */
    @SignedIn
    @PostMapping("/account/sessions/{id}/end")
    String endSession(@PathVariable UUID id, Actor actor) {
        sessions.end(actor, id);
        forms.flash("access.sessionEnded");
        return "redirect:/account";
    }

    public record LendForm(
            @NotBlank String key,
            @NotBlank @Size(max = 60) String to,

            @NotNull @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate from,

            @NotNull @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate until,

            @NotBlank @Size(min = 2, max = 200) String reason) {}

    /** Names who would stand in, where and how long, before anything is lent. */
    @Allowed(Right.DELEGATE)
    @PostMapping("/account/delegations/preview")
    String preview(@Valid LendForm form, BindingResult errors, Actor actor, Model model) {
        Form again = forms.typed();
        if (!errors.hasErrors()) {
            try {
                model.addAttribute(
                        "standIn", delegations.standIn(actor, form.key(), form.to(), form.from(), form.until()));
                model.addAttribute("typed", form);
                model.addAttribute("lendable", lendable(actor));
                return "access/lend";
            } catch (Refusal refusal) {
                again.reject(refusal.field(), forms.text(refusal));
                return forms.submit(again, model, () -> "/account", () -> show(actor, model));
            }
        }
        return forms.submit(errors, model, () -> "/account", () -> show(actor, model));
    }

    @Allowed(Right.DELEGATE)
    @PostMapping("/account/delegations")
    String lend(@Valid LendForm form, BindingResult errors, Actor actor, Model model) {
        return forms.submit(
                errors,
                model,
                () -> {
                    delegations.lend(actor, form.key(), form.to(), form.from(), form.until(), form.reason());
                    forms.flash("access.lentDone");
                    return "/account";
                },
                () -> show(actor, model));
    }

    @SignedIn
    @PostMapping("/account/delegations/{id}/end")
    String end(@PathVariable long id, Actor actor) {
        delegations.end(actor, id);
        forms.flash("access.lendingEnded");
        return "redirect:/account";
    }
}
