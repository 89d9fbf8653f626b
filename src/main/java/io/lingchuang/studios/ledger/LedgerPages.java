package io.lingchuang.studios.ledger;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Tree;
import io.lingchuang.directory.People;
import io.lingchuang.directory.Person;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.documents.Pdf;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.SignedIn;
import io.lingchuang.platform.web.Typing;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.Studios;
import io.lingchuang.studios.plan.PlanItems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The ledger of a studio: the list, the one screen on which something is noted down, and the book as it is printed. */
@Controller
class LedgerPages {

    private final Ledger ledger;
    private final LedgerLists lists;
    private final Studios studios;
    private final PlanItems planItems;
    private final People people;
    private final Tree tree;
    private final Forms forms;
    private final Pages pages;
    private final Pdf pdf;
    private final Today today;

    LedgerPages(
            Ledger ledger,
            LedgerLists lists,
            Studios studios,
            PlanItems planItems,
            People people,
            Tree tree,
            Forms forms,
            Pages pages,
            Pdf pdf,
            Today today) {
        this.ledger = ledger;
        this.lists = lists;
        this.studios = studios;
        this.planItems = planItems;
        this.people = people;
        this.tree = tree;
        this.forms = forms;
        this.pages = pages;
        this.pdf = pdf;
        this.today = today;
    }

    @SignedIn
    @GetMapping("/studios/{id}/ledger")
    String list(@PathVariable long id, Actor actor, HttpServletRequest http, Model model) {
        Studio studio = studios.seenBy(actor, id);
        model.addAttribute("studio", studio);
        model.addAttribute("standing", studios.standing(actor, studio));
        model.addAttribute("list", lists.records(actor, studio, pages.of(http)).page(ListRequest.of(http)));
        model.addAttribute("year", today.today().getYear());
        return "studios/ledger/list";
    }

    @SignedIn
    @GetMapping("/studios/{id}/ledger.xlsx")
    void excel(@PathVariable long id, Actor actor, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        Studio studio = studios.seenBy(actor, id);
        Page page = pages.of(http);
        ListExport.send(lists.records(actor, studio, page), ListRequest.of(http), page, response);
    }

    /** A year's ledger as the file wants it, to be signed and bound. */
    @SignedIn
    @GetMapping("/studios/{id}/ledger.pdf")
    void print(
            @PathVariable long id,
            @RequestParam(defaultValue = "0") int year,
            Actor actor,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException {
        Studio studio = studios.seenBy(actor, id);
        Page page = pages.of(http);
        int of = year < 1950 || year > 2100 ? today.today().getYear() : year;
        byte[] bytes = pdf.render(
                "pdf/ledger.jte",
                Map.of(
                        "page",
                        page,
                        "studio",
                        studio,
                        "unit",
                        tree.node(studio.nodeId()).name(),
                        "year",
                        of,
                        "day",
                        today.today(),
                        "rows",
                        lists.printed(actor, studio, of),
                        "counts",
                        lists.counts(id, of)));
        ListExport.attachment(response, studio.name() + page.t("studioledger.title") + of + ".pdf", "application/pdf");
        response.getOutputStream().write(bytes);
    }

    @SignedIn
    @GetMapping("/studios/{id}/ledger/new")
    String blank(@PathVariable long id, Actor actor, Model model) {
        Form form = Form.empty().put("day", today.today()).put("kind", LedgerKind.ACTIVITY);
        people.ofAccount(actor.accountId()).map(Person::id).ifPresent(me -> form.put("person", me));
        model.addAttribute("form", form);
        return newPage(ledger.writtenBy(actor, id), model);
    }

    private String newPage(Studio studio, Model model) {
        model.addAttribute("studio", studio);
        model.addAttribute("members", studios.members(studio.id()));
        model.addAttribute("items", planItems.open(studio.id(), today.today().getYear()));
        model.addAttribute("today", today.today());
        return "studios/ledger/new";
    }

    @SignedIn
    @PostMapping("/studios/{id}/ledger")
    String note(
            @PathVariable long id,
            @RequestParam(name = "photo", required = false) @Nullable List<MultipartFile> photos,
            Actor actor,
            Model model) {
        Studio studio = ledger.writtenBy(actor, id);
        var typing = Typing.of(forms);
        Ledger.Typed typed = typed(typing);
        return forms.submit(
                typing.form(),
                model,
                () -> {
                    long record = ledger.note(actor, id, typed, Uploads.of(photos));
                    forms.flash("studioledger.noted", typed.title());
                    return "/ledger/" + record;
                },
                () -> newPage(studio, model));
    }

    static Ledger.Typed typed(Typing typing) {
        return new Ledger.Typed(
                typing.choice("kind", LedgerKind.class),
                typing.day("day"),
                typing.text("title", 2, 120),
                typing.text("note", 0, 2000),
                typing.text("guests", 0, 200),
                typing.numberOrNone("headcount", 0, 100_000),
                typing.ids("person"),
                typing.idOrNone("planItem"));
    }

    /** The screen of a studio's ledger for whoever came without an address: one's own, if there is one. */
    @SignedIn
    @GetMapping("/ledger/new")
    String own(Actor actor) {
        Studio studio = studios.of(actor).stream()
                .filter(s -> s.state().alive() && studios.standing(actor, s).works())
                .findFirst()
                .orElseThrow(NotFound::new);
        return "redirect:/studios/" + studio.id() + "/ledger/new";
    }
}
