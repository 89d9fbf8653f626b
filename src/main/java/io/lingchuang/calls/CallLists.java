package io.lingchuang.calls;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.calls.Tables.CALL;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.platform.web.Badge;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.Page;
import java.time.Instant;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Calls as officers see them: those hosted within their reach, and the published ones of hosts above them. */
@Component
class CallLists {

    record Row(
            long id,
            String title,
            int year,
            String programme,
            String host,
            Call.State state,
            @Nullable Instant opens,
            @Nullable Instant closes) {}

    private final DSLContext dsl;

    CallLists(DSLContext dsl) {
        this.dsl = dsl;
    }

    Listing<Row> calls(Actor actor, Page page) {
        var mine = actor.within(Right.FOLLOW, NODE.PATH, NODE.INDUSTRY_PATH);
        var published = CALL.STATE.in(Call.State.PUBLISHED.name(), Call.State.CLOSED.name());
        return new Listing<>(
                        dsl,
                        "calls.title",
                        condition -> dsl.select(
                                        CALL.ID,
                                        CALL.TITLE,
                                        CALL.YEAR,
                                        CALL.PROGRAMME,
                                        NODE.NAME,
                                        CALL.STATE,
                                        CALL.OPENS_AT,
                                        CALL.CLOSES_AT)
                                .from(CALL)
                                .join(NODE)
                                .on(NODE.ID.eq(CALL.HOST_NODE_ID))
                                .where(DSL.or(mine, published))
                                .and(condition),
                        r -> new Row(
                                r.get(CALL.ID),
                                r.get(CALL.TITLE),
                                r.get(CALL.YEAR),
                                r.get(CALL.PROGRAMME),
                                r.get(NODE.NAME),
                                Call.State.valueOf(r.get(CALL.STATE)),
                                r.get(CALL.OPENS_AT),
                                r.get(CALL.CLOSES_AT)))
                .down(CALL.YEAR)
                .down(CALL.ID)
                .filter(Filter.text("q", "calls.callTitle", q -> CALL.TITLE.containsIgnoreCase(q)))
                .filter(Filter.constants("state", "calls.state", Call.State.class, CALL.STATE, page))
                .column(Column.<Row>of("title", "calls.callTitle", Row::title).link(r -> "/calls/" + r.id()))
                .column(Column.of("year", "calls.year", r -> String.valueOf(r.year())))
                .column(Column.of("state", "calls.state", r -> new Badge(page.t(r.state()), colour(r.state()))))
                .column(Column.of("host", "calls.host", Row::host))
                .column(Column.of("opens", "calls.opensAt", Row::opens))
                .column(Column.of("closes", "calls.closesAt", Row::closes))
                .column(Column.<Row>of("programme", "calls.programme", r -> page.t("programme." + r.programme()))
                        .more());
    }

    static String colour(Call.State state) {
        return switch (state) {
            case DRAFT -> "yellow";
            case PUBLISHED -> "green";
            case CLOSED -> "secondary";
            case CANCELLED -> "red";
        };
    }
}
