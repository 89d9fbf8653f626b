package io.lingchuang.calls;

import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.calls.Tables.CATEGORY;
import static io.lingchuang.db.calls.Tables.LEVEL;
import static io.lingchuang.db.calls.Tables.QUOTA;
import static io.lingchuang.db.calls.Tables.RATIO;
import static io.lingchuang.db.calls.Tables.TIER;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** Reads a call whole from its rows; the form, rubric, declarations and eligibility are JSON in it. */
@Repository
class CallStore {

    private final DSLContext dsl;
    private final ObjectMapper json;

    CallStore(DSLContext dsl, ObjectMapper json) {
        this.dsl = dsl;
        this.json = json;
    }

    Optional<Call> find(long id) {
        return dsl.selectFrom(CALL).where(CALL.ID.eq(id)).fetchOptional().map(this::whole);
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
                Call.Lines.valueOf(c.get(CALL.LINES)),
                c.get(CALL.MAX_COMPLETERS),
                c.get(CALL.VETTING_DAYS),
                c.get(CALL.SUPPLEMENT_DAYS),
                c.get(CALL.EXPERTS_NEEDED),
                RankingRule.valueOf(c.get(CALL.RANKING_RULE)),
                c.get(CALL.TRIM),
                c.get(CALL.BLIND),
                c.get(CALL.NOTICE_DAYS),
                dsl.selectFrom(CATEGORY)
                        .where(CATEGORY.CALL_ID.eq(id))
                        .orderBy(CATEGORY.POSITION)
                        .fetch(r -> new Call.Category(r.getId(), r.getCode(), r.getName())),
                dsl.selectFrom(LEVEL)
                        .where(LEVEL.CALL_ID.eq(id))
                        .orderBy(LEVEL.POSITION)
                        .fetch(r -> new Call.RouteLevel(r.getPosition(), Level.valueOf(r.getLevel()), r.getDueOn())),
                dsl.selectFrom(QUOTA)
                        .where(QUOTA.CALL_ID.eq(id))
                        .orderBy(QUOTA.ID)
                        .fetch(r -> new Call.Quota(
                                r.getId(),
                                Level.valueOf(r.getLevel()),
                                r.getNodeId(),
                                r.getCategoryId(),
                                r.getPlaces())),
                dsl.selectFrom(RATIO)
                        .where(RATIO.CALL_ID.eq(id))
                        .orderBy(RATIO.ID)
                        .fetch(r -> new Call.Ratio(
                                r.getId(),
                                Call.Measure.valueOf(r.getMeasure()),
                                r.getCategoryId(),
                                Call.Bound.valueOf(r.getBound()),
                                r.getPercent())),
                dsl.selectFrom(TIER)
                        .where(TIER.CALL_ID.eq(id))
                        .orderBy(TIER.POSITION)
                        .fetch(r -> new Call.Tier(
                                r.getId(),
                                r.getPosition(),
                                r.getCode(),
                                r.getName(),
                                r.getCategoryId(),
                                r.getPlaces(),
                                r.getPrize())),
                c.get(CALL.CREATED_BY),
                c.get(CALL.VERSION));
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
