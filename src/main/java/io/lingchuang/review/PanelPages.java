package io.lingchuang.review;

import static io.lingchuang.db.review.Tables.EXPERT;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
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
import io.lingchuang.review.invitations.AskedExperts;
import io.lingchuang.review.joint.JointRanking;
import io.lingchuang.review.room.Seat;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
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

/** The panels of a call, for the host; and a panel's own page, for its chair too. */
@Controller
class PanelPages {

    private final PanelLists lists;
    private final Panels panels;
    private final PanelClosing closing;
    private final PanelForming forming;
    private final Experts experts;
    private final Archives archives;
    private final Assignments assignments;
    private final AskedExperts asked;
    private final PanelRemarks remarks;
    private final LiftedRecusals lifted;
    private final PanelLots lots;
    private final JointRanking joint;
    private final Calls calls;
    private final Forms forms;
    private final Pages pages;
    private final Pdf pdf;

    PanelPages(
            PanelLists lists,
            Panels panels,
            PanelClosing closing,
            PanelForming forming,
            Experts experts,
            Archives archives,
            Assignments assignments,
            AskedExperts asked,
            PanelRemarks remarks,
            LiftedRecusals lifted,
            PanelLots lots,
            JointRanking joint,
            Calls calls,
            Forms forms,
            Pages pages,
            Pdf pdf) {
        this.lists = lists;
        this.panels = panels;
        this.closing = closing;
        this.forming = forming;
        this.experts = experts;
        this.archives = archives;
        this.assignments = assignments;
        this.asked = asked;
        this.remarks = remarks;
        this.lifted = lifted;
        this.lots = lots;
        this.joint = joint;
        this.calls = calls;
        this.forms = forms;
        this.pages = pages;
        this.pdf = pdf;
    }

    @Bean
    static CallPanel panelsPanel() {
        return CallPanel.ofHost("review.panels", "/calls/%d/panels", 20, Right.RUN_PANEL);
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
        model.addAttribute("experts", experts.find(experts.available()));
        model.addAttribute("waiting", lists.waiting(call));
        model.addAttribute("joint", joint.several(call));
        return "review/panels";
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/calls/{id}/panels")
    String make(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "1") int round,
            @RequestParam(required = false) @Nullable Long category,
            @RequestParam(defaultValue = "") String many,
            @RequestParam(name = "expert", defaultValue = "") List<Long> members,
            @RequestParam(required = false) @Nullable Long chair,
            @RequestParam(defaultValue = "") String action,
            Actor actor,
            Model model) {
        if (action.equals("find")) {
            model.addAttribute("form", forms.typed());
            return panelsPage(id, actor, model);
        }
        return forms.submit(
                forms.typed(),
                model,
                () -> "/panels/" + forming.make(actor, id, round, category, count(many), name, members, chair),
                () -> panelsPage(id, actor, model));
    }

    /** Null where nothing was typed; what is no number of entries is none that a panel can take. */
    private static @Nullable Integer count(String typed) {
        String many = typed.strip();
        return many.isEmpty() ? null : many.matches("[0-9]{1,6}") ? Integer.valueOf(many) : Integer.valueOf(0);
    }

    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @GetMapping("/panels/{id}")
    String panel(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String find,
            Actor actor,
            HttpServletRequest http,
            Model model) {
        model.addAttribute("form", Form.empty());
        model.addAttribute("find", find);
        return panelPage(id, actor, pages.of(http), model);
    }

    private String panelPage(long id, Actor actor, Page page, Model model) {
        Seat seat = panels.seat(actor, id);
        model.addAttribute("seat", seat);
        model.addAttribute("call", calls.call(seat.panel().callId()));
        model.addAttribute("lines", lists.lines(seat, page));
        List<PanelLists.Member> members = lists.members(seat);
        model.addAttribute("members", members);
        model.addAttribute(
                "others",
                experts.find(experts.available()
                        .and(EXPERT.ID.notIn(
                                members.stream().map(PanelLists.Member::id).toList()))));
        model.addAttribute("sheets", lists.sealedSheets(seat));
        model.addAttribute("archives", seat.host() ? archives.of(id) : List.of());
        model.addAttribute("lot", seat.host() ? lots.of(id) : null);
        model.addAttribute("missing", seat.host() ? asked.missing(id) : List.of());
        model.addAttribute("assignment", assignments.of(id));
        model.addAttribute("remarks", remarks.of(seat));
        model.addAttribute("liftable", lifted.of(seat));
        return "review/panel";
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/panels/{id}/{step}")
    String step(
            @PathVariable long id,
            @PathVariable String step,
            @RequestParam(defaultValue = "-1") int version,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String fewer,
            @RequestParam(defaultValue = "") String unhidden,
            @RequestParam(required = false) @Nullable Long expert,
            Actor actor,
            HttpServletRequest http,
            Model model) {
        panels.held(actor, id);
        return done(id, step, actor, http, model, () -> {
            switch (step) {
                case "start" -> start(actor, id, version, fewer, unhidden);
                case "add" -> forming.add(actor, id, given(expert));
                case "drop" -> forming.drop(actor, id, given(expert), reason);
                case "dissolve" -> forming.dissolve(actor, id, version, reason);
                case "close" -> closing.close(actor, id, version, reason);
                case "reopen" -> closing.reopen(actor, id, version, reason);
                default -> throw new NotFound();
            }
        });
    }

    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @PostMapping("/panels/{id}/recuse")
    String recuse(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @Nullable Long expert,
            @RequestParam(required = false) @Nullable Long entry,
            Actor actor,
            HttpServletRequest http,
            Model model) {
        panels.seat(actor, id);
        return done(
                id, "recuse", actor, http, model, () -> panels.recuse(actor, id, given(expert), given(entry), reason));
    }

    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @PostMapping("/panels/{id}/unrecuse")
    String lift(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @Nullable Long expert,
            @RequestParam(required = false) @Nullable Long entry,
            Actor actor,
            HttpServletRequest http,
            Model model) {
        panels.seat(actor, id);
        return done(
                id, "unrecuse", actor, http, model, () -> lifted.lift(actor, id, given(expert), given(entry), reason));
    }

    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @PostMapping("/panels/{id}/sheet")
    String sheet(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @Nullable Long sheet,
            Actor actor,
            HttpServletRequest http,
            Model model) {
        panels.seat(actor, id);
        return done(id, "sheet", actor, http, model, () -> panels.reopenSheet(actor, id, given(sheet), reason));
    }

    private String done(long id, String step, Actor actor, HttpServletRequest http, Model model, Runnable act) {
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    act.run();
                    if (!step.equals("start")) {
                        forms.flash("review.done." + step);
                    }
                    return "/panels/" + id;
                },
                () -> panelPage(id, actor, pages.of(http), model));
    }

    /** Who has not answered or declared yet is named. */
    private void start(Actor actor, long id, int version, String fewer, String unhidden) {
        panels.start(actor, id, version, fewer, unhidden);
        List<String> missing = asked.missing(id);
        if (missing.isEmpty()) {
            forms.flash("review.done.start");
        } else {
            forms.flash("review.invitations.begun", String.join(forms.text("review.invitations.comma"), missing));
        }
    }

    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @GetMapping("/panels/{id}/ranking.xlsx")
    void excel(@PathVariable long id, Actor actor, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        Seat seat = panels.seat(actor, id);
        Page page = pages.of(http);
        ListExport.attachment(response, seat.panel().name() + page.t("review.ranking") + ".xlsx", FileRule.XLSX);
        ExcelOut.write(response.getOutputStream(), page.t("review.ranking"), excel -> {
            excel.header(List.of(
                    page.t("vetting.rank"),
                    page.t("review.code"),
                    page.t("entries.number"),
                    page.t("entries.title"),
                    page.t("entries.unit"),
                    page.t("vetting.score"),
                    page.t("review.tied"),
                    page.t("review.totals")));
            lists.lines(seat, page)
                    .forEach(l -> excel.row(Arrays.asList(
                            l.rank(),
                            l.code(),
                            l.number(),
                            l.title(),
                            l.unit(),
                            l.score(),
                            page.show(l.tied()),
                            l.totals())));
        });
    }

    @Allowed({Right.RUN_PANEL, Right.SCORE})
    @GetMapping("/panels/{id}/ranking.pdf")
    void pdf(@PathVariable long id, Actor actor, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        Seat seat = panels.seat(actor, id);
        Panel panel = seat.panel();
        Page page = pages.of(http);
        byte[] bytes = pdf.render(
                "pdf/ranking.jte",
                Map.of(
                        "page",
                        page,
                        "panel",
                        panel,
                        "call",
                        calls.call(panel.callId()),
                        "lines",
                        lists.lines(seat, page)));
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
