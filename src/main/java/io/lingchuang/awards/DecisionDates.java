package io.lingchuang.awards;

import static io.lingchuang.db.awards.Tables.DECISION;

import io.lingchuang.calls.Call;
import io.lingchuang.calls.StageDates;
import io.lingchuang.platform.web.Page;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** When a call's awards were decided. */
@Component
@Order(3)
class DecisionDates implements StageDates {

    private final DSLContext dsl;

    DecisionDates(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public List<Stage> stages(Call call, Page page) {
        return dsl.select(DECISION.NUMBER, DECISION.DECIDED_ON)
                .from(DECISION)
                .where(DECISION.CALL_ID.eq(call.id()))
                .orderBy(DECISION.DECIDED_ON, DECISION.ID)
                .fetch(r -> new Stage(page.t("awards.stage", r.value1()), r.value2(), r.value2()));
    }
}
