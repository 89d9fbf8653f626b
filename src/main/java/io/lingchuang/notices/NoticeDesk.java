package io.lingchuang.notices;

import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.notices.Tables.NOTICE;
import static io.lingchuang.db.notices.Tables.OBJECTION;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Calls;
import io.lingchuang.entries.EntryState;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.DeskCard;
import io.lingchuang.platform.web.DeskSource;
import io.lingchuang.platform.web.NavItem;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Viewer;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** What waits about notices: rankings to propose, drafts to release, objections to answer. */
@Component
class NoticeDesk implements DeskSource {

    private final DSLContext dsl;
    private final Proposals proposals;
    private final Calls calls;
    private final Today today;

    NoticeDesk(DSLContext dsl, Proposals proposals, Calls calls, Today today) {
        this.dsl = dsl;
        this.proposals = proposals;
        this.calls = calls;
        this.today = today;
    }

    @Bean
    static NavItem noticesNav() {
        return new NavItem("notices.nav", "/publicity", 60, Right.PREPARE_NOTICE);
    }

    @Bean
    static NavItem noticesReleaseNav() {
        return new NavItem("notices.navRelease", "/publicity", 60, Right.RELEASE_NOTICE);
    }

    @Bean
    static NavItem objectionsNav() {
        return new NavItem("notices.objections", "/objections", 61, Right.ANSWER_OBJECTION);
    }

    @Override
    public List<DeskCard> cards(Viewer viewer, Page page) {
        if (!(viewer instanceof Actor actor)) {
            return List.of();
        }
        List<DeskCard> cards = new ArrayList<>();
        rankings(actor, page, cards);
        drafts(actor, page, cards);
        int open = actor.may(Right.ANSWER_OBJECTION)
                ? dsl.fetchCount(DSL.selectOne()
                        .from(OBJECTION)
                        .join(NOTICE)
                        .on(NOTICE.ID.eq(OBJECTION.NOTICE_ID))
                        .join(CALL)
                        .on(CALL.ID.eq(NOTICE.CALL_ID))
                        .where(
                                OBJECTION.STATE.eq("OPEN"),
                                CALL.HOST_NODE_ID.in(actor.nodesWith(Right.ANSWER_OBJECTION))))
                : 0;
        if (open > 0) {
            cards.add(DeskCard.of(
                    page.t("notices.desk.objections"),
                    open,
                    null,
                    "/objections?state=OPEN",
                    page.t("notices.desk.answer"),
                    today.today()));
        }
        return cards;
    }

    /** Calls whose ranking has somebody to propose, now or once a tie is ruled, and no draft that does. */
    private void rankings(Actor actor, Page page, List<DeskCard> cards) {
        if (!actor.may(Right.PREPARE_NOTICE)) {
            return;
        }
        dsl
                .selectDistinct(CALL.ID)
                .from(CALL)
                .join(ENTRY)
                .on(ENTRY.CALL_ID.eq(CALL.ID), ENTRY.STATE.eq(EntryState.RANKED.name()))
                .where(
                        CALL.HOST_NODE_ID.in(actor.nodesWith(Right.PREPARE_NOTICE)),
                        DSL.notExists(DSL.selectOne()
                                .from(NOTICE)
                                .where(NOTICE.CALL_ID.eq(CALL.ID), NOTICE.STATE.eq(NoticeState.DRAFT.name()))))
                .orderBy(CALL.ID)
                .fetch(CALL.ID)
                .stream()
                .map(id -> proposals.of(calls.call(id)))
                .filter(Proposal::waits)
                .forEach(p -> cards.add(DeskCard.of(
                        page.t("notices.desk.ranking", p.call().title()),
                        Math.max(1, p.changes().size()),
                        null,
                        "/calls/" + p.call().id() + "/proposal",
                        page.t("notices.desk.propose"),
                        today.today())));
    }

    private void drafts(Actor actor, Page page, List<DeskCard> cards) {
        if (!actor.may(Right.RELEASE_NOTICE)) {
            return;
        }
        dsl.select(NOTICE.ID, NOTICE.CALL_ID, NOTICE.TITLE, NOTICE.OPENS_ON)
                .from(NOTICE)
                .join(CALL)
                .on(CALL.ID.eq(NOTICE.CALL_ID))
                .where(
                        NOTICE.STATE.eq(NoticeState.DRAFT.name()),
                        CALL.HOST_NODE_ID.in(actor.nodesWith(Right.RELEASE_NOTICE)),
                        NOTICE.PREPARED_BY.ne(actor.accountId()))
                .orderBy(NOTICE.ID)
                .forEach(n -> cards.add(DeskCard.of(
                        page.t("notices.desk.release", n.value3()),
                        1,
                        n.value4(),
                        "/calls/" + n.value2() + "/notices/" + n.value1(),
                        page.t("notices.desk.look"),
                        today.today())));
    }
}
