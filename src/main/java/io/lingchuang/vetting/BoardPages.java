package io.lingchuang.vetting;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.CallPanel;
import io.lingchuang.calls.Calls;
import io.lingchuang.calls.StageDates;
import io.lingchuang.platform.documents.ExcelOut;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The board of a call, on the page and as a sheet, and what units reported of who took part. */
@Controller
class BoardPages {

    private final Calls calls;
    private final Board board;
    private final QuotaUse quotas;
    private final ParticipationLists reports;
    private final PutForward forward;
    private final List<StageDates> dates;
    private final Pages pages;

    BoardPages(
            Calls calls,
            Board board,
            QuotaUse quotas,
            ParticipationLists reports,
            PutForward forward,
            ObjectProvider<StageDates> dates,
            Pages pages) {
        this.calls = calls;
        this.board = board;
        this.quotas = quotas;
        this.reports = reports;
        this.forward = forward;
        this.dates = dates.orderedStream().toList();
        this.pages = pages;
    }

    @Bean
    static CallPanel boardPanel() {
        return CallPanel.ofMany("vetting.board", "/calls/%d/board", 10, Right.FOLLOW);
    }

    @Allowed(Right.FOLLOW)
    @GetMapping("/calls/{id}/board")
    String board(@PathVariable long id, Actor actor, HttpServletRequest http, Model model) {
        Call call = calls.running(id);
        model.addAttribute("call", call);
        model.addAttribute("stages", board.stages(actor, id));
        model.addAttribute("levels", board.levels(actor, call));
        model.addAttribute("below", board.below(actor, id));
        model.addAttribute("sum", board.sum(actor, id));
        model.addAttribute("quotas", quotas.of(actor, call));
        model.addAttribute("forward", forward.standing(actor, id));
        model.addAttribute("dates", dates(call, pages.of(http)));
        return "vetting/board";
    }

    private List<StageDates.Stage> dates(Call call, Page page) {
        return dates.stream().flatMap(d -> d.stages(call, page).stream()).toList();
    }

    @Allowed(Right.FOLLOW)
    @GetMapping("/calls/{id}/board.xlsx")
    void excel(@PathVariable long id, Actor actor, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        Call call = calls.running(id);
        Page page = pages.of(http);
        String name = call.title() + " " + page.t("vetting.board");
        ListExport.attachment(response, name + ".xlsx", FileRule.XLSX);
        ExcelOut.write(response.getOutputStream(), page.t("vetting.board"), excel -> {
            excel.row(List.of(name));
            board.stages(actor, id).forEach((state, n) -> excel.row(List.of(page.t(state), n)));
            board.levels(actor, call)
                    .forEach((level, n) -> excel.row(List.of(page.t("vetting.standsAt", page.t(level)), n)));
            Board.Sum sum = board.sum(actor, id);
            excel.row(List.of(page.t("vetting.total"), sum.total()));
            excel.row(List.of(page.t("forward.yes"), forward.standing(actor, id)));
            excel.row(List.of());
            below(actor, id, page, excel);
            excel.row(List.of(page.t("vetting.sumOf", sum.total(), sum.twice(), sum.direct())));
            excel.row(List.of());
            excel.row(List.of(
                    page.t("vetting.recommender"),
                    page.t("vetting.level"),
                    page.t("entries.category"),
                    page.t("vetting.used"),
                    page.t("vetting.places")));
            for (QuotaUse.Use u : quotas.of(actor, call)) {
                String category = u.category() == null ? page.t("calls.allCategories") : u.category();
                excel.row(List.of(u.recommender(), page.t(u.level()), category, u.used(), u.places()));
            }
        });
    }

    private void below(Actor actor, long id, Page page, ExcelOut excel) {
        excel.row(List.of(
                page.t("vetting.superior"),
                page.t("vetting.entriesCount"),
                page.t("vetting.moving"),
                page.t("DeskCard.Urgency.LATE"),
                page.t("vetting.units"),
                page.t("vetting.silent"),
                page.t("vetting.personTimes")));
        for (Board.Below b : board.below(actor, id)) {
            excel.row(List.of(b.name(), b.entries(), b.moving(), b.late(), b.units(), b.silent(), b.personTimes()));
        }
    }

    @Allowed(Right.FOLLOW)
    @GetMapping("/calls/{id}/reports")
    String reports(@PathVariable long id, Actor actor, ListRequest request, Model model) {
        model.addAttribute("call", calls.running(id));
        model.addAttribute("list", reports.ofCall(actor, id).page(request));
        return "vetting/entries";
    }

    @Allowed(Right.FOLLOW)
    @GetMapping("/calls/{id}/reports.xlsx")
    void reportsExcel(
            @PathVariable long id,
            Actor actor,
            ListRequest request,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException {
        calls.running(id);
        ListExport.send(reports.ofCall(actor, id), request, pages.of(http), response);
    }
}
