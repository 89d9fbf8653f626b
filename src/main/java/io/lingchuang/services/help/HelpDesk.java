package io.lingchuang.services.help;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.services.Tables.REQUEST;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.DeskCard;
import io.lingchuang.platform.web.DeskSource;
import io.lingchuang.platform.web.Page;
import io.lingchuang.platform.web.Viewer;
import io.lingchuang.services.alliance.Teams;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** What waits about requests: for the officer to send a team, for the team to answer and go, for the enterprise to sign, rate and report. */
@Component
class HelpDesk implements DeskSource {

    private final DSLContext dsl;
    private final Teams teams;
    private final Today today;

    HelpDesk(DSLContext dsl, Teams teams, Today today) {
        this.dsl = dsl;
        this.teams = teams;
        this.today = today;
    }

    @Override
    public List<DeskCard> cards(Viewer viewer, Page page) {
        if (!(viewer instanceof Actor actor)) {
            return List.of();
        }
        List<DeskCard> cards = new ArrayList<>();
        if (actor.may(Right.DISPATCH_HELP)) {
            Condition mine = actor.within(Right.DISPATCH_HELP, NODE.PATH, NODE.INDUSTRY_PATH);
            add(cards, page, "asked", mine.and(REQUEST.STATE.eq("ASKED")), "/help?state=ASKED");
            add(cards, page, "late", mine.and(REQUEST.DUE_ON.lt(today.today())), "/help?late=yes");
        } else if (actor.may(Right.RELEASE_NOTICE)) {
            Condition mine =
                    actor.within(Right.FOLLOW, NODE.PATH, NODE.INDUSTRY_PATH).and(REQUEST.CONFIDENTIAL.isFalse());
            add(cards, page, "late", mine.and(REQUEST.DUE_ON.lt(today.today())), "/help?late=yes");
        }
        if (actor.may(Right.ASK_FOR_HELP)) {
            Condition mine = REQUEST.NODE_ID.in(actor.nodesWith(Right.ASK_FOR_HELP));
            add(cards, page, "askedBack", mine.and(REQUEST.STATE.eq("ASKED_BACK")), "/help?state=ASKED_BACK");
            add(cards, page, "claims", mine.and(REQUEST.STATE.eq("PUBLISHED")), "/help?state=PUBLISHED");
            add(cards, page, "sign", mine.and(REQUEST.STATE.eq("VISITED")), "/help?state=VISITED");
            add(cards, page, "rate", mine.and(REQUEST.STATE.eq("SIGNED")), "/help?state=SIGNED");
        }
        List<Long> own = teams.of(actor, false);
        if (!own.isEmpty()) {
            Condition mine = REQUEST.TEAM_ID.in(own);
            add(cards, page, "appoint", mine.and(REQUEST.STATE.eq("ACCEPTED")), "/help?state=ACCEPTED");
            add(cards, page, "visit", mine.and(REQUEST.STATE.eq("APPOINTED")), "/help?state=APPOINTED");
            add(cards, page, "teamSign", mine.and(REQUEST.STATE.eq("VISITED")), "/help?state=VISITED");
        }
        List<Long> led = teams.of(actor, true);
        if (!led.isEmpty()) {
            Condition mine = REQUEST.TEAM_ID.in(led);
            add(cards, page, "dispatched", mine.and(REQUEST.STATE.eq("DISPATCHED")), "/help?state=DISPATCHED");
            add(cards, page, "open", REQUEST.STATE.eq("PUBLISHED"), "/help?state=PUBLISHED");
        }
        return cards;
    }

    private void add(List<DeskCard> cards, Page page, String what, Condition which, String href) {
        var found = dsl.select(DSL.count(), DSL.min(REQUEST.DUE_ON))
                .from(REQUEST)
                .join(NODE)
                .on(NODE.ID.eq(REQUEST.NODE_ID))
                .where(which)
                .fetchSingle();
        int count = found.value1();
        LocalDate due = found.value2();
        if (count > 0) {
            cards.add(DeskCard.of(
                    page.t("help.desk." + what), count, due, href, page.t("help.desk.look"), today.today()));
        }
    }
}
