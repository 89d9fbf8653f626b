package io.lingchuang.services.help;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.NavItem;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.SignedIn;
import io.lingchuang.platform.web.Typing;
import io.lingchuang.services.HelpKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The enterprise's side: asking, saying more, choosing a team, rating, and telling what came of it. */
@Controller
class HelpPages {

    private static final BigDecimal MOST_BENEFIT = new BigDecimal("999999999.99");

    private final Requests requests;
    private final Dispatching dispatching;
    private final HelpResults results;
    private final HelpFiles files;
    private final HelpLists lists;
    private final HelpView view;
    private final Forms forms;
    private final Pages pages;

    HelpPages(
            Requests requests,
            Dispatching dispatching,
            HelpResults results,
            HelpFiles files,
            HelpLists lists,
            HelpView view,
            Forms forms,
            Pages pages) {
        this.requests = requests;
        this.dispatching = dispatching;
        this.results = results;
        this.files = files;
        this.lists = lists;
        this.view = view;
        this.forms = forms;
        this.pages = pages;
    }

    @Bean
    static NavItem helpNav() {
        return new NavItem("help.title", "/help", 77, null);
    }

    /** Everybody sees what they have to do with; a worker of no team sees an empty list. */
    @SignedIn
    @GetMapping("/help")
    String list(Actor actor, ListRequest list, HttpServletRequest request, Model model) {
        model.addAttribute("list", lists.requests(actor, pages.of(request)).page(list));
        model.addAttribute("asks", !requests.askedFor(actor).isEmpty());
        return "services/help/list";
    }

    @SignedIn
    @GetMapping("/help.xlsx")
    void excel(Actor actor, ListRequest list, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var page = pages.of(request);
        ListExport.send(lists.requests(actor, page), list, page, response);
    }

    @Allowed(Right.ASK_FOR_HELP)
    @GetMapping("/help/new")
    String start(Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return formPage(actor, model);
    }

    private String formPage(Actor actor, Model model) {
        model.addAttribute("enterprises", requests.askedFor(actor));
        return "services/help/new";
    }

    @Allowed(Right.ASK_FOR_HELP)
    @PostMapping("/help/new")
    String ask(Actor actor, Model model) {
        Form form = forms.typed();
        Typing typing = new Typing(form, forms);
        long node = typing.id("node");
        Requests.Typed typed = typed(typing);
        return forms.submit(
                form,
                model,
                () -> {
                    long id = requests.ask(actor, node, typed);
                    forms.flash("help.done.ask");
                    return "/help/" + id;
                },
                () -> formPage(actor, model));
    }

    private static Requests.Typed typed(Typing typing) {
        String phone = typing.form().value("contactPhone").strip();
        if (!phone.matches("[0-9-]{7,20}")) {
            typing.reject("contactPhone", "help.phoneForm");
        }
        return new Requests.Typed(
                typing.choice("kind", HelpKind.class),
                typing.text("title", 2, 80),
                typing.text("problem", 10, 3000),
                typing.text("place", 2, 200),
                typing.ticked("urgent"),
                typing.ticked("confidential"),
                typing.text("contactName", 2, 40),
                phone);
    }

    @SignedIn
    @GetMapping("/help/{id}")
    String one(@PathVariable long id, Actor actor, Model model) {
        HelpRequest r = requests.seen(actor, id);
        Form form = Form.empty();
        if (requests.standing(actor, r).may(Step.COMPLETE, r.state())) {
            form.put("kind", r.kind())
                    .put("title", r.title())
                    .put("problem", r.problem())
                    .put("place", r.place())
                    .put("urgent", r.urgent())
                    .put("confidential", r.confidential())
                    .put("contactName", r.contactName())
                    .put("contactPhone", r.contactPhone());
        }
        model.addAttribute("form", form);
        return view.page(actor, id, model);
    }

    /** What the enterprise says: action complete, choose, rate or result. */
    @Allowed(Right.ASK_FOR_HELP)
    @PostMapping("/help/{id}/enterprise")
    String enterprise(
            @PathVariable long id,
            @RequestParam(defaultValue = "-1") int version,
            @RequestParam(defaultValue = "") String action,
            Actor actor,
            Model model) {
        if (!requests.standing(actor, requests.seen(actor, id)).asks()) {
            throw new NotFound();
        }
        Form form = forms.typed();
        Typing typing = new Typing(form, forms);
        Supplier<String> act = switch (action) {
            case "complete" -> {
                Requests.Typed typed = typed(typing);
                yield done(id, action, () -> requests.complete(actor, id, version, typed));
            }
            case "choose" -> {
                long team = typing.id("team");
                yield done(id, action, () -> dispatching.choose(actor, id, version, team));
            }
            case "rate" -> {
                var marks = new HelpResults.Marks(
                        typing.number("manner", 1, 5),
                        typing.number("skill", 1, 5),
                        typing.number("speed", 1, 5),
                        typing.number("effect", 1, 5));
                String words = typing.text("words", 0, 1000);
                yield done(id, action, () -> results.rate(actor, id, version, marks, words));
            }
            case "result" -> {
                Outcome outcome = typing.choice("outcome", Outcome.class);
                if (!EnumSet.of(Outcome.RESOLVED, Outcome.CONTINUING, Outcome.UNRESOLVED)
                        .contains(outcome)) {
                    typing.reject("outcome", "typing.choose");
                }
                String words = typing.text("words", 2, 2000);
                var benefit = typing.amountOrNone("benefit", 2, MOST_BENEFIT);
                yield done(id, action, () -> results.tell(actor, id, version, outcome, words, benefit));
            }
            default -> throw new NotFound();
        };
        return forms.submit(form, model, act, () -> view.page(actor, id, model));
    }

    private Supplier<String> done(long id, String action, Runnable act) {
        return () -> {
            act.run();
            forms.flash("help.done." + action);
            return "/help/" + id;
        };
    }

    /** Taken back by the enterprise, or by an officer for one that is no more. */
    @Allowed({Right.ASK_FOR_HELP, Right.DISPATCH_HELP})
    @PostMapping("/help/{id}/cancel")
    String cancel(@PathVariable long id, @RequestParam(defaultValue = "-1") int version, Actor actor, Model model) {
        Standing standing = requests.standing(actor, requests.seen(actor, id));
        if (!standing.asks() && !standing.dispatches()) {
            throw new NotFound();
        }
        Form form = forms.typed();
        String reason = new Typing(form, forms).text("reason", 2, 500);
        return forms.submit(
                form,
                model,
                done(id, "cancel", () -> requests.cancel(actor, id, version, reason)),
                () -> view.page(actor, id, model));
    }

    @Allowed(Right.ASK_FOR_HELP)
    @PostMapping("/help/{id}/files")
    String upload(@PathVariable long id, @RequestParam(required = false) MultipartFile file, Actor actor, Model model)
            throws IOException {
        HelpRequest r = requests.seen(actor, id);
        Form form = forms.typed();
        if (!requests.standing(actor, r).asks()) {
            throw new NotFound();
        }
        if (file == null || file.isEmpty()) {
            new Typing(form, forms).reject("file", "help.noFile");
            return forms.refused(form, model, () -> view.page(actor, id, model));
        }
        try (var content = file.getInputStream()) {
            return forms.submit(
                    form,
                    model,
                    done(id, "file", () -> files.add(actor, id, file.getOriginalFilename(), content)),
                    () -> view.page(actor, id, model));
        }
    }
}
