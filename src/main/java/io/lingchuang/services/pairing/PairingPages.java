package io.lingchuang.services.pairing;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.documents.ListExport;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.ListRequest;
import io.lingchuang.platform.web.NavItem;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Pages;
import io.lingchuang.platform.web.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Pairings: the list, the proposals by fit, and the page of one. */
@Controller
class PairingPages {

    private static final int AT_ONCE = 100;

    private final Pairings pairings;
    private final PairingLists lists;
    private final Agreements agreements;
    private final PairingTrail trail;
    private final Tree tree;
    private final Forms forms;
    private final Pages pages;

    PairingPages(
            Pairings pairings,
            PairingLists lists,
            Agreements agreements,
            PairingTrail trail,
            Tree tree,
            Forms forms,
            Pages pages) {
        this.pairings = pairings;
        this.lists = lists;
        this.agreements = agreements;
        this.trail = trail;
        this.tree = tree;
        this.forms = forms;
        this.pages = pages;
    }

    @Bean
    static NavItem pairingsNav() {
        return new NavItem("pairing.title", "/pairings", 78, Right.FOLLOW);
    }

    @Allowed(Right.FOLLOW)
    @GetMapping("/pairings")
    String list(Actor actor, ListRequest list, HttpServletRequest request, Model model) {
        model.addAttribute("list", lists.pairings(actor, pages.of(request)).page(list));
        model.addAttribute("keeps", actor.may(Right.KEEP_PAIRINGS));
        model.addAttribute("signs", actor.may(Right.SIGN_AGREEMENT));
        return "services/pairing/list";
    }

    @Allowed(Right.FOLLOW)
    @GetMapping("/pairings.xlsx")
    void excel(Actor actor, ListRequest list, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var page = pages.of(request);
        ListExport.send(lists.pairings(actor, page), list, page, response);
    }

    @Allowed(Right.KEEP_PAIRINGS)
    @GetMapping("/pairings/new")
    String proposals(@RequestParam(defaultValue = "") String q, Actor actor, Model model) {
        model.addAttribute("form", Form.empty().put("years", 2).put("q", q.strip()));
        return proposalsPage(actor, q.strip(), model);
    }

    /** q: a part of the name of the enterprise that a partner is looked for. */
    private String proposalsPage(Actor actor, String q, Model model) {
        model.addAttribute(
                "fits",
                (q.isEmpty() ? pairings.proposals(actor) : pairings.proposals(actor, q))
                        .stream().limit(AT_ONCE).map(FitRow::of).toList());
        return "services/pairing/proposals";
    }

    /** Every ticked pair, or none: one that somebody else paired meanwhile is named. */
    @Allowed(Right.KEEP_PAIRINGS)
    @PostMapping("/pairings/new")
    String propose(
            Actor actor,
            @RequestParam(name = "pair", defaultValue = "") List<String> pairs,
            @RequestParam(defaultValue = "") String years,
            @RequestParam(defaultValue = "") String q,
            Model model) {
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    List<long[]> ids = pairs.stream().map(PairingPages::pair).toList();
                    if (ids.isEmpty() || ids.size() > AT_ONCE) {
                        throw new Refusal("pairing.tickSome", AT_ONCE);
                    }
                    pairings.proposeAll(actor, ids, number("years", years));
                    forms.flash("pairing.done.propose", ids.size());
                    return "/pairings?state=PROPOSED";
                },
                () -> proposalsPage(actor, q.strip(), model));
    }

    private static long[] pair(String typed) {
        if (!typed.matches("[0-9]{1,15}-[0-9]{1,15}")) {
            throw new NotFound();
        }
        String[] parts = typed.split("-");
        return new long[] {Long.parseLong(parts[0]), Long.parseLong(parts[1])};
    }

    static int number(String field, String typed) {
        if (!typed.strip().matches("[0-9]{1,6}")) {
            throw Refusal.onField(field, "pairing.numberForm");
        }
        return Integer.parseInt(typed.strip());
    }

    @Allowed({Right.FOLLOW, Right.SIGN_AGREEMENT})
    @GetMapping("/pairings/{id}")
    String one(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("form", Form.empty());
        return page(id, actor, model);
    }

    private String page(long id, Actor actor, Model model) {
        Pairing pairing = pairings.pairing(actor, id);
        model.addAttribute("pairing", pairing);
        model.addAttribute("side", pairings.sideOf(actor, pairing).orElse(null));
        model.addAttribute("keeps", pairings.keeps(actor, pairing));
        model.addAttribute(
                "agreements",
                lists.agreements(id).stream()
                        .filter(a -> agreements.shown(actor, pairing, a.state()))
                        .toList());
        boolean inside = pairings.sideOf(actor, pairing).isPresent() || pairings.keeps(actor, pairing);
        model.addAttribute("trail", inside ? trail.of(id) : List.of());
        return "services/pairing/pairing";
    }

    /** agree, decline. */
    @Allowed(Right.SIGN_AGREEMENT)
    @PostMapping("/pairings/{id}/answer")
    String answer(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            Model model) {
        if (pairings.sideOf(actor, pairings.pairing(actor, id)).isEmpty()) {
            throw new NotFound();
        }
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    switch (answer) {
                        case "agree" -> pairings.agree(actor, id);
                        case "decline" -> pairings.decline(actor, id, reason);
                        default -> throw new NotFound();
                    }
                    forms.flash("pairing.done." + answer);
                    return "/pairings/" + id;
                },
                () -> page(id, actor, model));
    }

    /** withdraw, renew, end. */
    @Allowed(Right.KEEP_PAIRINGS)
    @PostMapping("/pairings/{id}/keep")
    String keep(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String years,
            @RequestParam(defaultValue = "-1") int version,
            Actor actor,
            Model model) {
        if (!pairings.keeps(actor, pairings.pairing(actor, id))) {
            throw new NotFound();
        }
        return forms.submit(
                forms.typed(),
                model,
                () -> {
                    switch (action) {
                        case "withdraw" -> pairings.withdraw(actor, id, reason);
                        case "renew" -> pairings.renew(actor, id, number("years", years), version);
                        case "end" -> pairings.terminate(actor, id, reason);
                        default -> throw new NotFound();
                    }
                    forms.flash("pairing.done." + action);
                    return "/pairings/" + id;
                },
                () -> page(id, actor, model));
    }

    @Allowed(Right.SIGN_AGREEMENT)
    @PostMapping("/pairings/{id}/draft")
    String draft(@PathVariable long id, Actor actor, Model model) {
        if (pairings.sideOf(actor, pairings.pairing(actor, id)).isEmpty()) {
            throw new NotFound();
        }
        return forms.submit(
                forms.typed(),
                model,
                () -> "/cobuilding/" + agreements.draft(actor, id) + "/edit",
                () -> page(id, actor, model));
    }

    /** What one's enterprise asks for and has; whoever keeps several says it for the first. */
    @Allowed(Right.SIGN_AGREEMENT)
    @GetMapping("/pairings/wishes")
    String wishes(Actor actor, Model model) {
        long node = actor.nodesWith(Right.SIGN_AGREEMENT).getFirst();
        model.addAttribute(
                "form",
                Form.empty()
                        .put("asks", pairings.wishes(actor, node, true))
                        .put("has", pairings.wishes(actor, node, false)));
        model.addAttribute("unit", tree.node(node).name());
        return "services/pairing/wishes";
    }

    @Allowed(Right.SIGN_AGREEMENT)
    @PostMapping("/pairings/wishes")
    String wish(Actor actor, Model model) {
        long node = actor.nodesWith(Right.SIGN_AGREEMENT).getFirst();
        Form form = forms.typed();
        return forms.submit(
                form,
                model,
                () -> {
                    pairings.wish(actor, node, topics(form.values("asks")), topics(form.values("has")));
                    forms.flash("pairing.done.wish");
                    return "/pairings/wishes";
                },
                () -> {
                    model.addAttribute("unit", tree.node(node).name());
                    return "services/pairing/wishes";
                });
    }

    private static Set<Topic> topics(List<String> typed) {
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        for (String one : typed) {
            try {
                topics.add(Topic.valueOf(one));
            } catch (IllegalArgumentException e) {
                throw new Refusal("pairing.noTopic");
            }
        }
        return topics;
    }
}
