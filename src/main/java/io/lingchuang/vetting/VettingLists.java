package io.lingchuang.vetting;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.entries.Tables.ENTRY;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.entries.EntryLists;
import io.lingchuang.entries.EntryState;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.text.Bigrams;
import io.lingchuang.platform.web.Badge;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.Page;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The queue of what waits for an officer, and all entries of a call within one's reach. */
@Component
class VettingLists {

    record Row(
            long id,
            String number,
            String title,
            String call,
            String unit,
            EntryState state,
            @Nullable String at,
            @Nullable LocalDate due,
            @Nullable Instant submitted,
            java.math.@Nullable BigDecimal score,
            @Nullable Integer rank) {}

    private static final LocalDate NEVER = LocalDate.of(9999, 12, 31);

    private final DSLContext dsl;
    private final Today today;

    VettingLists(DSLContext dsl, Today today) {
        this.dsl = dsl;
        this.today = today;
    }

    /** What stands at a node where the actor decides. */
    static Condition waiting(Actor actor) {
        return DSL.or(
                ENTRY.STATE.eq(EntryState.VETTING.name()).and(ENTRY.AT_NODE_ID.in(actor.nodesWith(Right.VET))),
                ENTRY.STATE
                        .in(EntryState.FORMAL_CHECK.name())
                        .and(ENTRY.AT_NODE_ID.in(actor.nodesWith(Right.CHECK_FORM))));
    }

    Listing<Row> queue(Actor actor, Page page) {
        var key = DSL.coalesce(ENTRY.DUE_ON, NEVER);
        return columns(listing("vetting.title", waiting(actor), page).up(key).up(ENTRY.ID), page)
                .filter(Filter.choice(
                        "call", "entries.call", calls(waiting(actor)), c -> ENTRY.CALL_ID.eq(Long.valueOf(c))))
                .filter(Filter.choice(
                        "late",
                        "vetting.lateFilter",
                        Map.of("yes", page.t("DeskCard.Urgency.LATE")),
                        v -> ENTRY.DUE_ON.lt(today.today())))
                .ticked(r -> String.valueOf(r.id()));
    }

    /** All of a call that were handed in by units within reach. */
    Listing<Row> ofCall(Actor actor, long callId, Page page) {
        Condition scope = ENTRY.CALL_ID
                .eq(callId)
                .and(ENTRY.NUMBER.isNotNull())
                .and(actor.within(Right.FOLLOW, NODE.PATH, NODE.INDUSTRY_PATH));
        return columns(listing("vetting.entries", scope, page).down(ENTRY.ID), page)
                .filter(Filter.constants("state", "entries.state", EntryState.class, ENTRY.STATE, page))
                .filter(Filter.text("unit", "entries.unit", q -> NODE.NAME.containsIgnoreCase(q)))
                .filter(Filter.choice(
                        "late",
                        "vetting.lateFilter",
                        Map.of("yes", page.t("DeskCard.Urgency.LATE")),
                        v -> ENTRY.DUE_ON.lt(today.today())))
                .filter(Filter.choice("node", "vetting.below", nodes(callId), n -> within(Long.parseLong(n))))
                .column(Column.<Row>of("score", "vetting.score", Row::score).more())
                .column(Column.<Row>of("rank", "vetting.rank", Row::rank).more());
    }

    private static Condition within(long node) {
        var n = NODE.as("n");
        return DSL.exists(DSL.selectOne()
                .from(n)
                .where(
                        n.ID.eq(node),
                        DSL.condition("({0} <@ {2} or {1} <@ {2})", NODE.PATH, NODE.INDUSTRY_PATH, n.PATH)));
    }

    private Map<String, String> nodes(long callId) {
        Map<String, String> nodes = new LinkedHashMap<>();
        dsl.select(NODE.ID, NODE.NAME)
                .from(NODE)
                .where(NODE.KIND.in("COUNTY", "INDUSTRY"))
                .orderBy(NODE.KIND, NODE.CODE)
                .forEach(r -> nodes.put(String.valueOf(r.value1()), r.value2()));
        return nodes;
    }

    private Map<String, String> calls(Condition scope) {
        Map<String, String> calls = new LinkedHashMap<>();
        dsl.selectDistinct(CALL.ID, CALL.TITLE)
                .from(ENTRY)
                .join(CALL)
                .on(CALL.ID.eq(ENTRY.CALL_ID))
                .where(scope)
                .orderBy(CALL.ID.desc())
                .limit(50)
                .forEach(r -> calls.put(String.valueOf(r.value1()), r.value2()));
        return calls;
    }

    private Listing<Row> listing(String title, Condition scope, Page page) {
        var at = NODE.as("at");
        return new Listing<Row>(
                        dsl,
                        title,
                        condition -> dsl.select(
                                        ENTRY.ID,
                                        ENTRY.NUMBER,
                                        ENTRY.TITLE,
                                        CALL.TITLE,
                                        NODE.NAME,
                                        ENTRY.STATE,
                                        at.NAME,
                                        ENTRY.DUE_ON,
                                        ENTRY.SUBMITTED_AT,
                                        ENTRY.SCORE,
                                        ENTRY.RANK,
                                        DSL.coalesce(ENTRY.DUE_ON, NEVER))
                                .from(ENTRY)
                                .join(CALL)
                                .on(CALL.ID.eq(ENTRY.CALL_ID))
                                .join(NODE)
                                .on(NODE.ID.eq(ENTRY.UNIT_NODE_ID))
                                .leftJoin(at)
                                .on(at.ID.eq(ENTRY.AT_NODE_ID))
                                .where(scope)
                                .and(condition),
                        r -> new Row(
                                r.get(ENTRY.ID),
                                r.get(ENTRY.NUMBER),
                                r.get(ENTRY.TITLE),
                                r.get(CALL.TITLE),
                                r.get(NODE.NAME),
                                EntryState.valueOf(r.get(ENTRY.STATE)),
                                r.get(at.NAME),
                                r.get(ENTRY.DUE_ON),
                                r.get(ENTRY.SUBMITTED_AT),
                                r.get(ENTRY.SCORE),
                                r.get(ENTRY.RANK)))
                .filter(Filter.text("q", "vetting.search", q -> Filter.matches(ENTRY.SEARCH, Bigrams.query(q))));
    }

    private Listing<Row> columns(Listing<Row> listing, Page page) {
        return listing.column(
                        Column.<Row>of("title", "entries.title", Row::title).link(r -> "/vetting/" + r.id()))
                .column(Column.of("number", "entries.number", Row::number))
                .column(Column.of("unit", "entries.unit", Row::unit))
                .column(Column.of(
                        "state", "entries.state", r -> new Badge(page.t(r.state()), EntryLists.colour(r.state()))))
                .column(Column.of(
                        "due",
                        "vetting.due",
                        r -> r.due() != null && r.due().isBefore(today.today())
                                ? new Badge(page.day(r.due()), "red")
                                : r.due()))
                .column(Column.<Row>of("at", "vetting.at", Row::at).more())
                .column(Column.<Row>of("call", "entries.call", Row::call).more())
                .column(Column.<Row>of("submitted", "vetting.submitted", Row::submitted)
                        .more());
    }
}
