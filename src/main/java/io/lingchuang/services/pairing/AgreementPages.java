package io.lingchuang.services.pairing;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.documents.Pdf;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** A co-building agreement: read, written, signed, printed, brought back. */
@Controller
class AgreementPages {

    private final Agreements agreements;
    private final AgreementView view;
    private final Pairings pairings;
    private final Forms forms;
    private final Pages pages;
    private final Pdf pdf;

    AgreementPages(Agreements agreements, AgreementView view, Pairings pairings, Forms forms, Pages pages, Pdf pdf) {
        this.agreements = agreements;
        this.view = view;
        this.pairings = pairings;
        this.forms = forms;
        this.pages = pages;
        this.pdf = pdf;
    }

    @Allowed({Right.FOLLOW, Right.SIGN_AGREEMENT})
    @GetMapping("/cobuilding/{id}")
    String one(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return view.page(id, actor, model);
    }

    @Allowed(Right.SIGN_AGREEMENT)
    @GetMapping("/cobuilding/{id}/edit")
    String edit(@PathVariable long id, Actor actor, Model model) {
        Agreement agreement = written(actor, id);
        Form form = Form.of(agreement);
        form.put(
                "article",
                agreement.articles().stream().map(Agreement.Article::title).toList());
        form.put(
                "body",
                agreement.articles().stream().map(Agreement.Article::body).toList());
        form.put("promise", agreement.terms().stream().map(Agreement.Term::body).toList());
        form.put("kind", agreement.terms().stream().map(Agreement.Term::kind).toList());
        form.put(
                "yearly", agreement.terms().stream().map(Agreement.Term::yearly).toList());
        model.addAttribute("form", form);
        return editPage(agreement, actor, model);
    }

    private Agreement written(Actor actor, long id) {
        Agreement agreement = agreements.agreement(actor, id);
        if (pairings.sideOf(actor, pairings.pairing(actor, agreement.pairingId()))
                        .isEmpty()
                || !agreement.open()) {
            throw new NotFound();
        }
        return agreement;
    }

    private String editPage(Agreement agreement, Actor actor, Model model) {
        model.addAttribute("agreement", agreement);
        model.addAttribute("pairing", pairings.pairing(actor, agreement.pairingId()));
        return "services/pairing/edit";
    }

    @Allowed(Right.SIGN_AGREEMENT)
    @PostMapping("/cobuilding/{id}/edit")
    String change(@PathVariable long id, @RequestParam(defaultValue = "-1") int version, Actor actor, Model model) {
        Agreement before = written(actor, id);
        Form form = forms.typed();
        return forms.submit(
                form,
                model,
                () -> {
                    agreements.change(actor, id, version, text(form));
                    forms.flash("pairing.done.change");
                    return "/cobuilding/" + id;
                },
                () -> editPage(before, actor, model));
    }

    private static Agreement.Text text(Form form) {
        List<Agreement.Article> articles = new ArrayList<>();
        form.rows("article", "body")
                .forEach(r ->
                        articles.add(new Agreement.Article(r.getOrDefault("article", ""), r.getOrDefault("body", ""))));
        List<Agreement.Term> terms = new ArrayList<>();
        for (Map<String, String> row : form.rows("promise", "kind", "yearly")) {
            Agreement.Promise kind;
            try {
                kind = Agreement.Promise.valueOf(row.getOrDefault("kind", ""));
            } catch (IllegalArgumentException e) {
                throw Refusal.onField("terms", "pairing.kindForm");
            }
            terms.add(new Agreement.Term(
                    0,
                    kind,
                    row.getOrDefault("promise", ""),
                    PairingPages.number("terms", row.getOrDefault("yearly", ""))));
        }
        return new Agreement.Text(
                form.value("title").strip(),
                day(form, "fromDay"),
                day(form, "untilDay"),
                form.value("soeLiaison").strip(),
                form.value("partnerLiaison").strip(),
                articles,
                terms);
    }

    static LocalDate day(Form form, String field) {
        try {
            LocalDate day = LocalDate.parse(form.value(field).strip());
            if (day.getYear() < 2000 || day.getYear() > 2100) {
                throw Refusal.onField(field, "pairing.dayForm");
            }
            return day;
        } catch (DateTimeParseException e) {
            throw Refusal.onField(field, "pairing.dayForm");
        }
    }

    /** sign, unsign, drop, renew. */
    @Allowed(Right.SIGN_AGREEMENT)
    @PostMapping("/cobuilding/{id}/sign")
    String sign(
            @PathVariable long id,
            @RequestParam(defaultValue = "sign") String action,
            @RequestParam(defaultValue = "-1") int version,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model) {
        Agreement agreement = agreements.agreement(actor, id);
        if (pairings.sideOf(actor, pairings.pairing(actor, agreement.pairingId()))
                .isEmpty()) {
            throw new NotFound();
        }
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    long there = id;
                    switch (action) {
                        case "sign" -> agreements.sign(actor, id, version);
                        case "unsign" -> agreements.unsign(actor, id, version);
                        case "drop" -> agreements.drop(actor, id, version, reason);
                        case "renew" -> there = agreements.renew(actor, id);
                        default -> throw new NotFound();
                    }
                    forms.flash("pairing.done." + action + "Agreement");
                    return "/cobuilding/" + there;
                },
                () -> view.page(id, actor, model));
    }

    @Allowed(Right.KEEP_PAIRINGS)
    @PostMapping("/cobuilding/{id}/terminate")
    String terminate(@PathVariable long id, @RequestParam(defaultValue = "") String reason, Actor actor, Model model) {
        Agreement agreement = agreements.agreement(actor, id);
        if (!pairings.keeps(actor, pairings.pairing(actor, agreement.pairingId()))) {
            throw new NotFound();
        }
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    agreements.terminate(actor, id, reason);
                    forms.flash("pairing.done.terminate");
                    return "/cobuilding/" + id;
                },
                () -> view.page(id, actor, model));
    }

    @Allowed({Right.SIGN_AGREEMENT, Right.KEEP_PAIRINGS})
    @PostMapping("/cobuilding/{id}/scan")
    String scan(@PathVariable long id, @RequestParam MultipartFile file, Actor actor, Model model) throws IOException {
        agreements.agreement(actor, id);
        try (InputStream in = file.getInputStream()) {
            return forms.submit(
                    Form.empty(),
                    model,
                    () -> {
                        agreements.scan(actor, id, in, file.getOriginalFilename());
                        forms.flash("pairing.done.scan");
                        return "/cobuilding/" + id;
                    },
                    () -> view.page(id, actor, model));
        }
    }

    @Allowed({Right.FOLLOW, Right.SIGN_AGREEMENT})
    @GetMapping("/cobuilding/{id}/agreement.pdf")
    void print(@PathVariable long id, Actor actor, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Agreement agreement = agreements.agreement(actor, id);
        Page page = pages.of(request);
        byte[] bytes = pdf.render(
                "pdf/cobuilding.jte",
                Map.of(
                        "page", page,
                        "agreement", agreement,
                        "pairing", pairings.pairing(actor, agreement.pairingId())));
        ListExport.attachment(response, agreement.title() + "-" + id + ".pdf", "application/pdf");
        response.getOutputStream().write(bytes);
    }
}
