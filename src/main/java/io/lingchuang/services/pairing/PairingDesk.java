package io.lingchuang.services.pairing;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.services.Tables.ACTIVITY;
import static io.lingchuang.db.services.Tables.AGREEMENT;
import static io.lingchuang.db.services.Tables.AGREEMENT_SIGNATURE;
import static io.lingchuang.db.services.Tables.PAIRING;
import static io.lingchuang.db.services.Tables.TERM;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.DeskCard;
import io.lingchuang.platform.web.DeskSource;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Viewer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** What waits about pairings: to agree, to sign, to confirm, to do; for the officer, which end soon. */
@Component
class PairingDesk implements DeskSource {

    private static final int SOON = 60;

    private final DSLContext dsl;
    private final Agreements agreements;
    private final Activities activities;
    private final Today today;

    PairingDesk(DSLContext dsl, Agreements agreements, Activities activities, Today today) {
        this.dsl = dsl;
        this.agreements = agreements;
        this.activities = activities;
        this.today = today;
    }

    @Override
    public List<DeskCard> cards(Viewer viewer, Page page) {
        if (!(viewer instanceof Actor actor)) {
            return List.of();
        }
        List<DeskCard> cards = new ArrayList<>();
        if (actor.may(Right.SIGN_AGREEMENT)) {
            List<Long> nodes = actor.nodesWith(Right.SIGN_AGREEMENT);
            toAgree(nodes, page, cards);
            toSign(nodes, page, cards);
            toConfirm(nodes, page, cards);
            toDo(nodes, page, cards);
        }
        if (actor.may(Right.KEEP_PAIRINGS)) {
            ending(actor, page, cards);
        }
        return cards;
    }

    private void toAgree(List<Long> nodes, Page page, List<DeskCard> cards) {
        dsl.select(PAIRING.ID)
                .from(PAIRING)
                .where(
                        PAIRING.STATE.eq(Pairing.State.PROPOSED.name()),
                        PAIRING.SOE_NODE_ID
                                .in(nodes)
                                .and(PAIRING.SOE_AGREED_AT.isNull())
                                .or(PAIRING.PARTNER_NODE_ID.in(nodes).and(PAIRING.PARTNER_AGREED_AT.isNull())))
                .forEach(r -> cards.add(card(page, "toAgree", 1, null, "/pairings/" + r.value1())));
    }

    private void toSign(List<Long> nodes, Page page, List<DeskCard> cards) {
        dsl.select(AGREEMENT.ID)
                .from(AGREEMENT)
                .join(PAIRING)
                .on(PAIRING.ID.eq(AGREEMENT.PAIRING_ID))
                .where(
                        AGREEMENT.STATE.eq(Agreement.State.NEGOTIATING.name()),
                        ours(nodes, Side.SOE)
                                .and(unsigned(Side.SOE))
                                .or(ours(nodes, Side.PARTNER).and(unsigned(Side.PARTNER))))
                .forEach(r -> cards.add(card(page, "toSign", 1, null, "/cobuilding/" + r.value1())));
    }

    private static Condition ours(List<Long> nodes, Side side) {
        return (side == Side.SOE ? PAIRING.SOE_NODE_ID : PAIRING.PARTNER_NODE_ID).in(nodes);
    }

    private static Condition unsigned(Side side) {
        return DSL.notExists(DSL.selectOne()
                .from(AGREEMENT_SIGNATURE)
                .where(AGREEMENT_SIGNATURE.AGREEMENT_ID.eq(AGREEMENT.ID), AGREEMENT_SIGNATURE.SIDE.eq(side.name())));
    }

    private void toConfirm(List<Long> nodes, Page page, List<DeskCard> cards) {
        dsl.select(AGREEMENT.ID, DSL.count())
                .from(ACTIVITY)
                .join(TERM)
                .on(TERM.ID.eq(ACTIVITY.TERM_ID))
                .join(AGREEMENT)
                .on(AGREEMENT.ID.eq(TERM.AGREEMENT_ID))
                .join(PAIRING)
                .on(PAIRING.ID.eq(AGREEMENT.PAIRING_ID))
                .where(
                        ACTIVITY.STATE.eq(Activity.State.RECORDED.name()),
                        ours(nodes, Side.SOE)
                                .and(ACTIVITY.SIDE.eq(Side.PARTNER.name()))
                                .or(ours(nodes, Side.PARTNER).and(ACTIVITY.SIDE.eq(Side.SOE.name()))))
                .groupBy(AGREEMENT.ID)
                .forEach(r -> cards.add(card(page, "toConfirm", r.value2(), null, "/cobuilding/" + r.value1())));
    }

    private void toDo(List<Long> nodes, Page page, List<DeskCard> cards) {
        dsl.select(AGREEMENT.ID)
                .from(AGREEMENT)
                .join(PAIRING)
                .on(PAIRING.ID.eq(AGREEMENT.PAIRING_ID))
                .where(
                        AGREEMENT.STATE.eq(Agreement.State.SIGNED.name()),
                        ours(nodes, Side.SOE).or(ours(nodes, Side.PARTNER)))
                .forEach(r -> agreements.find(r.value1()).ifPresent(a -> {
                    List<Due> open = activities.dues(a).values().stream()
                            .flatMap(List::stream)
                            .filter(d -> d.standing() == Due.Standing.DUE || d.standing() == Due.Standing.LATE)
                            .toList();
                    if (!open.isEmpty()) {
                        LocalDate first = open.stream()
                                .map(Due::until)
                                .min(LocalDate::compareTo)
                                .orElseThrow();
                        int missing = open.stream().mapToInt(Due::missing).sum();
                        cards.add(card(page, "toDo", missing, first, "/cobuilding/" + a.id()));
                    }
                }));
    }

    private void ending(Actor actor, Page page, List<DeskCard> cards) {
        var soe = NODE.as("soe");
        var partner = NODE.as("partner");
        var first = DSL.min(PAIRING.UNTIL_DAY);
        var found = dsl.select(DSL.count(), first)
                .from(PAIRING)
                .join(soe)
                .on(soe.ID.eq(PAIRING.SOE_NODE_ID))
                .join(partner)
                .on(partner.ID.eq(PAIRING.PARTNER_NODE_ID))
                .where(
                        PAIRING.STATE.eq(Pairing.State.IN_FORCE.name()),
                        PAIRING.UNTIL_DAY.le(today.today().plusDays(SOON)),
                        actor.within(Right.KEEP_PAIRINGS, soe.PATH, soe.INDUSTRY_PATH),
                        actor.within(Right.KEEP_PAIRINGS, partner.PATH, partner.INDUSTRY_PATH))
                .fetchSingle();
        if (Objects.requireNonNull(found.value1()) > 0) {
            cards.add(card(page, "ending", found.value1(), found.value2(), "/pairings?state=IN_FORCE"));
        }
    }

    private DeskCard card(
            Page page, String what, long count, @org.jspecify.annotations.Nullable LocalDate due, String to) {
        return DeskCard.of(page.t("pairing.desk." + what), count, due, to, page.t("pairing.desk.look"), today.today());
    }
}
