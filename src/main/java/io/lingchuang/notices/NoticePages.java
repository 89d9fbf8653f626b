package io.lingchuang.notices;

import io.lingchuang.access.Accounts;
import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.days.WorkingDays;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.documents.Pdf;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.io.IOException;
import java.time.LocalDate;
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

/** Notices as the host works with them: the draft, its release, the running term and the proof after it. */
@Controller
class NoticePages {

    private final Notices notices;
    private final NoticeLists lists;
    private final NoticeStore store;
    private final Calls calls;
    private final Tree tree;
    private final Accounts accounts;
    private final WorkingDays days;
    private final Today today;
    private final Forms forms;
    private final Pages pages;
    private final Pdf pdf;

    NoticePages(
            Notices notices,
            NoticeLists lists,
            NoticeStore store,
            Calls calls,
            Tree tree,
            Accounts accounts,
            WorkingDays days,
            Today today,
            Forms forms,
            Pages pages,
            Pdf pdf) {
        this.notices = notices;
        this.lists = lists;
        this.store = store;
        this.calls = calls;
        this.tree = tree;
        this.accounts = accounts;
        this.days = days;
        this.today = today;
        this.forms = forms;
        this.pages = pages;
        this.pdf = pdf;
    }

    @Allowed({Right.PREPARE_NOTICE, Right.RELEASE_NOTICE})
    @GetMapping("/publicity")
    String list(Actor actor, ListRequest list, HttpServletRequest request, Model model) {
        model.addAttribute("list", lists.notices(actor, pages.of(request)).page(list));
        return "notices/list";
    }

    @Allowed({Right.PREPARE_NOTICE, Right.RELEASE_NOTICE})
    @GetMapping("/publicity.xlsx")
    void excel(Actor actor, ListRequest list, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var page = pages.of(request);
        ListExport.send(lists.notices(actor, page), list, page, response);
    }

    @Allowed({Right.PREPARE_NOTICE, Right.RELEASE_NOTICE})
    @GetMapping("/calls/{callId}/notices/{id}")
    String one(@PathVariable long callId, @PathVariable long id, Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return show(callId, id, actor, model);
    }

    private String show(long callId, long id, Actor actor, Model model) {
        Notice notice = mine(actor, callId, id);
        Call call = calls.call(callId);
        LocalDate opens = notice.opensOn() == null ? today.today() : notice.opensOn();
        LocalDate closes = notice.closesOn() == null ? days.lastDay(opens, notice.days()) : notice.closesOn();
        model.addAttribute("notice", notice);
        model.addAttribute("call", call);
        model.addAttribute("items", notices.items(id));
        model.addAttribute("opens", opens);
        model.addAttribute("closes", closes);
        model.addAttribute("known", days.known(opens, closes));
        model.addAttribute("shown", notice.shown(today.today()));
        model.addAttribute("early", notice.early(today.today()));
        model.addAttribute("mayRelease", actor.holds(Right.RELEASE_NOTICE, call.hostNodeId()));
        model.addAttribute("open", notices.openObjections(id));
        model.addAttribute("decidable", notices.decidable(notice));
        model.addAttribute("preparedBy", accounts.name(notice.preparedBy()).orElse(""));
        model.addAttribute("prepares", actor.holds(Right.PREPARE_NOTICE, call.hostNodeId()));
        model.addAttribute(
                "releases",
                actor.holds(Right.RELEASE_NOTICE, call.hostNodeId()) && notice.preparedBy() != actor.accountId());
        model.addAttribute("answers", actor.holds(Right.ANSWER_OBJECTION, call.hostNodeId()));
        return "notices/notice";
    }

    @Allowed(Right.PREPARE_NOTICE)
    @GetMapping("/calls/{callId}/notices/{id}/edit")
    String edit(@PathVariable long callId, @PathVariable long id, Actor actor, Model model) {
        Notice n = mine(actor, callId, id);
        model.addAttribute(
                "form", Form.of(new NoticeForm(n.title(), n.text(), n.contact(), n.days(), n.opensOn(), n.version())));
        return edit(n, model);
    }

    private String edit(Notice notice, Model model) {
        LocalDate opens = notice.opensOn() == null ? today.today() : notice.opensOn();
        LocalDate closes = days.lastDay(opens, notice.days());
        model.addAttribute("action", "/calls/" + notice.callId() + "/notices/" + notice.id());
        model.addAttribute("opens", opens);
        model.addAttribute("closes", closes);
        model.addAttribute("known", days.known(opens, closes));
        return "notices/write";
    }

    @Allowed(Right.PREPARE_NOTICE)
    @PostMapping("/calls/{callId}/notices/{id}")
    String change(
            @PathVariable long callId,
            @PathVariable long id,
            @Valid NoticeForm form,
            BindingResult errors,
            Actor actor,
            Model model) {
        Notice notice = mine(actor, callId, id);
        return forms.submit(
                errors,
                model,
                () -> {
                    notices.change(actor, id, form);
                    return "/calls/" + callId + "/notices/" + id;
                },
                () -> edit(notice, model));
    }

    @Allowed(Right.RELEASE_NOTICE)
    @PostMapping("/calls/{callId}/notices/{id}/release")
    String release(
            @PathVariable long callId, @PathVariable long id, @RequestParam int version, Actor actor, Model model) {
        mine(actor, callId, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    notices.release(actor, id, version);
                    forms.flash("notices.released");
                    return "/calls/" + callId + "/notices/" + id;
                },
                () -> show(callId, id, actor, model));
    }

    @Allowed({Right.PREPARE_NOTICE, Right.RELEASE_NOTICE})
    @PostMapping("/calls/{callId}/notices/{id}/cancel")
    String cancel(
            @PathVariable long callId,
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model) {
        mine(actor, callId, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    notices.cancel(actor, id, version, reason);
                    return "/calls/" + callId + "/proposal";
                },
                () -> show(callId, id, actor, model));
    }

    @Allowed(Right.RELEASE_NOTICE)
    @PostMapping("/calls/{callId}/notices/{id}/take-back")
    String takeBack(
            @PathVariable long callId,
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model) {
        mine(actor, callId, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    notices.takeBack(actor, id, version, reason);
                    forms.flash("notices.takenBack");
                    return "/calls/" + callId + "/notices/" + id;
                },
                () -> show(callId, id, actor, model));
    }

    @Allowed(Right.ANSWER_OBJECTION)
    @PostMapping("/calls/{callId}/notices/{id}/strike")
    String strike(
            @PathVariable long callId,
            @PathVariable long id,
            @RequestParam long entry,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model) {
        mine(actor, callId, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    notices.strike(actor, id, entry, reason);
                    forms.flash("notices.struckDone");
                    return "/calls/" + callId + "/notices/" + id;
                },
                () -> show(callId, id, actor, model));
    }

    /** 公示无异议证明: only after the term, and only when nothing is open. */
    @Allowed({Right.PREPARE_NOTICE, Right.RELEASE_NOTICE})
    @GetMapping("/calls/{callId}/notices/{id}/proof.pdf")
    ResponseEntity<byte[]> proof(
            @PathVariable long callId, @PathVariable long id, Actor actor, HttpServletRequest request) {
        Notice notice = mine(actor, callId, id);
        if (!notice.over(today.today())) {
            throw new Refusal("notices.proofEarly");
        }
        if (notices.openObjections(id) > 0) {
            throw new Refusal("notices.proofOpen");
        }
        Call call = calls.call(callId);
        byte[] bytes = pdf.render(
                "pdf/proof.jte",
                Map.of(
                        "page", pages.of(request),
                        "notice", notice,
                        "call", call,
                        "host", tree.node(call.hostNodeId()).name(),
                        "items", notices.items(id),
                        "objections", store.objections(id),
                        "today", today.today()));
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF).body(bytes);
    }

    private Notice mine(Actor actor, long callId, long id) {
        Notice notice = notices.notice(id);
        long host = calls.call(callId).hostNodeId();
        if (notice.callId() != callId
                || !(actor.holds(Right.PREPARE_NOTICE, host) || actor.holds(Right.RELEASE_NOTICE, host))) {
            throw new NotFound();
        }
        return notice;
    }
}
