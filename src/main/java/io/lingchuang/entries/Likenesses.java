package io.lingchuang.entries;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.entries.Tables.LIKENESS;
import static io.lingchuang.db.entries.Tables.TEXT_GRAM;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.jobs.Jobs;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Likely duplicates of a whole call 查重: the host has them looked for and rules on each pair. A ruling is a finding with its reason; what follows from
 * it for the entry is decided at the formal check.
 */
@Service
public class Likenesses {

    static final int REASON = 500;

    private final DSLContext dsl;
    private final Calls calls;
    private final EntryAccess access;
    private final Journey journey;
    private final Jobs jobs;
    private final Audit audit;
    private final Today today;

    Likenesses(DSLContext dsl, Calls calls, EntryAccess access, Journey journey, Jobs jobs, Audit audit, Today today) {
        this.dsl = dsl;
        this.calls = calls;
        this.access = access;
        this.journey = journey;
        this.jobs = jobs;
        this.audit = audit;
        this.today = today;
    }

    /** The call, for whoever makes its formal check. */
    Call call(Actor actor, long id) {
        Call call = calls.running(id);
        actor.requireHolds(Right.CHECK_FORM, call.hostNodeId());
        return call;
    }

    /** Has what is new or changed compared. @return the job */
    @Transactional
    public long compare(Actor actor, long callId, String title) {
        Call call = call(actor, callId);
        audit.record(actor, "entries.compareCall", "call", callId, null);
        return jobs.start(
                CallComparison.KIND,
                title,
                Map.of("call", call.id(), "back", "/calls/" + callId + "/copies"),
                actor.accountId());
    }

    Likeness likeness(Actor actor, long callId, long id) {
        call(actor, callId);
        var newer = TEXT_GRAM.as("newer");
        var older = TEXT_GRAM.as("older");
        Field<Boolean> changed = DSL.field(changed(newer.REVISION, older.REVISION));
        return dsl.select(LIKENESS.asterisk(), ACCOUNT.NAME, changed)
                .from(LIKENESS)
                .join(ENTRY)
                .on(ENTRY.ID.eq(LIKENESS.ENTRY_ID))
                .join(newer)
                .on(newer.ENTRY_ID.eq(LIKENESS.ENTRY_ID))
                .join(older)
                .on(older.ENTRY_ID.eq(LIKENESS.OLDER_ID))
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.ID.eq(LIKENESS.RULED_BY))
                .where(LIKENESS.ID.eq(id), ENTRY.CALL_ID.eq(callId))
                .fetchOptional(r -> new Likeness(
                        id,
                        r.get(LIKENESS.ENTRY_ID),
                        r.get(LIKENESS.OLDER_ID),
                        r.get(LIKENESS.SHARE),
                        r.get(LIKENESS.RULING) == null ? null : Ruling.valueOf(r.get(LIKENESS.RULING)),
                        r.get(LIKENESS.REASON),
                        r.get(ACCOUNT.NAME),
                        r.get(LIKENESS.RULED_AT),
                        Boolean.TRUE.equals(r.get(changed)),
                        r.get(LIKENESS.VERSION)))
                .orElseThrow(NotFound::new);
    }

    /** One of the two texts was written again since the ruling. */
    static Condition changed(Field<Integer> newer, Field<Integer> older) {
        return LIKENESS.RULED_TEXTS.isNotNull().and(LIKENESS.RULED_TEXTS.ne(revisions(newer, older)));
    }

    private static Field<String> revisions(Field<Integer> newer, Field<Integer> older) {
        return DSL.concat(newer, DSL.inline(":"), older);
    }

    /** Rules on a pair, or anew. Nobody does on an entry of their own. */
    @Transactional
    public void rule(Actor actor, long callId, long id, int version, Ruling ruling, String reason) {
        Likeness pair = locked(actor, callId, id, version);
        for (long entry : new long[] {pair.entryId(), pair.olderId()}) {
            if (access.own(actor, journey.entry(entry))) {
                throw new Refusal("entries.copies.own");
            }
        }
        if (reason.strip().length() < 2 || reason.strip().length() > REASON) {
            throw Refusal.onField("reason", "entries.copies.reasonNeeded");
        }
        dsl.update(LIKENESS)
                .set(LIKENESS.RULING, ruling.name())
                .set(LIKENESS.REASON, reason.strip())
                .set(LIKENESS.RULED_BY, actor.accountId())
                .set(LIKENESS.RULED_AT, today.now())
                .set(LIKENESS.RULED_TEXTS, revisionsNow(pair))
                .set(LIKENESS.VERSION, version + 1)
                .where(LIKENESS.ID.eq(id))
                .execute();
        audit.record(actor, "entries.ruleLikeness", "entry", pair.entryId(), said(pair, ruling, reason.strip()));
    }

    /** Takes the ruling back; the pair is open again. */
    @Transactional
    public void undo(Actor actor, long callId, long id, int version) {
        Likeness pair = locked(actor, callId, id, version);
        if (pair.ruling() == null) {
            throw new Stale();
        }
        dsl.update(LIKENESS)
                .setNull(LIKENESS.RULING)
                .setNull(LIKENESS.REASON)
                .setNull(LIKENESS.RULED_BY)
                .setNull(LIKENESS.RULED_AT)
                .setNull(LIKENESS.RULED_TEXTS)
                .set(LIKENESS.VERSION, version + 1)
                .where(LIKENESS.ID.eq(id))
                .execute();
        audit.record(actor, "entries.undoLikeness", "entry", pair.entryId(), said(pair, pair.ruling(), pair.reason()));
    }

    private Likeness locked(Actor actor, long callId, long id, int version) {
        call(actor, callId);
        dsl.select(LIKENESS.ID)
                .from(LIKENESS)
                .where(LIKENESS.ID.eq(id))
                .forUpdate()
                .fetch();
        Likeness pair = likeness(actor, callId, id);
        if (pair.version() != version) {
            throw new Stale();
        }
        return pair;
    }

    private String revisionsNow(Likeness pair) {
        Map<Long, Integer> now = dsl.select(TEXT_GRAM.ENTRY_ID, TEXT_GRAM.REVISION)
                .from(TEXT_GRAM)
                .where(TEXT_GRAM.ENTRY_ID.in(pair.entryId(), pair.olderId()))
                .fetchMap(TEXT_GRAM.ENTRY_ID, TEXT_GRAM.REVISION);
        return now.get(pair.entryId()) + ":" + now.get(pair.olderId());
    }

    /** What stands on the trail of the later entry: the number of the other, and the ruling with its reason. */
    private String said(Likeness pair, Ruling ruling, @Nullable String reason) {
        return journey.entry(pair.olderId()).number() + " " + ruling + ": " + reason;
    }
}
