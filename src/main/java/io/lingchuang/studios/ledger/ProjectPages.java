package io.lingchuang.studios.ledger;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.web.DeskCard;
import io.lingchuang.platform.web.DeskSource;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.SignedIn;
import io.lingchuang.platform.web.Typing;
import io.lingchuang.platform.web.Viewer;
import io.lingchuang.studios.Member;
import io.lingchuang.studios.Standing;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.Studios;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Projects of a studio, from the problem to the results. */
@Controller
class ProjectPages implements DeskSource {

    private final Projects projects;
    private final ProjectLists lists;
    private final Ledger ledger;
    private final Studios studios;
    private final Forms forms;
    private final Pages pages;
    private final Today today;

    ProjectPages(
            Projects projects,
            ProjectLists lists,
            Ledger ledger,
            Studios studios,
            Forms forms,
            Pages pages,
            Today today) {
        this.projects = projects;
        this.lists = lists;
        this.ledger = ledger;
        this.studios = studios;
        this.forms = forms;
        this.pages = pages;
        this.today = today;
    }

    /** A trainee learns there; what is set up and paid for is not theirs to read. */
    private Studio seen(Actor actor, long studio) {
        Studio s = studios.seenBy(actor, studio);
        Standing standing = studios.standing(actor, s);
        if (!standing.works() && !standing.keeps() && !standing.sees()) {
            throw new NotFound();
        }
        return s;
    }

    @SignedIn
    @GetMapping("/studios/{id}/projects")
    String list(@PathVariable long id, Actor actor, HttpServletRequest http, Model model) {
        Studio studio = seen(actor, id);
        model.addAttribute("studio", studio);
        model.addAttribute("standing", studios.standing(actor, studio));
        model.addAttribute("list", lists.projects(id, pages.of(http)).page(ListRequest.of(http)));
        return "studios/ledger/projects";
    }

    @SignedIn
    @GetMapping("/studios/{id}/projects.xlsx")
    void excel(@PathVariable long id, Actor actor, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        seen(actor, id);
        Page page = pages.of(http);
        ListExport.send(lists.projects(id, page), ListRequest.of(http), page, response);
    }

    @SignedIn
    @GetMapping("/studios/{id}/projects/new")
    String blank(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute(
                "form",
                Form.empty()
                        .put("startsOn", today.today())
                        .put("endsOn", today.today().plusMonths(6)));
        return formPage(ledger.writtenBy(actor, id), null, model);
    }

    private String formPage(Studio studio, @org.jspecify.annotations.Nullable Project project, Model model) {
        Map<String, String> leads = new LinkedHashMap<>();
        for (Member m : studios.members(studio.id())) {
            if (m.part().works()) {
                leads.put(String.valueOf(m.personId()), m.name());
            }
        }
        model.addAttribute("studio", studio);
        model.addAttribute("leads", leads);
        model.addAttribute("project", project);
        return "studios/ledger/project-form";
    }

    @SignedIn
    @PostMapping("/studios/{id}/projects")
    String add(@PathVariable long id, Actor actor, Model model) {
        Studio studio = ledger.writtenBy(actor, id);
        var typing = Typing.of(forms);
        Projects.Typed typed = typed(typing);
        return forms.submit(
                typing.form(),
                model,
                () -> {
                    long project = projects.add(actor, id, typed);
                    forms.flash("entries.saved");
                    return "/studio-projects/" + project;
                },
                () -> formPage(studio, null, model));
    }

    private Projects.Typed typed(Typing typing) {
        List<Projects.Step> steps = new ArrayList<>();
        Form form = typing.form();
        for (Map<String, String> row : form.rows("milestone", "due")) {
            Form one = Form.empty().put("milestone", row.get("milestone")).put("due", row.get("due"));
            var of = new Typing(one, forms);
            steps.add(new Projects.Step(of.text("milestone", 2, 120), of.day("due")));
            one.errors().values().forEach(e -> form.reject("milestone", row.get("milestone") + "：" + e));
        }
        Long lead = typing.idOrNone("lead");
        return new Projects.Typed(
                typing.text("title", 2, 120),
                typing.text("problem", 5, 2000),
                typing.text("goal", 0, 1000),
                lead == null ? 0 : lead,
                typing.day("startsOn"),
                typing.day("endsOn"),
                typing.amountOrNone("budget", 2, new java.math.BigDecimal("9999999999.99")),
                steps);
    }

    @SignedIn
    @GetMapping("/studio-projects/{id}")
    String one(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("form", Form.empty().put("doneOn", today.today()));
        return page(id, actor, model);
    }

    private String page(long id, Actor actor, Model model) {
        Project project = lists.project(id);
        Studio studio = seen(actor, project.studioId());
        Standing standing = studios.standing(actor, studio);
        model.addAttribute("project", project);
        model.addAttribute("studio", studio);
        model.addAttribute("writes", standing.works() && studio.state().alive());
        model.addAttribute("leads", standing.leads() && studio.state().alive());
        model.addAttribute("decides", project.is(Project.State.ASKED) && projects.decides(actor, project));
        model.addAttribute("today", today.today());
        return "studios/ledger/project";
    }

    @SignedIn
    @GetMapping("/studio-projects/{id}/edit")
    String edit(@PathVariable long id, Actor actor, Model model) {
        Project project = lists.project(id);
        Studio studio = ledger.writtenBy(actor, project.studioId());
        model.addAttribute(
                "form",
                Form.of(project)
                        .put("lead", project.leadId())
                        .put(
                                "milestone",
                                project.milestones().stream()
                                        .map(Project.Milestone::title)
                                        .toList())
                        .put(
                                "due",
                                project.milestones().stream()
                                        .map(Project.Milestone::dueOn)
                                        .toList()));
        return formPage(studio, project, model);
    }

    @SignedIn
    @PostMapping("/studio-projects/{id}/edit")
    String change(@PathVariable long id, @RequestParam int version, Actor actor, Model model) {
        Project project = lists.project(id);
        Studio studio = ledger.writtenBy(actor, project.studioId());
        var typing = Typing.of(forms);
        Projects.Typed typed = typed(typing);
        return forms.submit(
                typing.form(),
                model,
                () -> {
                    projects.change(actor, id, version, typed);
                    forms.flash("entries.saved");
                    return "/studio-projects/" + id;
                },
                () -> formPage(studio, project, model));
    }

    @SignedIn
    @PostMapping("/studio-projects/{id}/milestones/{milestone}/done")
    String reached(
            @PathVariable long id,
            @PathVariable long milestone,
            @RequestParam(defaultValue = "") String note,
            Actor actor,
            Model model) {
        ledger.writtenBy(actor, lists.project(id).studioId());
        var typing = Typing.of(forms);
        var day = typing.day("doneOn");
        return forms.submit(
                typing.form(),
                model,
                () -> {
                    projects.reached(actor, id, milestone, day, note);
                    return "/studio-projects/" + id;
                },
                () -> page(id, actor, model));
    }

    /** Everything else that moves it. */
    @SignedIn
    @PostMapping("/studio-projects/{id}/step")
    String move(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String step,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String document,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model) {
        seen(actor, lists.project(id).studioId());
        var typing = Typing.of(forms);
        String results = step.equals("finish") ? typing.text("results", 5, 3000) : "";
        var benefit = step.equals("finish")
                ? typing.amountOrNone("benefit", 2, new java.math.BigDecimal("999999999999.99"))
                : null;
        return forms.submit(
                typing.form(),
                model,
                () -> {
                    switch (step) {
                        case "ask" -> projects.ask(actor, id, version);
                        case "approve" -> projects.approve(actor, id, version, document);
                        case "return" -> projects.giveBack(actor, id, version, reason);
                        case "finish" -> projects.finish(actor, id, version, results, benefit);
                        case "stop" -> projects.stop(actor, id, version, reason);
                        default -> throw new NotFound();
                    }
                    forms.flash("studioledger.project.did." + step);
                    return "/studio-projects/" + id;
                },
                () -> page(id, actor, model));
    }

    @Override
    public List<DeskCard> cards(Viewer viewer, Page page) {
        if (!(viewer instanceof Actor actor)) {
            return List.of();
        }
        List<DeskCard> cards = new ArrayList<>();
        card(cards, page, "studioledger.desk.asked", lists.asked(actor));
        card(cards, page, "studioledger.desk.due", lists.due(actor));
        return cards;
    }

    private void card(List<DeskCard> cards, Page page, String title, ProjectLists.Waiting waiting) {
        if (waiting.count() > 0) {
            cards.add(DeskCard.of(
                    page.t(title),
                    waiting.count(),
                    waiting.first(),
                    "/studio-projects/" + waiting.id(),
                    page.t("studioledger.desk.open"),
                    today.today()));
        }
    }
}
