package io.lingchuang.review;

import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.SHEET;

import io.lingchuang.calls.CallUse;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Tells the calls that experts have begun, so that the rule they score by stays as it is. */
@Component
class SheetUse implements CallUse {

    private final DSLContext dsl;

    SheetUse(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public Set<Long> usedCategories(long callId) {
        return dsl.selectDistinct(PANEL.CATEGORY_ID)
                .from(PANEL)
                .where(PANEL.CALL_ID.eq(callId), PANEL.CATEGORY_ID.isNotNull())
                .fetchSet(PANEL.CATEGORY_ID);
    }

    @Override
    public long panels(long callId) {
        return dsl.fetchCount(PANEL, PANEL.CALL_ID.eq(callId).and(PANEL.STATE.ne(Panel.State.DISSOLVED.name())));
    }

    @Override
    public long sheets(long callId) {
        return dsl.select(DSL.count())
                .from(SHEET)
                .join(PANEL)
                .on(PANEL.ID.eq(SHEET.PANEL_ID))
                .where(PANEL.CALL_ID.eq(callId))
                .fetchSingle()
                .value1();
    }
}
