package io.lingchuang.entries;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.entries.Tables.ENTRY_FILE;

import io.lingchuang.calls.CallUse;
import java.util.HashSet;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Tells the calls what drafts and entries already rest on. */
@Component
class EntryUse implements CallUse {

    private final DSLContext dsl;

    EntryUse(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public long submitted(long callId) {
        return dsl.fetchCount(ENTRY, ENTRY.CALL_ID.eq(callId).and(ENTRY.NUMBER.isNotNull()));
    }

    @Override
    public Set<String> answeredFields(long callId) {
        Set<String> codes =
                new HashSet<>(dsl.selectDistinct(DSL.field("jsonb_object_keys({0})", String.class, ENTRY.ANSWERS))
                        .from(ENTRY)
                        .where(ENTRY.CALL_ID.eq(callId))
                        .fetch(0, String.class));
        codes.addAll(dsl.selectDistinct(ENTRY_FILE.FIELD_CODE)
                .from(ENTRY_FILE)
                .join(ENTRY)
                .on(ENTRY.ID.eq(ENTRY_FILE.ENTRY_ID))
                .where(ENTRY.CALL_ID.eq(callId))
                .fetch(ENTRY_FILE.FIELD_CODE));
        return codes;
    }

    @Override
    public Set<Long> usedCategories(long callId) {
        return dsl.selectDistinct(ENTRY.CATEGORY_ID)
                .from(ENTRY)
                .where(ENTRY.CALL_ID.eq(callId), ENTRY.CATEGORY_ID.isNotNull())
                .fetchSet(ENTRY.CATEGORY_ID);
    }
}
