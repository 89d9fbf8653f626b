package io.lingchuang.services.help;

import static io.lingchuang.db.services.Tables.STEP_LIMIT;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.documents.ExcelOut;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.Typing;
import io.lingchuang.services.HelpKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The officer's side: sending a team, the time limits, and the map of what is asked for. */
@Controller
public class HelpOfficePages {

    /** How many working days a step may take. */
    public record Limit(RequestState state, int days, int urgentDays) {}

    private final Requests requests;
    private final Dispatching dispatching;
    private final HelpLists lists;
    private final HelpView view;
    private final DSLContext dsl;
    private final Tree tree;
    private final Today today;
    private final Forms forms;
    private final Pages pages;

    HelpOfficePages(
            Requests requests,
            Dispatching dispatching,
            HelpLists lists,
            HelpView view,
            DSLContext dsl,
            Tree tree,
            Today today,
            Forms forms,
            Pages pages) {
        this.requests = requests;
        this.dispatching = dispatching;
        this.lists = lists;
        this.view = view;
        this.dsl = dsl;
        this.tree = tree;
        this.today = today;
        this.forms = forms;
        this.pages = pages;
    }

    /** What the officer does: action askBack, refuse, publish, dispatch, recall, giveUp or project. */
    @Allowed(Right.DISPATCH_HELP)
    @PostMapping("/help/{id}/office")
    String office(
            @PathVariable long id,
            @RequestParam(defaultValue = "-1") int version,
            @RequestParam(defaultValue = "") String action,
            Actor actor,
            Model model) {
        if (!requests.standing(actor, requests.seen(actor, id)).dispatches()) {
            throw new NotFound();
        }
        Form form = forms.typed();
        Typing typing = new Typing(form, forms);
        Runnable act = switch (action) {
            case "dispatch" -> {
                long team = typing.id("team");
                Long studio = form.value("studio").isBlank() ? null : typing.id("studio");
                yield () -> dispatching.dispatch(actor, id, version, team, studio);
            }
            case "publish" -> () -> dispatching.publish(actor, id, version);
            case "project" -> {
                long project = typing.id("project");
                yield () -> dispatching.goOnIn(actor, id, project);
            }
            case "askBack", "refuse", "recall", "giveUp" ->
                withReason(action, actor, id, version, typing.text("reason", 2, 500));
            default -> throw new NotFound();
        };
        Supplier<String> done = () -> {
            act.run();
            forms.flash("help.done." + action);
            return "/help/" + id;
        };
        return forms.submit(form, model, done, () -> view.page(actor, id, model));
    }

    private Runnable withReason(String action, Actor actor, long id, int version, String reason) {
        return switch (action) {
            case "askBack" -> () -> dispatching.askBack(actor, id, version, reason);
            case "refuse" -> () -> dispatching.refuse(actor, id, version, reason);
            case "recall" -> () -> dispatching.recall(actor, id, version, reason);
            default -> () -> dispatching.giveUp(actor, id, version, reason);
        };
    }

    @Allowed(Right.DISPATCH_HELP)
    @GetMapping("/help/limits")
    String limits(Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return limitsPage(actor, model);
    }

    private String limitsPage(Actor actor, Model model) {
        actor.requireHolds(Right.DISPATCH_HELP, tree.city().id());
        model.addAttribute(
                "limits",
                dsl
                        .selectFrom(STEP_LIMIT)
                        .fetch(l -> new Limit(RequestState.valueOf(l.getState()), l.getDays(), l.getUrgentDays()))
                        .stream()
                        .sorted(java.util.Comparator.comparing(Limit::state))
                        .toList());
        return "services/help/limits";
    }

    @Allowed(Right.DISPATCH_HELP)
    @PostMapping("/help/limits")
    String limit(Actor actor, Model model) {
        actor.requireHolds(Right.DISPATCH_HELP, tree.city().id());
        Form form = forms.typed();
        Typing typing = new Typing(form, forms);
        RequestState state = typing.choice("state", RequestState.class);
        if (state.over()) {
            typing.reject("state", "typing.choose");
        }
        int days = typing.number("days", 1, 60);
        int urgent = typing.number("urgentDays", 1, 60);
        return forms.submit(
                form,
                model,
                () -> {
                    dispatching.limit(actor, state, days, urgent);
                    forms.flash("help.done.limit");
                    return "/help/limits";
                },
                () -> limitsPage(actor, model));
    }

    @Allowed({Right.DISPATCH_HELP, Right.FOLLOW})
    @GetMapping("/help/map")
    String map(Actor actor, @RequestParam(defaultValue = "") String year, Model model) {
        int asked = year(year);
        Map<String, Map<HelpKind, Integer>> demand = lists.demand(actor, asked);
        model.addAttribute("demand", demand);
        model.addAttribute(
                "most",
                demand.values().stream()
                        .flatMap(k -> k.values().stream())
                        .max(Integer::compare)
                        .orElse(0));
        model.addAttribute("year", asked);
        model.addAttribute("thisYear", today.today().getYear());
        return "services/help/map";
    }

    private static int year(String typed) {
        return typed.matches("20[0-9]{2}") ? Integer.parseInt(typed) : 0;
    }

    @Allowed({Right.DISPATCH_HELP, Right.FOLLOW})
    @GetMapping("/help/map.xlsx")
    void mapExcel(
            Actor actor,
            @RequestParam(defaultValue = "") String year,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Page page = pages.of(request);
        var demand = lists.demand(actor, year(year));
        ListExport.attachment(
                response,
                page.t("help.map") + ".xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        ExcelOut.write(response.getOutputStream(), page.t("help.map"), sheet -> {
            List<String> head = new ArrayList<>(List.of(page.t("help.industry")));
            for (HelpKind kind : HelpKind.values()) {
                head.add(page.t(kind));
            }
            head.add(page.t("help.sum"));
            sheet.header(head);
            demand.forEach((industry, kinds) -> {
                List<@Nullable Object> row = new ArrayList<>(List.of(industry));
                for (HelpKind kind : HelpKind.values()) {
                    row.add(kinds.getOrDefault(kind, 0));
                }
                row.add(kinds.values().stream().mapToInt(n -> n).sum());
                sheet.row(row);
            });
        });
    }
}
