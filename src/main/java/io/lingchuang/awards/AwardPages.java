package io.lingchuang.awards;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Awards and their certificates: the list, one award, and a worker's own. */
@Controller
class AwardPages {

    private final Awards awards;
    private final AwardLists lists;
    private final Certificates certificates;
    private final CertificatePdf pdf;
    private final BankAccounts accounts;
    private final Forms forms;
    private final Pages pages;
    private final String address;

    AwardPages(
            Awards awards,
            AwardLists lists,
            Certificates certificates,
            CertificatePdf pdf,
            BankAccounts accounts,
            Forms forms,
            Pages pages,
            @Value("${lingchuang.address:}") String address) {
        this.awards = awards;
        this.lists = lists;
        this.certificates = certificates;
        this.pdf = pdf;
        this.accounts = accounts;
        this.forms = forms;
        this.pages = pages;
        this.address = address;
    }

    @Allowed({Right.DECIDE_AWARD, Right.ISSUE_CERTIFICATE, Right.APPROVE_PAYOUT, Right.FOLLOW})
    @GetMapping("/awards")
    String list(Actor actor, ListRequest list, HttpServletRequest request, Model model) {
        model.addAttribute("list", lists.list(actor, pages.of(request)).page(list));
        return "awards/list";
    }

    @Allowed({Right.DECIDE_AWARD, Right.ISSUE_CERTIFICATE, Right.APPROVE_PAYOUT, Right.FOLLOW})
    @GetMapping("/awards.xlsx")
    void excel(Actor actor, ListRequest list, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var page = pages.of(request);
        ListExport.send(lists.list(actor, page), list, page, response);
    }

    @Allowed({Right.DECIDE_AWARD, Right.ISSUE_CERTIFICATE, Right.APPROVE_PAYOUT, Right.FOLLOW})
    @GetMapping("/awards/{id}")
    String one(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return show(actor, id, model);
    }

    private String show(Actor actor, long id, Model model) {
        Award award = lists.award(actor, id);
        model.addAttribute("award", award);
        model.addAttribute("certificates", certificates.ofAward(id));
        model.addAttribute("issues", actor.holds(Right.ISSUE_CERTIFICATE, award.hostNodeId()));
        model.addAttribute("decides", actor.holds(Right.DECIDE_AWARD, award.hostNodeId()));
        return "awards/award";
    }

    private String act(Actor actor, long id, Model model, Supplier<String> done) {
        lists.award(actor, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    forms.flash(done.get());
                    return "/awards/" + id;
                },
                () -> show(actor, id, model));
    }

    @Allowed(Right.DECIDE_AWARD)
    @PostMapping("/awards/{id}/withdraw")
    String withdraw(@PathVariable long id, @RequestParam(defaultValue = "") String reason, Actor actor, Model model) {
        return act(actor, id, model, () -> {
            awards.withdraw(actor, id, reason);
            return "awards.withdrawn";
        });
    }

    @Allowed(Right.ISSUE_CERTIFICATE)
    @PostMapping("/awards/{id}/certificate")
    String issue(@PathVariable long id, Actor actor, Model model) {
        return act(actor, id, model, () -> {
            certificates.issue(actor, id);
            return "awards.certificate.issued";
        });
    }

    @Allowed(Right.ISSUE_CERTIFICATE)
    @PostMapping("/awards/{id}/certificate/reissue")
    String reissue(@PathVariable long id, @RequestParam(defaultValue = "") String reason, Actor actor, Model model) {
        return act(actor, id, model, () -> {
            certificates.reissue(actor, id, reason);
            return "awards.certificate.reissued";
        });
    }

    @Allowed(Right.ISSUE_CERTIFICATE)
    @PostMapping("/awards/{id}/certificate/withdraw")
    String takeBack(@PathVariable long id, @RequestParam(defaultValue = "") String reason, Actor actor, Model model) {
        return act(actor, id, model, () -> {
            certificates.withdraw(actor, id, reason);
            return "awards.certificate.withdrawn";
        });
    }

    @Allowed(Right.ISSUE_CERTIFICATE)
    @PostMapping("/calls/{callId}/certificates")
    String issueAll(@PathVariable long callId, Actor actor) {
        return "redirect:/jobs/" + certificates.issueAll(actor, callId, address());
    }

    @SignedIn
    @GetMapping("/certificates/{number}.pdf")
    ResponseEntity<byte[]> print(@PathVariable String number, Actor actor) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .body(pdf.render(List.of(certificates.certificate(actor, number)), address()));
    }

    /** What a worker has won: certificate, money, and where it goes. */
    @SignedIn
    @GetMapping("/my-awards")
    String mine(Actor actor, Model model) {
        Form form = Form.empty();
        accounts.of(actor).ifPresent(a -> form.put("bankName", a.bankName()));
        model.addAttribute("form", form);
        return mineAgain(actor, model);
    }

    private String mineAgain(Actor actor, Model model) {
        model.addAttribute("awards", lists.mine(actor));
        model.addAttribute("toMe", lists.paidTo(actor));
        model.addAttribute(
                "known", accounts.of(actor).map(BankAccounts.Given::account).orElse(""));
        return "awards/mine";
    }

    @SignedIn
    @PostMapping("/my-awards/account")
    String account(
            @RequestParam(defaultValue = "") String bankName,
            @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "false") boolean consent,
            Actor actor,
            Model model) {
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    accounts.give(actor, bankName, account, consent);
                    forms.flash("awards.bank.kept");
                    return "/my-awards";
                },
                () -> mineAgain(actor, model));
    }

    /** Where the codes on certificates lead: as configured, or else the address this request came to. */
    private String address() {
        return address.isBlank()
                ? ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString()
                : address;
    }
}
