package io.lingchuang.services.pairing;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.services.Tables.AGREEMENT;
import static io.lingchuang.db.services.Tables.PAIRING;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.messages.Wording;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How pairings and agreements end: their term is over, somebody ends them, or an enterprise is no more. */
@Service
public class Endings {

    private final DSLContext dsl;
    private final PairingTrail trail;
    private final Wording texts;
    private final Today today;

    Endings(DSLContext dsl, PairingTrail trail, Wording texts, Today today) {
        this.dsl = dsl;
        this.trail = trail;
        this.texts = texts;
        this.today = today;
    }

    void end(Actor actor, Pairing pairing, Pairing.Ending how, String why) {
        dsl.update(PAIRING)
                .set(PAIRING.STATE, Pairing.State.ENDED.name())
                .set(PAIRING.ENDED_ON, today.today())
                .set(PAIRING.ENDED_HOW, how.name())
                .set(PAIRING.WHY, why)
                .set(PAIRING.VERSION, PAIRING.VERSION.plus(1))
                .where(PAIRING.ID.eq(pairing.id()))
                .execute();
        dsl.update(AGREEMENT)
                .set(AGREEMENT.STATE, how == Pairing.Ending.EXPIRED ? "EXPIRED" : "TERMINATED")
                .set(AGREEMENT.ENDED_ON, today.today())
                .set(AGREEMENT.WHY, why)
                .where(AGREEMENT.PAIRING_ID.eq(pairing.id()), AGREEMENT.STATE.eq(Agreement.State.SIGNED.name()))
                .execute();
        dsl.update(AGREEMENT)
                .set(AGREEMENT.STATE, Agreement.State.DROPPED.name())
                .set(AGREEMENT.ENDED_ON, today.today())
                .set(AGREEMENT.WHY, why)
                .where(AGREEMENT.PAIRING_ID.eq(pairing.id()), AGREEMENT.STATE.eq(Agreement.State.NEGOTIATING.name()))
                .execute();
        trail.happened(actor, pairing.id(), "end", why);
        trail.tellBoth(pairing, "ended", why, "/pairings/" + pairing.id());
    }

    /** By the clock: what is over is over, and nobody is paired with an enterprise that was closed or merged into another. */
    @Transactional
    public void endWhatIsOver() {
        dsl.update(AGREEMENT)
                .set(AGREEMENT.STATE, Agreement.State.EXPIRED.name())
                .set(AGREEMENT.ENDED_ON, AGREEMENT.UNTIL_DAY.plus(1))
                .where(AGREEMENT.STATE.eq(Agreement.State.SIGNED.name()), AGREEMENT.UNTIL_DAY.lt(today.today()))
                .execute();
        for (Pairing pairing : closing()) {
            String gone = pairing.soeActive() ? pairing.partner() : pairing.soe();
            String why = texts.of("pairing.closedUnit", gone);
            if (pairing.state() == Pairing.State.IN_FORCE) {
                end(Actor.system(), pairing, Pairing.Ending.CLOSED, why);
            } else {
                dsl.update(PAIRING)
                        .set(PAIRING.STATE, Pairing.State.WITHDRAWN.name())
                        .set(PAIRING.WHY, why)
                        .where(PAIRING.ID.eq(pairing.id()))
                        .execute();
                trail.happened(Actor.system(), pairing.id(), "withdraw", why);
            }
        }
        for (Pairing pairing : over()) {
            end(Actor.system(), pairing, Pairing.Ending.EXPIRED, texts.of("pairing.termOver"));
        }
    }

    private List<Pairing> closing() {
        return open().filter(p -> !p.soeActive() || !p.partnerActive()).toList();
    }

    private List<Pairing> over() {
        return open().filter(p -> p.untilDay() != null && p.untilDay().isBefore(today.today()))
                .toList();
    }

    private java.util.stream.Stream<Pairing> open() {
        var soe = NODE.as("soe");
        var partner = NODE.as("partner");
        return dsl
                .select(PAIRING.fields())
                .select(soe.NAME, soe.ACTIVE, partner.NAME, partner.ACTIVE)
                .from(PAIRING)
                .join(soe)
                .on(soe.ID.eq(PAIRING.SOE_NODE_ID))
                .join(partner)
                .on(partner.ID.eq(PAIRING.PARTNER_NODE_ID))
                .where(PAIRING.STATE.in(Pairing.State.PROPOSED.name(), Pairing.State.IN_FORCE.name()))
                .and(soe.ACTIVE.isFalse().or(partner.ACTIVE.isFalse()).or(PAIRING.UNTIL_DAY.lt(today.today())))
                .orderBy(PAIRING.ID)
                .forUpdate()
                .of(PAIRING)
                .fetch(r -> Pairings.pairing(
                        r.into(PAIRING),
                        r.get(soe.NAME),
                        r.get(soe.ACTIVE),
                        r.get(partner.NAME),
                        r.get(partner.ACTIVE)))
                .stream();
    }
}
