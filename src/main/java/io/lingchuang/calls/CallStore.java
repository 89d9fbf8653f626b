package io.lingchuang.calls;

import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.calls.Tables.CATEGORY;
import static io.lingchuang.db.calls.Tables.LEVEL;
import static io.lingchuang.db.calls.Tables.QUOTA;
import static io.lingchuang.db.calls.Tables.RATIO;
import static io.lingchuang.db.calls.Tables.ROUND;
import static io.lingchuang.db.calls.Tables.TIER;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Record5;
import org.jooq.Result;
import org.jooq.SelectJoinStep;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** Reads a call whole from its rows; the form, rubric, declarations and eligibility are JSON in it. */
@Repository
class CallStore {

    private static final Field<List<Call.Category>> CATEGORIES = multiset(
                    select(CATEGORY.ID, CATEGORY.CODE, CATEGORY.NAME)
                            .from(CATEGORY)
                            .where(CATEGORY.CALL_ID.eq(CALL.ID))
                            .orderBy(CATEGORY.POSITION))
            .as("categories")
            .convertFrom(rows -> rows.map(r -> new Call.Category(r.value1(), r.value2(), r.value3())));
    private static final Field<List<Call.RouteLevel>> LEVELS = multiset(
                    select(LEVEL.POSITION, LEVEL.LEVEL_, LEVEL.DUE_ON)
                            .from(LEVEL)
                            .where(LEVEL.CALL_ID.eq(CALL.ID))
                            .orderBy(LEVEL.POSITION))
            .as("levels")
            .convertFrom(rows -> rows.map(r -> new Call.RouteLevel(r.value1(), Level.valueOf(r.value2()), r.value3())));
    private static final Field<List<Call.Quota>> QUOTAS = multiset(
                    select(QUOTA.ID, QUOTA.LEVEL, QUOTA.NODE_ID, QUOTA.CATEGORY_ID, QUOTA.PLACES)
                            .from(QUOTA)
                            .where(QUOTA.CALL_ID.eq(CALL.ID))
                            .orderBy(QUOTA.ID))
            .as("quotas")
            .convertFrom(rows -> rows.map(
                    r -> new Call.Quota(r.value1(), Level.valueOf(r.value2()), r.value3(), r.value4(), r.value5())));
    private static final Field<List<Call.Ratio>> RATIOS = multiset(
                    select(RATIO.ID, RATIO.MEASURE, RATIO.CATEGORY_ID, RATIO.BOUND, RATIO.PERCENT)
                            .from(RATIO)
                            .where(RATIO.CALL_ID.eq(CALL.ID))
                            .orderBy(RATIO.ID))
            .as("ratios")
            .convertFrom(rows -> rows.map(r -> new Call.Ratio(
                    r.value1(),
                    Call.Measure.valueOf(r.value2()),
                    r.value3(),
                    Call.Bound.valueOf(r.value4()),
                    r.value5())));
    private static final Field<List<Call.Tier>> TIERS = multiset(
                    select(TIER.ID, TIER.POSITION, TIER.CODE, TIER.NAME, TIER.CATEGORY_ID, TIER.PLACES, TIER.PRIZE)
                            .from(TIER)
                            .where(TIER.CALL_ID.eq(CALL.ID))
                            .orderBy(TIER.POSITION))
            .as("tiers")
            .convertFrom(rows -> rows.map(r ->
                    new Call.Tier(r.value1(), r.value2(), r.value3(), r.value4(), r.value5(), r.value6(), r.value7())));

    private static final Field<Result<Record5<Integer, String, BigDecimal, Integer, JSONB>>> ROUNDS = multiset(
                    select(ROUND.POSITION, ROUND.FORM, ROUND.WEIGHT, ROUND.KEEPS, ROUND.RUBRIC)
                            .from(ROUND)
                            .where(ROUND.CALL_ID.eq(CALL.ID))
                            .orderBy(ROUND.POSITION))
            .as("rounds");

    private final DSLContext dsl;
    private final ObjectMapper json;

    CallStore(DSLContext dsl, ObjectMapper json) {
        this.dsl = dsl;
        this.json = json;
    }

    Optional<Call> find(long id) {
        return whole().where(CALL.ID.eq(id)).fetchOptional().map(this::whole);
    }

    /** Calls with all their rows, in one query however many there are. */
    SelectJoinStep<Record> whole() {
        return dsl.select(CALL.fields())
                .select(CATEGORIES, LEVELS, QUOTAS, RATIOS, TIERS, ROUNDS)
                .from(CALL);
    }

    void insertTier(
            long callId,
            @Nullable Long category,
            int position,
            String code,
            String name,
            int places,
            BigDecimal prize) {
        dsl.insertInto(
                        TIER,
                        TIER.CALL_ID,
                        TIER.CATEGORY_ID,
                        TIER.POSITION,
                        TIER.CODE,
                        TIER.NAME,
                        TIER.PLACES,
                        TIER.PRIZE)
                .values(callId, category, position, code, name, places, prize)
                .execute();
    }

    Call whole(Record c) {
        long id = c.get(CALL.ID);
        return new Call(
                id,
                c.get(CALL.HOST_NODE_ID),
                c.get(CALL.TITLE),
                c.get(CALL.PROGRAMME),
                c.get(CALL.YEAR),
                Call.Kind.valueOf(c.get(CALL.KIND)),
                basis(c),
                c.get(CALL.INTRODUCTION),
                Call.Intake.valueOf(c.get(CALL.INTAKE)),
                c.get(CALL.OPENS_AT),
                c.get(CALL.CLOSES_AT),
                Call.State.valueOf(c.get(CALL.STATE)),
                c.get(CALL.ELIGIBILITY).data().equals("{}")
                        ? Eligibility.anybody()
                        : read(c.get(CALL.ELIGIBILITY), new TypeReference<Eligibility>() {}),
                read(c.get(CALL.FORM), new TypeReference<List<FormField>>() {}),
                read(c.get(CALL.DECLARATIONS), new TypeReference<List<Declaration>>() {}),
                read(c.get(CALL.RUBRIC), new TypeReference<List<Criterion>>() {}),
                rounds(c),
                Call.Lines.valueOf(c.get(CALL.LINES)),
                c.get(CALL.MAX_COMPLETERS),
                c.get(CALL.VETTING_DAYS),
                c.get(CALL.SUPPLEMENT_DAYS),
                c.get(CALL.EXPERTS_NEEDED),
                RankingRule.valueOf(c.get(CALL.RANKING_RULE)),
                c.get(CALL.TRIM),
                c.get(CALL.BLIND),
                c.get(CALL.NOTICE_DAYS),
                c.get(CATEGORIES),
                c.get(LEVELS),
                c.get(QUOTAS),
                c.get(RATIOS),
                c.get(TIERS),
                c.get(CALL.CREATED_BY),
                c.get(CALL.VERSION));
    }

    private List<Round> rounds(Record c) {
        List<Round> rounds = c.get(ROUNDS)
                .map(r -> new Round(
                        r.value1(),
                        Round.Form.valueOf(r.value2()),
                        r.value3(),
                        r.value4(),
                        read(r.value5(), new TypeReference<List<Criterion>>() {})));
        return rounds.isEmpty() ? Round.ONE : rounds;
    }

    /** Replaces the rounds of a call; the one that every call has is not written. */
    void write(long callId, List<Round> rounds) {
        dsl.deleteFrom(ROUND).where(ROUND.CALL_ID.eq(callId)).execute();
        if (rounds.equals(Round.ONE)) {
            return;
        }
        for (Round r : rounds) {
            dsl.insertInto(ROUND, ROUND.CALL_ID, ROUND.POSITION, ROUND.FORM, ROUND.WEIGHT, ROUND.KEEPS, ROUND.RUBRIC)
                    .values(callId, r.position(), r.form().name(), r.weight(), r.keeps(), write(r.rubric()))
                    .execute();
        }
    }

    JSONB write(Object value) {
        return JSONB.valueOf(json.writeValueAsString(value));
    }

    private <T> T read(JSONB value, TypeReference<T> type) {
        return json.readValue(value.data(), type);
    }

    private static Call.@org.jspecify.annotations.Nullable Basis basis(Record c) {
        String document = c.get(CALL.BASIS_DOCUMENT);
        return document == null
                ? null
                : new Call.Basis(
                        document,
                        c.get(CALL.BASIS_LEVEL),
                        c.get(CALL.BASIS_UNTIL),
                        c.get(CALL.BASIS_PRIZES),
                        c.get(CALL.BASIS_CYCLE));
    }
}
