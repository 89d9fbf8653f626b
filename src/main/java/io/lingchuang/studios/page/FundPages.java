package io.lingchuang.studios.page;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.SignedIn;
import io.lingchuang.platform.web.Typing;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.Studios;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** A studio's funds, read from inside and above, written by its leader or its unit's clerk. */
@Controller
class FundPages {

    private static final BigDecimal MOST = new BigDecimal("99999999.99");

    private final Studios studios;
    private final StudioFunds funds;
    private final FundLists lists;
    private final Today today;
    private final Forms forms;
    private final Pages pages;

    FundPages(Studios studios, StudioFunds funds, FundLists lists, Today today, Forms forms, Pages pages) {
        this.studios = studios;
        this.funds = funds;
        this.lists = lists;
        this.today = today;
        this.forms = forms;
        this.pages = pages;
    }

    @SignedIn
    @GetMapping("/studios/{id}/funds")
    String funds(Actor actor, @PathVariable long id, ListRequest list, HttpServletRequest request, Model model) {
        model.addAttribute("form", Form.empty().put("day", today.today()));
        return page(actor, id, list, request, model);
    }

    private String page(Actor actor, long id, ListRequest list, HttpServletRequest request, Model model) {
        Studio studio = funds.readBy(actor, id);
        model.addAttribute("studio", studio);
        model.addAttribute("left", lists.left(id));
        model.addAttribute("sums", lists.sums(id));
        model.addAttribute("list", lists.lines(id, pages.of(request)).page(list));
        model.addAttribute(
                "writes",
                studios.standing(actor, studio).leads() && studio.state().alive());
        return "studios/page/funds";
    }

    @SignedIn
    @GetMapping("/studios/{id}/funds.xlsx")
    void excel(
            Actor actor,
            @PathVariable long id,
            ListRequest list,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        funds.readBy(actor, id);
        var page = pages.of(request);
        ListExport.send(lists.lines(id, page), list, page, response);
    }

    @SignedIn
    @PostMapping("/studios/{id}/funds")
    String write(
            Actor actor,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable MultipartFile file,
            HttpServletRequest request,
            Model model)
            throws IOException {
        studios.ledBy(actor, id);
        var typed = Typing.of(forms);
        var line = line(typed);
        var scan = file == null || file.isEmpty()
                ? null
                : new StudioFunds.Scan(file.getOriginalFilename(), file.getInputStream());
        return forms.submit(
                typed.form(),
                model,
                () -> {
                    funds.write(actor, id, line, scan);
                    forms.flash("studiopage.fundWritten");
                    return "/studios/" + id + "/funds";
                },
                () -> page(actor, id, ListRequest.none(), request, model));
    }

    private StudioFunds.Line line(Typing typed) {
        FundDirection direction = typed.choice("direction", FundDirection.class);
        boolean in = direction == FundDirection.IN;
        return new StudioFunds.Line(
                typed.day("day"),
                direction,
                in ? typed.choice("source", FundSource.class) : null,
                in ? null : typed.choice("purpose", FundPurpose.class),
                typed.text("what", 2, 200),
                typed.text("voucher", 0, 60),
                typed.amount("amount", 2, MOST));
    }

    @SignedIn
    @GetMapping("/studios/{id}/funds/{line}")
    String line(Actor actor, @PathVariable long id, @PathVariable long line, Model model) {
        model.addAttribute("form", Form.empty());
        return linePage(actor, id, line, model);
    }

    private String linePage(Actor actor, long id, long line, Model model) {
        Studio studio = funds.readBy(actor, id);
        model.addAttribute("studio", studio);
        model.addAttribute("line", lists.line(id, line));
        model.addAttribute("writes", studios.standing(actor, studio).leads());
        return "studios/page/fund";
    }

    @SignedIn
    @PostMapping("/studios/{id}/funds/{line}/strike")
    String strike(Actor actor, @PathVariable long id, @PathVariable long line, Model model) {
        studios.ledBy(actor, id);
        var typed = Typing.of(forms);
        String why = typed.text("why", 2, 200);
        return forms.submit(
                typed.form(),
                model,
                () -> {
                    funds.strike(actor, id, line, why);
                    forms.flash("studiopage.lineStruck");
                    return "/studios/" + id + "/funds";
                },
                () -> linePage(actor, id, line, model));
    }
}
