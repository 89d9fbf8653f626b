package io.lingchuang.calls;

import static io.lingchuang.db.calls.Tables.CALL;

import io.lingchuang.platform.web.NotFound;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;

/** What an officer does with calls, and what other parts ask about them. */
@Service
public class Calls {

    private final DSLContext dsl;
    private final CallStore store;

    Calls(DSLContext dsl, CallStore store) {
        this.dsl = dsl;
        this.store = store;
    }

    /** The call, whole. For other parts of the house; pages check who may see it. */
    public Call call(long id) {
        return store.find(id).orElseThrow(NotFound::new);
    }

    /** Published calls, newest first: public. */
    public List<Call> published() {
        return dsl.selectFrom(CALL)
                .where(CALL.STATE.eq(Call.State.PUBLISHED.name()))
                .orderBy(CALL.YEAR.desc(), CALL.ID.desc())
                .fetch(store::whole);
    }
}
