package io.lingchuang.studios.plan;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.documents.Pdf;
import io.lingchuang.platform.web.Everyone;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.Limited;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.SignedIn;
import io.lingchuang.studios.Studios;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A studio's wall on the screen, on paper and in Excel, and the making of its plan. */
@Controller
class PlanPages {

    private final Walls walls;
    private final Plans plans;
    private final PlanChanges changes;
    private final PlanStore store;
    private final PlanLists lists;
    private final Studios studios;
    private final Forms forms;
    private final Pages pages;
    private final Pdf pdf;

    PlanPages(
            Walls walls,
            Plans plans,
            PlanChanges changes,
            PlanStore store,
            PlanLists lists,
            Studios studios,
            Forms forms,
            Pages pages,
            Pdf pdf) {
        this.walls = walls;
        this.plans = plans;
        this.changes = changes;
        this.store = store;
        this.lists = lists;
        this.studios = studios;
        this.forms = forms;
        this.pages = pages;
        this.pdf = pdf;
    }

    @Everyone
    @Limited(times = 600)
    @GetMapping("/studios/{id}/plan")
    String wall(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable Long who,
            @Nullable Actor actor,
            Model model) {
        model.addAttribute("form", Form.empty());
        return wallPage(walls.of(actor, id, year, who), model);
    }

    private String wallPage(Wall wall, Model model) {
        model.addAttribute("wall", wall);
        model.addAttribute("warning", store.warning());
        model.addAttribute("mayBegin", plans.mayBegin());
        return "studios/plan/wall";
    }

    @Everyone
    @Limited(times = 60)
    @GetMapping("/studios/{id}/plan.pdf")
    void print(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable Long who,
            @Nullable Actor actor,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Wall wall = walls.of(actor, id, year, who);
        if (wall.plan() == null) {
            throw new NotFound();
        }
        var page = pages.of(request);
        byte[] bytes = pdf.render("pdf/plan.jte", Map.of("page", page, "wall", wall, "warning", store.warning()));
        ListExport.attachment(
                response,
                page.t("studioplan.wallOf", wall.studio().name(), String.valueOf(wall.year())) + ".pdf",
                "application/pdf");
        response.getOutputStream().write(bytes);
    }

    @Everyone
    @Limited(times = 60)
    @GetMapping("/studios/{id}/plan.xlsx")
    void excel(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Integer year,
            @Nullable Actor actor,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Wall wall = walls.of(actor, id, year, null);
        if (wall.plan() == null) {
            throw new NotFound();
        }
        ListExport.send(lists.items(wall.hung(), wall.inside()), ListRequest.none(), pages.of(request), response);
    }

    @SignedIn
    @GetMapping("/studios/{id}/plan/new")
    String ask(
            @PathVariable long id, @RequestParam(required = false) @Nullable Integer year, Actor actor, Model model) {
        Form form = Form.empty().put("year", year == null ? plans.mayBegin().getFirst() : year);
        model.addAttribute("form", form);
        return askPage(id, actor, model);
    }

    private String askPage(long id, Actor actor, Model model) {
        var studio = studios.ledBy(actor, id);
        Form form = (Form) java.util.Objects.requireNonNull(model.getAttribute("form"));
        int year = plans.mayBegin().stream()
                .filter(y -> String.valueOf(y).equals(form.value("year")))
                .findFirst()
                .orElse(plans.mayBegin().getFirst());
        model.addAttribute("studio", studio);
        model.addAttribute("year", year);
        model.addAttribute("years", plans.mayBegin());
        model.addAttribute("into", null);
        model.addAttribute("before", store.plan(id, year - 1).map(store::items).orElse(List.of()));
        return "studios/plan/new";
    }

    @SignedIn
    @PostMapping("/studios/{id}/plan")
    String begin(
            @PathVariable long id,
            @RequestParam(defaultValue = "0") int year,
            @RequestParam(defaultValue = "") String aim,
            @RequestParam(name = "item", defaultValue = "") List<Long> items,
            Actor actor,
            Model model) {
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    plans.begin(actor, id, year, aim, items);
                    forms.flash("studioplan.done.begin", String.valueOf(year), items.size());
                    return PlanLetters.address(id, year);
                },
                () -> askPage(id, actor, model));
    }

    @SignedIn
    @GetMapping("/work-plans/{id}/take-over")
    String askMore(@PathVariable long id, Actor actor, Model model) {
        Plan plan = plans.ledBy(actor, id);
        model.addAttribute("form", Form.empty().put("year", plan.year()));
        return morePage(plan, actor, model);
    }

    private String morePage(Plan plan, Actor actor, Model model) {
        model.addAttribute("studio", studios.ledBy(actor, plan.studioId()));
        model.addAttribute("year", plan.year());
        model.addAttribute("years", List.of(plan.year()));
        model.addAttribute("into", plan);
        model.addAttribute(
                "before",
                store.plan(plan.studioId(), plan.year() - 1).map(store::items).orElse(List.of()));
        return "studios/plan/new";
    }

    @SignedIn
    @PostMapping("/work-plans/{id}/take-over")
    String takeOver(
            @PathVariable long id,
            @RequestParam(name = "item", defaultValue = "") List<Long> items,
            Actor actor,
            Model model) {
        Plan plan = plans.ledBy(actor, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    plans.takeOver(actor, id, items);
                    forms.flash("studioplan.done.takeOver", items.size());
                    return PlanLetters.address(plan.studioId(), plan.year());
                },
                () -> morePage(plan, actor, model));
    }

    @SignedIn
    @PostMapping("/work-plans/{id}/step")
    String step(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String step,
            @RequestParam(defaultValue = "-1") int version,
            @RequestParam(defaultValue = "") String aim,
            Actor actor,
            Model model) {
        Plan plan = plans.ledBy(actor, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    switch (step) {
                        case "hang" -> plans.hang(actor, id, version);
                        case "takeDown" -> plans.takeDown(actor, id, version);
                        case "aim" -> plans.aim(actor, id, version, aim);
                        default -> throw new NotFound();
                    }
                    forms.flash("studioplan.done." + step, String.valueOf(plan.year()));
                    return PlanLetters.address(plan.studioId(), plan.year());
                },
                () -> wallPage(walls.of(actor, plan.studioId(), plan.year(), null), model));
    }

    @SignedIn
    @GetMapping("/work-plans/{id}/arrange")
    String arrange(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return arrangePage(plans.ledBy(actor, id), actor, model);
    }

    private String arrangePage(Plan plan, Actor actor, Model model) {
        Wall wall = walls.of(actor, plan.studioId(), plan.year(), null);
        model.addAttribute("wall", wall);
        model.addAttribute("reasoned", plan.revisedOn(wall.today()));
        return "studios/plan/arrange";
    }

    @SignedIn
    @PostMapping("/work-plans/{id}/arrange")
    String move(@PathVariable long id, @RequestParam(defaultValue = "") String reason, Actor actor, Model model) {
        Plan plan = plans.ledBy(actor, id);
        Form form = forms.typed();
        return forms.submit(
                form,
                model,
                () -> {
                    int moved = changes.move(actor, id, months(form), reason);
                    forms.flash("studioplan.done.move", moved);
                    return PlanLetters.address(plan.studioId(), plan.year());
                },
                () -> arrangePage(plan, actor, model));
    }

    private static List<PlanChanges.Months> months(Form form) {
        List<PlanChanges.Months> months = new ArrayList<>();
        for (Map<String, String> row : form.rows("item", "version", "from", "until")) {
            Integer item = ItemPages.number(row.get("item"));
            Integer version = ItemPages.number(row.get("version"));
            if (item == null || version == null) {
                throw new Refusal("studioplan.rowForm");
            }
            months.add(new PlanChanges.Months(
                    item, version, ItemPages.number(row.get("from")), ItemPages.number(row.get("until"))));
        }
        return months;
    }

    @SignedIn
    @GetMapping("/work-plans/{id}/revisions")
    String revisions(@PathVariable long id, Actor actor, Model model) {
        Plan plan = store.plan(id);
        model.addAttribute("revisions", walls.revisions(actor, plan));
        model.addAttribute("plan", plan);
        model.addAttribute("studio", studios.studio(plan.studioId()));
        return "studios/plan/revisions";
    }
}
