package io.lingchuang.studios.money;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.Typing;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Those ticked in the list, before and when one step is done to all of them. */
@Controller
class SubsidyBatchPages {

    private static final int ALL = 100;

    private final SubsidyBatches batches;
    private final Today today;
    private final Forms forms;

    SubsidyBatchPages(SubsidyBatches batches, Today today, Forms forms) {
        this.batches = batches;
        this.today = today;
        this.forms = forms;
    }

    @Allowed(Right.PREPARE_PAYOUT)
    @GetMapping("/subsidies/prepare")
    String toPrepare(Actor actor, Model model) {
        return look(actor, BatchStep.PREPARE, model);
    }

    @Allowed(Right.APPROVE_PAYOUT)
    @GetMapping("/subsidies/release")
    String toRelease(Actor actor, Model model) {
        return look(actor, BatchStep.RELEASE, model);
    }

    @Allowed(Right.MARK_PAID)
    @GetMapping("/subsidies/pay")
    String toPay(Actor actor, Model model) {
        return look(actor, BatchStep.PAY, model);
    }

    private String look(Actor actor, BatchStep step, Model model) {
        Typing typing = Typing.of(forms);
        Form form = typing.form();
        int share = form.value("share").isBlank() ? ALL : typing.number("share", 1, ALL);
        if (form.value("share").isBlank()) {
            form.put("share", ALL);
        }
        model.addAttribute(
                "form",
                form.put("paidOn", today.today())
                        .put("uses", Stream.of(Use.values()).map(Use::name).toList()));
        return show(actor, step, typing.ids("id"), share, model);
    }

    private String show(Actor actor, BatchStep step, List<Long> ids, int share, Model model) {
        List<SubsidyBatches.Line> lines = batches.look(actor, step, ids, share);
        model.addAttribute("step", step);
        model.addAttribute("lines", lines);
        model.addAttribute(
                "total",
                lines.stream()
                        .filter(l -> l.obstacle() == null)
                        .map(SubsidyBatches.Line::amount)
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
        return "studios/money/batch";
    }

    @Allowed(Right.PREPARE_PAYOUT)
    @PostMapping("/subsidies/prepare")
    String prepare(@RequestParam(name = "mark", defaultValue = "") List<String> marks, Actor actor, Model model) {
        Typing typing = Typing.of(forms);
        int share = typing.number("share", 1, ALL);
        return submit(
                actor,
                BatchStep.PREPARE,
                typing.form(),
                marks,
                share,
                model,
                () -> batches.prepare(
                        actor, marks, share, Use.named(typing.form().values("uses"))));
    }

    @Allowed(Right.APPROVE_PAYOUT)
    @PostMapping("/subsidies/release")
    String release(@RequestParam(name = "mark", defaultValue = "") List<String> marks, Actor actor, Model model) {
        return submit(actor, BatchStep.RELEASE, forms.typed(), marks, ALL, model, () -> batches.release(actor, marks));
    }

    @Allowed(Right.MARK_PAID)
    @PostMapping("/subsidies/pay")
    String pay(@RequestParam(name = "mark", defaultValue = "") List<String> marks, Actor actor, Model model) {
        Typing typing = Typing.of(forms);
        LocalDate on = typing.day("paidOn");
        return submit(actor, BatchStep.PAY, typing.form(), marks, ALL, model, () -> batches.pay(actor, marks, on));
    }

    private String submit(
            Actor actor, BatchStep step, Form form, List<String> marks, int share, Model model, IntSupplier deed) {
        return forms.submit(
                form,
                model,
                () -> {
                    forms.flash("studiomoney.batch.done." + step.name(), deed.getAsInt());
                    return "/subsidies?state=" + step.from();
                },
                () -> show(actor, step, SubsidyBatches.ids(marks), share, model));
    }
}
