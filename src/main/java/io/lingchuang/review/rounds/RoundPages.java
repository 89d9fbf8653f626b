package io.lingchuang.review.rounds;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.CallPanel;
import io.lingchuang.calls.Round;
import io.lingchuang.platform.documents.ExcelOut;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.documents.Pdf;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The rounds of a call for its host: how far each category is, who goes on, and the ranking over all of them. */
@Controller
class RoundPages {

    private final Rounds rounds;
    private final RoundLists lists;
    private final RoundArchives archives;
    private final Forms forms;
    private final Pages pages;
    private final Pdf pdf;

    RoundPages(Rounds rounds, RoundLists lists, RoundArchives archives, Forms forms, Pages pages, Pdf pdf) {
        this.rounds = rounds;
        this.lists = lists;
        this.archives = archives;
        this.forms = forms;
        this.pages = pages;
        this.pdf = pdf;
    }

    @Bean
    static CallPanel roundsDoor() {
        return new CallPanel(
                "review.rounds",
                "/calls/%d/rounds",
                22,
                (call, actor) -> call.inRounds() && actor.holds(Right.RUN_PANEL, call.hostNodeId()));
    }

    @Allowed(Right.RUN_PANEL)
    @GetMapping("/calls/{id}/rounds")
    String rounds(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return page(id, actor, "", model);
    }

    /** @param typed the step whose form was refused */
    private String page(long id, Actor actor, String typed, Model model) {
        Call call = rounds.held(actor, id);
        model.addAttribute("call", call);
        model.addAttribute("groups", lists.groups(call));
        model.addAttribute("archives", archives.of(id));
        model.addAttribute("typed", typed);
        return "review/rounds";
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/calls/{id}/rounds/{round}/cut")
    String cut(
            @PathVariable long id,
            @PathVariable int round,
            @RequestParam(required = false) @Nullable Long group,
            @RequestParam(name = "chosen", defaultValue = "") List<Long> chosen,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model) {
        rounds.held(actor, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    rounds.cut(actor, id, round, group, new HashSet<>(chosen), reason);
                    forms.flash("review.rounds.cutMade");
                    return "/calls/" + id + "/rounds";
                },
                () -> page(id, actor, round + "-" + group, model));
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/calls/{id}/rounds/{round}/undo")
    String undo(
            @PathVariable long id,
            @PathVariable int round,
            @RequestParam(required = false) @Nullable Long group,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model) {
        rounds.held(actor, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    rounds.undo(actor, id, round, group, reason);
                    forms.flash("review.rounds.cutUndone");
                    return "/calls/" + id + "/rounds";
                },
                () -> page(id, actor, round + "-" + group, model));
    }

    @Allowed(Right.RUN_PANEL)
    @GetMapping("/calls/{id}/rounds.xlsx")
    void excel(@PathVariable long id, Actor actor, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        Call call = rounds.held(actor, id);
        Page page = pages.of(http);
        List<RoundLists.Group> groups = lists.groups(call);
        ListExport.attachment(response, call.title() + page.t("review.rounds.overall") + ".xlsx", FileRule.XLSX);
        ExcelOut.write(response.getOutputStream(), page.t("review.rounds.overall"), excel -> {
            List<String> header = new ArrayList<>(List.of(
                    page.t("calls.part.categories"),
                    page.t("vetting.rank"),
                    page.t("review.code"),
                    page.t("entries.number"),
                    page.t("entries.title"),
                    page.t("entries.unit")));
            for (Round r : call.rounds()) {
                header.add(page.t("review.rounds.nth", r.position()) + " " + page.t(r.form()) + " "
                        + page.t("calls.roundWeighs", r.weight().toPlainString()));
            }
            header.add(page.t("review.rounds.total"));
            header.add(page.t("review.rounds.reached"));
            header.add(page.t("review.tied"));
            excel.header(header);
            for (RoundLists.Group group : groups) {
                for (RoundLists.Line l : group.ranking()) {
                    List<@Nullable Object> row =
                            new ArrayList<>(List.of(group.name(), l.rank(), l.code(), l.number(), l.title(), l.unit()));
                    for (Round r : call.rounds()) {
                        row.add(l.score(r.position()));
                    }
                    row.add(l.total(call));
                    row.add(l.reached());
                    row.add(page.show(l.tied()));
                    excel.row(row);
                }
            }
        });
    }

    @Allowed(Right.RUN_PANEL)
    @GetMapping("/calls/{id}/rounds.pdf")
    void pdf(@PathVariable long id, Actor actor, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        Call call = rounds.held(actor, id);
        Page page = pages.of(http);
        byte[] bytes = pdf.render("pdf/rounds.jte", Map.of("page", page, "call", call, "groups", lists.groups(call)));
        ListExport.attachment(response, call.title() + page.t("review.rounds.overall") + ".pdf", "application/pdf");
        response.getOutputStream().write(bytes);
    }
}
