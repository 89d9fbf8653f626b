package io.lingchuang.review.minutes;

import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.MINUTES;
import static io.lingchuang.db.review.Tables.MINUTES_WORD;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.DeskCard;
import io.lingchuang.platform.web.DeskSource;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Viewer;
import io.lingchuang.review.invitations.Admission;
import io.lingchuang.review.minutes.Minutes.State;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Minutes that wait for an expert's word or, as a draft, for the chair. */
@Component
class MinutesDesk implements DeskSource {

    private final DSLContext dsl;
    private final Today today;

    MinutesDesk(DSLContext dsl, Today today) {
        this.dsl = dsl;
        this.today = today;
    }

    @Override
    public List<DeskCard> cards(Viewer viewer, Page page) {
        if (!(viewer instanceof Actor actor) || !actor.may(Right.SCORE)) {
            return List.of();
        }
        Condition mine = EXPERT.ACCOUNT_ID
                .eq(actor.accountId())
                .and(PANEL_EXPERT.LEFT_AT.isNull())
                .and(Admission.given(PANEL_EXPERT.PANEL_ID, PANEL_EXPERT.EXPERT_ID));
        Condition silent = MINUTES.STATE
                .eq(State.OPEN_FOR_SIGNING.name())
                .and(DSL.notExists(DSL.selectOne()
                        .from(MINUTES_WORD)
                        .where(
                                MINUTES_WORD.PANEL_ID.eq(MINUTES.PANEL_ID),
                                MINUTES_WORD.NUMBER.eq(MINUTES.NUMBER),
                                MINUTES_WORD.EXPERT_ID.eq(EXPERT.ID))));
        Condition chairs = MINUTES.STATE.eq(State.DRAFT.name()).and(PANEL.CHAIR_ID.eq(EXPERT.ID));
        return dsl.select(MINUTES.PANEL_ID, MINUTES.NUMBER, MINUTES.STATE, PANEL.NAME)
                .from(MINUTES)
                .join(PANEL)
                .on(PANEL.ID.eq(MINUTES.PANEL_ID))
                .join(PANEL_EXPERT)
                .on(PANEL_EXPERT.PANEL_ID.eq(PANEL.ID))
                .join(EXPERT)
                .on(EXPERT.ID.eq(PANEL_EXPERT.EXPERT_ID))
                .where(mine, MinutesStore.CURRENT, silent.or(chairs))
                .orderBy(MINUTES.PANEL_ID)
                .fetch(r -> DeskCard.of(
                        page.t(
                                r.value3().equals(State.DRAFT.name())
                                        ? "review.minutes.deskDraft"
                                        : "review.minutes.deskSign",
                                r.value4()),
                        1,
                        null,
                        MinutesSigning.address(r.value1(), r.value2()),
                        page.t("review.minutes.look"),
                        today.today()));
    }
}
