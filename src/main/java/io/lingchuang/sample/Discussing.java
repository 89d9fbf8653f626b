package io.lingchuang.sample;

import static io.lingchuang.db.review.Tables.SHEET;

import io.lingchuang.review.room.Discussions;
import io.lingchuang.review.room.Talk;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** The border cases of a panel that is scoring: one is settled, the next is under discussion. */
@Component
class Discussing {

    private final DSLContext dsl;
    private final Handing handing;
    private final Discussions discussions;

    Discussing(DSLContext dsl, Handing handing, Discussions discussions) {
        this.dsl = dsl;
        this.handing = handing;
        this.discussions = discussions;
    }

    /** On the entries that two experts or more have sealed. */
    void discuss(long panel) {
        List<Long> entries = dsl.select(SHEET.ENTRY_ID)
                .from(SHEET)
                .where(SHEET.PANEL_ID.eq(panel), SHEET.STATE.eq("SEALED"))
                .groupBy(SHEET.ENTRY_ID)
                .having(DSL.count().gt(1))
                .orderBy(SHEET.ENTRY_ID)
                .fetch(SHEET.ENTRY_ID);
        long settled = discussions.open(handing.who("city"), panel, entries.getFirst(), "两位专家创新性得分相差较大，请说明依据", false);
        discussions.say(handing.who("expert3"), settled, Talk.Kind.WORD, "核心结构与在用产品相近，改进主要在材料上。");
        discussions.say(handing.who("expert4"), settled, Talk.Kind.WORD, "已在三个车间使用半年，材料改进带来的寿命提高有检测报告。");
        discussions.close(handing.who("city"), settled, "双方说明了依据，维持各自评分。");
        discussions.open(handing.who("city"), panel, entries.getLast(), "效益证明是否充分", false);
    }
}
