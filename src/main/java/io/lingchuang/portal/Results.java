package io.lingchuang.portal;

import static io.lingchuang.db.awards.Tables.AWARD;
import static io.lingchuang.db.awards.Tables.DECISION;
import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.calls.Tables.TIER;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;

import io.lingchuang.platform.web.Column;
import io.lingchuang.platform.web.Filter;
import io.lingchuang.platform.web.Listing;
import io.lingchuang.platform.web.NotFound;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was decided, as the public reads it: awards in force only, with no more of a person than the name and the unit. */
@Component
class Results {

    private static final Field<Integer> AWARDS = DSL.field(
                    "(select count(*)::int from awards.award a where a.decision_id = {0} and a.state = 'IN_FORCE')",
                    Integer.class, DECISION.ID)
            .as("awards");

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
                        "q", "portal.findResult", q -> CALL.TITLE.contains(q).or(DECISION.NUMBER.contains(q))));
    }

    Listing<Winner> awards(long decisionId) {
        Condition inForce = AWARD.DECISION_ID.eq(decisionId).and(AWARD.STATE.eq("IN_FORCE"));
        return new Listing<Winner>(
                        dsl,
                        "portal.result",
                        filters -> winners().where(inForce).and(filters),
                        Results::winner)
                .up(TIER.POSITION)
                .up(AWARD.ID)
                .column(Column.of("tier", "portal.tier", Winner::tier))
                .column(Column.of("title", "portal.entry", Winner::title))
                .column(Column.of("name", "portal.first", Winner::name))
                .column(Column.of("unit", "portal.unit", Winner::unit))
                .filter(Filter.text(
                        "q",
                        "portal.findWinner",
                        q -> ENTRY.TITLE
                                .contains(q)
                                .or(COMPLETER.NAME.contains(q))
                                .or(COMPLETER.UNIT_NAME.contains(q))));
    }

    private SelectOnConditionStep<? extends Record> decided() {
        return dsl.select(DECISION.ID, DECISION.NUMBER, DECISION.DECIDED_ON, CALL.TITLE, CALL.YEAR, AWARDS)
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
                d.get(AWARDS));
    }

    private SelectOnConditionStep<? extends Record> winners() {
        return dsl.select(
                        AWARD.ID,
                        TIER.POSITION,
                        ENTRY.NUMBER,
                        ENTRY.TITLE,
                        TIER.NAME,
                        COMPLETER.NAME,
                        COMPLETER.UNIT_NAME)
                .from(AWARD)
                .join(TIER)
                .on(TIER.ID.eq(AWARD.TIER_ID))
                .join(ENTRY)
                .on(ENTRY.ID.eq(AWARD.ENTRY_ID))
                .leftJoin(COMPLETER)
                .on(COMPLETER.ENTRY_ID.eq(ENTRY.ID), COMPLETER.POSITION.eq(1));
    }

    private static Winner winner(Record w) {
        return new Winner(
                w.get(ENTRY.NUMBER),
                w.get(ENTRY.TITLE),
                w.get(TIER.NAME),
                w.get(COMPLETER.NAME),
                w.get(COMPLETER.UNIT_NAME));
    }
}
