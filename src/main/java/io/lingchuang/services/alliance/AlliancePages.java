package io.lingchuang.services.alliance;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.web.Everyone;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.Limited;
import io.lingchuang.platform.web.NavItem;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.SignedIn;
import io.lingchuang.platform.web.Typing;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The alliance's public page, and the officer's where it is kept. */
@Controller
class AlliancePages {

    private static final String KEEP = "/alliance/keep";

    private final Alliance alliance;
    private final JointProjects projects;
    private final Forms forms;

    AlliancePages(Alliance alliance, JointProjects projects, Forms forms) {
        this.alliance = alliance;
        this.projects = projects;
        this.forms = forms;
    }

    @Bean
    static NavItem allianceNav() {
        return new NavItem("alliance.title", "/alliance", 76, null);
    }

    @Everyone
    @Limited(times = 600)
    @GetMapping("/alliance")
    String show(@Nullable Actor actor, Model model) {
        model.addAttribute("keeps", actor != null && alliance.keeps(actor));
        model.addAttribute("members", alliance.members());
        model.addAttribute("council", alliance.council());
        model.addAttribute("charter", alliance.charterOrNull());
        model.addAttribute("projects", projects.all());
        model.addAttribute("served", alliance.served());
        return "services/alliance/alliance";
    }

    /** A studio's leader applies, and sees where it stands. */
    @SignedIn
    @GetMapping("/alliance/join")
    String join(Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return joinPage(actor, model);
    }

    private String joinPage(Actor actor, Model model) {
        var mine = alliance.mine(actor);
        model.addAttribute("studios", mine);
        model.addAttribute(
                "memberships",
                alliance.memberships(io.lingchuang.db.services.Tables.MEMBERSHIP.STUDIO_ID.in(
                        mine.stream().map(s -> s.id()).toList())));
        return "services/alliance/join";
    }

    @SignedIn
    @PostMapping("/alliance/join")
    String apply(Actor actor, Model model) {
        Form form = forms.typed();
        Typing typing = new Typing(form, forms);
        long studio = typing.id("studio");
        String why = typing.text("why", 2, 500);
        return forms.submit(
                form,
                model,
                () -> {
                    alliance.apply(actor, studio, why);
                    forms.flash("alliance.done.apply");
                    return "/alliance/join";
                },
                () -> joinPage(actor, model));
    }

    @SignedIn
    @PostMapping("/alliance/memberships/{id}/withdraw")
    String withdraw(@PathVariable long id, @RequestParam(defaultValue = "-1") int version, Actor actor, Model model) {
        alliance.requireLeads(actor, id);
        Form form = forms.typed();
        String reason = new Typing(form, forms).text("reason", 2, 500);
        return forms.submit(
                form,
                model,
                () -> {
                    alliance.become(actor, id, version, MembershipState.WITHDRAWN, reason);
                    forms.flash("alliance.done.become");
                    return "/alliance/join";
                },
                () -> joinPage(actor, model));
    }

    @Allowed(Right.KEEP_ALLIANCE)
    @GetMapping(KEEP)
    String keep(Actor actor, Model model) {
        Alliance.Charter charter = alliance.charterOrNull();
        model.addAttribute("form", Form.empty().put("wording", charter == null ? "" : charter.wording()));
        return keepPage(actor, model);
    }

    private String keepPage(Actor actor, Model model) {
        model.addAttribute("memberships", alliance.all(actor));
        model.addAttribute("council", alliance.council());
        model.addAttribute("projects", projects.all());
        return "services/alliance/keep";
    }

    @Allowed(Right.KEEP_ALLIANCE)
    @PostMapping("/alliance/memberships/{id}")
    String membership(@PathVariable long id, @RequestParam(defaultValue = "-1") int version, Actor actor, Model model) {
        alliance.requireKeeps(actor);
        alliance.membership(id);
        Form form = forms.typed();
        Typing typing = new Typing(form, forms);
        MembershipState next = typing.choice("state", MembershipState.class);
        String reason = typing.text("reason", 2, 500);
        if (next == MembershipState.WITHDRAWN || next == MembershipState.APPLIED) {
            typing.reject("state", "typing.choose");
        }
        return done(form, actor, model, "become", () -> alliance.become(actor, id, version, next, reason));
    }

    private String done(Form form, Actor actor, Model model, String what, Runnable act) {
        return forms.submit(
                form,
                model,
                () -> {
                    act.run();
                    forms.flash("alliance.done." + what);
                    return KEEP;
                },
                () -> keepPage(actor, model));
    }

    @Allowed(Right.KEEP_ALLIANCE)
    @PostMapping("/alliance/charter")
    String charter(Actor actor, Model model) {
        alliance.requireKeeps(actor);
        Form form = forms.typed();
        Typing typing = new Typing(form, forms);
        String wording = typing.text("wording", 20, 20000);
        String reason = typing.text("why", 2, 500);
        return done(form, actor, model, "charter", () -> alliance.adopt(actor, wording, reason));
    }

    @Allowed(Right.KEEP_ALLIANCE)
    @PostMapping("/alliance/offices")
    String office(Actor actor, Model model) {
        alliance.requireKeeps(actor);
        Form form = forms.typed();
        Typing typing = new Typing(form, forms);
        long person = typing.id("person");
        Office office = typing.choice("office", Office.class);
        LocalDate from = typing.day("from");
        LocalDate until = typing.day("until");
        return done(form, actor, model, "office", () -> alliance.appoint(actor, person, office, from, until));
    }

    @Allowed(Right.KEEP_ALLIANCE)
    @PostMapping("/alliance/offices/{id}/end")
    String dismiss(@PathVariable long id, Actor actor) {
        alliance.dismiss(actor, id);
        forms.flash("alliance.done.dismiss");
        return "redirect:" + KEEP;
    }

    @Allowed(Right.KEEP_ALLIANCE)
    @PostMapping("/alliance/projects")
    String project(Actor actor, Model model) {
        alliance.requireKeeps(actor);
        Form form = forms.typed();
        Typing typing = new Typing(form, forms);
        String title = typing.text("title", 2, 120);
        String goal = typing.text("goal", 2, 1000);
        LocalDate from = typing.day("begins");
        LocalDate due = typing.day("due");
        Set<Long> studios = Set.copyOf(typing.ids("studio"));
        return done(form, actor, model, "project", () -> projects.begin(actor, title, goal, from, due, studios));
    }

    @Allowed(Right.KEEP_ALLIANCE)
    @PostMapping("/alliance/projects/{id}/end")
    String end(@PathVariable long id, @RequestParam(defaultValue = "-1") int version, Actor actor, Model model) {
        alliance.requireKeeps(actor);
        if (projects.all().stream().noneMatch(p -> p.id() == id)) {
            throw new NotFound();
        }
        Form form = forms.typed();
        Typing typing = new Typing(form, forms);
        ProjectState how = typing.choice("how", ProjectState.class);
        if (how == ProjectState.RUNNING) {
            typing.reject("how", "typing.choose");
        }
        String result = typing.text("result", 2, 2000);
        return done(form, actor, model, "projectEnd", () -> projects.end(actor, id, version, how, result));
    }
}
