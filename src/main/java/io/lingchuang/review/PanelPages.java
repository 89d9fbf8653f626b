package io.lingchuang.review;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.RECUSAL;
import static io.lingchuang.db.review.Tables.RESULT;
import static io.lingchuang.db.review.Tables.SHEET;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.CallPanel;
import io.lingchuang.calls.Calls;
import io.lingchuang.platform.documents.ExcelOut;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.documents.Pdf;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.NavItem;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pool and the panels, for the host. */
@Controller
public class PanelPages {

    /** An entry on a panel with its numbers; experts stand as E1, E2 in the ranking. */
    public record Line(
            long entryId,
            String code,
            String number,
            String title,
            String unit,
            long sheets,
            long sealed,
            String recused,
            @Nullable BigDecimal score,
            @Nullable Integer rank,
            boolean tied,
            String totals) {}

    private final DSLContext dsl;
    private final Panels panels;
    private final Experts experts;
    private final Calls calls;
    private final Forms forms;
    private final Pages pages;
    private final Pdf pdf;

    PanelPages(DSLContext dsl, Panels panels, Experts experts, Calls calls, Forms forms, Pages pages, Pdf pdf) {
        this.dsl = dsl;
        this.panels = panels;
        this.experts = experts;
        this.calls = calls;
        this.forms = forms;
        this.pages = pages;
        this.pdf = pdf;
    }

    @Bean
    static NavItem expertsNav() {
        return new NavItem("review.experts", "/experts", 40, Right.RUN_PANEL);
    }

    @Bean
    static CallPanel panelsPanel() {
        return new CallPanel() {
            @Override
            public String title(Page page) {
                return page.t("review.panels");
            }

            @Override
            public String href(Call call) {
                return "/calls/" + call.id() + "/panels";
            }

            @Override
            public int order() {
                return 20;
            }

            @Override
            public boolean shown(Call call, Actor actor) {
                return call.state() != Call.State.DRAFT && actor.holds(Right.RUN_PANEL, call.hostNodeId());
            }
        };
    }

    @Allowed(Right.RUN_PANEL)
    @GetMapping("/experts")
    String experts(Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return expertsPage(model);
    }

    private String expertsPage(Model model) {
        model.addAttribute("experts", experts.all());
        return "review/experts";
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/experts")
    String add(
            @RequestParam String name,
            @RequestParam String phone,
            @RequestParam String employer,
            @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "") String fields,
            Actor actor,
            Model model) {
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    experts.add(
                            actor,
                            actor.nodesWith(Right.RUN_PANEL).getFirst(),
                            name,
                            phone.strip(),
                            employer,
                            group.isBlank() ? null : group.strip(),
                            Arrays.stream(fields.split("[,，、;； ]+"))
                                    .filter(f -> !f.isBlank())
                                    .toList());
                    forms.flash("review.expertAdded", name);
                    return "/experts";
                },
                () -> expertsPage(model));
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/experts/{id}/active")
    String activate(@PathVariable long id, @RequestParam boolean active, Actor actor) {
        experts.activate(actor, id, active);
        return "redirect:/experts";
    }

    @Allowed(Right.RUN_PANEL)
    @GetMapping("/calls/{id}/panels")
    String panels(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("form", Form.empty().put("name", forms.text("review.panelName")));
        return panelsPage(id, actor, model);
    }

    private String panelsPage(long id, Actor actor, Model model) {
        Call call = calls.call(id);
        actor.requireHolds(Right.RUN_PANEL, call.hostNodeId());
        model.addAttribute("call", call);
        model.addAttribute("panels", panels.ofCall(id));
        model.addAttribute("experts", experts.find(EXPERT.ACTIVE.isTrue()));
        model.addAttribute(
                "waiting",
                dsl.fetchCount(
                        ENTRY,
                        ENTRY.CALL_ID
                                .eq(id)
                                .and(ENTRY.STATE.eq("ACCEPTED"))
                                .and(ENTRY.ID.notIn(
                                        DSL.select(PANEL_ENTRY.ENTRY_ID).from(PANEL_ENTRY)))));
        return "review/panels";
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/calls/{id}/panels")
    String make(
            @PathVariable long id,
            @RequestParam String name,
            @RequestParam(required = false) @Nullable Long category,
            @RequestParam(name = "expert", defaultValue = "") List<Long> members,
            @RequestParam(required = false) @Nullable Long chair,
            Actor actor,
            Model model) {
        return forms.submit(
                forms.typed(),
                model,
                () -> "/panels/" + panels.make(actor, id, category, name, members, chair),
                () -> panelsPage(id, actor, model));
    }

    @Allowed(Right.RUN_PANEL)
    @GetMapping("/panels/{id}")
    String panel(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return panelPage(id, actor, model);
    }

    private String panelPage(long id, Actor actor, Model model) {
        Panel panel = panels.held(actor, id);
        model.addAttribute("panel", panel);
        model.addAttribute("call", calls.call(panel.callId()));
        model.addAttribute("lines", lines(panel));
        model.addAttribute("members", members(panel));
        model.addAttribute("sheets", sealedSheets(panel));
        return "review/panel";
    }

    /** Name, employer, sealed and laid out sheets of each expert. */
    private List<String[]> members(Panel panel) {
        return panels.members(panel.id()).stream()
                .map(e -> new String[] {
                    String.valueOf(e.id()),
                    e.name(),
                    e.employer(),
                    String.valueOf(dsl.fetchCount(
                            SHEET,
                            SHEET.PANEL_ID
                                    .eq(panel.id())
                                    .and(SHEET.EXPERT_ID.eq(e.id()))
                                    .and(SHEET.STATE.eq("SEALED")))),
                    String.valueOf(
                            dsl.fetchCount(SHEET, SHEET.PANEL_ID.eq(panel.id()).and(SHEET.EXPERT_ID.eq(e.id()))))
                })
                .toList();
    }

    private List<String[]> sealedSheets(Panel panel) {
        var account = io.lingchuang.db.access.Tables.ACCOUNT;
        return dsl.select(SHEET.ID, account.NAME, PANEL_ENTRY.BLIND_CODE)
                .from(SHEET)
                .join(EXPERT)
                .on(EXPERT.ID.eq(SHEET.EXPERT_ID))
                .join(account)
                .on(account.ID.eq(EXPERT.ACCOUNT_ID))
                .join(PANEL_ENTRY)
                .on(PANEL_ENTRY.PANEL_ID.eq(SHEET.PANEL_ID), PANEL_ENTRY.ENTRY_ID.eq(SHEET.ENTRY_ID))
                .where(SHEET.PANEL_ID.eq(panel.id()), SHEET.STATE.eq("SEALED"))
                .orderBy(PANEL_ENTRY.BLIND_CODE, account.NAME)
                .limit(2000)
                .fetch(r -> new String[] {String.valueOf(r.value1()), r.value3() + " " + r.value2()});
    }

    private List<Line> lines(Panel panel) {
        var unit = io.lingchuang.db.access.Tables.NODE;
        var account = io.lingchuang.db.access.Tables.ACCOUNT;
        List<Long> order = panels.members(panel.id()).stream().map(Expert::id).toList();
        Map<Long, List<String>> recused = dsl.select(RECUSAL.ENTRY_ID, account.NAME, RECUSAL.GROUND, RECUSAL.REASON)
                .from(RECUSAL)
                .join(EXPERT)
                .on(EXPERT.ID.eq(RECUSAL.EXPERT_ID))
                .join(account)
                .on(account.ID.eq(EXPERT.ACCOUNT_ID))
                .where(RECUSAL.PANEL_ID.eq(panel.id()))
                .fetchGroups(
                        RECUSAL.ENTRY_ID,
                        r -> r.value2() + "（" + forms.text("Recusals.Ground." + r.value3())
                                + (r.value4().isEmpty() ? "" : "：" + r.value4()) + "）");
        Map<Long, List<String>> totals = dsl.select(SHEET.ENTRY_ID, SHEET.EXPERT_ID, SHEET.TOTAL)
                .from(SHEET)
                .where(SHEET.PANEL_ID.eq(panel.id()), SHEET.STATE.eq("SEALED"))
                .fetchGroups(
                        SHEET.ENTRY_ID,
                        r -> "E" + (order.indexOf(r.value2()) + 1) + " "
                                + r.value3().stripTrailingZeros().toPlainString());
        var laid = DSL.field(
                DSL.selectCount().from(SHEET).where(SHEET.PANEL_ID.eq(panel.id()), SHEET.ENTRY_ID.eq(ENTRY.ID)));
        var sealed = DSL.field(DSL.selectCount()
                .from(SHEET)
                .where(SHEET.PANEL_ID.eq(panel.id()), SHEET.ENTRY_ID.eq(ENTRY.ID), SHEET.STATE.eq("SEALED")));
        return dsl.select(
                        ENTRY.ID,
                        PANEL_ENTRY.BLIND_CODE,
                        ENTRY.NUMBER,
                        ENTRY.TITLE,
                        unit.NAME,
                        laid,
                        sealed,
                        RESULT.SCORE,
                        RESULT.RANK,
                        RESULT.TIED)
                .from(PANEL_ENTRY)
                .join(ENTRY)
                .on(ENTRY.ID.eq(PANEL_ENTRY.ENTRY_ID))
                .join(unit)
                .on(unit.ID.eq(ENTRY.UNIT_NODE_ID))
                .leftJoin(RESULT)
                .on(RESULT.PANEL_ID.eq(PANEL_ENTRY.PANEL_ID), RESULT.ENTRY_ID.eq(ENTRY.ID))
                .where(PANEL_ENTRY.PANEL_ID.eq(panel.id()))
                .orderBy(RESULT.RANK.asc().nullsLast(), PANEL_ENTRY.BLIND_CODE)
                .fetch(r -> new Line(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        r.value5(),
                        r.value6(),
                        r.value7(),
                        String.join("；", recused.getOrDefault(r.value1(), List.of())),
                        r.value8(),
                        r.value9(),
                        Boolean.TRUE.equals(r.value10()),
                        totals.getOrDefault(r.value1(), List.of()).stream()
                                .sorted()
                                .collect(Collectors.joining("，"))));
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/panels/{id}/{step}")
    String step(
            @PathVariable long id,
            @PathVariable String step,
            @RequestParam(defaultValue = "-1") int version,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @Nullable Long expert,
            @RequestParam(required = false) @Nullable Long entry,
            @RequestParam(required = false) @Nullable Long sheet,
            Actor actor,
            Model model) {
        panels.held(actor, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    switch (step) {
                        case "start" -> panels.start(actor, id, version);
                        case "close" -> panels.close(actor, id, version, reason);
                        case "reopen" -> panels.reopen(actor, id, version, reason);
                        case "recuse" -> panels.recuse(actor, id, given(expert), given(entry), reason);
                        case "sheet" -> panels.reopenSheet(actor, id, given(sheet), reason);
                        default -> throw new NotFound();
                    }
                    forms.flash("review.done." + step);
                    return "/panels/" + id;
                },
                () -> panelPage(id, actor, model));
    }

    @Allowed(Right.RUN_PANEL)
    @GetMapping("/panels/{id}/ranking.xlsx")
    void excel(@PathVariable long id, Actor actor, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        Panel panel = panels.held(actor, id);
        Page page = pages.of(http);
        ListExport.attachment(
                response,
                panel.name() + page.t("review.ranking") + ".xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        try (ExcelOut excel = new ExcelOut(response.getOutputStream(), page.t("review.ranking"))) {
            excel.header(List.of(
                    page.t("vetting.rank"),
                    page.t("review.code"),
                    page.t("entries.number"),
                    page.t("entries.title"),
                    page.t("entries.unit"),
                    page.t("vetting.score"),
                    page.t("review.tied"),
                    page.t("review.totals")));
            lines(panel)
                    .forEach(l -> excel.row(Arrays.asList(
                            l.rank(),
                            l.code(),
                            l.number(),
                            l.title(),
                            l.unit(),
                            l.score(),
                            page.show(l.tied()),
                            l.totals())));
        }
    }

    @Allowed(Right.RUN_PANEL)
    @GetMapping("/panels/{id}/ranking.pdf")
    void pdf(@PathVariable long id, Actor actor, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        Panel panel = panels.held(actor, id);
        Page page = pages.of(http);
        byte[] bytes = pdf.render(
                "pdf/ranking.jte",
                Map.of("page", page, "panel", panel, "call", calls.call(panel.callId()), "lines", lines(panel)));
        ListExport.attachment(response, panel.name() + page.t("review.ranking") + ".pdf", "application/pdf");
        response.getOutputStream().write(bytes);
    }

    private static long given(@Nullable Long id) {
        if (id == null) {
            throw new NotFound();
        }
        return id;
    }
}
