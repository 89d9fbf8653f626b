package io.lingchuang.notices;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.SealedRankings;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.days.WorkingDays;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import jakarta.validation.Valid;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The proposal of a call: how the tiers fill, ties to rule, the money, and the notice to make from it. */
@Controller
class ProposalPages {

    private final Proposals proposals;
    private final Notices notices;
    private final Tree tree;
    private final WorkingDays days;
    private final Today today;
    private final Forms forms;
    private final List<SealedRankings> rankings;

    ProposalPages(
            Proposals proposals,
            Notices notices,
            Tree tree,
            WorkingDays days,
            Today today,
            Forms forms,
            List<SealedRankings> rankings) {
        this.proposals = proposals;
        this.notices = notices;
        this.tree = tree;
        this.days = days;
        this.today = today;
        this.forms = forms;
        this.rankings = rankings;
    }

    record Ruling(Set<Long> chosen, String reason) {}

    @Allowed({Right.PREPARE_NOTICE, Right.RELEASE_NOTICE})
    @GetMapping("/calls/{callId}/proposal")
    String proposal(@PathVariable long callId, Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return show(callId, actor, model, 0);
    }

    private String show(long callId, Actor actor, Model model, long ruledTier) {
        Proposal proposal = proposals.proposal(actor, callId);
        model.addAttribute("proposal", proposal);
        model.addAttribute(
                "prepares", actor.holds(Right.PREPARE_NOTICE, proposal.call().hostNodeId()));
        model.addAttribute("rulings", proposals.ruled(callId));
        model.addAttribute("notices", notices.ofCall(callId));
        model.addAttribute("today", today.today());
        model.addAttribute(
                "panels",
                proposal.call().inRounds()
                        ? 0
                        : rankings.stream()
                                .mapToInt(r -> r.seals(callId).size())
                                .sum());
        model.addAttribute("ruledTier", ruledTier);
        return "notices/proposal";
    }

    @Allowed(Right.PREPARE_NOTICE)
    @PostMapping("/calls/{callId}/proposal/ties/{tierId}")
    String rule(
            @PathVariable long callId,
            @PathVariable long tierId,
            @RequestParam(required = false, defaultValue = "") Set<Long> chosen,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model) {
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    proposals.rule(actor, callId, tierId, chosen, reason);
                    forms.flash("notices.tie.ruled");
                    return "/calls/" + callId + "/proposal";
                },
                () -> show(callId, actor, model, tierId));
    }

    @Allowed(Right.PREPARE_NOTICE)
    @GetMapping("/calls/{callId}/notices/new")
    String write(@PathVariable long callId, Actor actor, Model model) {
        Proposal proposal = proposals.proposal(actor, callId);
        Call call = proposal.call();
        Node host = tree.node(call.hostNodeId());
        model.addAttribute(
                "form",
                Form.empty()
                        .put("title", forms.text("notices.title." + call.kind().name(), call.title()))
                        .put("text", forms.text("notices.text." + call.kind().name(), call.title(), host.name()))
                        .put("contact", host.name())
                        .put("days", call.noticeDays()));
        return write(proposal, model);
    }

    private String write(Proposal proposal, Model model) {
        model.addAttribute("proposal", proposal);
        model.addAttribute("action", "/calls/" + proposal.call().id() + "/notices");
        term(model, today.today(), proposal.call().noticeDays());
        return "notices/write";
    }

    @Allowed(Right.PREPARE_NOTICE)
    @PostMapping("/calls/{callId}/notices")
    String make(@PathVariable long callId, @Valid NoticeForm form, BindingResult errors, Actor actor, Model model) {
        Proposal proposal = proposals.proposal(actor, callId);
        return forms.submit(
                errors,
                model,
                () -> {
                    long id = notices.draft(actor, callId, form);
                    forms.flash("notices.drafted");
                    return "/calls/" + callId + "/notices/" + id;
                },
                () -> write(proposal, model));
    }

    /** When the term would end, were it released today; and whether the holidays of that year are known. */
    private void term(Model model, LocalDate opens, int n) {
        LocalDate closes = days.lastDay(opens, n);
        model.addAttribute("opens", opens);
        model.addAttribute("closes", closes);
        model.addAttribute("known", days.known(opens, closes));
    }
}
