package io.lingchuang.studios.naming;

import static io.lingchuang.db.studios.Tables.CHANGE;
import static io.lingchuang.db.studios.Tables.PUTTING_RIGHT;
import static io.lingchuang.db.studios.Tables.STUDIO;
import static io.lingchuang.db.studios.Tables.VACANCY;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.StudioState;
import io.lingchuang.studios.Studios;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How a naming ends: cancelled 注销 without reproach, or the plaque taken off 撤销摘牌, after which the unit may not apply for a while. */
@Service
public class StudioEndings {

    private final DSLContext dsl;
    private final Studios studios;
    private final NamingRules rules;
    private final Affected affected;
    private final Today today;
    private final ApplicationEventPublisher events;

    StudioEndings(
            DSLContext dsl,
            Studios studios,
            NamingRules rules,
            Affected affected,
            Today today,
            ApplicationEventPublisher events) {
        this.dsl = dsl;
        this.studios = studios;
        this.rules = rules;
        this.affected = affected;
        this.today = today;
        this.events = events;
    }

    /** The unit closed or left the city, or the leader left and nobody follows. */
    @Transactional
    public void cancel(Actor actor, long id, int version, String reason) {
        Studio studio = studios.keptBy(actor, id);
        end(actor, studio, version, StudioState.CANCELLED, needed(reason), null, "cancelled");
    }

    /** @param coolingUntil the unit may apply again from this day on; null: after the term of the city's rules */
    @Transactional
    public void revoke(Actor actor, long id, int version, String reason, @Nullable LocalDate coolingUntil) {
        Studio studio = studios.keptBy(actor, id);
        LocalDate most = today.today().plusYears(10);
        if (coolingUntil != null && (!coolingUntil.isAfter(today.today()) || coolingUntil.isAfter(most))) {
            throw Refusal.onField("coolingUntil", "naming.coolingBetween", String.valueOf(most));
        }
        LocalDate until = coolingUntil != null
                ? coolingUntil
                : today.today().plusYears(rules.rule().coolingYears());
        end(actor, studio, version, StudioState.REVOKED, needed(reason), until, "revoked");
    }

    /** The award under it was withdrawn. */
    void withAward(Studio studio, String reason) {
        LocalDate until = today.today().plusYears(rules.rule().coolingYears());
        end(Actor.system(), studio, studio.version(), StudioState.REVOKED, reason, until, "revoked");
    }

    private static String needed(String reason) {
        return Written.of(reason, 5, 500, "reason", "naming.reasonNeeded");
    }

    private void end(
            Actor actor,
            Studio studio,
            int version,
            StudioState state,
            String reason,
            @Nullable LocalDate coolingUntil,
            String action) {
        int changed = dsl.update(STUDIO)
                .set(STUDIO.STATE, state.name())
                .set(STUDIO.ENDED_ON, DSL.greatest(DSL.val(today.today()), STUDIO.NAMED_ON))
                .set(STUDIO.ENDED_WHY, reason)
                .setNull(STUDIO.PUT_RIGHT_BY)
                .set(STUDIO.COOLING_UNTIL, coolingUntil)
                .set(STUDIO.VERSION, version + 1)
                .where(STUDIO.ID.eq(studio.id()), STUDIO.VERSION.eq(version))
                .and(STUDIO.STATE.in(StudioState.IN_FORCE.name(), StudioState.TO_PUT_RIGHT.name()))
                .execute();
        if (changed == 0) {
            throw new Stale();
        }
        over(studio);
        studios.happened(actor, studio.id(), action, reason);
        affected.studio(
                studio,
                "/studios/" + studio.id() + "/keeping",
                action + "-" + studio.id(),
                "naming.letter." + action,
                studio.name(),
                reason,
                coolingUntil);
        events.publishEvent(new StudioEnded(studio.id(), reason));
    }

    /** Nothing of it waits any longer: what was asked, whom to name, what to put right. */
    private void over(Studio studio) {
        dsl.update(CHANGE)
                .set(CHANGE.STATE, ChangeState.WITHDRAWN.name())
                .where(CHANGE.STUDIO_ID.eq(studio.id()), CHANGE.STATE.eq(ChangeState.ASKED.name()))
                .execute();
        dsl.update(VACANCY)
                .set(VACANCY.FILLED_ON, DSL.greatest(DSL.val(today.today()), VACANCY.SINCE))
                .where(VACANCY.STUDIO_ID.eq(studio.id()), VACANCY.FILLED_ON.isNull())
                .execute();
        dsl.update(PUTTING_RIGHT)
                .set(PUTTING_RIGHT.STATE, PuttingRight.State.ENDED.name())
                .where(PUTTING_RIGHT.STUDIO_ID.eq(studio.id()))
                .and(PUTTING_RIGHT.STATE.in(
                        List.of(PuttingRight.State.OPEN.name(), PuttingRight.State.REPORTED.name())))
                .execute();
    }
}
