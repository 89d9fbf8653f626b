package io.lingchuang.studios.plan;

import static io.lingchuang.db.studios.Tables.PLAN_ITEM;
import static io.lingchuang.db.studios.Tables.PLAN_REVISION;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.web.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** Keeps what a plan on the wall said before it was changed in its year. */
@Component
class Revisions {

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final DSLContext dsl;
    private final ObjectMapper json;
    private final Wording words;

    Revisions(DSLContext dsl, ObjectMapper json, Wording words) {
        this.dsl = dsl;
        this.json = json;
        this.words = words;
    }

    static void requireReason(String reason) {
        int length = reason.strip().length();
        if (length < 2 || length > 200) {
            throw Refusal.onField("reason", "studioplan.reasonForm");
        }
    }

    void keep(Actor actor, Revision.What what, @Nullable PlanItem before, PlanItem after, String reason) {
        dsl.insertInto(PLAN_REVISION)
                .set(PLAN_REVISION.PLAN_ID, after.planId())
                .set(PLAN_REVISION.ITEM_ID, after.id())
                .set(PLAN_REVISION.WHAT, what.name())
                .set(PLAN_REVISION.REASON, reason.strip())
                .set(
                        PLAN_REVISION.BEFORE,
                        before == null ? null : JSONB.valueOf(json.writeValueAsString(texts(before))))
                .set(PLAN_REVISION.AFTER, JSONB.valueOf(json.writeValueAsString(texts(after))))
                .set(PLAN_REVISION.ACCOUNT_ID, actor.accountId() == 0 ? null : actor.accountId())
                .set(PLAN_REVISION.ACTOR_NAME, actor.name())
                .execute();
    }

    /** An item in words, as it goes on record: by the names of its fields in the bundles. */
    private Map<String, String> texts(PlanItem item) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("kind", words.of("ItemKind." + item.kind().name()));
        texts.put("item", item.title());
        texts.put("months", words.of("studioplan.monthsText", item.fromMonth(), item.untilMonth()));
        texts.put("goal", words.of("studioplan.goalText", item.goal(), String.valueOf(item.quantity()), item.unit()));
        texts.put("who", item.who());
        texts.put("proof", item.proof());
        texts.put("partner", item.partner());
        texts.put("internal", words.of(item.internal() ? "yes" : "no"));
        texts.put("state", words.of("ItemState." + item.state().name()));
        return texts;
    }

    /** The latest first. */
    List<Revision> of(long plan) {
        return dsl.select(PLAN_REVISION.fields())
                .select(PLAN_ITEM.TITLE)
                .from(PLAN_REVISION)
                .join(PLAN_ITEM)
                .on(PLAN_ITEM.ID.eq(PLAN_REVISION.ITEM_ID))
                .where(PLAN_REVISION.PLAN_ID.eq(plan))
                .orderBy(PLAN_REVISION.ID.desc())
                .fetch(r -> new Revision(
                        r.get(PLAN_REVISION.ID),
                        r.get(PLAN_REVISION.ITEM_ID),
                        r.get(PLAN_ITEM.TITLE),
                        Revision.What.valueOf(r.get(PLAN_REVISION.WHAT)),
                        r.get(PLAN_REVISION.REASON),
                        texts(r.get(PLAN_REVISION.BEFORE)),
                        texts(r.get(PLAN_REVISION.AFTER)),
                        r.get(PLAN_REVISION.ACTOR_NAME),
                        r.get(PLAN_REVISION.AT)));
    }

    private Map<String, String> texts(@Nullable JSONB of) {
        return of == null ? Map.of() : json.readValue(of.data(), TEXTS);
    }

    /** How often each item was changed, to say so on the wall. */
    Map<Long, Integer> counts(long plan) {
        return dsl.select(PLAN_REVISION.ITEM_ID, org.jooq.impl.DSL.count())
                .from(PLAN_REVISION)
                .where(PLAN_REVISION.PLAN_ID.eq(plan))
                .groupBy(PLAN_REVISION.ITEM_ID)
                .fetchMap(r -> r.value1(), r -> r.value2());
    }
}
