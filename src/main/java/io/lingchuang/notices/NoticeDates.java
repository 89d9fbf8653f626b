package io.lingchuang.notices;

import static io.lingchuang.db.notices.Tables.NOTICE;

import io.lingchuang.calls.Call;
import io.lingchuang.calls.StageDates;
import io.lingchuang.platform.web.Page;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The public notices of a call that were released. */
@Component
@Order(2)
class NoticeDates implements StageDates {

    private final DSLContext dsl;

    NoticeDates(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public List<Stage> stages(Call call, Page page) {
        return dsl.select(NOTICE.NUMBER, NOTICE.OPENS_ON, NOTICE.CLOSES_ON)
                .from(NOTICE)
                .where(NOTICE.CALL_ID.eq(call.id()), NOTICE.STATE.in("PUBLISHED", "ENDED"))
                .orderBy(NOTICE.NUMBER)
                .fetch(r -> new Stage(page.t("notices.stage", r.value1()), r.value2(), r.value3()));
    }
}
