package io.lingchuang.review;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.SHEET;

import io.lingchuang.access.Actor;
import io.lingchuang.review.Scoring.Sheet;
import io.lingchuang.review.invitations.Admission;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** The sheets of the expert who asks, once they accepted and declared, and no others; nothing of an entry that they must recuse from. */
@Component
class OwnSheets {

    /** What lies behind them. */
    private static final Condition HANDED_IN =
            PANEL.STATE.eq(Panel.State.CLOSED.name()).and(SHEET.STATE.ne(SheetState.OPEN.name()));

    private final DSLContext dsl;
    private final ObjectMapper json;

    OwnSheets(DSLContext dsl, ObjectMapper json) {
        this.dsl = dsl;
        this.json = json;
    }

    /** An account's own sheets that meet a condition, on whatever panel, in the order of panels and codes. */
    List<Sheet> of(Actor actor, Condition which) {
        return find(SHEET.EXPERT_ID
                .in(DSL.select(EXPERT.ID).from(EXPERT).where(EXPERT.ACCOUNT_ID.eq(actor.accountId())))
                .and(which)
                .and(Admission.given(SHEET.PANEL_ID, SHEET.EXPERT_ID).or(HANDED_IN))
                .andNot(Recusals.hidden(SHEET.PANEL_ID, SHEET.EXPERT_ID, SHEET.ENTRY_ID)));
    }

    private List<Sheet> find(Condition which) {
        return dsl.select(
                        SHEET.ID,
                        SHEET.PANEL_ID,
                        PANEL.NAME,
                        PANEL.CALL_ID,
                        SHEET.ENTRY_ID,
                        PANEL_ENTRY.BLIND_CODE,
                        SHEET.SCORES,
                        SHEET.TOTAL,
                        SHEET.COMMENT,
                        SHEET.REASONS,
                        SHEET.STATE,
                        SHEET.CANNOT_JUDGE,
                        SHEET.REOPENED,
                        DSL.field(SheetStanding.TYPED),
                        SHEET.VERSION)
                .from(SHEET)
                .join(PANEL)
                .on(PANEL.ID.eq(SHEET.PANEL_ID))
                .join(PANEL_ENTRY)
                .on(PANEL_ENTRY.PANEL_ID.eq(SHEET.PANEL_ID), PANEL_ENTRY.ENTRY_ID.eq(SHEET.ENTRY_ID))
                .join(ENTRY)
                .on(ENTRY.ID.eq(SHEET.ENTRY_ID))
                .where(which)
                .orderBy(SHEET.PANEL_ID, PANEL_ENTRY.BLIND_CODE)
                .fetch(r -> new Sheet(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        r.value5(),
                        r.value6(),
                        texts(r.value7()),
                        r.value8(),
                        r.value9(),
                        texts(r.value10()),
                        SheetState.valueOf(r.value11()),
                        r.value12(),
                        r.value13(),
                        r.value14(),
                        r.value15()));
    }

    private Map<String, String> texts(JSONB object) {
        return json.readValue(object.data(), new TypeReference<Map<String, String>>() {});
    }
}
