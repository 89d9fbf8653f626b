package io.lingchuang.vetting;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.vetting.Tables.PUT_FORWARD;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Right;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.entries.Entry;
import io.lingchuang.entries.EntryAccess;
import io.lingchuang.entries.EntryMoved;
import io.lingchuang.entries.EntryState;
import io.lingchuang.entries.Journey;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Putting entries forward 报送 to the federation above the city, under a letter with its number and day. An entry stands there once;
 * what was taken back keeps its row. It is prepared by whoever prepares the host's notices: the letter itself is signed on paper.
 */
@Service
public class PutForward {

    static final Right RIGHT = Right.PREPARE_NOTICE;

    /** The formal check is passed, and nothing has ended it since. */
    static final Set<EntryState> ABLE = EnumSet.of(
            EntryState.ACCEPTED, EntryState.RANKED, EntryState.PROPOSED, EntryState.NOT_SELECTED, EntryState.AWARDED);

    private static final Set<EntryState> OVER =
            EnumSet.of(EntryState.WITHDRAWN, EntryState.STRUCK, EntryState.REVOKED, EntryState.NOT_ACCEPTED);

    /** @param organ to whom; document the letter's number */
    public record Letter(
            String organ, String document, @Nullable LocalDate day) {}

    /** What becomes of an entry that was ticked. hindrance: why it cannot be put forward, null when it can; standing: it is there already. */
    public record Planned(Entry entry, @Nullable Refusal hindrance, boolean standing) {}

    private final DSLContext dsl;
    private final Calls calls;
    private final Journey journey;
    private final EntryAccess access;
    private final Messages messages;
    private final Wording texts;
    private final Today today;

    PutForward(
            DSLContext dsl,
            Calls calls,
            Journey journey,
            EntryAccess access,
            Messages messages,
            Wording texts,
            Today today) {
        this.dsl = dsl;
        this.calls = calls;
        this.journey = journey;
        this.access = access;
        this.messages = messages;
        this.texts = texts;
        this.today = today;
    }

    /** The call, for whoever may put its entries forward. */
    public Call call(Actor actor, long callId) {
        Call call = calls.running(callId);
        actor.requireHolds(RIGHT, call.hostNodeId());
        return call;
    }

    public List<Planned> plan(Actor actor, long callId, List<Long> ids) {
        call(actor, callId);
        return ids.stream()
                .distinct()
                .map(journey::entry)
                .filter(e -> e.callId() == callId && e.number() != null)
                .map(e -> new Planned(e, hindrance(actor, e), stands(e.id())))
                .toList();
    }

    private @Nullable Refusal hindrance(Actor actor, Entry entry) {
        if (stands(entry.id())) {
            return new Refusal("forward.standing");
        }
        if (!ABLE.contains(entry.state())) {
            return new Refusal("forward.notAccepted");
        }
        return access.own(actor, entry) ? new Refusal("vetting.own") : null;
    }

    private boolean stands(long entryId) {
        return dsl.fetchExists(PUT_FORWARD, PUT_FORWARD.ENTRY_ID.eq(entryId).and(PUT_FORWARD.TAKEN_BACK_ON.isNull()));
    }

    /** Those that cannot be are left out; how many were put forward is returned. */
    @Transactional
    public int send(Actor actor, long callId, List<Long> ids, Letter letter) {
        Call call = call(actor, callId);
        check(letter);
        int sent = 0;
        for (long id : ids.stream().distinct().sorted().toList()) {
            Entry entry = journey.locked(id);
            if (entry.callId() != callId) {
                throw new NotFound();
            }
            if (hindrance(actor, entry) == null) {
                dsl.insertInto(PUT_FORWARD)
                        .set(PUT_FORWARD.ENTRY_ID, id)
                        .set(PUT_FORWARD.ORGAN, letter.organ())
                        .set(PUT_FORWARD.DOCUMENT, letter.document())
                        .set(PUT_FORWARD.SENT_ON, letter.day())
                        .set(PUT_FORWARD.SENT_BY, actor.accountId())
                        .execute();
                journey.note(actor, entry, "putForward", letter.organ() + " " + letter.document(), call.hostNodeId());
                sent++;
            }
        }
        if (sent == 0) {
            throw new Refusal("forward.none");
        }
        return sent;
    }

    private void check(Letter letter) {
        if (letter.organ().length() < 2 || letter.organ().length() > 60) {
            throw Refusal.onField("organ", "forward.organMissing");
        }
        if (!letter.document().matches("\\p{IsHan}{1,12}〔(19|20|21)\\d{2}〕[1-9]\\d{0,5}号")) {
            throw Refusal.onField("document", "forward.documentShape");
        }
        if (letter.day() == null) {
            throw Refusal.onField("day", "NotNull");
        }
        if (letter.day().isAfter(today.today())) {
            throw Refusal.onField("day", "forward.dayAhead");
        }
    }

    /** Takes back what stands; the province is told on paper. */
    @Transactional
    public int takeBack(Actor actor, long callId, List<Long> ids, String reason) {
        Call call = call(actor, callId);
        String why = Vetting.needed(reason);
        int taken = 0;
        for (long id : ids.stream().distinct().sorted().toList()) {
            Entry entry = journey.locked(id);
            if (entry.callId() != callId) {
                throw new NotFound();
            }
            if (!end(id, why).isEmpty()) {
                journey.note(actor, entry, "takeBackForward", why, call.hostNodeId());
                taken++;
            }
        }
        if (taken == 0) {
            throw new Refusal("forward.noneStanding");
        }
        return taken;
    }

    /** Whose rows ended: the accounts that had put it forward. */
    private List<Long> end(long entryId, String why) {
        return new ArrayList<>(dsl.update(PUT_FORWARD)
                .set(PUT_FORWARD.TAKEN_BACK_ON, DSL.greatest(PUT_FORWARD.SENT_ON, DSL.val(today.today())))
                .set(PUT_FORWARD.TAKEN_BACK_WHY, why)
                .where(PUT_FORWARD.ENTRY_ID.eq(entryId), PUT_FORWARD.TAKEN_BACK_ON.isNull())
                .returningResult(PUT_FORWARD.SENT_BY)
                .fetch(PUT_FORWARD.SENT_BY));
    }

    /** What is withdrawn, struck or revoked stands with the province no longer; whoever put it forward is told, to tell the province. */
    @EventListener
    void over(EntryMoved moved) {
        if (!OVER.contains(moved.to())) {
            return;
        }
        String state = texts.of("EntryState." + moved.to());
        for (long officer : end(moved.entryId(), state)) {
            Entry entry = journey.entry(moved.entryId());
            journey.note(Actor.system(), entry, "takeBackForward", state, null);
            messages.send(
                    officer,
                    texts.of("forward.over", entry.title(), state),
                    texts.of("forward.over.body", String.valueOf(entry.number())),
                    "/calls/" + entry.callId() + "/put-forward?standing=back",
                    "forward:" + entry.id() + ":" + entry.version());
        }
    }

    /** How many of a call stand there, of units within reach. */
    long standing(Actor actor, long callId) {
        var node = io.lingchuang.db.access.Tables.NODE;
        return dsl.selectCount()
                .from(PUT_FORWARD)
                .join(ENTRY)
                .on(ENTRY.ID.eq(PUT_FORWARD.ENTRY_ID))
                .join(node)
                .on(node.ID.eq(ENTRY.UNIT_NODE_ID))
                .where(
                        ENTRY.CALL_ID.eq(callId),
                        PUT_FORWARD.TAKEN_BACK_ON.isNull(),
                        actor.within(Right.FOLLOW, node.PATH, node.INDUSTRY_PATH))
                .fetchSingle()
                .value1();
    }
}
