package io.lingchuang.awards;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Calls;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.files.FileRule;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Prize money: the board of a call, its batches, and what finance sends back. */
@Controller
class PayoutPages {

    private final Payouts payouts;
    private final Payments payments;
    private final Recoveries recoveries;
    private final PayoutLists lists;
    private final PayoutSheet sheet;
    private final Calls calls;
    private final Today today;
    private final Forms forms;
    private final Pages pages;

    PayoutPages(
            Payouts payouts,
            Payments payments,
            Recoveries recoveries,
            PayoutLists lists,
            PayoutSheet sheet,
            Calls calls,
            Today today,
            Forms forms,
            Pages pages) {
        this.payouts = payouts;
        this.payments = payments;
        this.recoveries = recoveries;
        this.lists = lists;
        this.sheet = sheet;
        this.calls = calls;
        this.today = today;
        this.forms = forms;
        this.pages = pages;
    }

    @Allowed({Right.PREPARE_PAYOUT, Right.APPROVE_PAYOUT, Right.MARK_PAID})
    @GetMapping("/payouts")
    String list(Actor actor, ListRequest list, HttpServletRequest request, Model model) {
        model.addAttribute("list", lists.batches(actor, pages.of(request)).page(list));
        return "awards/payouts";
    }

    @Allowed({Right.PREPARE_PAYOUT, Right.APPROVE_PAYOUT, Right.MARK_PAID})
    @GetMapping("/payouts.xlsx")
    void excel(Actor actor, ListRequest list, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var page = pages.of(request);
        ListExport.send(lists.batches(actor, page), list, page, response);
    }

    @Allowed({Right.PREPARE_PAYOUT, Right.APPROVE_PAYOUT, Right.MARK_PAID})
    @GetMapping("/calls/{callId}/money")
    String money(@PathVariable long callId, Actor actor, Model model) {
        model.addAttribute("form", Form.empty().put("recoveredOn", today.today()));
        return money(actor, callId, model);
    }

    private String money(Actor actor, long callId, Model model) {
        model.addAttribute("money", payouts.money(actor, callId));
        model.addAttribute("owed", recoveries.ofCall(callId));
        model.addAttribute(
                "pays", actor.holds(Right.MARK_PAID, calls.call(callId).hostNodeId()));
        model.addAttribute("failed", lists.failedOf(callId));
        model.addAttribute("call", calls.call(callId));
        model.addAttribute("batches", lists.ofCall(callId));
        model.addAttribute(
                "prepares", actor.holds(Right.PREPARE_PAYOUT, calls.call(callId).hostNodeId()));
        return "awards/money";
    }

    @Allowed(Right.PREPARE_PAYOUT)
    @PostMapping("/calls/{callId}/payouts")
    String prepare(@PathVariable long callId, Actor actor, Model model) {
        return forms.submit(
                forms.typed(),
                model,
                () -> "/payouts/" + payouts.prepare(actor, callId),
                () -> money(actor, callId, model));
    }

    @Allowed(Right.MARK_PAID)
    @PostMapping("/calls/{callId}/recoveries")
    String recovered(
            @PathVariable long callId,
            @RequestParam long payout,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate recoveredOn,
            @RequestParam(defaultValue = "") String note,
            Actor actor,
            Model model) {
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    recoveries.note(actor, callId, payout, recoveredOn, note);
                    forms.flash("awards.recovery.noted");
                    return "/calls/" + callId + "/money";
                },
                () -> money(actor, callId, model));
    }

    @Allowed({Right.PREPARE_PAYOUT, Right.APPROVE_PAYOUT, Right.MARK_PAID})
    @GetMapping("/payouts/{id}")
    String one(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("form", Form.empty().put("paidOn", today.today()));
        return show(actor, id, model);
    }

    private String show(Actor actor, long id, Model model) {
        Batch batch = payouts.batch(actor, id);
        model.addAttribute("batch", batch);
        model.addAttribute("lines", payouts.lines(id));
        model.addAttribute("prepares", actor.holds(Right.PREPARE_PAYOUT, batch.hostNodeId()));
        model.addAttribute(
                "approves",
                actor.holds(Right.APPROVE_PAYOUT, batch.hostNodeId()) && batch.preparedBy() != actor.accountId());
        model.addAttribute("pays", actor.holds(Right.MARK_PAID, batch.hostNodeId()));
        return "awards/batch";
    }

    private String act(Actor actor, long id, Model model, Supplier<String> action) {
        payouts.batch(actor, id);
        return forms.submit(forms.typed(), model, action, () -> show(actor, id, model));
    }

    @Allowed(Right.PREPARE_PAYOUT)
    @PostMapping("/payouts/{id}/lines/{line}/account")
    String account(
            @PathVariable long id,
            @PathVariable long line,
            @RequestParam(defaultValue = "") String bankName,
            @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "false") boolean consent,
            Actor actor,
            Model model) {
        return act(actor, id, model, () -> {
            payouts.account(actor, id, line, bankName, account, consent);
            return "/payouts/" + id;
        });
    }

    @Allowed(Right.APPROVE_PAYOUT)
    @PostMapping("/payouts/{id}/approve")
    String approve(@PathVariable long id, @RequestParam int version, Actor actor, Model model) {
        return act(actor, id, model, () -> {
            payouts.approve(actor, id, version);
            forms.flash("awards.payout.approved");
            return "/payouts/" + id;
        });
    }

    @Allowed({Right.PREPARE_PAYOUT, Right.APPROVE_PAYOUT})
    @PostMapping("/payouts/{id}/cancel")
    String cancel(@PathVariable long id, @RequestParam int version, Actor actor, Model model) {
        return act(actor, id, model, () -> {
            payouts.cancel(actor, id, version);
            return "/payouts/" + id;
        });
    }

    @Allowed(Right.MARK_PAID)
    @PostMapping("/payouts/{id}/hand-over")
    String handOver(@PathVariable long id, @RequestParam int version, Actor actor, Model model) {
        return act(actor, id, model, () -> {
            payouts.handOver(actor, id, version);
            return "/payouts/" + id;
        });
    }

    @Allowed(Right.MARK_PAID)
    @GetMapping("/payouts/{id}/sheet.xlsx")
    void sheet(@PathVariable long id, Actor actor, HttpServletResponse response) throws IOException {
        // Written whole before it is sent: nobody gets half a sheet of accounts.
        var out = new ByteArrayOutputStream();
        sheet.write(actor, id, out);
        ListExport.attachment(response, forms.text("awards.sheet.file", String.valueOf(id)) + ".xlsx", FileRule.XLSX);
        out.writeTo(response.getOutputStream());
    }

    @Allowed(Right.MARK_PAID)
    @PostMapping("/payouts/{id}/paid")
    String paid(
            @PathVariable long id,
            @RequestParam(name = "id", required = false, defaultValue = "") Set<Long> lines,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate paidOn,
            Actor actor,
            Model model) {
        return act(actor, id, model, () -> {
            if (lines.isEmpty()) {
                throw new Refusal("awards.payout.tick");
            }
            forms.flash("awards.payout.paid", payments.paid(actor, id, lines, paidOn));
            return "/payouts/" + id;
        });
    }

    @Allowed(Right.MARK_PAID)
    @PostMapping("/payouts/{id}/lines/{line}/failed")
    String failed(
            @PathVariable long id,
            @PathVariable long line,
            @RequestParam(defaultValue = "") String why,
            Actor actor,
            Model model) {
        return act(actor, id, model, () -> {
            payments.failed(actor, id, line, why);
            return "/payouts/" + id;
        });
    }

    @Allowed(Right.MARK_PAID)
    @PostMapping("/payouts/{id}/lines/{line}/failed/take-back")
    String takeBackFailure(
            @PathVariable long id,
            @PathVariable long line,
            @RequestParam(defaultValue = "") String why,
            Actor actor,
            Model model) {
        return act(actor, id, model, () -> {
            payments.takeBackFailure(actor, id, line, why);
            forms.flash("awards.payout.takenBack");
            return "/payouts/" + id;
        });
    }

    @Allowed(Right.MARK_PAID)
    @PostMapping("/payouts/{id}/results")
    String upload(@PathVariable long id, @RequestParam MultipartFile file, Actor actor, Model model) {
        return act(actor, id, model, () -> {
            try (var in = file.getInputStream()) {
                return "/payouts/" + id + "/results/" + sheet.keep(actor, id, in, file.getOriginalFilename());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Allowed(Right.MARK_PAID)
    @GetMapping("/payouts/{id}/results/{file}")
    String differences(@PathVariable long id, @PathVariable UUID file, Actor actor, Model model) {
        model.addAttribute("batch", payouts.batch(actor, id));
        model.addAttribute("file", file);
        model.addAttribute("differences", sheet.differences(actor, id, file));
        return "awards/results";
    }

    @Allowed(Right.MARK_PAID)
    @PostMapping("/payouts/{id}/results/{file}")
    String take(@PathVariable long id, @PathVariable UUID file, Actor actor) {
        forms.flash("awards.sheet.taken", sheet.take(actor, id, file));
        return "redirect:/payouts/" + id;
    }
}
