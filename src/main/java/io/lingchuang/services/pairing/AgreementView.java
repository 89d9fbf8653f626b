package io.lingchuang.services.pairing;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the page of an agreement shows. */
@Component
class AgreementView {

    private final Agreements agreements;
    private final Activities activities;
    private final Pairings pairings;
    private final Today today;

    AgreementView(Agreements agreements, Activities activities, Pairings pairings, Today today) {
        this.agreements = agreements;
        this.activities = activities;
        this.pairings = pairings;
        this.today = today;
    }

    String page(long id, Actor actor, Model model) {
        Agreement agreement = agreements.agreement(actor, id);
        Pairing pairing = pairings.pairing(actor, agreement.pairingId());
        model.addAttribute("agreement", agreement);
        model.addAttribute("pairing", pairing);
        model.addAttribute("side", pairings.sideOf(actor, pairing).orElse(null));
        model.addAttribute("keeps", pairings.keeps(actor, pairing));
        model.addAttribute("activities", activities.of(id));
        model.addAttribute("dues", activities.dues(agreement));
        model.addAttribute("today", today.today());
        return "services/pairing/agreement";
    }
}
