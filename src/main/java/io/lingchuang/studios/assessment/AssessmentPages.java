package io.lingchuang.studios.assessment;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.CallPanel;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.SignedIn;
import io.lingchuang.studios.PageLink;
import io.lingchuang.studios.Part;
import io.lingchuang.studios.Standing;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.Studios;
import io.lingchuang.studios.naming.NamingRules;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The self-report for the studio; for the host of an assessment all studios, what the rules find, and the outcome of each. */
@Controller
@Order(87)
class AssessmentPages implements PageLink {

    private final Assessments assessments;
    private final AssessmentLists lists;
    private final SelfReports reports;
    private final Studios studios;
    private final NamingRules rules;
    private final Today today;
    private final Forms forms;
    private final Pages pages;

    AssessmentPages(
            Assessments assessments,
            AssessmentLists lists,
            SelfReports reports,
            Studios studios,
            NamingRules rules,
            Today today,
            Forms forms,
            Pages pages) {
        this.assessments = assessments;
        this.lists = lists;
        this.reports = reports;
        this.studios = studios;
        this.rules = rules;
        this.today = today;
        this.forms = forms;
        this.pages = pages;
    }

    @Bean
    static CallPanel assessmentDoor() {
        return new CallPanel(
                "assessment.door",
                "/calls/%d/assessments",
                75,
                (call, actor) -> call.programme().equals(Assessments.PROGRAMME)
                        && actor.holds(Right.KEEP_STUDIOS, call.hostNodeId()));
    }

    @Override
    public Optional<Link> of(@Nullable Actor actor, Studio studio) {
        return actor != null && studios.standing(actor, studio).inside()
                ? Optional.of(new Link("assessment.report", "/studios/" + studio.id() + "/self-report"))
                : Optional.empty();
    }

    @SignedIn
    @GetMapping("/studios/{id}/self-report")
    String report(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return showReport(id, actor, model);
    }

    private String showReport(long id, Actor actor, Model model) {
        Studio studio = reports.seen(actor, id);
        model.addAttribute("studio", studio);
        model.addAttribute("findings", assessments.findings(studio, today.today()));
        model.addAttribute("said", assessments.ofStudio(id));
        model.addAttribute("calls", reports.openCalls(studio));
        Standing standing = studios.standing(actor, studio);
        model.addAttribute("leads", standing.leads() && studio.state().alive());
        model.addAttribute("forLeader", standing.part() != Part.LEADER);
        return "studios/assessment/report";
    }

    @SignedIn
    @PostMapping("/studios/{id}/self-report")
    String begin(
            @PathVariable long id,
            @RequestParam(name = "call", defaultValue = "") String call,
            @RequestParam(defaultValue = "") String consent,
            Actor actor,
            Model model) {
        studios.ledBy(actor, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> "/entries/"
                        + reports.begin(actor, id, call.matches("[0-9]{1,18}") ? Long.parseLong(call) : 0, consent)
                        + "/edit",
                () -> showReport(id, actor, model));
    }

    @Allowed(Right.KEEP_STUDIOS)
    @GetMapping("/calls/{id}/assessments")
    String list(@PathVariable long id, Actor actor, HttpServletRequest request, Model model) {
        Call call = assessments.hosted(actor, id);
        model.addAttribute("call", call);
        model.addAttribute("list", lists.studios(actor, call, pages.of(request)).page(ListRequest.of(request)));
        return "studios/assessment/list";
    }

    @Allowed(Right.KEEP_STUDIOS)
    @GetMapping("/calls/{id}/assessments.xlsx")
    void excel(@PathVariable long id, Actor actor, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var page = pages.of(request);
        ListExport.send(
                lists.studios(actor, assessments.hosted(actor, id), page), ListRequest.of(request), page, response);
    }

    @Allowed(Right.KEEP_STUDIOS)
    @GetMapping("/calls/{id}/assessments/{studio}")
    String one(@PathVariable long id, @PathVariable long studio, Actor actor, Model model) {
        model.addAttribute(
                "form",
                Form.empty().put("by", today.today().plusDays(rules.rule().putRightDays())));
        return show(id, studio, actor, model);
    }

    private String show(long id, long studio, Actor actor, Model model) {
        Call call = assessments.hosted(actor, id);
        Assessments.Assessed assessed = assessments.one(actor, id, studio);
        model.addAttribute("call", call);
        model.addAttribute("assessed", assessed);
        model.addAttribute("findings", assessments.findings(call, assessed.studio()));
        return "studios/assessment/one";
    }

    @Allowed(Right.KEEP_STUDIOS)
    @PostMapping("/calls/{id}/assessments/{studio}")
    String say(
            @PathVariable long id,
            @PathVariable long studio,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String by,
            Actor actor,
            Model model) {
        assessments.one(actor, id, studio);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    assessments.say(actor, id, studio, outcome(outcome), reason, day(by));
                    forms.flash("assessment.done.said");
                    return "/calls/" + id + "/assessments/" + studio;
                },
                () -> show(id, studio, actor, model));
    }

    private static AssessmentOutcome outcome(String typed) {
        for (AssessmentOutcome outcome : AssessmentOutcome.values()) {
            if (outcome.name().equals(typed)) {
                return outcome;
            }
        }
        throw Refusal.onField("outcome", "form.choose");
    }

    private static @Nullable LocalDate day(String typed) {
        if (typed.isBlank()) {
            return null;
        }
        try {
            return LocalDate.parse(typed.strip());
        } catch (DateTimeParseException e) {
            throw Refusal.onField("by", "naming.dayForm");
        }
    }
}
