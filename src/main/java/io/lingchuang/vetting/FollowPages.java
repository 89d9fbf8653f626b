package io.lingchuang.vetting;

import io.lingchuang.access.Accounts;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.CallPanel;
import io.lingchuang.calls.Calls;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.documents.ExcelOut;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.documents.Pdf;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.springframework.web.multipart.MultipartFile;

/** Following a call: board, entries, units that handed in nothing, participation, and one's own ranked recommendations. */
@Controller
class FollowPages {

    private final Calls calls;
    private final Board board;
    private final VettingLists lists;
    private final Ranking ranking;
    private final Participation participation;
    private final Tree tree;
    private final Accounts accounts;
    private final Messages messages;
    private final Audit audit;
    private final Forms forms;
    private final Pages pages;
    private final Pdf pdf;
    private final Today today;

    FollowPages(
            Calls calls,
            Board board,
            VettingLists lists,
            Ranking ranking,
            Participation participation,
            Tree tree,
            Accounts accounts,
            Messages messages,
            Audit audit,
            Forms forms,
            Pages pages,
            Pdf pdf,
            Today today) {
        this.calls = calls;
        this.board = board;
        this.lists = lists;
        this.ranking = ranking;
        this.participation = participation;
        this.tree = tree;
        this.accounts = accounts;
        this.messages = messages;
        this.audit = audit;
        this.forms = forms;
        this.pages = pages;
        this.pdf = pdf;
        this.today = today;
    }

    @Bean
    static CallPanel boardPanel() {
        return panel("vetting.board", "/board", 10, Right.FOLLOW);
    }

    @Bean
    static CallPanel entriesPanel() {
        return panel("vetting.entries", "/entries", 11, Right.FOLLOW);
    }

    @Bean
    static CallPanel rankingPanel() {
        return panel("vetting.ranking", "/ranking", 12, Right.VET);
    }

    @Bean
    static CallPanel participationPanel() {
        return panel("vetting.participation", "/participation", 13, Right.REPORT_PARTICIPATION);
    }

    private static CallPanel panel(String title, String path, int order, Right right) {
        return new CallPanel() {
            @Override
            public String title(Page page) {
                return page.t(title);
            }

            @Override
            public String href(Call call) {
                return "/calls/" + call.id() + path;
            }

            @Override
            public int order() {
                return order;
            }

            @Override
            public boolean shown(Call call, Actor actor) {
                return call.state() != Call.State.DRAFT && actor.may(right);
            }
        };
    }

    @Allowed(Right.FOLLOW)
    @GetMapping("/calls/{id}/board")
    String board(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("call", seen(id));
        model.addAttribute("stages", board.stages(actor, id));
        model.addAttribute("below", board.below(actor, id));
        return "vetting/board";
    }

    @Allowed(Right.FOLLOW)
    @GetMapping("/calls/{id}/entries")
    String entries(@PathVariable long id, Actor actor, ListRequest request, HttpServletRequest http, Model model) {
        model.addAttribute("call", seen(id));
        model.addAttribute("list", lists.ofCall(actor, id, pages.of(http)).page(request));
        return "vetting/entries";
    }

    @Allowed(Right.FOLLOW)
    @GetMapping("/calls/{id}/entries.xlsx")
    void entriesExcel(
            @PathVariable long id,
            Actor actor,
            ListRequest request,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException {
        Page page = pages.of(http);
        seen(id);
        ListExport.send(lists.ofCall(actor, id, page), request, page, response);
    }

    @Allowed(Right.FOLLOW)
    @GetMapping("/calls/{id}/silent")
    String silent(@PathVariable long id, Actor actor, ListRequest request, Model model) {
        model.addAttribute("call", seen(id));
        model.addAttribute("list", board.silent(actor, id).page(request));
        return "vetting/silent";
    }

    @Allowed(Right.FOLLOW)
    @GetMapping("/calls/{id}/silent.xlsx")
    void silentExcel(
            @PathVariable long id,
            Actor actor,
            ListRequest request,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException {
        seen(id);
        ListExport.send(board.silent(actor, id), request, pages.of(http), response);
    }

    /** Reminds the clerks of units that handed in nothing; once a day each. The page before it names the recipients. */
    @Allowed(Right.VET)
    @PostMapping("/calls/{id}/silent/remind")
    String remind(@PathVariable long id, ListRequest request, Actor actor) {
        Call call = seen(id);
        int[] sent = new int[2];
        board.silent(actor, id).each(request, unit -> {
            List<Long> clerks = accounts.holders(Right.VET, unit.nodeId());
            if (clerks.isEmpty()) {
                sent[1]++;
            }
            for (long clerk : clerks) {
                if (messages.send(
                        clerk,
                        forms.text("vetting.remindText", call.title()),
                        "",
                        "/calls/" + id,
                        "silent:" + id + ":" + today.today())) {
                    sent[0]++;
                }
            }
        });
        audit.record(actor, "vetting.remind", "call", id, String.valueOf(sent[0]));
        forms.flash("vetting.reminded", sent[0], sent[1]);
        return "redirect:/calls/" + id + "/silent";
    }

    @Allowed(Right.VET)
    @GetMapping("/calls/{id}/ranking")
    String ranking(
            @PathVariable long id, @RequestParam(required = false) @Nullable Long node, Actor actor, Model model) {
        Call call = seen(id);
        Node mine = mine(actor, Right.VET, node);
        List<Ranking.Line> set = ranking.set(id, mine.id());
        model.addAttribute("call", call);
        model.addAttribute("node", mine);
        model.addAttribute(
                "nodes", actor.nodesWith(Right.VET).stream().map(tree::node).toList());
        model.addAttribute("lines", set.stream().map(FollowPages::cells).toList());
        model.addAttribute(
                "shares",
                Ranking.shares(call, set).stream().map(s -> share(call, s)).toList());
        return "vetting/ranking";
    }

    private static String[] cells(Ranking.Line l) {
        return new String[] {
            String.valueOf(l.entryId()),
            String.valueOf(l.rank()),
            l.number(),
            l.title(),
            l.unit(),
            l.category(),
            l.completers()
        };
    }

    private String[] share(Call call, Ranking.Share s) {
        String what = s.ratio().measure() == Call.Measure.CATEGORY
                ? call.categories().stream()
                        .filter(c -> java.util.Objects.equals(c.id(), s.ratio().categoryId()))
                        .map(Call.Category::name)
                        .findFirst()
                        .orElse("")
                : forms.text("Call.Measure." + s.ratio().measure());
        return new String[] {
            what + " " + forms.text("Call.Bound." + s.ratio().bound()) + " "
                    + s.ratio().percent().toPlainString() + "%",
            s.percent().toPlainString() + "%",
            s.met() ? "green" : "red",
            forms.text(s.met() ? "vetting.met" : "vetting.notMet")
        };
    }

    @Allowed(Right.VET)
    @PostMapping("/calls/{id}/ranking")
    String rank(@PathVariable long id, @RequestParam long node, @RequestParam Map<String, String> typed, Actor actor) {
        Map<Long, Integer> wanted = new HashMap<>();
        typed.forEach((name, value) -> {
            if (name.matches("rank-[0-9]{1,18}") && value.matches("[0-9]{1,6}")) {
                wanted.put(Long.valueOf(name.substring(5)), Integer.valueOf(value));
            }
        });
        ranking.order(actor, id, node, wanted);
        return "redirect:/calls/" + id + "/ranking?node=" + node;
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
        Call call = seen(id);
        Node mine = mine(actor, Right.VET, node);
        Page page = pages.of(http);
        ListExport.attachment(
                response,
                mine.name() + page.t("vetting.summary") + ".xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        try (ExcelOut excel = new ExcelOut(response.getOutputStream(), page.t("vetting.summary"))) {
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
        }
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
        Call call = seen(id);
        Node mine = mine(actor, Right.VET, node);
        Page page = pages.of(http);
        byte[] bytes = pdf.render(
                "pdf/summary.jte",
                Map.of(
                        "page",
                        page,
                        "call",
                        call,
                        "node",
                        mine,
                        "lines",
                        ranking.set(id, mine.id()).stream()
                                .map(FollowPages::cells)
                                .toList()));
        ListExport.attachment(response, mine.name() + page.t("vetting.summary") + ".pdf", "application/pdf");
        response.getOutputStream().write(bytes);
    }

    @Allowed(Right.REPORT_PARTICIPATION)
    @GetMapping("/calls/{id}/participation")
    String participation(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("call", seen(id));
        List<String[]> units = new ArrayList<>();
        for (long node : actor.nodesWith(Right.REPORT_PARTICIPATION)) {
            var report = participation.of(id, node);
            units.add(new String[] {
                String.valueOf(node),
                tree.node(node).name(),
                report.map(r -> String.valueOf(r.personTimes())).orElse(""),
                report.map(Participation.Report::note).orElse(""),
                report.map(Participation.Report::proof).map(String::valueOf).orElse("")
            });
        }
        model.addAttribute("units", units);
        return "vetting/participation";
    }

    @Allowed(Right.REPORT_PARTICIPATION)
    @PostMapping("/calls/{id}/participation")
    String report(
            @PathVariable long id,
            @RequestParam long node,
            @RequestParam int personTimes,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(required = false) @Nullable MultipartFile proof,
            Actor actor)
            throws IOException {
        seen(id);
        participation.report(actor, id, node, personTimes, note.length() > 200 ? note.substring(0, 200) : note, proof);
        forms.flash("vetting.participationSaved", personTimes);
        return "redirect:/calls/" + id + "/participation";
    }

    private Call seen(long id) {
        Call call = calls.call(id);
        if (call.state() == Call.State.DRAFT || call.state() == Call.State.CANCELLED) {
            throw new NotFound();
        }
        return call;
    }

    private Node mine(Actor actor, Right right, @Nullable Long wanted) {
        List<Long> nodes = actor.nodesWith(right);
        if (wanted != null && !nodes.contains(wanted)) {
            throw new NotFound();
        }
        return tree.node(wanted != null ? wanted : nodes.getFirst());
    }
}
