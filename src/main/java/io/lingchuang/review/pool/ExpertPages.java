package io.lingchuang.review.pool;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** An expert's own page in the pool: data, ties, bank and record. */
@Controller
class ExpertPages {

    private final Pool pool;
    private final Ties ties;
    private final FeeAccounts accounts;
    private final TrackRecords records;
    private final Today today;
    private final Forms forms;

    ExpertPages(Pool pool, Ties ties, FeeAccounts accounts, TrackRecords records, Today today, Forms forms) {
        this.pool = pool;
        this.ties = ties;
        this.accounts = accounts;
        this.records = records;
        this.today = today;
        this.forms = forms;
    }

    @Allowed(Right.RUN_PANEL)
    @GetMapping("/experts/{id}")
    String one(Actor actor, @PathVariable long id, Model model) {
        model.addAttribute("form", Form.empty());
        return page(actor, id, model);
    }

    private String page(Actor actor, long id, Model model) {
        Member member = pool.member(actor, id);
        boolean keeps = pool.keeps(actor, member);
        model.addAttribute("member", member);
        model.addAttribute("standing", member.standing(today.today()));
        model.addAttribute("keeps", keeps);
        model.addAttribute("ties", keeps ? ties.of(id) : List.of());
        model.addAttribute("shared", keeps ? ties.shared(member) : List.of());
        model.addAttribute("account", keeps ? accounts.of(id).orElse(null) : null);
        model.addAttribute("record", records.of(actor, id));
        return "review/pool/expert";
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/experts/{id}/contact")
    String contact(Actor actor, @PathVariable long id) {
        forms.flash("review.pool.contactIs", pool.lookAtContact(actor, id));
        return "redirect:/experts/" + id;
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/experts/{id}/bank/look")
    String lookAtBank(Actor actor, @PathVariable long id) {
        forms.flash("review.pool.bankIs", accounts.look(actor, id));
        return "redirect:/experts/" + id;
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/experts/{id}/bank")
    String keepBank(
            Actor actor,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String bankName,
            @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "false") boolean consent,
            Model model) {
        pool.kept(actor, id);
        Form form = forms.typed();
        FeeAccounts.faults(bankName, account, consent).forEach(f -> form.reject(f.field(), forms.text(f)));
        return forms.submit(
                form,
                model,
                () -> {
                    accounts.keep(actor, id, bankName, account, consent);
                    forms.flash("review.pool.bankKept");
                    return "/experts/" + id;
                },
                () -> page(actor, id, model));
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/experts/{id}/ties")
    String tie(Actor actor, @PathVariable long id, TieForm typed, Model model) {
        pool.kept(actor, id);
        Form form = forms.typed();
        typed.reject(form, forms);
        return forms.submit(
                form,
                model,
                () -> {
                    ties.add(actor, id, typed.said());
                    forms.flash("review.pool.tieAdded", typed.said().name());
                    return "/experts/" + id;
                },
                () -> page(actor, id, model));
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/experts/{id}/ties/remove")
    String untie(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "0") long tie) {
        ties.remove(actor, id, tie);
        forms.flash("review.pool.tieRemoved");
        return "redirect:/experts/" + id;
    }
}
