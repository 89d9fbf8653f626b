package io.lingchuang.review;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.documents.ExcelOut;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The rules of ranking side by side, for the host and the chair of a closed panel. */
@Controller
class RulesPages {

    private final PanelRules rules;
    private final Pages pages;

    RulesPages(PanelRules rules, Pages pages) {
        this.rules = rules;
        this.pages = pages;
    }

    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @GetMapping("/panels/{id}/rules")
    String rules(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("c", rules.compare(actor, id));
        return "review/rules";
    }

    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @GetMapping("/panels/{id}/rules.xlsx")
    void excel(@PathVariable long id, Actor actor, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        PanelRules.Comparison c = rules.compare(actor, id);
        Page page = pages.of(http);
        ListExport.attachment(response, c.panel().name() + page.t("review.rules") + ".xlsx", FileRule.XLSX);
        ExcelOut.write(response.getOutputStream(), page.t("review.rules"), excel -> {
            excel.header(RuleColumns.header(
                    page,
                    List.of(
                            page.t("review.code"),
                            page.t("entries.title"),
                            page.t("entries.unit"),
                            page.t("review.best"),
                            page.t("review.worst"),
                            page.t("review.nearTie"))));
            for (PanelRules.Standing s : c.standings()) {
                excel.row(RuleColumns.row(
                        s,
                        s.code(),
                        s.title(),
                        s.unit(),
                        s.interval().best(),
                        s.interval().worst(),
                        String.join("、", s.borders())));
            }
        });
    }
}
