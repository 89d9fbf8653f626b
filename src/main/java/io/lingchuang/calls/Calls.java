package io.lingchuang.calls;

import static io.lingchuang.db.calls.Tables.CALL;

import io.lingchuang.platform.web.NotFound;
import java.util.List;
import org.springframework.stereotype.Service;

/** What an officer does with calls, and what other parts ask about them. */
@Service
public class Calls {

    private final CallStore store;

    Calls(CallStore store) {
        this.store = store;
    }

    /** The call, whole. For other parts of the house; pages check who may see it. */
    public Call call(long id) {
        return store.find(id).orElseThrow(NotFound::new);
    }

    /** A call that has been published and not cancelled, closed or not: what follows it has pages for no other. */
    public Call running(long id) {
        Call call = call(id);
        if (call.state() == Call.State.DRAFT || call.state() == Call.State.CANCELLED) {
            throw new NotFound();
        }
        return call;
    }

    /** Calls of these hosts, newest first, at most fifty: to copy from. */
    List<Call> hostedBy(List<Long> nodes) {
        return store.whole()
                .where(CALL.HOST_NODE_ID.in(nodes))
                .orderBy(CALL.YEAR.desc(), CALL.ID.desc())
                .limit(50)
                .fetch(store::whole);
    }

    /** Published calls, newest first: public. */
    public List<Call> published() {
        return store.whole()
                .where(CALL.STATE.eq(Call.State.PUBLISHED.name()))
                .orderBy(CALL.YEAR.desc(), CALL.ID.desc())
                .fetch(store::whole);
    }
}
