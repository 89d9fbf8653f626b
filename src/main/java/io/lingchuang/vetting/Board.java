package io.lingchuang.vetting;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.vetting.Tables.PARTICIPATION;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Level;
import io.lingchuang.entries.EntryState;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** The officer's board of a call: how many at each stage, below which union, who is late, who has handed in nothing. */
@Component
public class Board {

    /** A county or industry union with its numbers; the city's own line is the sum. */
    public record Below(
            long nodeId,
            String name,
            long entries,
            long moving,
            long late,
            long units,
            long silent,
            long personTimes) {}

    /**
     * How the lines make the total: an entry whose unit belongs to a county and to an industry union stands in two lines, one right
     * below the city in none.
     */
    public record Sum(long total, long twice, long direct) {}

    record Silent(long nodeId, String name, String superior, String code) {}

    private static final List<String> MOVING = List.of("VETTING", "FORMAL_CHECK", "RETURNED", "SUPPLEMENT");

    private final DSLContext dsl;
    private final Today today;

    Board(DSLContext dsl, Today today) {
        this.dsl = dsl;
        this.today = today;
    }

    Map<EntryState, Long> stages(Actor actor, long callId) {
        Map<EntryState, Long> stages = new LinkedHashMap<>();
        dsl
                .select(ENTRY.STATE, DSL.count())
                .from(ENTRY)
                .join(NODE)
                .on(NODE.ID.eq(ENTRY.UNIT_NODE_ID))
                .where(ENTRY.CALL_ID.eq(callId), ENTRY.NUMBER.isNotNull(), reach(actor))
                .groupBy(ENTRY.STATE)
                .fetch()
                .stream()
                .sorted(java.util.Comparator.comparing(r -> EntryState.valueOf(r.value1())))
                .forEach(r ->
                        stages.put(EntryState.valueOf(r.value1()), r.value2().longValue()));
        return stages;
    }

    /** Of those being vetted: at which level they stand. */
    Map<Level, Long> levels(Actor actor, Call call) {
        Map<Integer, Integer> at = dsl.select(ENTRY.AT_POSITION, DSL.count())
                .from(ENTRY)
                .join(NODE)
                .on(NODE.ID.eq(ENTRY.UNIT_NODE_ID))
                .where(ENTRY.CALL_ID.eq(call.id()), ENTRY.STATE.eq("VETTING"), reach(actor))
                .groupBy(ENTRY.AT_POSITION)
                .fetchMap(ENTRY.AT_POSITION, DSL.count());
        Map<Level, Long> levels = new LinkedHashMap<>();
        for (Call.RouteLevel level : call.route()) {
            Integer there = at.get(level.position());
            if (there != null) {
                levels.merge(level.level(), there.longValue(), Long::sum);
            }
        }
        return levels;
    }

    Sum sum(Actor actor, long callId) {
        var superior = NODE.as("superior");
        var lines = DSL.select(DSL.selectCount()
                        .from(superior)
                        .where(
                                superior.KIND.in("COUNTY", "INDUSTRY"),
                                actor.within(Right.FOLLOW, superior.PATH, superior.INDUSTRY_PATH),
                                DSL.condition(
                                        "({0} <@ {2} or {1} <@ {2})", NODE.PATH, NODE.INDUSTRY_PATH, superior.PATH))
                        .asField("n"))
                .from(ENTRY)
                .join(NODE)
                .on(NODE.ID.eq(ENTRY.UNIT_NODE_ID))
                .where(ENTRY.CALL_ID.eq(callId), ENTRY.NUMBER.isNotNull(), reach(actor))
                .asTable("l");
        var n = Objects.requireNonNull(lines.field("n", Integer.class));
        return dsl.select(
                        DSL.count(),
                        DSL.coalesce(DSL.sum(DSL.greatest(n.minus(1), DSL.val(0))), java.math.BigDecimal.ZERO),
                        DSL.count().filterWhere(n.eq(0)))
                .from(lines)
                .fetchSingle(r -> new Sum(r.value1(), r.value2().longValue(), r.value3()));
    }

    /** Entries whose level has let its due day pass. */
    long late(Actor actor, long callId) {
        return dsl.selectCount()
                .from(ENTRY)
                .join(NODE)
                .on(NODE.ID.eq(ENTRY.UNIT_NODE_ID))
                .where(ENTRY.CALL_ID.eq(callId), ENTRY.STATE.in(MOVING), ENTRY.DUE_ON.lt(today.today()), reach(actor))
                .fetchSingle()
                .value1();
    }

    List<Below> below(Actor actor, long callId) {
        var superior = NODE.as("superior");
        var unit = NODE.as("unit");
        Condition under = DSL.condition("({0} <@ {2} or {1} <@ {2})", unit.PATH, unit.INDUSTRY_PATH, superior.PATH);
        var entries = DSL.select(
                        DSL.count().as("n"),
                        DSL.count().filterWhere(ENTRY.STATE.in(MOVING)).as("moving"),
                        DSL.count().filterWhere(ENTRY.DUE_ON.lt(today.today())).as("late"))
                .from(ENTRY)
                .join(unit)
                .on(unit.ID.eq(ENTRY.UNIT_NODE_ID))
                .where(ENTRY.CALL_ID.eq(callId), ENTRY.NUMBER.isNotNull(), under)
                .asTable("e");
        var units = DSL.select(
                        DSL.count().as("n"),
                        DSL.count().filterWhere(nothing(unit, callId)).as("silent"))
                .from(unit)
                .where(unit.KIND.eq("ENTERPRISE"), unit.ACTIVE.isTrue(), under)
                .asTable("u");
        var people = DSL.select(DSL.coalesce(DSL.sum(PARTICIPATION.PERSON_TIMES), java.math.BigDecimal.ZERO)
                        .as("n"))
                .from(PARTICIPATION)
                .join(unit)
                .on(unit.ID.eq(PARTICIPATION.NODE_ID))
                .where(PARTICIPATION.CALL_ID.eq(callId), under)
                .asTable("p");
        return dsl.select(
                        superior.ID,
                        superior.NAME,
                        entries.field("n", Long.class),
                        entries.field("moving", Long.class),
                        entries.field("late", Long.class),
                        units.field("n", Long.class),
                        units.field("silent", Long.class),
                        people.field("n", Long.class))
                .from(superior)
                .crossJoin(DSL.lateral(entries))
                .crossJoin(DSL.lateral(units))
                .crossJoin(DSL.lateral(people))
                .where(
                        superior.KIND.in("COUNTY", "INDUSTRY"),
                        actor.within(Right.FOLLOW, superior.PATH, superior.INDUSTRY_PATH))
                .orderBy(superior.KIND, superior.CODE)
                .fetch(r -> new Below(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        r.value5(),
                        r.value6(),
                        r.value7(),
                        r.value8()));
    }

    /** Units within reach that have neither handed in nor reported. */
    Listing<Silent> silent(Actor actor, long callId) {
        var superior = NODE.as("superior");
        return new Listing<Silent>(
                        dsl,
                        "vetting.silent",
                        condition -> dsl.select(NODE.ID, NODE.NAME, superior.NAME, NODE.CODE)
                                .from(NODE)
                                .leftJoin(superior)
                                .on(superior.ID.eq(NODE.PARENT_ID))
                                .where(
                                        NODE.KIND.eq("ENTERPRISE"),
                                        NODE.ACTIVE.isTrue(),
                                        reach(actor),
                                        nothing(NODE, callId))
                                .and(condition),
                        r -> new Silent(
                                r.get(NODE.ID),
                                r.get(NODE.NAME),
                                String.valueOf(r.get(superior.NAME)),
                                r.get(NODE.CODE)))
                .up(NODE.CODE)
                .filter(Filter.text("q", "entries.unit", q -> NODE.NAME.containsIgnoreCase(q)))
                .column(Column.of("unit", "entries.unit", Silent::name))
                .column(Column.of("code", "vetting.unitCode", Silent::code))
                .column(Column.of("superior", "vetting.superior", Silent::superior));
    }

    private static Condition nothing(io.lingchuang.db.access.tables.Node unit, long callId) {
        var own = NODE.as("own");
        return DSL.notExists(DSL.selectOne()
                        .from(ENTRY)
                        .join(own)
                        .on(own.ID.eq(ENTRY.UNIT_NODE_ID))
                        .where(
                                ENTRY.CALL_ID.eq(callId),
                                ENTRY.NUMBER.isNotNull(),
                                DSL.condition("{0} <@ {1}", own.PATH, unit.PATH)))
                .and(DSL.notExists(DSL.selectOne()
                        .from(PARTICIPATION)
                        .where(PARTICIPATION.CALL_ID.eq(callId), PARTICIPATION.NODE_ID.eq(unit.ID))));
    }

    private static Condition reach(Actor actor) {
        return actor.within(Right.FOLLOW, NODE.PATH, NODE.INDUSTRY_PATH);
    }
}
