package io.lingchuang.studios.money;

import static io.lingchuang.db.studios.Tables.SUBSIDY;
import static io.lingchuang.db.studios.Tables.TRANCHE;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.Studios;
import io.lingchuang.studios.naming.Affected;
import io.lingchuang.studios.naming.StudioEnded;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What becomes of money that is pending when what it rests on ends: what was not paid is not paid, what was is to be settled or recovered. */
@Component
class StoppedSubsidies {

    private final DSLContext dsl;
    private final SubsidyStore store;
    private final Subsidies subsidies;
    private final Studios studios;
    private final Affected affected;
    private final Wording texts;
    private final Today today;

    StoppedSubsidies(
            DSLContext dsl,
            SubsidyStore store,
            Subsidies subsidies,
            Studios studios,
            Affected affected,
            Wording texts,
            Today today) {
        this.dsl = dsl;
        this.store = store;
        this.subsidies = subsidies;
        this.studios = studios;
        this.affected = affected;
        this.texts = texts;
        this.today = today;
    }

    /** A plaque that comes off while money is pending: what was not paid is not paid; what was is to be settled or recovered. */
    @EventListener
    void ended(StudioEnded ended) {
        Studio studio = studios.studio(ended.studioId());
        store.ofStudio(studio.id())
                .forEach(s -> stopped(
                        studio,
                        subsidies.locked(s),
                        texts.of("studiomoney.stoppedAsEnded", ended.reason()),
                        "studiomoney.letter.unsettled"));
    }

    /** A renewal falls with its award, and its subsidy too; the studio and what it was given before stand. */
    void fell(Subsidy subsidy, String reason) {
        Subsidy held = subsidies.locked(subsidy);
        stopped(
                studios.studio(held.studioId()),
                held,
                texts.of("studiomoney.stoppedAsFell", reason),
                "studiomoney.letter.fell");
        dsl.update(SUBSIDY)
                .set(SUBSIDY.FELL_ON, today.today())
                .where(SUBSIDY.ID.eq(held.id()))
                .execute();
    }

    private void stopped(Studio studio, Subsidy held, String why, String unsettledLetter) {
        for (Tranche tranche : held.tranches()) {
            if (tranche.state() == TrancheState.PREPARED || tranche.state() == TrancheState.APPROVED) {
                subsidies.move(
                        tranche, tranche.version(), tranche.state(), TrancheState.STOPPED, Map.of(TRANCHE.NOTE, why));
                studios.happened(Actor.system(), studio.id(), "trancheStopped", why);
            }
        }
        if (held.unsettled()) {
            affected.holders(
                    Right.PREPARE_PAYOUT,
                    held.hostId(),
                    Subsidies.page(studio.id()),
                    "subsidy-unsettled-" + held.id(),
                    unsettledLetter,
                    studio.name());
        }
    }
}
