package io.lingchuang.services.help;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.platform.Tables.FILE;
import static io.lingchuang.db.services.Tables.REQUEST;
import static io.lingchuang.db.services.Tables.REQUEST_EVENT;
import static io.lingchuang.db.services.Tables.TEAM;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.Page;
import io.lingchuang.services.HelpKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Requests as lists, their history and files, and what is asked for where. */
@Component
public class HelpLists {

    public record Row(
            long id,
            String title,
            HelpKind kind,
            String unit,
            @Nullable String industry,
            boolean urgent,
            RequestState state,
            @Nullable String team,
            @Nullable LocalDate dueOn,
            @Nullable Outcome outcome,
            Instant askedAt) {}

    /** A line of a request's history. step: a constant of {@link Step}, ASK or POSTPONE. */
    public record Event(
            Instant at, String who, String step, @Nullable String team, String reason) {}

    private final DSLContext dsl;
    private final Requests requests;
    private final Today today;

    HelpLists(DSLContext dsl, Requests requests, Today today) {
        this.dsl = dsl;
        this.requests = requests;
        this.today = today;
    }

    Listing<Row> requests(Actor actor, Page page) {
        Condition visible = requests.visible(actor);
        Map<String, String> late = Map.of("yes", page.t("help.lateOnly"));
        Map<String, String> years = new LinkedHashMap<>();
        for (int y = today.today().getYear(); y > today.today().getYear() - 3; y--) {
            years.put(String.valueOf(y), String.valueOf(y));
        }
        return new Listing<Row>(
                        dsl,
                        "help.title",
                        filters -> dsl.select(
                                        REQUEST.ID,
                                        REQUEST.TITLE,
                                        REQUEST.KIND,
                                        REQUEST.URGENT,
                                        REQUEST.STATE,
                                        REQUEST.DUE_ON,
                                        REQUEST.OUTCOME,
                                        REQUEST.ASKED_AT,
                                        NODE.NAME,
                                        ENTERPRISE.INDUSTRY,
                                        TEAM.NAME)
                                .from(REQUEST)
                                .join(NODE)
                                .on(NODE.ID.eq(REQUEST.NODE_ID))
                                .leftJoin(ENTERPRISE)
                                .on(ENTERPRISE.NODE_ID.eq(NODE.ID))
                                .leftJoin(TEAM)
                                .on(TEAM.ID.eq(REQUEST.TEAM_ID))
                                .where(visible)
                                .and(filters),
                        r -> new Row(
                                r.get(REQUEST.ID),
                                r.get(REQUEST.TITLE),
                                HelpKind.valueOf(r.get(REQUEST.KIND)),
                                r.get(NODE.NAME),
                                r.get(ENTERPRISE.INDUSTRY),
                                r.get(REQUEST.URGENT),
                                RequestState.valueOf(r.get(REQUEST.STATE)),
                                r.get(TEAM.NAME),
                                r.get(REQUEST.DUE_ON),
                                r.get(REQUEST.OUTCOME) == null ? null : Outcome.valueOf(r.get(REQUEST.OUTCOME)),
                                r.get(REQUEST.ASKED_AT)))
                .down(REQUEST.ID)
                .filter(Filter.text(
                        "q",
                        "help.search",
                        q -> REQUEST.TITLE
                                .containsIgnoreCase(q)
                                .or(NODE.NAME.containsIgnoreCase(q))
                                .or(TEAM.NAME.containsIgnoreCase(q))))
                .filter(Filter.constants("kind", "help.kind", HelpKind.class, REQUEST.KIND, page))
                .filter(Filter.constants("state", "help.state", RequestState.class, REQUEST.STATE, page))
                .filter(Filter.text("industry", "help.industry", i -> ENTERPRISE.INDUSTRY.containsIgnoreCase(i)))
                .filter(Filter.choice("year", "help.year", years, y -> asked(Integer.parseInt(y))))
                .filter(Filter.choice("late", "help.late", late, y -> REQUEST.DUE_ON.lt(today.today())))
                .column(Column.<Row>of("title", "help.subject", Row::title).link(r -> "/help/" + r.id()))
                .column(Column.of("kind", "help.kind", Row::kind))
                .column(Column.of("unit", "help.unit", Row::unit))
                .column(Column.of("industry", "help.industry", Row::industry))
                .column(Column.of("state", "help.state", Row::state))
                .column(Column.of("team", "help.team", Row::team))
                .column(Column.of("due", "help.due", Row::dueOn))
                .column(Column.of("urgent", "help.urgent", Row::urgent))
                .column(Column.<Row>of("outcome", "help.outcome", Row::outcome).more())
                .column(Column.<Row>of("askedAt", "help.askedAt", Row::askedAt).more());
    }

    private static Condition asked(int year) {
        return REQUEST.ASKED_AT
                .ge(LocalDate.of(year, 1, 1).atStartOfDay(Page.ZONE).toInstant())
                .and(REQUEST.ASKED_AT.lt(
                        LocalDate.of(year + 1, 1, 1).atStartOfDay(Page.ZONE).toInstant()));
    }

    List<Event> history(long id) {
        return dsl.select(
                        REQUEST_EVENT.AT, REQUEST_EVENT.ACTOR_NAME, REQUEST_EVENT.STEP, TEAM.NAME, REQUEST_EVENT.REASON)
                .from(REQUEST_EVENT)
                .leftJoin(TEAM)
                .on(TEAM.ID.eq(REQUEST_EVENT.TEAM_ID))
                .where(REQUEST_EVENT.REQUEST_ID.eq(id))
                .orderBy(REQUEST_EVENT.ID)
                .fetch(e -> new Event(e.value1(), e.value2(), e.value3(), e.value4(), e.value5()));
    }

    /** Names of files by their id. */
    Map<UUID, String> files(String kind, long id) {
        return dsl.select(FILE.ID, FILE.NAME)
                .from(FILE)
                .where(FILE.OWNER_KIND.eq(kind), FILE.OWNER_ID.eq(id))
                .orderBy(FILE.UPLOADED_AT, FILE.ID)
                .fetchMap(FILE.ID, FILE.NAME);
    }

    /** How many requests each industry made of each kind: of one's own reach, confidential ones among them, as a count names nobody. */
    Map<String, Map<HelpKind, Integer>> demand(Actor actor, int year) {
        Map<String, Map<HelpKind, Integer>> map = new TreeMap<>();
        Condition within = actor.within(Right.DISPATCH_HELP, NODE.PATH, NODE.INDUSTRY_PATH)
                .or(actor.within(Right.FOLLOW, NODE.PATH, NODE.INDUSTRY_PATH).and(REQUEST.CONFIDENTIAL.isFalse()));
        Condition when = year == 0 ? DSL.noCondition() : asked(year);
        dsl.select(ENTERPRISE.INDUSTRY, REQUEST.KIND, DSL.count())
                .from(REQUEST)
                .join(NODE)
                .on(NODE.ID.eq(REQUEST.NODE_ID))
                .join(ENTERPRISE)
                .on(ENTERPRISE.NODE_ID.eq(NODE.ID))
                .where(within, when, REQUEST.STATE.ne(RequestState.CANCELLED.name()))
                .groupBy(ENTERPRISE.INDUSTRY, REQUEST.KIND)
                .forEach(r -> map.computeIfAbsent(r.value1(), i -> new TreeMap<>())
                        .put(HelpKind.valueOf(r.value2()), r.value3()));
        return map;
    }
}
