package io.lingchuang.studios.plan;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.studios.Tables.MEMBER;
import static io.lingchuang.db.studios.Tables.PLAN;
import static io.lingchuang.db.studios.Tables.PLAN_DOER;
import static io.lingchuang.db.studios.Tables.PLAN_LINE;
import static io.lingchuang.db.studios.Tables.PLAN_RECORD;

import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.studios.Part;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Reads plans and their items. Asks for no right. */
@Component
class PlanStore {

    private final DSLContext dsl;
    private final Today today;
    private final int warning;

    PlanStore(DSLContext dsl, Today today, @Value("${lingchuang.plan-warning-days:30}") int warning) {
        this.dsl = dsl;
        this.today = today;
        this.warning = warning;
    }

    /** So many days before its last one an item without a record turns yellow. */
    int warning() {
        return warning;
    }

    /** The colour of a row of PLAN_LINE today. */
    Field<String> light() {
        return Light.of(today.today(), warning);
    }

    Plan plan(long id) {
        return plan(PLAN.ID.eq(id)).orElseThrow(NotFound::new);
    }

    Optional<Plan> plan(long studio, int year) {
        return plan(PLAN.STUDIO_ID.eq(studio).and(PLAN.YEAR.eq(year)));
    }

    private Optional<Plan> plan(Condition which) {
        return dsl.selectFrom(PLAN)
                .where(which)
                .fetchOptional(p -> new Plan(
                        p.getId(),
                        p.getStudioId(),
                        p.getYear(),
                        p.getAim(),
                        PlanState.valueOf(p.getState()),
                        p.getHungOn(),
                        p.getVersion()));
    }

    /** Years of which a studio has a plan, the latest first. */
    List<Integer> years(long studio, boolean drafts) {
        return dsl.select(PLAN.YEAR)
                .from(PLAN)
                .where(PLAN.STUDIO_ID.eq(studio))
                .and(drafts ? DSL.noCondition() : PLAN.STATE.eq(PlanState.HUNG.name()))
                .orderBy(PLAN.YEAR.desc())
                .fetch(PLAN.YEAR);
    }

    List<PlanItem> items(Plan plan) {
        return items(PLAN_LINE.PLAN_ID.eq(plan.id()));
    }

    PlanItem item(long id) {
        return items(PLAN_LINE.ID.eq(id)).stream().findFirst().orElseThrow(NotFound::new);
    }

    /** Items by their months; in two queries, however many they are. */
    List<PlanItem> items(Condition which) {
        LocalDate day = today.today();
        Map<Long, List<PlanItem.Doer>> doers = dsl.select(
                        PLAN_DOER.ITEM_ID, MEMBER.ID, MEMBER.PART, MEMBER.UNTIL_DAY, PERSON.NAME)
                .from(PLAN_DOER)
                .join(MEMBER)
                .on(MEMBER.ID.eq(PLAN_DOER.MEMBER_ID))
                .join(PERSON)
                .on(PERSON.ID.eq(MEMBER.PERSON_ID))
                .where(PLAN_DOER.ITEM_ID.in(
                        DSL.select(PLAN_LINE.ID).from(PLAN_LINE).where(which)))
                .orderBy(MEMBER.ID)
                .fetchGroups(
                        PLAN_DOER.ITEM_ID,
                        r -> new PlanItem.Doer(
                                r.get(MEMBER.ID),
                                r.get(PERSON.NAME),
                                !Part.valueOf(r.get(MEMBER.PART)).works()
                                        || (r.get(MEMBER.UNTIL_DAY) != null
                                                && !r.get(MEMBER.UNTIL_DAY).isAfter(day))));
        return dsl.select(PLAN_LINE.fields())
                .select(light().as("light"))
                .from(PLAN_LINE)
                .where(which)
                .orderBy(PLAN_LINE.FROM_MONTH, PLAN_LINE.UNTIL_MONTH, PLAN_LINE.ID)
                .fetch(r -> item(r, doers.getOrDefault(r.get(PLAN_LINE.ID), List.of())));
    }

    private static PlanItem item(Record r, List<PlanItem.Doer> doers) {
        return new PlanItem(
                r.get(PLAN_LINE.ID),
                r.get(PLAN_LINE.PLAN_ID),
                r.get(PLAN_LINE.STUDIO_ID),
                r.get(PLAN_LINE.YEAR),
                ItemKind.valueOf(r.get(PLAN_LINE.KIND)),
                r.get(PLAN_LINE.TITLE),
                r.get(PLAN_LINE.FROM_MONTH),
                r.get(PLAN_LINE.UNTIL_MONTH),
                r.get(PLAN_LINE.GOAL),
                r.get(PLAN_LINE.QUANTITY),
                r.get(PLAN_LINE.UNIT),
                r.get(PLAN_LINE.PROOF),
                r.get(PLAN_LINE.PARTNER),
                r.get(PLAN_LINE.INTERNAL),
                r.get(PLAN_LINE.NOTE),
                ItemState.valueOf(r.get(PLAN_LINE.STATE)),
                r.get(PLAN_LINE.PERCENT),
                r.get(PLAN_LINE.DONE_ON),
                r.get(PLAN_LINE.DROPPED_WHY),
                r.get(PLAN_LINE.DUE_DAY),
                r.get(PLAN_LINE.FIRST_ON),
                r.get(PLAN_LINE.LAST_ON),
                Light.valueOf(r.get("light", String.class)),
                doers,
                r.get(PLAN_LINE.VERSION));
    }

    /** What is on record for an item, the latest word first. */
    List<PlanRecord> records(long item) {
        return dsl.select(PLAN_RECORD.fields())
                .select(ACCOUNT.NAME)
                .from(PLAN_RECORD)
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.ID.eq(PLAN_RECORD.ACCOUNT_ID))
                .where(PLAN_RECORD.ITEM_ID.eq(item))
                .orderBy(PLAN_RECORD.ID.desc())
                .fetch(r -> new PlanRecord(
                        r.get(PLAN_RECORD.ID),
                        r.get(PLAN_RECORD.ON_DAY),
                        r.get(PLAN_RECORD.PERCENT),
                        r.get(PLAN_RECORD.NOTE),
                        r.get(PLAN_RECORD.RECORD_ID),
                        r.get(ACCOUNT.NAME)));
    }
}
