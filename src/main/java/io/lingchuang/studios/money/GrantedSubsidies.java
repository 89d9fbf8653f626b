package io.lingchuang.studios.money;

import static io.lingchuang.db.awards.Tables.AWARD;
import static io.lingchuang.db.awards.Tables.DECISION;
import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.calls.Tables.TIER;
import static io.lingchuang.db.studios.Tables.SUBSIDY;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.awards.AwardWithdrawn;
import io.lingchuang.platform.web.Page;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.Studios;
import io.lingchuang.studios.naming.Affected;
import io.lingchuang.studios.naming.StudioAwarded;
import java.math.BigDecimal;
import java.util.Arrays;
import org.jooq.DSLContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What a decision grants a studio: the money of the tier is its subsidy, once, paid in parts to the unit against vouchers, and no
 * prize of whoever leads it. Nothing is typed a second time, and nothing is paid twice.
 */
@Component
class GrantedSubsidies {

    private final DSLContext dsl;
    private final SubsidyStore store;
    private final StoppedSubsidies stopped;
    private final Studios studios;
    private final Affected affected;

    GrantedSubsidies(DSLContext dsl, SubsidyStore store, StoppedSubsidies stopped, Studios studios, Affected affected) {
        this.dsl = dsl;
        this.store = store;
        this.stopped = stopped;
        this.studios = studios;
        this.affected = affected;
    }

    /** All uses are allowed until whoever prepares the first part says which. */
    @EventListener
    void awarded(StudioAwarded awarded) {
        dsl.select(TIER.PRIZE, CALL.HOST_NODE_ID, DECISION.NUMBER, DECISION.DECIDED_BY)
                .from(AWARD)
                .join(TIER)
                .on(TIER.ID.eq(AWARD.TIER_ID))
                .join(DECISION)
                .on(DECISION.ID.eq(AWARD.DECISION_ID))
                .join(CALL)
                .on(CALL.ID.eq(DECISION.CALL_ID))
                .where(AWARD.ID.eq(awarded.awardId()), TIER.PRIZE.gt(BigDecimal.ZERO), AWARD.PRIZE.eq(BigDecimal.ZERO))
                .forEach(r -> grant(awarded, r.value1(), r.value2(), r.value3(), r.value4()));
    }

    private void grant(StudioAwarded awarded, BigDecimal amount, long host, String document, long decider) {
        Studio studio = studios.studio(awarded.studioId());
        dsl.insertInto(SUBSIDY)
                .set(SUBSIDY.STUDIO_ID, studio.id())
                .set(SUBSIDY.HOST_ID, host)
                .set(SUBSIDY.BASIS, document)
                .set(SUBSIDY.AMOUNT, amount)
                .set(SUBSIDY.USES, Arrays.stream(Use.values()).map(Enum::name).toArray(String[]::new))
                .set(SUBSIDY.PREPARED_BY, decider)
                .set(SUBSIDY.AWARD_ID, awarded.awardId())
                .execute();
        studios.happened(Actor.system(), studio.id(), "subsidyGranted", document + ", " + amount.toPlainString());
        affected.holders(
                Right.PREPARE_PAYOUT,
                host,
                Subsidies.page(studio.id()),
                "subsidy-granted-" + awarded.awardId(),
                "studiomoney.letter.granted",
                studio.name(),
                Page.money(amount));
    }

    /** After the studio's own ends, where the naming itself falls. */
    @EventListener
    @Order(10)
    void fell(AwardWithdrawn withdrawn) {
        dsl.select(SUBSIDY.ID)
                .from(SUBSIDY)
                .where(SUBSIDY.AWARD_ID.eq(withdrawn.awardId()), SUBSIDY.FELL_ON.isNull())
                .forEach(r -> stopped.fell(store.subsidy(r.value1()), withdrawn.reason()));
    }
}
