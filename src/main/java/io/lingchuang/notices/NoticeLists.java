package io.lingchuang.notices;

import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.notices.Tables.NOTICE;
import static io.lingchuang.db.notices.Tables.OBJECTION;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.text.Mask;
import io.lingchuang.platform.web.Badge;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.Page;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Lists of notices and objections, for those who work with them at the calls' hosts. */
@Component
class NoticeLists {

    private final DSLContext dsl;
    private final Objections objections;
    private final Today today;

    NoticeLists(DSLContext dsl, Objections objections, Today today) {
        this.dsl = dsl;
        this.objections = objections;
        this.today = today;
    }

    record Line(Notice notice, String call, int objections) {}

    Listing<Line> notices(Actor actor, Page page) {
        var open = DSL.selectCount()
                .from(OBJECTION)
                .where(OBJECTION.NOTICE_ID.eq(NOTICE.ID), OBJECTION.STATE.eq("OPEN"))
                .<Integer>asField("open_objections");
        return new Listing<Line>(
                        dsl,
                        "notices.list",
                        filters -> dsl.select(NOTICE.fields())
                                .select(CALL.TITLE.as("call_title"), open)
                                .from(NOTICE)
                                .join(CALL)
                                .on(CALL.ID.eq(NOTICE.CALL_ID))
                                .where(hosts(actor))
                                .and(filters),
                        r -> new Line(
                                NoticeStore.notice(r),
                                Objects.requireNonNull(r.get("call_title", String.class)),
                                r.get("open_objections", Integer.class)))
                .down(NOTICE.ID)
                .column(Column.<Line>of("title", "notices.title", l -> l.notice.title())
                        .link(l -> "/calls/" + l.notice.callId() + "/notices/" + l.notice.id()))
                .column(Column.of("call", "notices.call", Line::call))
                .column(Column.of("opens", "notices.opensOn", l -> l.notice.opensOn()))
                .column(Column.of("closes", "notices.closesOn", l -> l.notice.closesOn()))
                .column(Column.of("objections", "notices.openObjections", Line::objections))
                .column(Column.of("state", "notices.state", l -> badge(l.notice.shown(today.today()), page)))
                .filter(Filter.constants("state", "notices.state", NoticeState.class, NOTICE.STATE, page))
                .filter(Filter.text(
                        "q", "notices.find", q -> NOTICE.TITLE.contains(q).or(CALL.TITLE.contains(q))));
    }

    Listing<Objection> objections(Actor actor, Page page) {
        Map<String, String> states = new LinkedHashMap<>();
        for (ObjectionState state : ObjectionState.values()) {
            states.put(state.name(), page.t(state));
        }
        return new Listing<Objection>(
                        dsl,
                        "notices.objections",
                        filters -> objections
                                .select()
                                .where(Objections.reach(actor))
                                .and(filters),
                        Objections::objection)
                .down(OBJECTION.ID)
                .column(Column.<Objection>of("received", "notices.objection.received", Objection::createdAt)
                        .link(o -> "/objections/" + o.id()))
                .column(Column.of("notice", "notices.notice", Objection::noticeTitle))
                .column(Column.of("entry", "notices.objection.about", Objection::entryTitle))
                .column(Column.of("name", "notices.objection.name", o -> Mask.name(o.name())))
                .column(Column.of("state", "notices.state", o -> badge(o.state(), page)))
                .filter(Filter.choice("state", "notices.state", states, OBJECTION.STATE::eq))
                .filter(Filter.text("q", "notices.find", q -> NOTICE.TITLE.contains(q)));
    }

    /** Notices of calls at whose host the actor prepares, releases, answers or decides. */
    static Condition hosts(Actor actor) {
        return CALL.HOST_NODE_ID
                .in(actor.nodesWith(Right.PREPARE_NOTICE))
                .or(CALL.HOST_NODE_ID.in(actor.nodesWith(Right.RELEASE_NOTICE)));
    }

    static Badge badge(NoticeState state, Page page) {
        return new Badge(
                page.t(state),
                switch (state) {
                    case DRAFT -> "yellow";
                    case PUBLISHED -> "green";
                    case ENDED -> "blue";
                    case CANCELLED -> "secondary";
                });
    }

    static Badge badge(ObjectionState state, Page page) {
        return new Badge(
                page.t(state),
                switch (state) {
                    case OPEN -> "red";
                    case UPHELD -> "yellow";
                    case DISMISSED -> "secondary";
                });
    }
}
