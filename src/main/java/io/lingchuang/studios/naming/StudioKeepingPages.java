package io.lingchuang.studios.naming;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.SignedIn;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.Studios;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of a naming for the studio itself and the unions above: where it stands, what is asked, what is to be put right, how it ends. */
@Controller
class StudioKeepingPages {

    private final Studios studios;
    private final Keeping keeping;
    private final Changes changes;
    private final Vacancies vacancies;
    private final PuttingRights puttingRights;
    private final StudioEndings endings;
    private final StudioNamings namings;
    private final Plaques plaques;
    private final NamingRules rules;
    private final Tree tree;
    private final Today today;
    private final Forms forms;

    StudioKeepingPages(
            Studios studios,
            Keeping keeping,
            Changes changes,
            Vacancies vacancies,
            PuttingRights puttingRights,
            StudioEndings endings,
            StudioNamings namings,
            Plaques plaques,
            NamingRules rules,
            Tree tree,
            Today today,
            Forms forms) {
        this.studios = studios;
        this.keeping = keeping;
        this.changes = changes;
        this.vacancies = vacancies;
        this.puttingRights = puttingRights;
        this.endings = endings;
        this.namings = namings;
        this.plaques = plaques;
        this.rules = rules;
        this.tree = tree;
        this.today = today;
        this.forms = forms;
    }

    @SignedIn
    @GetMapping("/studios/{id}/keeping")
    String one(@PathVariable long id, Actor actor, Model model) {
        NamingRules.Rule rule = rules.rule();
        LocalDate now = today.today();
        model.addAttribute(
                "form",
                Form.empty()
                        .put("by", now.plusDays(rule.putRightDays()))
                        .put("coolingUntil", now.plusYears(rule.coolingYears()))
                        .put("since", now)
                        .put("on", now));
        return show(id, actor, model);
    }

    private String show(long id, Actor actor, Model model) {
        Studio studio = studios.seenBy(actor, id);
        model.addAttribute("studio", studio);
        model.addAttribute("unit", tree.node(studio.nodeId()).name());
        model.addAttribute("standing", studios.standing(actor, studio));
        model.addAttribute("namings", namings.ofStudio(id));
        model.addAttribute("plaque", !plaques.missing(actor, id).isEmpty());
        model.addAttribute("changes", changes.ofStudio(id));
        model.addAttribute("successors", changes.successors(studio));
        model.addAttribute("vacancies", vacancies.ofStudio(id));
        model.addAttribute("puttingRights", puttingRights.ofStudio(id));
        model.addAttribute("history", keeping.history(id));
        model.addAttribute("links", keeping.links(actor, studio));
        return "studios/naming/keeping";
    }

    private String submit(long id, Actor actor, Model model, String said, Runnable action) {
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    action.run();
                    forms.flash("naming.done." + said);
                    return "/studios/" + id + "/keeping";
                },
                () -> show(id, actor, model));
    }

    @SignedIn
    @PostMapping("/studios/{id}/changes")
    String ask(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String leader,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model) {
        studios.ledBy(actor, id);
        return submit(id, actor, model, "asked", () -> {
            switch (kind) {
                case "LEADER" ->
                    changes.askLeader(actor, id, leader.matches("[0-9]{1,18}") ? Long.valueOf(leader) : null, reason);
                case "UNIT" -> changes.askUnit(actor, id, unit, reason);
                case "NAME" -> changes.askName(actor, id, name, reason);
                default -> throw Refusal.onField("kind", "form.choose");
            }
        });
    }

    @SignedIn
    @PostMapping("/studio-changes/{id}/decide")
    String decide(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String verdict,
            @RequestParam(defaultValue = "") String answer,
            Actor actor,
            Model model) {
        long studio = studios.keptBy(actor, changes.change(id).studioId()).id();
        return submit(studio, actor, model, "decided", () -> {
            switch (verdict) {
                case "approve" -> changes.decide(actor, id, true, answer);
                case "refuse" -> changes.decide(actor, id, false, answer);
                default -> throw Refusal.onField("answer", "form.choose");
            }
        });
    }

    @SignedIn
    @PostMapping("/studio-changes/{id}/withdraw")
    String withdraw(@PathVariable long id, Actor actor, Model model) {
        long studio = studios.ledBy(actor, changes.change(id).studioId()).id();
        return submit(studio, actor, model, "withdrawn", () -> changes.withdraw(actor, id));
    }

    @SignedIn
    @PostMapping("/studios/{id}/vacancy")
    String vacancy(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String why,
            @RequestParam(defaultValue = "") String since,
            Actor actor,
            Model model) {
        var standing = studios.standing(actor, studios.studio(id));
        if (!standing.leads() && !standing.keeps()) {
            throw new NotFound();
        }
        return submit(id, actor, model, "vacant", () -> vacancies.note(actor, id, why(why), day(since, "since")));
    }

    @SignedIn
    @PostMapping("/studios/{id}/put-right")
    String require(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String what,
            @RequestParam(defaultValue = "") String by,
            Actor actor,
            Model model) {
        studios.keptBy(actor, id);
        return submit(id, actor, model, "putRight", () -> puttingRights.require(actor, id, what, day(by, "by")));
    }

    @SignedIn
    @PostMapping("/studios/{id}/put-right/report")
    String report(@PathVariable long id, @RequestParam(defaultValue = "") String report, Actor actor, Model model) {
        studios.ledBy(actor, id);
        return submit(id, actor, model, "reported", () -> puttingRights.report(actor, id, report));
    }

    @SignedIn
    @PostMapping("/studios/{id}/put-right/rule")
    String rule(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String verdict,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(defaultValue = "") String by,
            @RequestParam(defaultValue = "") String coolingUntil,
            @RequestParam(defaultValue = "-1") int version,
            Actor actor,
            Model model) {
        studios.keptBy(actor, id);
        return submit(id, actor, model, "ruled", () -> {
            switch (verdict) {
                case "confirm" -> puttingRights.confirm(actor, id, answer);
                case "back" -> puttingRights.sendBack(actor, id, answer, day(by, "by"));
                case "fail" ->
                    puttingRights.fail(
                            actor,
                            id,
                            version,
                            answer,
                            coolingUntil.isBlank() ? null : day(coolingUntil, "coolingUntil"));
                default -> throw Refusal.onField("verdict", "form.choose");
            }
        });
    }

    @SignedIn
    @PostMapping("/studios/{id}/end")
    String end(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String how,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String coolingUntil,
            @RequestParam(defaultValue = "-1") int version,
            Actor actor,
            Model model) {
        studios.keptBy(actor, id);
        return submit(id, actor, model, "ended", () -> {
            switch (how) {
                case "CANCELLED" -> endings.cancel(actor, id, version, reason);
                case "REVOKED" ->
                    endings.revoke(
                            actor,
                            id,
                            version,
                            reason,
                            coolingUntil.isBlank() ? null : day(coolingUntil, "coolingUntil"));
                default -> throw Refusal.onField("how", "form.choose");
            }
        });
    }

    @SignedIn
    @PostMapping("/studios/{id}/upgrade")
    String upgrade(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String level,
            @RequestParam(defaultValue = "") String document,
            @RequestParam(defaultValue = "") String on,
            Actor actor,
            Model model) {
        studios.keptBy(actor, id);
        return submit(id, actor, model, "upgraded", () -> {
            NamingLevel to = switch (level) {
                case "NATIONAL" -> NamingLevel.NATIONAL;
                case "PROVINCIAL" -> NamingLevel.PROVINCIAL;
                default -> throw Refusal.onField("level", "form.choose");
            };
            namings.upgrade(actor, id, to, document, day(on, "on"), today.today());
        });
    }

    @SignedIn
    @PostMapping("/studios/{id}/plaque")
    String plaque(@PathVariable long id, Actor actor, Model model) {
        studios.keptBy(actor, id);
        return submit(id, actor, model, "plaque", () -> plaques.issue(actor, id));
    }

    private static Vacancies.Why why(String typed) {
        for (Vacancies.Why why : Vacancies.Why.values()) {
            if (why.name().equals(typed)) {
                return why;
            }
        }
        throw Refusal.onField("why", "form.choose");
    }

    /** A day as the browser's own field writes it. */
    static LocalDate day(String typed, String field) {
        try {
            LocalDate day = LocalDate.parse(typed.strip());
            if (day.getYear() >= 1950 && day.getYear() <= 2200) {
                return day;
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        throw Refusal.onField(field, "naming.dayForm");
    }
}
