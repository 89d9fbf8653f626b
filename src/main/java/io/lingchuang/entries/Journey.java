package io.lingchuang.entries;

import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.entries.Tables.EVENT;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Stale;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/**
 * The one place where an entry changes its state: locks it, checks that the move is legal and what was seen is current, writes,
 * appends to its history and to the audit trail, and says so. Whether the actor may is checked by the use case that calls.
 */
@Service
public class Journey {

    private static final Field<List<Entry.Completer>> COMPLETERS = multiset(select(COMPLETER.fields())
                    .from(COMPLETER)
                    .where(COMPLETER.ENTRY_ID.eq(ENTRY.ID))
                    .orderBy(COMPLETER.POSITION))
            .as("completers")
            .convertFrom(rows -> rows.map(Journey::completer));

    private final DSLContext dsl;
    private final ObjectMapper json;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Today today;

    Journey(DSLContext dsl, ObjectMapper json, Audit audit, ApplicationEventPublisher events, Today today) {
        this.dsl = dsl;
        this.json = json;
        this.audit = audit;
        this.events = events;
        this.today = today;
    }

    public Entry entry(long id) {
        return dsl.select(ENTRY.fields())
                .select(COMPLETERS)
                .from(ENTRY)
                .where(ENTRY.ID.eq(id))
                .fetchOptional()
                .map(e -> whole(e, e.get(COMPLETERS)))
                .orElseThrow(NotFound::new);
    }

    /** Several at once. */
    public List<Entry> entries(Collection<Long> ids) {
        return dsl.select(ENTRY.fields())
                .select(COMPLETERS)
                .from(ENTRY)
                .where(ENTRY.ID.in(ids))
                .orderBy(ENTRY.ID)
                .fetch(e -> whole(e, e.get(COMPLETERS)));
    }

    /** The entry, locked until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Entry locked(long id) {
        return dsl.selectFrom(ENTRY)
                .where(ENTRY.ID.eq(id))
                .forUpdate()
                .fetchOptional()
                .map(e -> whole(e, completers(id)))
                .orElseThrow(NotFound::new);
    }

    /** Asked for when the lock is held: whoever held it before may have named others. */
    private List<Entry.Completer> completers(long id) {
        return dsl.selectFrom(COMPLETER)
                .where(COMPLETER.ENTRY_ID.eq(id))
                .orderBy(COMPLETER.POSITION)
                .fetch(Journey::completer);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Entry move(Actor actor, long id, Move move) {
        return move(actor, locked(id), move);
    }

    /** The same for an entry that this transaction has locked already. */
    @Transactional(propagation = Propagation.MANDATORY)
    Entry move(Actor actor, Entry before, Move move) {
        return move(actor, before, move, Map::of);
    }

    /** also: what is written with it. It is asked for last, as it may be something that others wait for until this is done. */
    @Transactional(propagation = Propagation.MANDATORY)
    Entry move(Actor actor, Entry before, Move move, Supplier<Map<Field<?>, ?>> also) {
        long id = before.id();
        if ((move.version() != null && move.version() != before.version())
                || !before.state().mayBecome(move.to())) {
            throw new Stale();
        }
        append(actor, id, move.action(), before.state(), move.to(), move.reason(), move.byNodeId());
        dsl.update(ENTRY)
                .set(also.get())
                .set(ENTRY.STATE, move.to().name())
                .set(ENTRY.AT_NODE_ID, move.atNodeId())
                .set(ENTRY.AT_POSITION, move.atPosition())
                .set(ENTRY.DUE_ON, move.dueOn())
                .set(ENTRY.LAST_REASON, move.reason())
                .set(ENTRY.SCORE, move.score() == null ? before.score() : move.score())
                .set(ENTRY.RANK, move.rank() == null ? before.rank() : move.rank())
                .set(ENTRY.REACHED, move.reached() == null ? ENTRY.REACHED : DSL.val(move.reached()))
                .set(ENTRY.TIER_ID, move.tierId() == null ? before.tierId() : move.tierId())
                .set(ENTRY.CHANGED_AT, today.now())
                .set(ENTRY.VERSION, before.version() + 1)
                .where(ENTRY.ID.eq(id))
                .execute();
        events.publishEvent(new EntryMoved(id, before.callId(), before.state(), move.to(), move.action()));
        return entry(id);
    }

    /** Something that belongs into the history of an entry and does not move it. */
    @Transactional(propagation = Propagation.MANDATORY)
    void note(Actor actor, Entry entry, String action, @Nullable String reason) {
        note(actor, entry, action, reason, null);
    }

    /** The same, done at a unit of the tree. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void note(Actor actor, Entry entry, String action, @Nullable String reason, @Nullable Long byNodeId) {
        append(actor, entry.id(), action, entry.state(), entry.state(), reason, byNodeId);
    }

    private void append(
            Actor actor,
            long id,
            String action,
            EntryState from,
            EntryState to,
            @Nullable String reason,
            @Nullable Long byNodeId) {
        dsl.insertInto(EVENT)
                .set(EVENT.ENTRY_ID, id)
                .set(EVENT.ACCOUNT_ID, actor.accountId() == 0 ? null : actor.accountId())
                .set(EVENT.ACTOR_NAME, actor.name())
                .set(EVENT.NODE_ID, byNodeId)
                .set(EVENT.ACTION, action)
                .set(EVENT.FROM_STATE, from.name())
                .set(EVENT.TO_STATE, to.name())
                .set(EVENT.REASON, reason)
                .execute();
        audit.record(actor, "entries." + action, "entry", id, reason);
    }

    private Entry whole(Record e, List<Entry.Completer> completers) {
        long id = e.get(ENTRY.ID);
        return new Entry(
                id,
                e.get(ENTRY.CALL_ID),
                e.get(ENTRY.CATEGORY_ID),
                e.get(ENTRY.UNIT_NODE_ID),
                Entry.Line.valueOf(e.get(ENTRY.LINE)),
                e.get(ENTRY.NUMBER),
                e.get(ENTRY.TITLE),
                json.readValue(e.get(ENTRY.ANSWERS).data(), new TypeReference<Map<String, String>>() {}),
                json.readValue(e.get(ENTRY.TICKED).data(), new TypeReference<List<String>>() {}),
                EntryState.valueOf(e.get(ENTRY.STATE)),
                e.get(ENTRY.AT_NODE_ID),
                e.get(ENTRY.AT_POSITION),
                e.get(ENTRY.DUE_ON),
                e.get(ENTRY.LAST_REASON),
                e.get(ENTRY.SCORE),
                e.get(ENTRY.RANK),
                e.get(ENTRY.TIER_ID),
                e.get(ENTRY.CREATED_BY),
                e.get(ENTRY.ENTERED_FOR),
                e.get(ENTRY.SUBMITTED_AT),
                e.get(ENTRY.VERSION),
                completers);
    }

    private static Entry.Completer completer(Record c) {
        return new Entry.Completer(
                c.get(COMPLETER.ID),
                c.get(COMPLETER.POSITION),
                c.get(COMPLETER.PERSON_ID),
                c.get(COMPLETER.NAME),
                c.get(COMPLETER.UNIT_NAME),
                c.get(COMPLETER.SHARE),
                Entry.Answer.valueOf(c.get(COMPLETER.STATE)));
    }
}
