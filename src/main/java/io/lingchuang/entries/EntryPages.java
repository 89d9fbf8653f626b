package io.lingchuang.entries;

import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.entries.Tables.ENTRY;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.documents.Pdf;
import io.lingchuang.platform.text.Bigrams;
import io.lingchuang.platform.text.Grams;
import io.lingchuang.platform.web.DeskCard;
import io.lingchuang.platform.web.DeskSource;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.NavItem;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.SignedIn;
import io.lingchuang.platform.web.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The worker's page of their entries, with every step; and what officers see of one. */
@Controller
class EntryPages implements DeskSource {

    private final DSLContext dsl;
    private final EntryLists lists;
    private final EntryView.Reader views;
    private final EntryAccess access;
    private final EntryFiles files;
    private final Submission submission;
    private final Duplicates duplicates;
    private final Calls calls;
    private final Today today;
    private final Pages pages;
    private final Pdf pdf;

    EntryPages(
            DSLContext dsl,
            EntryLists lists,
            EntryView.Reader views,
            EntryAccess access,
            EntryFiles files,
            Submission submission,
            Duplicates duplicates,
            Calls calls,
            Today today,
            Pages pages,
            Pdf pdf) {
        this.dsl = dsl;
        this.lists = lists;
        this.views = views;
        this.access = access;
        this.files = files;
        this.submission = submission;
        this.duplicates = duplicates;
        this.calls = calls;
        this.today = today;
        this.pages = pages;
        this.pdf = pdf;
    }

    @Bean
    static NavItem entriesNav() {
        return new NavItem("entries.mine", "/entries", 10, null);
    }

    @SignedIn
    @GetMapping("/entries")
    String mine(Actor actor, ListRequest request, HttpServletRequest http, Model model) {
        model.addAttribute("list", lists.mine(actor, pages.of(http)).page(request));
        model.addAttribute("open", open());
        return "entries/list";
    }

    @SignedIn
    @GetMapping("/entries.xlsx")
    void excel(Actor actor, ListRequest request, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        Page page = pages.of(http);
        ListExport.send(lists.mine(actor, page), request, page, response);
    }

    /** A clerk chooses for whom to type: somebody of their own unit, found by name or staff number. */
    @Allowed(Right.ENTER_FOR_OTHERS)
    @GetMapping("/entries/for-others")
    String forOthers(@RequestParam(defaultValue = "") String q, Actor actor, Model model) {
        var node = io.lingchuang.db.access.Tables.NODE;
        List<String[]> people = q.isBlank()
                ? List.of()
                : dsl.select(PERSON.ID, PERSON.NAME, PERSON.STAFF_NUMBER, node.NAME)
                        .from(PERSON)
                        .join(node)
                        .on(node.ID.eq(PERSON.EMPLOYER_NODE_ID))
                        .where(
                                actor.within(Right.ENTER_FOR_OTHERS, node.PATH, node.INDUSTRY_PATH),
                                PERSON.ACTIVE.isTrue(),
                                Filter.matches(PERSON.SEARCH, Bigrams.query(q)))
                        .orderBy(PERSON.ID)
                        .limit(20)
                        .fetch(r -> new String[] {
                            String.valueOf(r.value1()),
                            r.value2() + "（" + r.value4() + (r.value3() == null ? "" : " " + r.value3()) + "）"
                        });
        model.addAttribute("q", q);
        model.addAttribute("people", people);
        model.addAttribute("open", open());
        return "entries/for-others";
    }

    private List<Call> open() {
        return calls.published().stream().filter(c -> c.open(today.now())).toList();
    }

    @SignedIn
    @GetMapping("/entries/{id}")
    String one(@PathVariable long id, Actor actor, Model model) {
        EntryView view = views.of(id);
        access.requireSee(actor, view.entry());
        boolean mine = view.entry().createdBy() == actor.accountId();
        model.addAttribute("view", view);
        model.addAttribute("history", lists.history(id));
        model.addAttribute("mine", mine);
        model.addAttribute("completer", !mine && access.completer(actor, view.entry()));
        model.addAttribute(
                "like", mine || view.entry().number() == null ? List.of() : duplicates.like(view.entry(), view.call()));
        return "entries/entry";
    }

    @SignedIn
    @PostMapping("/entries/{id}/withdraw")
    String withdraw(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String reason,
            Actor actor) {
        submission.withdraw(actor, id, version, reason);
        return "redirect:/entries/" + id;
    }

    @SignedIn
    @PostMapping("/entries/{id}/answer")
    String answer(@PathVariable long id, @RequestParam boolean accepts, Actor actor) {
        submission.answer(actor, id, accepts);
        return "redirect:/entries/" + id;
    }

    /** The form for the seal. */
    @SignedIn
    @GetMapping("/entries/{id}/form.pdf")
    void form(@PathVariable long id, Actor actor, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        EntryView view = views.of(id);
        access.requireSee(actor, view.entry());
        byte[] bytes = pdf.render("pdf/entry.jte", Map.of("page", pages.of(http), "view", view));
        ListExport.attachment(response, view.call().title() + " " + view.entry().title() + ".pdf", "application/pdf");
        response.getOutputStream().write(bytes);
    }

    @SignedIn
    @PostMapping("/entries/{id}/sealed")
    String sealed(@PathVariable long id, @RequestParam("file") MultipartFile upload, Actor actor) throws IOException {
        files.sealed(actor, id, upload.getInputStream(), upload.getOriginalFilename());
        return "redirect:/entries/" + id;
    }

    /** Two entries side by side, the passages they share marked: for officers who see both. */
    @Allowed(Right.FOLLOW)
    @GetMapping("/entries/{id}/compare/{other}")
    String compare(@PathVariable long id, @PathVariable long other, Actor actor, Model model) {
        EntryView a = views.of(id);
        EntryView b = views.of(other);
        access.requireSee(actor, a.entry());
        access.requireSee(actor, b.entry());
        String textA = Duplicates.text(a.entry(), a.call());
        String textB = Duplicates.text(b.entry(), b.call());
        List<Grams.Passage> passages = Grams.matching(textA, textB, 6);
        model.addAttribute("a", a);
        model.addAttribute("b", b);
        model.addAttribute("share", Grams.containment(Grams.of(textA), Grams.of(textB)));
        model.addAttribute(
                "partsA",
                parts(
                        textA,
                        passages.stream()
                                .map(p -> new int[] {p.inA(), p.lengthA()})
                                .toList()));
        model.addAttribute(
                "partsB",
                parts(
                        textB,
                        passages.stream()
                                .map(p -> new int[] {p.inB(), p.lengthB()})
                                .toList()));
        return "entries/compare";
    }

    /** The text cut at the shared passages; every second part is shared. */
    static List<String> parts(String text, List<int[]> shared) {
        List<String> parts = new ArrayList<>();
        int at = 0;
        for (int[] passage : shared.stream()
                .sorted(java.util.Comparator.comparingInt(p -> p[0]))
                .toList()) {
            if (passage[0] >= at) {
                parts.add(text.substring(at, passage[0]));
                parts.add(text.substring(passage[0], passage[0] + passage[1]));
                at = passage[0] + passage[1];
            }
        }
        parts.add(text.substring(at));
        return parts;
    }

    @Override
    public List<DeskCard> cards(Viewer viewer, Page page) {
        List<DeskCard> cards = new ArrayList<>();
        for (EntryState state : List.of(EntryState.RETURNED, EntryState.SUPPLEMENT, EntryState.DRAFT)) {
            var waiting = dsl.select(ENTRY.ID, ENTRY.DUE_ON)
                    .from(ENTRY)
                    .where(ENTRY.CREATED_BY.eq(viewer.accountId()), ENTRY.STATE.eq(state.name()))
                    .orderBy(ENTRY.DUE_ON.asc().nullsLast())
                    .limit(100)
                    .fetch();
            if (!waiting.isEmpty()) {
                String href = waiting.size() == 1
                        ? "/entries/" + waiting.getFirst().value1() + "/edit"
                        : "/entries?state=" + state;
                cards.add(DeskCard.of(
                        page.t("entries.desk." + state),
                        waiting.size(),
                        waiting.getFirst().value2(),
                        href,
                        page.t("entries.continue"),
                        today.today()));
            }
        }
        return cards;
    }
}
