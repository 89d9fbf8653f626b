package io.lingchuang.entries;

import static io.lingchuang.db.directory.Tables.PERSON;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.documents.Pdf;
import io.lingchuang.platform.text.Bigrams;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.NavItem;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.beans.factory.ObjectProvider;
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
class EntryPages {

    private final DSLContext dsl;
    private final EntryLists lists;
    private final EntryView.Reader views;
    private final EntryAccess access;
    private final EntryFiles files;
    private final Submission submission;
    private final Completers completers;
    private final Duplicates duplicates;
    private final Calls calls;
    private final Today today;
    private final Pages pages;
    private final Forms forms;
    private final Pdf pdf;
    private final List<EntryDoor> doors;

    EntryPages(
            DSLContext dsl,
            EntryLists lists,
            EntryView.Reader views,
            EntryAccess access,
            EntryFiles files,
            Submission submission,
            Completers completers,
            Duplicates duplicates,
            Calls calls,
            Today today,
            Pages pages,
            Forms forms,
            Pdf pdf,
            ObjectProvider<EntryDoor> doors) {
        this.dsl = dsl;
        this.lists = lists;
        this.views = views;
        this.access = access;
        this.files = files;
        this.submission = submission;
        this.completers = completers;
        this.duplicates = duplicates;
        this.calls = calls;
        this.today = today;
        this.pages = pages;
        this.forms = forms;
        this.pdf = pdf;
        this.doors = doors.stream().toList();
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
        model.addAttribute("form", Form.empty());
        return page(id, actor, model);
    }

    private String page(long id, Actor actor, Model model) {
        EntryView view = views.of(id);
        Entry entry = view.entry();
        access.requireSee(actor, entry);
        boolean mine = entry.createdBy() == actor.accountId();
        model.addAttribute("view", view);
        model.addAttribute("history", lists.history(id));
        model.addAttribute("mine", mine);
        model.addAttribute(
                "doors", doors.stream().flatMap(d -> d.of(entry).stream()).toList());
        model.addAttribute("asked", !mine && access.asked(actor, entry));
        model.addAttribute("sealable", mine && files.takesSeal(entry));
        model.addAttribute("late", entry.dueOn() != null && entry.dueOn().isBefore(today.today()));
        model.addAttribute(
                "like",
                access.officer(actor, entry) && entry.number() != null && !mine
                        ? duplicates.like(entry, view.call())
                        : List.of());
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

    /** Whoever declines has no business here any more, and is told so on the page of their own. */
    @SignedIn
    @PostMapping("/entries/{id}/answer")
    String answer(@PathVariable long id, @RequestParam boolean accepts, Actor actor) {
        completers.answer(actor, id, accepts);
        forms.flash(accepts ? "entries.confirmed" : "entries.declined");
        return accepts ? "redirect:/entries/" + id : "redirect:/entries";
    }

    @SignedIn
    @PostMapping("/entries/{id}/completers/{completer}/take-off")
    String takeOff(@PathVariable long id, @PathVariable long completer, @RequestParam int version, Actor actor) {
        completers.takeOff(actor, id, version, completer);
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
    String sealed(@PathVariable long id, @RequestParam("file") MultipartFile upload, Actor actor, Model model)
            throws IOException {
        access.requireSee(actor, views.of(id).entry());
        InputStream content = upload.getInputStream();
        return forms.submit(
                Form.empty(),
                model,
                () -> {
                    files.sealed(actor, id, content, upload.getOriginalFilename());
                    forms.flash("entries.sealedSaved");
                    return "/entries/" + id;
                },
                () -> page(id, actor, model));
    }
}
