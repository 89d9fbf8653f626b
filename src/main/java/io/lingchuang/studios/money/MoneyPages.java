package io.lingchuang.studios.money;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.SignedIn;
import io.lingchuang.studios.PageLink;
import io.lingchuang.studios.Standing;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.Studios;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The money of a studio, for itself, its unit's union, those above who keep it, and those who release and pay. */
@Controller
@Order(86)
class MoneyPages implements PageLink {

    private final Subsidies subsidies;
    private final SubsidyStore store;
    private final Vouchers vouchers;
    private final Studios studios;
    private final Tree tree;
    private final Today today;
    private final Forms forms;

    MoneyPages(
            Subsidies subsidies,
            SubsidyStore store,
            Vouchers vouchers,
            Studios studios,
            Tree tree,
            Today today,
            Forms forms) {
        this.subsidies = subsidies;
        this.store = store;
        this.vouchers = vouchers;
        this.studios = studios;
        this.tree = tree;
        this.today = today;
        this.forms = forms;
    }

    /** Its leader and clerk, the unions above, and whoever releases or pays one of its subsidies. Members and trainees do not. */
    static boolean sees(Actor actor, Studios studios, long studio, List<Subsidy> all) {
        Standing standing = studios.standing(actor, studios.studio(studio));
        return standing.leads()
                || standing.keeps()
                || standing.sees()
                || all.stream()
                        .anyMatch(s -> actor.holds(Right.APPROVE_PAYOUT, s.hostId())
                                || actor.holds(Right.MARK_PAID, s.hostId()));
    }

    @Override
    public Optional<Link> of(@Nullable Actor actor, Studio studio) {
        return actor != null && sees(actor, studios, studio.id(), store.ofStudio(studio.id()))
                ? Optional.of(new Link("studiomoney.door", Subsidies.page(studio.id())))
                : Optional.empty();
    }

    @SignedIn
    @GetMapping("/studios/{id}/money")
    String one(@PathVariable long id, Actor actor, Model model) {
        LocalDate now = today.today();
        model.addAttribute(
                "form", Form.empty().put("paidOn", now).put("recoveredOn", now).put("spentOn", now));
        return show(id, actor, model);
    }

    private String show(long id, Actor actor, Model model) {
        Studio studio = studios.studio(id);
        List<Subsidy> all = subsidies.ofStudio(id);
        if (!sees(actor, studios, id, all)) {
            throw new NotFound();
        }
        model.addAttribute("studio", studio);
        model.addAttribute("subsidies", all);
        Standing standing = studios.standing(actor, studio);
        Map<Long, May> each = all.stream()
                .collect(Collectors.toMap(
                        Subsidy::id,
                        s -> new May(
                                actor.holds(Right.PREPARE_PAYOUT, s.hostId()),
                                actor.holds(Right.APPROVE_PAYOUT, s.hostId()),
                                actor.holds(Right.MARK_PAID, s.hostId()),
                                standing.leads(),
                                standing.inside(),
                                Map.of())));
        boolean prepares = actor.reaches(Right.PREPARE_PAYOUT, tree.node(studio.nodeId()));
        model.addAttribute("may", new May(prepares, false, false, standing.leads(), standing.inside(), each));
        return "studios/money/money";
    }

    private String submit(long studio, Actor actor, Model model, String said, Runnable action) {
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    action.run();
                    forms.flash("studiomoney.done." + said);
                    return Subsidies.page(studio);
                },
                () -> show(studio, actor, model));
    }

    @SignedIn
    @PostMapping("/studios/{id}/subsidies")
    String prepare(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String basis,
            @RequestParam(defaultValue = "") String amount,
            @RequestParam(defaultValue = "") String first,
            @RequestParam(name = "uses", defaultValue = "") List<String> uses,
            Actor actor,
            Model model) {
        actor.requireReaches(Right.PREPARE_PAYOUT, tree.node(studios.studio(id).nodeId()));
        return submit(
                id,
                actor,
                model,
                "prepared",
                () -> subsidies.prepare(
                        actor,
                        id,
                        basis,
                        amount(amount, "amount"),
                        amount(first.isBlank() ? amount : first, "first"),
                        Use.named(uses)));
    }

    @SignedIn
    @PostMapping("/subsidies/{id}/next")
    String next(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String next,
            @RequestParam(name = "uses", defaultValue = "") List<String> uses,
            Actor actor,
            Model model) {
        Subsidy subsidy = store.subsidy(id);
        actor.requireHolds(Right.PREPARE_PAYOUT, subsidy.hostId());
        return submit(subsidy.studioId(), actor, model, "prepared", () -> {
            if (subsidy.untouched()) {
                subsidies.first(actor, id, amount(next, "next"), Use.named(uses));
            } else {
                subsidies.next(actor, id, amount(next, "next"));
            }
        });
    }

    @SignedIn
    @PostMapping("/tranches/{id}/{step}")
    String step(
            @PathVariable long id,
            @PathVariable String step,
            @RequestParam(defaultValue = "-1") int version,
            @RequestParam(defaultValue = "") String paidOn,
            @RequestParam(defaultValue = "") String recoveredOn,
            @RequestParam(defaultValue = "") String givenBack,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model) {
        Subsidy subsidy = store.ofTranche(id);
        Right[] any = rights(step);
        if (Arrays.stream(any).noneMatch(r -> actor.holds(r, subsidy.hostId()))) {
            throw new NotFound();
        }
        return submit(subsidy.studioId(), actor, model, step, () -> {
            switch (step) {
                case "approve" -> subsidies.approve(actor, id, version);
                case "paid" -> subsidies.paid(actor, id, version, day(paidOn, "paidOn"));
                case "stop" -> subsidies.stop(actor, id, version, reason);
                case "settle" -> subsidies.settle(actor, id, version, amount(givenBack, "givenBack"));
                case "recover" -> subsidies.recover(actor, id, version, reason);
                default -> subsidies.recovered(actor, id, version, day(recoveredOn, "recoveredOn"));
            }
        });
    }

    private static Right[] rights(String step) {
        return switch (step) {
            case "approve" -> new Right[] {Right.APPROVE_PAYOUT};
            case "paid", "recovered" -> new Right[] {Right.MARK_PAID};
            case "stop" -> new Right[] {Right.PREPARE_PAYOUT, Right.APPROVE_PAYOUT};
            case "settle", "recover" -> new Right[] {Right.PREPARE_PAYOUT};
            default -> throw new NotFound();
        };
    }

    @SignedIn
    @PostMapping("/tranches/{id}/vouchers")
    String voucher(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String use,
            @RequestParam(defaultValue = "") String what,
            @RequestParam(defaultValue = "") String payee,
            @RequestParam(defaultValue = "") String invoice,
            @RequestParam(defaultValue = "") String spentOn,
            @RequestParam(defaultValue = "") String amount,
            @RequestParam(required = false) @Nullable MultipartFile scan,
            Actor actor,
            Model model) {
        Subsidy subsidy = store.ofTranche(id);
        studios.ledBy(actor, subsidy.studioId());
        return submit(subsidy.studioId(), actor, model, "voucher", () -> {
            Set<Use> one = Use.named(List.of(use));
            if (one.isEmpty()) {
                throw Refusal.onField("use", "form.choose");
            }
            vouchers.handIn(
                    actor,
                    id,
                    new Vouchers.Typed(
                            one.iterator().next(),
                            what,
                            payee,
                            invoice,
                            day(spentOn, "spentOn"),
                            amount(amount, "amount")),
                    scan);
        });
    }

    @SignedIn
    @PostMapping("/vouchers/{id}/rule")
    String rule(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String verdict,
            @RequestParam(defaultValue = "") String why,
            Actor actor,
            Model model) {
        Subsidy subsidy = store.ofVoucher(id);
        actor.requireHolds(Right.PREPARE_PAYOUT, subsidy.hostId());
        return submit(subsidy.studioId(), actor, model, "ruled", () -> {
            switch (verdict) {
                case "accept" -> vouchers.rule(actor, id, true, why);
                case "reject" -> vouchers.rule(actor, id, false, why);
                default -> throw Refusal.onField("why", "form.choose");
            }
        });
    }

    /** Digits as people write them, to the cent. */
    static BigDecimal amount(String typed, String field) {
        String digits = typed.replace(",", "").replace("，", "").strip();
        if (!digits.matches("[0-9]{1,9}(\\.[0-9]{1,2})?")) {
            throw Refusal.onField(field, "studiomoney.amountForm");
        }
        return new BigDecimal(digits).setScale(2);
    }

    private static LocalDate day(String typed, String field) {
        try {
            LocalDate day = LocalDate.parse(typed.strip());
            if (day.getYear() >= 1950 && day.getYear() <= 2200) {
                return day;
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        throw Refusal.onField(field, "naming.dayForm");
    }
}
