package io.lingchuang.studios.assessment;

import static io.lingchuang.db.studios.Tables.PLAN;
import static io.lingchuang.db.studios.Tables.PLAN_ITEM;

import io.lingchuang.platform.messages.Wording;
import io.lingchuang.studios.Studio;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** What the plan on the wall said for the months of the time, and how far each item is. */
@Component
class PlanReport implements SelfReport {

    private final DSLContext dsl;
    private final Wording texts;

    PlanReport(DSLContext dsl, Wording texts) {
        this.dsl = dsl;
        this.texts = texts;
    }

    @Override
    public List<Line> lines(Studio studio, LocalDate from, LocalDate until) {
        var month = PLAN.YEAR.times(12).plus(PLAN_ITEM.UNTIL_MONTH);
        return dsl.select(PLAN.YEAR, PLAN_ITEM.ID, PLAN_ITEM.TITLE, PLAN_ITEM.STATE, PLAN_ITEM.PERCENT)
                .from(PLAN_ITEM)
                .join(PLAN)
                .on(PLAN.ID.eq(PLAN_ITEM.PLAN_ID))
                .where(PLAN.STUDIO_ID.eq(studio.id()), PLAN.STATE.eq("HUNG"))
                .and(month.between(
                        from.getYear() * 12 + from.getMonthValue(), until.getYear() * 12 + until.getMonthValue()))
                .orderBy(PLAN.YEAR, PLAN_ITEM.UNTIL_MONTH, PLAN_ITEM.ID)
                .limit(100)
                .fetch(r -> new Line(
                        "plan",
                        texts.of(
                                "assessment.planItem",
                                String.valueOf(r.value1()),
                                r.value3(),
                                texts.of("ItemState." + r.value4()),
                                r.value5()),
                        false,
                        "/plan-items/" + r.value2()));
    }
}
