package io.lingchuang.review.pool;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.NavItem;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the pool has of an expert, for the expert: seen whole, and corrected where it is theirs to say. Their record is not in it. */
@Controller
class OwnPages {

    private static final String ME = "/experts/me";

    private final Pool pool;
    private final Ties ties;
    private final FeeAccounts accounts;
    private final Today today;
    private final Forms forms;

    OwnPages(Pool pool, Ties ties, FeeAccounts accounts, Today today, Forms forms) {
        this.pool = pool;
        this.ties = ties;
        this.accounts = accounts;
        this.today = today;
        this.forms = forms;
    }

    @Bean
    static NavItem ownExpertNav() {
        return new NavItem("review.pool.me", ME, 36, Right.SCORE);
    }

    @Allowed(Right.SCORE)
    @GetMapping(ME)
    String me(Actor actor, Model model) {
        Particulars mine = pool.own(actor).particulars();
        model.addAttribute(
                "form", Form.empty().put("contactPhone", mine.phone()).put("email", mine.email()));
        return page(actor, model);
    }

    private String page(Actor actor, Model model) {
        Member me = pool.own(actor);
        model.addAttribute("member", me);
        model.addAttribute("standing", me.standing(today.today()));
        model.addAttribute("ties", ties.of(me.id()));
        model.addAttribute("account", accounts.of(me.id()).orElse(null));
        return "review/pool/me";
    }

    @Allowed(Right.SCORE)
    @PostMapping(ME + "/contact")
    String contact(
            Actor actor,
            @RequestParam(defaultValue = "-1") int version,
            @RequestParam(defaultValue = "") String contactPhone,
            @RequestParam(defaultValue = "") String email,
            Model model) {
        Form form = forms.typed();
        pool.own(actor);
        Typed.contactFaults(contactPhone.strip(), email.strip()).forEach(f -> form.reject(f.field(), forms.text(f)));
        return forms.submit(
                form,
                model,
                () -> {
                    pool.reach(actor, version, contactPhone.strip(), email.strip());
                    forms.flash("review.pool.changed");
                    return ME;
                },
                () -> page(actor, model));
    }

    @Allowed(Right.SCORE)
    @PostMapping(ME + "/bank")
    String bank(
            Actor actor,
            @RequestParam(defaultValue = "") String bankName,
            @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "false") boolean consent,
            Model model) {
        Form form = forms.typed();
        pool.own(actor);
        FeeAccounts.faults(bankName, account, consent).forEach(f -> form.reject(f.field(), forms.text(f)));
        return forms.submit(
                form,
                model,
                () -> {
                    accounts.give(actor, bankName, account, consent);
                    forms.flash("review.pool.bankKept");
                    return ME;
                },
                () -> page(actor, model));
    }

    @Allowed(Right.SCORE)
    @PostMapping(ME + "/ties")
    String tie(Actor actor, TieForm typed, Model model) {
        Form form = forms.typed();
        pool.own(actor);
        typed.reject(form, forms);
        return forms.submit(
                form,
                model,
                () -> {
                    ties.declare(actor, typed.said());
                    forms.flash("review.pool.tieAdded", typed.said().name());
                    return ME;
                },
                () -> page(actor, model));
    }

    @Allowed(Right.SCORE)
    @PostMapping(ME + "/ties/remove")
    String untie(Actor actor, @RequestParam(defaultValue = "0") long tie) {
        ties.takeBack(actor, tie);
        forms.flash("review.pool.tieRemoved");
        return "redirect:" + ME;
    }
}
