package io.lingchuang.vetting;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.CallPanel;
import io.lingchuang.calls.Calls;
import io.lingchuang.platform.documents.ExcelOut;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.documents.Pdf;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One's own recommendations: their order, their shares, and the summary sheet 推荐汇总表. */
@Controller
public class RankingPages {

    /** A ratio in words, what it is now, and whether it is kept. */
    public record Bound(String text, String now, boolean met) {}

    private final Calls calls;
    private final Ranking ranking;
    private final Tree tree;
    private final Forms forms;
    private final Pages pages;
    private final Pdf pdf;

    RankingPages(Calls calls, Ranking ranking, Tree tree, Forms forms, Pages pages, Pdf pdf) {
        this.calls = calls;
        this.ranking = ranking;
        this.tree = tree;
        this.forms = forms;
        this.pages = pages;
        this.pdf = pdf;
    }

    @Bean
    static CallPanel rankingPanel() {
        return CallPanel.ofMany("vetting.ranking", "/calls/%d/ranking", 12, Right.VET);
    }

    @Allowed(Right.VET)
    @GetMapping("/calls/{id}/ranking")
    String ranking(
            @PathVariable long id, @RequestParam(required = false) @Nullable Long node, Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return page(id, node, actor, model);
    }

    private String page(long id, @Nullable Long node, Actor actor, Model model) {
        Call call = calls.running(id);
        Node mine = mine(actor, node);
        List<Ranking.Line> set = ranking.set(id, mine.id());
        model.addAttribute("call", call);
        model.addAttribute("node", mine);
        model.addAttribute(
                "nodes", actor.nodesWith(Right.VET).stream().map(tree::node).toList());
        model.addAttribute("lines", set);
        model.addAttribute(
                "shares",
                Ranking.shares(call, set).stream().map(s -> bound(call, s)).toList());
        return "vetting/ranking";
    }

    private Bound bound(Call call, Ranking.Share share) {
        Call.Ratio ratio = share.ratio();
        String what = ratio.measure() == Call.Measure.CATEGORY
                ? call.categories().stream()
                        .filter(c -> Objects.equals(c.id(), ratio.categoryId()))
                        .map(Call.Category::name)
                        .findFirst()
                        .orElse("")
                : forms.text("Call.Measure." + ratio.measure());
        String text = what + " " + forms.text("Call.Bound." + ratio.bound()) + " "
                + ratio.percent().toPlainString() + "%";
        return new Bound(text, share.percent().toPlainString() + "%", share.met());
    }

    @Allowed(Right.VET)
    @PostMapping("/calls/{id}/ranking")
    String rank(
            @PathVariable long id,
            @RequestParam long node,
            @RequestParam Map<String, String> typed,
            Actor actor,
            Model model) {
        Form form = forms.typed();
        Map<Long, Integer> wanted = new HashMap<>();
        typed.forEach((name, value) -> {
            if (name.matches("rank-[0-9]{1,18}")) {
                if (value.strip().matches("[1-9][0-9]{0,5}")) {
                    wanted.put(Long.valueOf(name.substring(5)), Integer.valueOf(value.strip()));
                } else {
                    form.reject(name, forms.text("vetting.placeForm"));
                }
            }
        });
        return forms.submit(
                form,
                model,
                () -> {
                    ranking.order(actor, id, node, wanted);
                    forms.flash("vetting.orderSaved");
                    return "/calls/" + id + "/ranking?node=" + node;
                },
                () -> page(id, node, actor, model));
    }

    /** 推荐汇总表 */
    @Allowed(Right.VET)
    @GetMapping("/calls/{id}/summary.xlsx")
    void summaryExcel(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Long node,
            Actor actor,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException {
        Call call = calls.running(id);
        Node mine = mine(actor, node);
        Page page = pages.of(http);
        ListExport.attachment(response, mine.name() + page.t("vetting.summary") + ".xlsx", FileRule.XLSX);
        ExcelOut.write(response.getOutputStream(), page.t("vetting.summary"), excel -> {
            excel.row(List.of(call.title() + " " + page.t("vetting.summary")));
            excel.row(List.of(page.t("vetting.recommender"), mine.name()));
            excel.header(List.of(
                    page.t("vetting.rank"),
                    page.t("entries.number"),
                    page.t("entries.title"),
                    page.t("entries.category"),
                    page.t("entries.unit"),
                    page.t("entries.completers")));
            ranking.set(id, mine.id())
                    .forEach(l -> excel.row(
                            List.of(l.rank(), l.number(), l.title(), l.category(), l.unit(), l.completers())));
        });
    }

    @Allowed(Right.VET)
    @GetMapping("/calls/{id}/summary.pdf")
    void summaryPdf(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Long node,
            Actor actor,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException {
        Call call = calls.running(id);
        Node mine = mine(actor, node);
        Page page = pages.of(http);
        byte[] bytes = pdf.render(
                "pdf/summary.jte",
                Map.of("page", page, "call", call, "node", mine, "lines", ranking.set(id, mine.id())));
        ListExport.attachment(response, mine.name() + page.t("vetting.summary") + ".pdf", "application/pdf");
        response.getOutputStream().write(bytes);
    }

    private Node mine(Actor actor, @Nullable Long wanted) {
        List<Long> nodes = actor.nodesWith(Right.VET);
        if (wanted != null && !nodes.contains(wanted)) {
            throw new NotFound();
        }
        return tree.node(wanted != null ? wanted : nodes.getFirst());
    }
}
