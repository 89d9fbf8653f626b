package io.lingchuang.awards;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.notices.Notice;
import io.lingchuang.notices.Notices;
import io.lingchuang.notices.Proposals;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.documents.Pdf;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Decisions: made after a notice's term, read afterwards, and printed with the organ's head. */
@Controller
class DecisionPages {

    private final Decisions decisions;
    private final AwardLists lists;
    private final Certificates certificates;
    private final Notices notices;
    private final Proposals proposals;
    private final Calls calls;
    private final Tree tree;
    private final Files files;
    private final Today today;
    private final Forms forms;
    private final Pages pages;
    private final Pdf pdf;

    DecisionPages(
            Decisions decisions,
            AwardLists lists,
            Certificates certificates,
            Notices notices,
            Proposals proposals,
            Calls calls,
            Tree tree,
            Files files,
            Today today,
            Forms forms,
            Pages pages,
            Pdf pdf) {
        this.decisions = decisions;
        this.lists = lists;
        this.certificates = certificates;
        this.notices = notices;
        this.proposals = proposals;
        this.calls = calls;
        this.tree = tree;
        this.files = files;
        this.today = today;
        this.forms = forms;
        this.pages = pages;
        this.pdf = pdf;
    }

    @Allowed(Right.DECIDE_AWARD)
    @GetMapping("/calls/{callId}/decisions/new")
    String make(@PathVariable long callId, @RequestParam long notice, Actor actor, Model model) {
        Decision made = decisions.ofNotice(notice);
        if (made != null && mine(actor, callId, notice).callId() == callId) {
            return "redirect:/decisions/" + made.id();
        }
        model.addAttribute("form", Form.empty().put("decidedOn", today.today()));
        return show(actor, callId, notice, model);
    }

    private String show(Actor actor, long callId, long noticeId, Model model) {
        model.addAttribute("notice", mine(actor, callId, noticeId));
        model.addAttribute("call", calls.call(callId));
        Refusal hindrance = decisions.hindrance(notices.notice(noticeId));
        model.addAttribute("hindrance", hindrance == null ? "" : forms.text(hindrance));
        model.addAttribute("scanLost", false);
        model.addAttribute("items", decisions.standing(noticeId));
        model.addAttribute("rulings", proposals.ruled(callId));
        model.addAttribute("someMayMoveUp", notices.someMayMoveUp(callId));
        model.addAttribute("host", tree.node(calls.call(callId).hostNodeId()));
        return "awards/decide";
    }

    @Allowed(Right.DECIDE_AWARD)
    @PostMapping("/calls/{callId}/decisions")
    String decide(
            @PathVariable long callId,
            @RequestParam long notice,
            @Valid DecisionForm form,
            BindingResult errors,
            Actor actor,
            Model model) {
        mine(actor, callId, notice);
        return forms.submit(
                errors,
                model,
                () -> {
                    long id = decisions.decide(actor, notice, form);
                    forms.flash("awards.decided", decisions.find(id).number());
                    return "/decisions/" + id;
                },
                () -> {
                    String again = show(actor, callId, notice, model);
                    // No browser fills a file's field in again: whoever chose one has to know.
                    model.addAttribute(
                            "scanLost",
                            form.minutesFile() != null && !form.minutesFile().isEmpty());
                    return again;
                });
    }

    @Allowed(Right.DECIDE_AWARD)
    @PostMapping("/decisions/{id}/minutes")
    String attach(@PathVariable long id, @RequestParam MultipartFile minutesFile, Actor actor, Model model) {
        decisions.decision(actor, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    decisions.attach(actor, id, minutesFile);
                    forms.flash("awards.minutesFile.kept");
                    return "/decisions/" + id;
                },
                () -> show(actor, id, model));
    }

    @Allowed({Right.DECIDE_AWARD, Right.FOLLOW})
    @GetMapping("/decisions/{id}")
    String one(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return show(actor, id, model);
    }

    private String show(Actor actor, long id, Model model) {
        Decision decision = decisions.decision(actor, id);
        Call call = calls.call(decision.callId());
        model.addAttribute("decision", decision);
        model.addAttribute("call", call);
        model.addAttribute("awards", lists.ofDecision(id));
        model.addAttribute(
                "minutesName",
                decision.minutesFile() == null
                        ? ""
                        : files.file(decision.minutesFile()).name());
        model.addAttribute("rulings", proposals.ruled(call.id()));
        model.addAttribute("decides", actor.holds(Right.DECIDE_AWARD, call.hostNodeId()));
        model.addAttribute("pays", actor.holds(Right.PREPARE_PAYOUT, call.hostNodeId()));
        model.addAttribute("issues", actor.holds(Right.ISSUE_CERTIFICATE, call.hostNodeId()));
        model.addAttribute("outlook", certificates.outlook(call.id()));
        return "awards/decision";
    }

    @Allowed({Right.DECIDE_AWARD, Right.FOLLOW})
    @GetMapping("/decisions/{id}/document.pdf")
    ResponseEntity<byte[]> document(@PathVariable long id, Actor actor, HttpServletRequest request) {
        Decision decision = decisions.decision(actor, id);
        Call call = calls.call(decision.callId());
        byte[] bytes = pdf.render(
                "pdf/decision.jte",
                Map.of(
                        "page", pages.of(request),
                        "decision", decision,
                        "call", call,
                        "organ", tree.node(call.hostNodeId()).name(),
                        "awards", lists.ofDecision(id)));
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF).body(bytes);
    }

    private Notice mine(Actor actor, long callId, long noticeId) {
        actor.requireHolds(Right.DECIDE_AWARD, calls.call(callId).hostNodeId());
        Notice notice = notices.notice(noticeId);
        if (notice.callId() != callId) {
            throw new NotFound();
        }
        return notice;
    }
}
