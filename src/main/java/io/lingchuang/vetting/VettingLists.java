package io.lingchuang.vetting;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.entries.Tables.WAITING_WORD;

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
import io.lingchuang.platform.web.WordIndex;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
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

    private static final Field<String> UNIT = DSL.field(DSL.name("unit", "unit_name"), String.class);

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

    /** By word and in the order of due days: it may be as long as it likes. */
    Listing<Row> queue(Actor actor, Page page) {
        List<Map<Field<?>, Object>> scopes = scopes(actor);
        Map<String, String> calls = titles(scopes);
        Map<Long, String> nodes = names(scopes);
        var index = new WordIndex(
                dsl, WAITING_WORD, WAITING_WORD.WORD, List.of(WAITING_WORD.DUE_ON, WAITING_WORD.ENTRY_ID), scopes);
        var unit = DSL.lateral(dsl.select(NODE.NAME)
                        .from(NODE)
                        .where(NODE.ID.eq(ENTRY.UNIT_NODE_ID))
                        .limit(1))
                .as("unit", "unit_name");
        var listing = Listing.<Row>byWord(
                dsl,
                "vetting.title",
                "vetting.search",
                index,
                found -> dsl.select(found.fields())
                        .select(
                                ENTRY.ID,
                                ENTRY.NUMBER,
                                ENTRY.TITLE,
                                ENTRY.CALL_ID,
                                UNIT,
                                ENTRY.STATE,
                                ENTRY.AT_NODE_ID,
                                ENTRY.DUE_ON,
                                ENTRY.SUBMITTED_AT)
                        .from(found)
                        .join(ENTRY)
                        .on(ENTRY.ID.eq(found.field(WAITING_WORD.ENTRY_ID)))
                        .leftJoin(unit)
                        .on(DSL.trueCondition()),
                r -> new Row(
                        r.get(ENTRY.ID),
                        r.get(ENTRY.NUMBER),
                        r.get(ENTRY.TITLE),
                        calls.getOrDefault(String.valueOf(r.get(ENTRY.CALL_ID)), ""),
                        r.get(UNIT),
                        EntryState.valueOf(r.get(ENTRY.STATE)),
                        nodes.get(r.get(ENTRY.AT_NODE_ID)),
                        r.get(ENTRY.DUE_ON),
                        r.get(ENTRY.SUBMITTED_AT),
                        null,
                        null));
        return columns(listing, page)
                .filter(Filter.choice("call", "entries.call", calls, c -> WAITING_WORD.CALL_ID.eq(Long.valueOf(c))))
                .filter(Filter.choice(
                        "late",
                        "vetting.lateFilter",
                        Map.of("yes", page.t("DeskCard.Urgency.LATE")),
                        v -> WAITING_WORD.DUE_ON.lt(today.today())))
                .ticked(r -> String.valueOf(r.id()));
    }

    /** Where something may wait for the actor: each call that has something, at each node where they vet or check. */
    private List<Map<Field<?>, Object>> scopes(Actor actor) {
        List<Map<Field<?>, Object>> scopes = new ArrayList<>();
        actor.nodesWith(Right.VET).forEach(node -> scopes.addAll(scopes(node, false)));
        actor.nodesWith(Right.CHECK_FORM).forEach(node -> scopes.addAll(scopes(node, true)));
        return scopes;
    }

    /** Steps through the key from call to call, without reading what lies between. */
    private List<Map<Field<?>, Object>> scopes(long node, boolean checking) {
        Condition here = WAITING_WORD.NODE_ID.eq(node).and(WAITING_WORD.CHECKING.eq(checking));
        var step = DSL.name("step");
        Field<Long> call = DSL.field(step.append("call_id"), Long.class);
        var next = DSL.field(dsl.select(DSL.min(WAITING_WORD.CALL_ID))
                .from(WAITING_WORD)
                .where(here, WAITING_WORD.CALL_ID.gt(call)));
        return dsl.withRecursive(step, DSL.name("call_id"))
                .as(dsl.select(DSL.min(WAITING_WORD.CALL_ID))
                        .from(WAITING_WORD)
                        .where(here)
                        .unionAll(dsl.select(next).from(DSL.table(step)).where(call.isNotNull())))
                .select(call)
                .from(DSL.table(step))
                .where(call.isNotNull())
                .fetch(r -> Map.<Field<?>, Object>of(
                        WAITING_WORD.NODE_ID, node, WAITING_WORD.CHECKING, checking, WAITING_WORD.CALL_ID, r.value1()));
    }

    private Map<String, String> titles(List<Map<Field<?>, Object>> scopes) {
        Map<String, String> titles = new LinkedHashMap<>();
        dsl.select(CALL.ID, CALL.TITLE)
                .from(CALL)
                .where(CALL.ID.in(values(scopes, WAITING_WORD.CALL_ID)))
                .orderBy(CALL.ID.desc())
                .forEach(r -> titles.put(String.valueOf(r.value1()), r.value2()));
        return titles;
    }

    private Map<Long, String> names(List<Map<Field<?>, Object>> scopes) {
        return dsl.select(NODE.ID, NODE.NAME)
                .from(NODE)
                .where(NODE.ID.in(values(scopes, WAITING_WORD.NODE_ID)))
                .fetchMap(NODE.ID, NODE.NAME);
    }

    private static Set<Long> values(List<Map<Field<?>, Object>> scopes, Field<Long> field) {
        return scopes.stream().map(s -> (Long) s.get(field)).collect(Collectors.toSet());
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
                                        ENTRY.RANK)
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
