package io.lingchuang.portal;

import static io.lingchuang.db.awards.Tables.AWARD;
import static io.lingchuang.db.awards.Tables.DECISION;
import static io.lingchuang.db.awards.Tables.RESULT_WORD;
import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.calls.Tables.TIER;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;

import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.WordIndex;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectJoinStep;
import org.jooq.SelectOnConditionStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was decided, as the public reads it: awards in force only, with no more of a person than the name and the unit. */
@Component
class Results {

    private final DSLContext dsl;

    Results(DSLContext dsl) {
        this.dsl = dsl;
    }

    record Winner(@Nullable String number, String title, String tier, String name, String unit) {}

    List<Decided> latest(int many) {
        return decided()
                .where(DSL.noCondition())
                .orderBy(DECISION.ID.desc())
                .limit(many)
                .fetch(Results::decided);
    }

    Decided decision(long id) {
        return decided()
                .where(DECISION.ID.eq(id))
                .fetchOptional(Results::decided)
                .orElseThrow(NotFound::new);
    }

    Listing<Decided> decisions() {
        return new Listing<Decided>(dsl, "portal.results", filters -> decided().where(filters), Results::decided)
                .down(DECISION.ID)
                .column(Column.<Decided>of("call", "portal.call", Decided::call).link(d -> "/results/" + d.id()))
                .column(Column.of("year", "portal.year", Decided::year))
                .column(Column.of("document", "portal.document", Decided::document))
                .column(Column.of("on", "portal.decidedOn", Decided::on))
                .column(Column.of("awards", "portal.awards", Decided::awards))
                .filter(Filter.text(
                        "q", "portal.findResult", q -> CALL.TITLE.contains(q).or(DECISION.NUMBER.contains(q))))
                .filter(Filter.choice("year", "portal.year", years(), y -> CALL.YEAR.eq(Integer.valueOf(y))));
    }

    private Map<String, String> years() {
        return choices(dsl.selectDistinct(CALL.YEAR)
                .from(DECISION)
                .join(CALL)
                .on(CALL.ID.eq(DECISION.CALL_ID))
                .orderBy(CALL.YEAR.desc())
                .fetch(r -> String.valueOf(r.value1())));
    }

    private static Map<String, String> choices(List<String> values) {
        Map<String, String> choices = new LinkedHashMap<>();
        values.forEach(v -> choices.put(v, v));
        return choices;
    }

    /** Tier by tier, and by word: it may be as long as it likes. */
    Listing<Winner> awards(long decisionId) {
        Map<Integer, String> tiers = tiers(decisionId);
        Map<String, String> choices = new LinkedHashMap<>();
        tiers.forEach((position, name) -> choices.put(String.valueOf(position), name));
        var index = new WordIndex(
                dsl,
                RESULT_WORD,
                RESULT_WORD.WORD,
                List.of(RESULT_WORD.TIER_POSITION, RESULT_WORD.AWARD_ID),
                List.of(Map.of(RESULT_WORD.DECISION_ID, decisionId)));
        return Listing.<Winner>byWord(
                        dsl,
                        "portal.result",
                        "portal.findWinner",
                        index,
                        this::winners,
                        w -> new Winner(
                                w.get(ENTRY.NUMBER),
                                w.get(ENTRY.TITLE),
                                tiers.getOrDefault(w.get(RESULT_WORD.TIER_POSITION), ""),
                                w.get(COMPLETER.NAME),
                                w.get(COMPLETER.UNIT_NAME)))
                .column(Column.of("tier", "portal.tier", Winner::tier))
                .column(Column.of("title", "portal.entry", Winner::title))
                .column(Column.of("name", "portal.first", Winner::name))
                .column(Column.of("unit", "portal.unit", Winner::unit))
                .filter(Filter.choice(
                        "tier", "portal.tier", choices, t -> RESULT_WORD.TIER_POSITION.eq(Integer.valueOf(t))));
    }

    private Map<Integer, String> tiers(long decisionId) {
        return dsl.select(TIER.POSITION, TIER.NAME)
                .from(TIER)
                .join(DECISION)
                .on(DECISION.CALL_ID.eq(TIER.CALL_ID))
                .where(DECISION.ID.eq(decisionId))
                .orderBy(TIER.POSITION)
                .fetchMap(TIER.POSITION, TIER.NAME);
    }

    private SelectOnConditionStep<? extends Record> decided() {
        return dsl.select(DECISION.ID, DECISION.NUMBER, DECISION.DECIDED_ON, CALL.TITLE, CALL.YEAR, DECISION.IN_FORCE)
                .from(DECISION)
                .join(CALL)
                .on(CALL.ID.eq(DECISION.CALL_ID));
    }

    private static Decided decided(Record d) {
        return new Decided(
                d.get(DECISION.ID),
                d.get(CALL.TITLE),
                d.get(CALL.YEAR),
                d.get(DECISION.NUMBER),
                d.get(DECISION.DECIDED_ON),
                d.get(DECISION.IN_FORCE));
    }

    private SelectJoinStep<? extends Record> winners(Table<?> found) {
        return dsl.select(found.fields())
                .select(ENTRY.NUMBER, ENTRY.TITLE, COMPLETER.NAME, COMPLETER.UNIT_NAME)
                .from(found)
                .join(AWARD)
                .on(AWARD.ID.eq(found.field(RESULT_WORD.AWARD_ID)))
                .join(ENTRY)
                .on(ENTRY.ID.eq(AWARD.ENTRY_ID))
                .leftJoin(COMPLETER)
                .on(COMPLETER.ENTRY_ID.eq(ENTRY.ID), COMPLETER.POSITION.eq(1));
    }
}
