package io.lingchuang.notices;

import io.lingchuang.access.Tree;
import io.lingchuang.calls.Calls;
import io.lingchuang.calls.SealedRankings;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Everyone;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.Limited;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Throttle;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Notices as anybody sees them: while the term runs the list and the form for an objection, after it only that it was held. */
@Controller
class PublicNotices {

    private final Notices notices;
    private final Objections objections;
    private final Calls calls;
    private final Tree tree;
    private final Today today;
    private final Forms forms;
    private final List<SealedRankings> rankings;
    private final Throttle lodging;
    private final Throttle asking;

    PublicNotices(
            Notices notices,
            Objections objections,
            Calls calls,
            Tree tree,
            Today today,
            Forms forms,
            List<SealedRankings> rankings,
            Clock clock) {
        this.notices = notices;
        this.objections = objections;
        this.calls = calls;
        this.tree = tree;
        this.today = today;
        this.forms = forms;
        this.rankings = rankings;
        this.lodging = new Throttle(clock, 20, Duration.ofHours(1));
        this.asking = new Throttle(clock, 30, Duration.ofMinutes(10));
    }

    @Everyone
    @GetMapping("/notices")
    String list(Model model) {
        return list(Form.empty(), model);
    }

    private String list(Form form, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("notices", notices.running());
        model.addAttribute("organ", tree.cityName());
        return "notices/public-list";
    }

    @Everyone
    @Limited(times = 100, misses = true)
    @GetMapping("/notices/{id}")
    String one(@PathVariable long id, Model model) {
        model.addAttribute("form", Form.empty());
        return show(id, model);
    }

    private String show(long id, Model model) {
        Notice notice = notices.notice(id);
        boolean running = notice.running(today.today());
        if (!running && !notice.over(today.today())) {
            throw new NotFound(); // a draft is nobody's business, nor one that opens tomorrow
        }
        List<Item> listed = running
                ? notices.items(id).stream().filter(i -> i.movedTo() == null).toList()
                : List.of();
        model.addAttribute("notice", notice);
        model.addAttribute("running", running);
        model.addAttribute("items", listed);
        model.addAttribute(
                "seals",
                running
                        ? rankings.stream()
                                .flatMap(r -> r.seals(notice.callId()).stream())
                                .toList()
                        : List.of());
        model.addAttribute(
                "organ", tree.node(calls.call(notice.callId()).hostNodeId()).name());
        return "notices/public";
    }

    @Everyone
    @PostMapping("/notices/{id}/objections")
    String lodge(
            @PathVariable long id,
            @Valid ObjectionForm form,
            BindingResult errors,
            HttpServletRequest request,
            Model model) {
        if (form.website() != null && !form.website().isBlank()) {
            throw new NotFound();
        }
        return forms.submit(
                errors,
                model,
                () -> {
                    // Only what was lodged counts, a notice at a time: a whole office may stand behind one address.
                    String from = id + " " + request.getRemoteAddr();
                    if (lodging.full(from)) {
                        throw new Refusal("notices.objection.tooOften");
                    }
                    String receipt = objections.lodge(id, form);
                    lodging.count(from);
                    return "/notices/receipts/" + receipt;
                },
                () -> show(id, model));
    }

    @Everyone
    @GetMapping("/notices/receipts")
    String ask(
            @RequestParam(defaultValue = "") String receipt,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        String typed = receipt.strip().toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z]", "");
        return find(typed, request).isPresent()
                ? "redirect:/notices/receipts/" + typed
                : again(receipt, 422, response, model);
    }

    @Everyone
    @GetMapping("/notices/receipts/{receipt}")
    String answer(@PathVariable String receipt, HttpServletRequest request, HttpServletResponse response, Model model) {
        Objection objection = find(receipt, request).orElse(null);
        if (objection == null) {
            return again(receipt, 404, response, model);
        }
        model.addAttribute("objection", objection);
        model.addAttribute("organ", tree.cityName());
        return "notices/receipt";
    }

    /** Counts only codes that are none: whoever guesses is stopped, whoever looks in again is not. */
    private Optional<Objection> find(String receipt, HttpServletRequest request) {
        if (asking.full(request.getRemoteAddr())) {
            throw new Refusal("notices.objection.tooOften");
        }
        Optional<Objection> found = objections.ofReceipt(receipt);
        if (found.isEmpty()) {
            asking.count(request.getRemoteAddr());
        }
        return found;
    }

    private String again(String typed, int status, HttpServletResponse response, Model model) {
        Form form = Form.empty().put("receipt", typed);
        form.reject("receipt", forms.text("notices.receipt.unknown"));
        response.setStatus(status);
        return list(form, model);
    }
}
