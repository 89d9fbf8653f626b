package io.lingchuang.review.joint;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.calls.CallPanel;
import io.lingchuang.platform.documents.ExcelOut;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.review.RuleColumns;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The one list of a call's panels, for the host; a door leads there once two panels of a round have closed. */
@Controller
class JointPages {

    private final JointRanking ranking;
    private final Pages pages;

    JointPages(JointRanking ranking, Pages pages) {
        this.ranking = ranking;
        this.pages = pages;
    }

    @Bean
    static CallPanel jointDoor(JointRanking ranking) {
        return new CallPanel(
                "review.joint",
                "/calls/%d/joint-ranking",
                23,
                (call, actor) -> actor.holds(Right.RUN_PANEL, call.hostNodeId()) && ranking.several(call));
    }

    @Allowed(Right.RUN_PANEL)
    @GetMapping("/calls/{id}/joint-ranking")
    String page(
            @PathVariable long id,
            @RequestParam(defaultValue = "1") int round,
            @RequestParam(required = false) @Nullable Long category,
            @RequestParam(defaultValue = "false") boolean all,
            Actor actor,
            Model model) {
        model.addAttribute("all", all);
        model.addAttribute("j", ranking.of(actor, id, round, category));
        return "review/joint";
    }

    @Allowed(Right.RUN_PANEL)
    @GetMapping("/calls/{id}/joint-ranking.xlsx")
    void excel(
            @PathVariable long id,
            @RequestParam(defaultValue = "1") int round,
            @RequestParam(required = false) @Nullable Long category,
            Actor actor,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException {
        JointRanking.Joint joint = ranking.of(actor, id, round, category);
        Page page = pages.of(http);
        String name =
                joint.call().title() + page.t("review.joint") + joint.group().name() + ".xlsx";
        ListExport.attachment(response, name, FileRule.XLSX);
        ExcelOut.write(response.getOutputStream(), page.t("review.joint"), excel -> {
            excel.header(RuleColumns.header(
                    page,
                    List.of(
                            page.t("review.code"),
                            page.t("entries.title"),
                            page.t("entries.unit"),
                            page.t("review.joint.panel"),
                            page.t("review.joint.inPanel"),
                            page.t("review.best"),
                            page.t("review.worst"),
                            page.t("review.nearTie"))));
            for (JointRanking.Place p : joint.places()) {
                excel.row(RuleColumns.row(
                        p,
                        p.code(),
                        p.title(),
                        p.unit(),
                        p.panel(),
                        p.inPanel(),
                        p.interval().best(),
                        p.interval().worst(),
                        p.borders().isEmpty() ? "" : page.t("review.nearTieOf", String.join("、", p.borders()))));
            }
        });
    }
}
