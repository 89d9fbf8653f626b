package io.lingchuang.review.feedback;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.CallPanel;
import io.lingchuang.calls.Calls;
import io.lingchuang.entries.Journey;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.documents.Pdf;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Feedback on entries: for the host who writes and releases it, and for those whom it tells. */
@Controller
class FeedbackPages {

    private final Feedbacks feedbacks;
    private final FeedbackLists lists;
    private final Calls calls;
    private final Journey journey;
    private final Forms forms;
    private final Pages pages;
    private final Pdf pdf;

    FeedbackPages(
            Feedbacks feedbacks, FeedbackLists lists, Calls calls, Journey journey, Forms forms, Pages pages, Pdf pdf) {
        this.feedbacks = feedbacks;
        this.lists = lists;
        this.calls = calls;
        this.journey = journey;
        this.forms = forms;
        this.pages = pages;
        this.pdf = pdf;
    }

    @Bean
    static CallPanel feedbackPanel() {
        return CallPanel.ofHost(
                "review.feedback.title", "/calls/%d/feedback", 45, Right.RUN_PANEL, Right.RELEASE_NOTICE);
    }

    @Allowed({Right.RUN_PANEL, Right.RELEASE_NOTICE})
    @GetMapping("/calls/{id}/feedback")
    String ofCall(@PathVariable long id, ListRequest request, Actor actor, HttpServletRequest http, Model model) {
        Call call = calls.call(id);
        Feedbacks.requireHost(actor, call);
        model.addAttribute("call", call);
        model.addAttribute("list", lists.of(call, pages.of(http)).page(request));
        model.addAttribute("counts", lists.counts(id));
        model.addAttribute("without", lists.without(id));
        model.addAttribute("prepares", actor.holds(Right.RUN_PANEL, call.hostNodeId()));
        model.addAttribute("releases", actor.holds(Right.RELEASE_NOTICE, call.hostNodeId()));
        return "review/feedback";
    }

    @Allowed({Right.RUN_PANEL, Right.RELEASE_NOTICE})
    @GetMapping("/calls/{id}/feedback.xlsx")
    void excel(
            @PathVariable long id,
            ListRequest request,
            Actor actor,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException {
        Call call = calls.call(id);
        Feedbacks.requireHost(actor, call);
        Page page = pages.of(http);
        ListExport.send(lists.of(call, page), request, page, response);
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/calls/{id}/feedback/rest")
    String prepareRest(@PathVariable long id, Actor actor) {
        forms.flash("review.feedback.prepared", feedbacks.prepareRest(actor, id));
        return "redirect:/calls/" + id + "/feedback";
    }

    @Allowed(Right.RELEASE_NOTICE)
    @PostMapping("/calls/{id}/feedback/release")
    String releaseAll(@PathVariable long id, Actor actor) {
        Feedbacks.Released released = feedbacks.releaseAll(actor, id);
        forms.flash("review.feedback.releasedAll", released.released(), released.own(), released.early());
        return "redirect:/calls/" + id + "/feedback";
    }

    @Allowed({Right.RUN_PANEL, Right.RELEASE_NOTICE})
    @GetMapping("/feedback/{entry}")
    String one(@PathVariable("entry") long id, Actor actor, Model model) {
        Feedbacks.Work work = feedbacks.work(actor, id);
        Form form = Form.empty();
        work.lines().forEach(l -> form.put("t_" + l.code(), l.text()));
        Feedback feedback = work.feedback();
        if (feedback != null) {
            form.put("summary", feedback.summary()).put("checked", feedback.checked());
        }
        model.addAttribute("form", form);
        return show(work, actor, model);
    }

    private String show(Feedbacks.Work work, Actor actor, Model model) {
        model.addAttribute("work", work);
        model.addAttribute("prepares", actor.holds(Right.RUN_PANEL, work.call().hostNodeId()));
        model.addAttribute(
                "releases", actor.holds(Right.RELEASE_NOTICE, work.call().hostNodeId()));
        return "review/feedbackone";
    }

    @Allowed(Right.RUN_PANEL)
    @PostMapping("/feedback/{entry}")
    String save(
            @PathVariable("entry") long id,
            @RequestParam(defaultValue = "0") int version,
            @RequestParam(defaultValue = "") String summary,
            @RequestParam(defaultValue = "false") boolean checked,
            @RequestParam(defaultValue = "save") String action,
            Actor actor,
            Model model) {
        Feedbacks.Work before = feedbacks.work(actor, id);
        Form typed = forms.typed();
        Map<String, String> texts = new LinkedHashMap<>();
        before.lines().forEach(l -> texts.put(l.code(), typed.value("t_" + l.code())));
        return forms.submit(
                typed,
                model,
                () -> {
                    if (action.equals("ready")) {
                        feedbacks.handOver(actor, id, version, texts, typed.value("summary"), checked);
                        forms.flash("review.feedback.handedOver");
                        return "/calls/" + before.call().id() + "/feedback";
                    }
                    feedbacks.save(actor, id, version, texts, typed.value("summary"), checked);
                    forms.flash("review.feedback.saved");
                    return "/feedback/" + id;
                },
                () -> show(before, actor, model));
    }

    @Allowed(Right.RELEASE_NOTICE)
    @PostMapping("/feedback/{entry}/release")
    String release(@PathVariable("entry") long id, @RequestParam int version, Actor actor, Model model) {
        Feedbacks.Work before = feedbacks.work(actor, id);
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    feedbacks.release(actor, id, version);
                    forms.flash("review.feedback.released");
                    return "/feedback/" + id;
                },
                () -> show(before, actor, model));
    }

    /** Sent back before it was released, taken back after. */
    @Allowed({Right.RUN_PANEL, Right.RELEASE_NOTICE})
    @PostMapping("/feedback/{entry}/back")
    String back(
            @PathVariable("entry") long id,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model) {
        Feedbacks.Work before = feedbacks.work(actor, id);
        boolean told = before.feedback() != null && before.feedback().state() == Feedback.State.RELEASED;
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    if (told) {
                        feedbacks.takeBack(actor, id, version, reason);
                    } else {
                        feedbacks.sendBack(actor, id, version, reason);
                    }
                    forms.flash(told ? "review.feedback.takenBack" : "review.feedback.sentBack");
                    return "/feedback/" + id;
                },
                () -> show(before, actor, model));
    }

    @SignedIn
    @GetMapping("/entries/{id}/feedback")
    String told(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("feedback", feedbacks.told(actor, id));
        model.addAttribute("entry", journey.entry(id));
        model.addAttribute("call", calls.call(journey.entry(id).callId()));
        return "review/feedbacktold";
    }

    @SignedIn
    @GetMapping("/entries/{id}/feedback.pdf")
    void pdf(@PathVariable long id, Actor actor, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        Feedback feedback = feedbacks.told(actor, id);
        var entry = journey.entry(id);
        Page page = pages.of(http);
        byte[] bytes = pdf.render(
                "pdf/feedback.jte",
                Map.of("page", page, "feedback", feedback, "entry", entry, "call", calls.call(entry.callId())));
        ListExport.attachment(
                response, entry.title() + " " + page.t("review.feedback.title") + ".pdf", "application/pdf");
        response.getOutputStream().write(bytes);
    }
}
