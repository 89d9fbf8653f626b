package io.lingchuang.review.invitations;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.INVITATION;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;
import static io.lingchuang.db.review.Tables.RECUSAL;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.review.Panel;
import io.lingchuang.review.Panels;
import io.lingchuang.review.Recusals;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whom the host or the chair asked onto a panel, and what they answered; asking those not asked yet, and reminding those who have not
 * answered.
 */
@Service
public class AskedExperts {

    /**
     * An expert of the panel, or one who declined.
     *
     * @param state null: not asked yet
     * @param admitted accepted, and declared for everything
     */
    public record Asked(
            long expertId,
            String name,
            String employer,
            Invitations.@Nullable State state,
            @Nullable Instant sentAt,
            @Nullable Instant answeredAt,
            @Nullable Instant remindedAt,
            boolean admitted,
            String reason,
            boolean remindedToday) {

        /** An answer or a declaration is missing. */
        public boolean waits() {
            return state != null && state != Invitations.State.DECLINED && !admitted;
        }

        public boolean mayBeReminded() {
            return waits() && !remindedToday;
        }
    }

    private final DSLContext dsl;
    private final Panels panels;
    private final Letters letters;
    private final Recusals recusals;
    private final Audit audit;
    private final Today today;

    AskedExperts(DSLContext dsl, Panels panels, Letters letters, Recusals recusals, Audit audit, Today today) {
        this.dsl = dsl;
        this.panels = panels;
        this.letters = letters;
        this.recusals = recusals;
        this.audit = audit;
        this.today = today;
    }

    public List<Asked> of(Actor actor, long panel) {
        panels.seat(actor, panel);
        return of(panel);
    }

    private List<Asked> of(long panel) {
        LocalDate day = today.today();
        var seated = PANEL_EXPERT.EXPERT_ID.isNotNull();
        return dsl.select(
                        EXPERT.ID,
                        ACCOUNT.NAME,
                        EXPERT.EMPLOYER_NAME,
                        INVITATION.STATE,
                        INVITATION.SENT_AT,
                        INVITATION.ANSWERED_AT,
                        INVITATION.REMINDED_AT,
                        DSL.field(Admission.given(DSL.val(panel), EXPERT.ID)),
                        INVITATION.REASON)
                .from(EXPERT)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(EXPERT.ACCOUNT_ID))
                .leftJoin(PANEL_EXPERT)
                .on(
                        PANEL_EXPERT.EXPERT_ID.eq(EXPERT.ID),
                        PANEL_EXPERT.PANEL_ID.eq(panel),
                        PANEL_EXPERT.LEFT_AT.isNull())
                .leftJoin(INVITATION)
                .on(INVITATION.EXPERT_ID.eq(EXPERT.ID), INVITATION.PANEL_ID.eq(panel))
                .where(seated.or(INVITATION.STATE.eq(Invitations.State.DECLINED.name())))
                .orderBy(EXPERT.ID)
                .fetch(r -> new Asked(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4() == null ? null : Invitations.State.valueOf(r.value4()),
                        r.value5(),
                        r.value6(),
                        r.value7(),
                        r.value8(),
                        r.value9() == null ? "" : r.value9(),
                        r.value7() != null
                                && LocalDate.ofInstant(r.value7(), Page.ZONE).equals(day)));
    }

    /** The names of those on the panel from whom an answer or a declaration is missing. */
    public List<String> missing(long panel) {
        return of(panel).stream()
                .filter(a -> a.state() == null || a.waits())
                .map(Asked::name)
                .toList();
    }

    /** @return how many were asked */
    @Transactional
    public int invite(Actor actor, long panel) {
        panels.seat(actor, panel);
        panels.requireStill(panel, Panel.State.FORMING, Panel.State.SCORING);
        int asked = 0;
        for (var member : panels.members(panel)) {
            asked += !left(panel, member.id()) && letters.invite(panel, member.id()) ? 1 : 0;
        }
        if (asked == 0) {
            throw new Refusal("review.invitations.nobodyNew");
        }
        audit.record(actor, "review.invite", "panel", panel, asked + " experts");
        return asked;
    }

    private boolean left(long panel, long expert) {
        return dsl.fetchExists(
                PANEL_EXPERT,
                PANEL_EXPERT
                        .PANEL_ID
                        .eq(panel)
                        .and(PANEL_EXPERT.EXPERT_ID.eq(expert))
                        .and(PANEL_EXPERT.LEFT_AT.isNotNull()));
    }

    /** Everybody who has not answered or not declared, unless they were reminded today. Returns how many. */
    @Transactional
    public int remind(Actor actor, long panel) {
        panels.seat(actor, panel);
        panels.requireStill(panel, Panel.State.FORMING, Panel.State.SCORING);
        int reminded = 0;
        for (Asked a : of(panel)) {
            if (a.mayBeReminded() && letters.remind(panel, a.expertId(), a.state() == Invitations.State.ACCEPTED)) {
                dsl.update(INVITATION)
                        .set(INVITATION.REMINDED_AT, today.now())
                        .where(INVITATION.PANEL_ID.eq(panel), INVITATION.EXPERT_ID.eq(a.expertId()))
                        .execute();
                reminded++;
            }
        }
        if (reminded == 0) {
            throw new Refusal("review.invitations.nobodyWaits");
        }
        audit.record(actor, "review.remindInvited", "panel", panel, reminded + " experts");
        return reminded;
    }

    int pastYears(long panel) {
        return dsl.select(PANEL.PAST_YEARS)
                .from(PANEL)
                .where(PANEL.ID.eq(panel))
                .fetchSingle()
                .value1();
    }

    /** For how many years a past employer keeps an expert from an entry: as the host's rule has it, until the panel starts. */
    @Transactional
    public void pastYears(Actor actor, long panel, int years) {
        panels.held(actor, panel);
        panels.requireStill(panel, Panel.State.FORMING);
        if (years < 0 || years > 50) {
            throw Refusal.onField("years", "review.invitations.yearsRange");
        }
        dsl.update(PANEL).set(PANEL.PAST_YEARS, years).where(PANEL.ID.eq(panel)).execute();
        dsl.deleteFrom(RECUSAL)
                .where(RECUSAL.PANEL_ID.eq(panel), RECUSAL.GROUND.eq(Recusals.Ground.PAST_EMPLOYER.name()))
                .execute();
        audit.record(actor, "review.pastYears", "panel", panel, years + " years");
        recusals.look(actor, panel);
    }
}
