package io.lingchuang.insights;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.documents.ExcelOut;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.web.NavItem;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The officer's dashboard by node and year, and the big screen of the meeting room. */
@Controller
class DashboardPages {

    private final Dashboard dashboard;
    private final Asking asking;
    private final Tree tree;
    private final Pages pages;

    DashboardPages(Dashboard dashboard, Asking asking, Tree tree, Pages pages) {
        this.dashboard = dashboard;
        this.asking = asking;
        this.tree = tree;
        this.pages = pages;
    }

    @Bean
    static NavItem dashboardNav() {
        return new NavItem("dashboard.nav", "/dashboard", 15, Right.FOLLOW);
    }

    @Allowed(Right.FOLLOW)
    @GetMapping("/dashboard")
    String dashboard(Actor actor, HttpServletRequest request, HttpServletResponse response, Model model) {
        Asked asked = asking.of(actor, request);
        if (!asked.form().ok()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        model.addAttribute("asked", asked);
        model.addAttribute("above", above(actor, asked.node()));
        model.addAttribute("groups", dashboard.groups(actor, asked));
        model.addAttribute("months", dashboard.months(actor, Dashboard.BELOW.getFirst(), asked));
        model.addAttribute("below", dashboard.below(actor, asked));
        model.addAttribute(
                "columns", Dashboard.BELOW.stream().map(dashboard::indicator).toList());
        return "insights/dashboard";
    }

    @Allowed(Right.FOLLOW)
    @GetMapping("/dashboard.xlsx")
    void excel(Actor actor, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Asked asked = asking.of(actor, request);
        Page page = pages.of(request);
        String name = page.t("dashboard.title") + " " + asked.node().name() + " " + asked.year();
        ListExport.attachment(response, name + ".xlsx", FileRule.XLSX);
        ExcelOut.write(response.getOutputStream(), page.t("dashboard.title"), excel -> {
            excel.header(List.of(
                    page.t("dashboard.indicator"),
                    page.t("dashboard.unit"),
                    String.valueOf(asked.year()),
                    String.valueOf(asked.year() - 1),
                    page.t("dashboard.change")));
            dashboard
                    .groups(actor, asked)
                    .values()
                    .forEach(group -> group.forEach(c -> excel.row(java.util.Arrays.asList(
                            page.t(c.indicator().nameKey()),
                            page.t(c.indicator().unitKey()),
                            c.now(),
                            c.before(),
                            c.change()))));
            excel.row(List.of());
            List<Object> heading = new ArrayList<>();
            heading.add(page.t("dashboard.below"));
            Dashboard.BELOW.forEach(
                    code -> heading.add(page.t(dashboard.indicator(code).nameKey())));
            excel.row(heading);
            for (Dashboard.Below below : dashboard.below(actor, asked)) {
                List<Object> row = new ArrayList<>();
                row.add(below.node().name());
                row.addAll(below.values());
                excel.row(row);
            }
        });
    }

    @Allowed(Right.FOLLOW)
    @GetMapping("/screen")
    String screen(Actor actor, HttpServletRequest request, HttpServletResponse response, Model model) {
        Asked asked = asking.of(actor, request);
        if (!asked.form().ok()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        model.addAttribute("asked", asked);
        model.addAttribute("figures", dashboard.compared(actor, asked));
        model.addAttribute("months", dashboard.months(actor, Dashboard.BELOW.getFirst(), asked));
        model.addAttribute(
                "below", dashboard.below(actor, asked).stream().limit(8).toList());
        return "insights/screen";
    }

    /** From the highest node within reach down to this one: the way back up. */
    private List<Node> above(Actor actor, Node node) {
        return tree.line(node).stream()
                .filter(n -> actor.reaches(Right.FOLLOW, n))
                .toList();
    }
}
