package io.lingchuang.studios.plan;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.SignedIn;
import io.lingchuang.studios.Studios;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One item of a plan: what it says, who does it, and what was done. */
@Controller
class ItemPages {

    private final Walls walls;
    private final Plans plans;
    private final PlanChanges changes;
    private final PlanItems items;
    private final Studios studios;
    private final Forms forms;
    private final Today today;

    ItemPages(
            Walls walls, Plans plans, PlanChanges changes, PlanItems items, Studios studios, Forms forms, Today today) {
        this.walls = walls;
        this.plans = plans;
        this.changes = changes;
        this.items = items;
        this.studios = studios;
        this.forms = forms;
        this.today = today;
    }

    @SignedIn
    @GetMapping("/work-plans/{id}/items/new")
    String ask(@PathVariable long id, Actor actor, Model model) {
        Plan plan = plans.ledBy(actor, id);
        model.addAttribute("form", Form.empty().put("quantity", 1).put("unit", "项"));
        return wordsPage(plan, null, actor, model);
    }

    private String wordsPage(Plan plan, @Nullable PlanItem item, Actor actor, Model model) {
        var studio = studios.ledBy(actor, plan.studioId());
        Map<Long, String> people = new LinkedHashMap<>();
        if (item != null) {
            item.doers().stream()
                    .filter(PlanItem.Doer::left)
                    .forEach(d -> people.put(d.memberId(), forms.text("studioplan.left", d.name())));
        }
        studios.members(plan.studioId()).stream()
                .filter(m -> m.part().works())
                .forEach(m -> people.put(m.id(), m.name()));
        model.addAttribute("studio", studio);
        model.addAttribute("plan", plan);
        model.addAttribute("item", item);
        model.addAttribute("people", people);
        model.addAttribute("reasoned", plan.revisedOn(today.today()));
        return "studios/plan/words";
    }

    @SignedIn
    @PostMapping("/work-plans/{id}/items")
    String add(@PathVariable long id, @RequestParam(defaultValue = "") String reason, Actor actor, Model model) {
        Plan plan = plans.ledBy(actor, id);
        Form form = forms.typed();
        return forms.submit(
                form,
                model,
                () -> {
                    changes.add(actor, id, words(form), reason);
                    forms.flash("studioplan.done.add", form.value("title"));
                    return form.value("then").equals("more")
                            ? "/work-plans/" + id + "/items/new"
                            : PlanLetters.address(plan.studioId(), plan.year());
                },
                () -> wordsPage(plan, null, actor, model));
    }

    private static ItemWords words(Form form) {
        return new ItemWords(
                Arrays.stream(ItemKind.values())
                        .filter(k -> k.name().equals(form.value("kind")))
                        .findFirst()
                        .orElse(null),
                form.value("title"),
                number(form.value("fromMonth")),
                number(form.value("untilMonth")),
                form.value("goal"),
                number(form.value("quantity")),
                form.value("unit"),
                form.value("proof"),
                form.value("partner"),
                form.has("internal", "true"),
                form.value("note"),
                form.values("doers").stream()
                        .map(ItemPages::number)
                        .filter(Objects::nonNull)
                        .map(Integer::longValue)
                        .toList());
    }

    static @Nullable Integer number(@Nullable String typed) {
        return typed != null && typed.strip().matches("\\d{1,9}") ? Integer.valueOf(typed.strip()) : null;
    }

    @SignedIn
    @GetMapping("/plan-items/{id}")
    String one(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return itemPage(id, actor, model);
    }

    private String itemPage(long id, Actor actor, Model model) {
        model.addAttribute("opened", walls.item(actor, id));
        model.addAttribute("today", today.today());
        return "studios/plan/item";
    }

    @SignedIn
    @GetMapping("/plan-items/{id}/change")
    String askChange(@PathVariable long id, Actor actor, Model model) {
        PlanItem item = walls.item(actor, id).item();
        Plan plan = plans.ledBy(actor, item.planId());
        model.addAttribute(
                "form",
                Form.of(item)
                        .put(
                                "doers",
                                item.doers().stream()
                                        .map(PlanItem.Doer::memberId)
                                        .toList()));
        return wordsPage(plan, item, actor, model);
    }

    @SignedIn
    @PostMapping("/plan-items/{id}")
    String change(
            @PathVariable long id,
            @RequestParam(defaultValue = "-1") int version,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model) {
        PlanItem item = walls.item(actor, id).item();
        Plan plan = plans.ledBy(actor, item.planId());
        Form form = forms.typed();
        return forms.submit(
                form,
                model,
                () -> {
                    changes.change(actor, id, version, words(form), reason);
                    forms.flash("studioplan.done.change");
                    return "/plan-items/" + id;
                },
                () -> wordsPage(plan, item, actor, model));
    }

    @SignedIn
    @PostMapping("/plan-items/{id}/step")
    String step(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String step,
            @RequestParam(defaultValue = "-1") int version,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model) {
        PlanItem item = walls.item(actor, id).item();
        plans.ledBy(actor, item.planId());
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    switch (step) {
                        case "remove" -> changes.remove(actor, id, version);
                        case "giveUp" -> changes.giveUp(actor, id, version, reason);
                        case "takeUp" -> changes.takeUpAgain(actor, id, version, reason);
                        default -> throw new NotFound();
                    }
                    forms.flash("studioplan.done." + step, item.title());
                    return PlanLetters.address(item.studioId(), item.year());
                },
                () -> itemPage(id, actor, model));
    }

    @SignedIn
    @PostMapping("/plan-items/{id}/records")
    String record(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String how,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String percent,
            @RequestParam(defaultValue = "") String note,
            Actor actor,
            Model model) {
        PlanItem item = walls.item(actor, id).item();
        studios.workedInBy(actor, item.studioId());
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    LocalDate on = day(day);
                    switch (how) {
                        case "done" -> items.done(actor, id, on, null, note);
                        case "tick" -> items.ticks(actor, id, on, null, note);
                        case "percent" -> items.progress(actor, id, on, percent(percent), null, note);
                        default -> throw Refusal.onField("how", "studioplan.howForm");
                    }
                    forms.flash("studioplan.done.record", item.title());
                    return "/plan-items/" + id;
                },
                () -> itemPage(id, actor, model));
    }

    private static int percent(String typed) {
        Integer number = number(typed);
        if (number == null) {
            throw Refusal.onField("percent", "studioplan.percentForm");
        }
        return number;
    }

    private static LocalDate day(String typed) {
        try {
            return LocalDate.parse(typed.strip());
        } catch (DateTimeParseException e) {
            throw Refusal.onField("day", "studioplan.dayForm");
        }
    }

    @SignedIn
    @PostMapping("/plan-records/{id}/take-back")
    String takeBack(@PathVariable long id, Actor actor) {
        long item = items.takeBackNote(actor, id);
        forms.flash("studioplan.done.takeBack");
        return "redirect:/plan-items/" + item;
    }
}
