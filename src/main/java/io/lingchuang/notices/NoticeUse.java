package io.lingchuang.notices;

import static io.lingchuang.db.notices.Tables.NOTICE;

import io.lingchuang.calls.CallUse;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Tells the calls that a notice was released, so that what it names stays as people read it. */
@Component
class NoticeUse implements CallUse {

    private final DSLContext dsl;

    NoticeUse(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** A cancelled one counts too when it was out before. */
    @Override
    public boolean noticed(long callId) {
        return dsl.fetchExists(NOTICE, NOTICE.CALL_ID.eq(callId).and(NOTICE.RELEASED_AT.isNotNull()));
    }
}
