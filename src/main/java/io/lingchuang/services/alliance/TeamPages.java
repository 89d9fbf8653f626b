package io.lingchuang.services.alliance;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.directory.Occupations;
import io.lingchuang.directory.People;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.web.Everyone;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.Limited;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.Typing;
import io.lingchuang.services.HelpKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The volunteer teams: a public list and page of each, without phones, and where the officer keeps them. */
@Controller
class TeamPages {

    private final Teams teams;
    private final TeamLists lists;
    private final Alliance alliance;
    private final Occupations occupations;
    private final People people;
    private final Tree tree;
    private final Forms forms;
    private final Pages pages;

    TeamPages(
            Teams teams,
            TeamLists lists,
            Alliance alliance,
            Occupations occupations,
            People people,
            Tree tree,
            Forms forms,
            Pages pages) {
        this.teams = teams;
        this.lists = lists;
        this.alliance = alliance;
        this.occupations = occupations;
        this.people = people;
        this.tree = tree;
        this.forms = forms;
        this.pages = pages;
    }

    @Everyone
    @Limited(times = 600)
    @GetMapping("/alliance/teams")
    String list(@Nullable Actor actor, HttpServletRequest request, Model model) {
        model.addAttribute("keeps", actor != null && alliance.keeps(actor));
        model.addAttribute("list", lists.teams(pages.of(request)).page(ListRequest.of(request)));
        return "services/alliance/teams";
    }

    @Everyone
    @Limited(times = 300)
    @GetMapping("/alliance/teams.xlsx")
    void excel(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var page = pages.of(request);
        ListExport.send(lists.teams(page), ListRequest.of(request), page, response);
    }

    @Everyone
    @Limited(times = 600)
    @GetMapping("/alliance/teams/{id}")
    String one(@PathVariable long id, @Nullable Actor actor, Model model) {
        model.addAttribute("keeps", actor != null && alliance.keeps(actor));
        model.addAttribute("team", teams.team(id));
        model.addAttribute("members", teams.members(id));
        return "services/alliance/team";
    }

    @Allowed(Right.KEEP_ALLIANCE)
    @GetMapping("/alliance/teams/new")
    String start(Actor actor, Model model) {
        alliance.requireKeeps(actor);
        model.addAttribute("form", Form.empty());
        return formPage(null, model);
    }

    private String formPage(@Nullable Team team, Model model) {
        model.addAttribute("team", team);
        if (!model.containsAttribute("found")) {
            model.addAttribute("found", List.of());
            model.addAttribute("asked", "");
        }
        model.addAttribute("occupations", occupations.all());
        model.addAttribute("members", team == null ? List.of() : teams.members(team.id()));
        return "services/alliance/teamform";
    }

    @Allowed(Right.KEEP_ALLIANCE)
    @PostMapping("/alliance/teams/new")
    String add(Actor actor, Model model) {
        alliance.requireKeeps(actor);
        Form form = forms.typed();
        Teams.Particulars typed = typed(form);
        return forms.submit(
                form,
                model,
                () -> {
                    long id = teams.add(actor, typed);
                    forms.flash("alliance.done.team");
                    return "/alliance/teams/" + id + "/edit";
                },
                () -> formPage(null, model));
    }

    private Teams.Particulars typed(Form form) {
        Typing typing = new Typing(form, forms);
        Set<HelpKind> kinds = EnumSet.noneOf(HelpKind.class);
        for (HelpKind kind : HelpKind.values()) {
            if (form.has("kind", kind.name())) {
                kinds.add(kind);
            }
        }
        if (kinds.isEmpty()) {
            typing.reject("kind", "typing.choose");
        }
        String code = form.value("unit").strip();
        long unit = tree.byCode(code).map(Node::id).orElse(0L);
        if (unit == 0) {
            typing.reject("unit", "alliance.noUnit");
        }
        Set<Long> trades = Set.copyOf(typing.ids("occupation"));
        return new Teams.Particulars(
                typing.text("name", 2, 80),
                unit,
                typing.text("field", 2, 200),
                typing.text("industry", 1, 40),
                typing.text("introduction", 0, 2000),
                typing.text("tags", 0, 400),
                typing.day("foundedOn"),
                kinds,
                trades);
    }

    @Allowed(Right.KEEP_ALLIANCE)
    @GetMapping("/alliance/teams/{id}/edit")
    String edit(@PathVariable long id, @RequestParam(defaultValue = "") String person, Actor actor, Model model) {
        alliance.requireKeeps(actor);
        Team team = teams.team(id);
        List<String> trades = team.occupations();
        model.addAttribute(
                "form",
                Form.of(team)
                        .put("unit", tree.node(team.nodeId()).code())
                        .put("kind", team.kinds())
                        .put(
                                "occupation",
                                occupations.all().stream()
                                        .filter(o -> trades.contains(o.name()))
                                        .map(o -> o.id())
                                        .toList()));
        model.addAttribute("found", person.isBlank() ? List.of() : people.search(actor, person, 10));
        model.addAttribute("asked", person);
        return formPage(team, model);
    }

    @Allowed(Right.KEEP_ALLIANCE)
    @PostMapping("/alliance/teams/{id}/edit")
    String change(@PathVariable long id, @RequestParam(defaultValue = "-1") int version, Actor actor, Model model) {
        alliance.requireKeeps(actor);
        teams.team(id);
        Form form = forms.typed();
        Teams.Particulars typed = typed(form);
        return done(form, id, model, "team", () -> teams.change(actor, id, version, typed));
    }

    private String done(Form form, long id, Model model, String what, Runnable act) {
        return forms.submit(
                form,
                model,
                () -> {
                    act.run();
                    forms.flash("alliance.done." + what);
                    return "/alliance/teams/" + id + "/edit";
                },
                () -> formPage(teams.team(id), model));
    }

    @Allowed(Right.KEEP_ALLIANCE)
    @PostMapping("/alliance/teams/{id}/state")
    String state(@PathVariable long id, @RequestParam(defaultValue = "-1") int version, Actor actor, Model model) {
        alliance.requireKeeps(actor);
        teams.team(id);
        Form form = forms.typed();
        Typing typing = new Typing(form, forms);
        TeamState next = typing.choice("state", TeamState.class);
        String reason = typing.text("reason", 2, 500);
        return done(form, id, model, "teamState", () -> teams.become(actor, id, version, next, reason));
    }

    @Allowed(Right.KEEP_ALLIANCE)
    @PostMapping("/alliance/teams/{id}/members")
    String join(@PathVariable long id, Actor actor, Model model) {
        alliance.requireKeeps(actor);
        teams.team(id);
        Form form = forms.typed();
        Typing typing = new Typing(form, forms);
        long person = typing.id("person");
        boolean leads = typing.ticked("leads");
        return done(form, id, model, "join", () -> teams.join(actor, id, person, leads));
    }

    @Allowed(Right.KEEP_ALLIANCE)
    @PostMapping("/alliance/teams/{id}/leave")
    String leave(@PathVariable long id, @RequestParam(defaultValue = "0") long member, Actor actor, Model model) {
        alliance.requireKeeps(actor);
        teams.team(id);
        return done(forms.typed(), id, model, "leave", () -> teams.leave(actor, id, member));
    }
}
