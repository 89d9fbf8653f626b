package io.lingchuang.review.room;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;
import static io.lingchuang.db.review.Tables.POST;
import static io.lingchuang.db.review.Tables.RECUSAL;
import static io.lingchuang.db.review.Tables.SHEET;
import static io.lingchuang.db.review.Tables.THREAD;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.access.Right;
import io.lingchuang.entries.EntryState;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.messages.Wording;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.review.Panel;
import io.lingchuang.review.Panels;
import io.lingchuang.review.SealedSheets;
import io.lingchuang.review.blind.FreeWords;
import io.lingchuang.review.invitations.Admission;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Discussing a border case: opened on one entry by the host, the chair or the deputy; read and written by the panel's experts whose own
 * sheet on it is sealed, so that nobody is swayed before they scored. Whoever must recuse from the entry finds nothing of it anywhere.
 */
@Service
public class Discussions {

    static final int WORDS = 2000;

    /** Somebody's place in a discussion. expertId is null for the host. */
    record Place(
            Panel panel,
            long entry,
            boolean open,
            @Nullable Seat seat,
            @Nullable Long expertId) {

        boolean leads() {
            return seat != null;
        }
    }

    private final DSLContext dsl;
    private final Panels panels;
    private final Seats seats;
    private final SealedSheets sealed;
    private final FreeWords free;
    private final Messages messages;
    private final Wording texts;
    private final Today today;
    private final Audit audit;

    Discussions(
            DSLContext dsl,
            Panels panels,
            Seats seats,
            SealedSheets sealed,
            FreeWords free,
            Messages messages,
            Wording texts,
            Today today,
            Audit audit) {
        this.dsl = dsl;
        this.panels = panels;
        this.seats = seats;
        this.sealed = sealed;
        this.free = free;
        this.messages = messages;
        this.texts = texts;
        this.today = today;
        this.audit = audit;
    }

    /** In SQL: this expert belongs to the discussion of the entry, as the panel stands now. */
    static Condition member(Field<Long> panel, Field<Long> entry, Field<Long> expert) {
        var seat = PANEL_EXPERT.as("seat");
        var own = SHEET.as("own");
        var bar = RECUSAL.as("bar");
        var scoring = PANEL.as("scoring");
        return DSL.exists(DSL.selectOne()
                .from(seat)
                .join(scoring)
                .on(scoring.ID.eq(seat.PANEL_ID), scoring.STATE.eq(Panel.State.SCORING.name()))
                .join(own)
                .on(own.PANEL_ID.eq(seat.PANEL_ID), own.EXPERT_ID.eq(seat.EXPERT_ID), own.ENTRY_ID.eq(entry))
                .where(
                        seat.PANEL_ID.eq(panel),
                        seat.EXPERT_ID.eq(expert),
                        seat.LEFT_AT.isNull(),
                        own.STATE.eq("SEALED"),
                        Admission.given(panel, expert),
                        DSL.notExists(DSL.selectOne()
                                .from(bar)
                                .where(bar.PANEL_ID.eq(panel), bar.EXPERT_ID.eq(expert), bar.ENTRY_ID.eq(entry)))));
    }

    /** Nobody is told of a discussion in which they have no place. */
    Place place(Actor actor, long thread) {
        var row = dsl.select(THREAD.PANEL_ID, THREAD.ENTRY_ID, THREAD.STATE)
                .from(THREAD)
                .where(THREAD.ID.eq(thread))
                .fetchOptional()
                .orElseThrow(NotFound::new);
        Panel panel = panels.panel(row.value1());
        boolean open = row.value3().equals("OPEN");
        Seat seat = seats.find(actor, panel)
                .filter(s -> seats.seesPoints(s, row.value2()))
                .orElse(null);
        if (seat != null) {
            return new Place(panel, row.value2(), open, seat, seat.expertId());
        }
        Long expert = actor.may(Right.SCORE)
                ? dsl.select(EXPERT.ID)
                        .from(EXPERT)
                        .where(
                                EXPERT.ACCOUNT_ID.eq(actor.accountId()),
                                member(DSL.val(panel.id()), DSL.val(row.value2()), EXPERT.ID))
                        .fetchOne(EXPERT.ID)
                : null;
        if (expert == null) {
            throw new NotFound();
        }
        return new Place(panel, row.value2(), open, null, expert);
    }

    /** @return the discussion's id */
    @Transactional
    public long open(Actor actor, long id, long entry, String subject, boolean named) {
        Seat seat = panels.seat(actor, id);
        seats.requireSees(seat, entry);
        if (!seats.seesPoints(seat, entry)) {
            throw Refusal.onField("entry", "review.talk.sealFirst");
        }
        if (subject.strip().length() < 2 || subject.strip().length() > 300) {
            throw Refusal.onField("subject", "review.talk.subjectForm");
        }
        panels.requireStill(id, Panel.State.SCORING);
        if (!dsl.fetchExists(ENTRY, ENTRY.ID.eq(entry).and(ENTRY.STATE.eq(EntryState.ACCEPTED.name())))) {
            throw Refusal.onField("entry", "review.talk.gone");
        }
        if (members(id, entry).size() < 2) {
            throw Refusal.onField("entry", "review.talk.tooFew");
        }
        sealed.giveCodes(id);
        Long thread = dsl.insertInto(THREAD)
                .set(THREAD.PANEL_ID, id)
                .set(THREAD.ENTRY_ID, entry)
                .set(THREAD.SUBJECT, subject.strip())
                .set(THREAD.NAMED, named)
                .set(THREAD.OPENED_BY, actor.accountId())
                .set(THREAD.OPENED_AT, today.now())
                .onConflictDoNothing()
                .returningResult(THREAD.ID)
                .fetchOne(THREAD.ID);
        if (thread == null) {
            throw Refusal.onField("entry", "review.talk.already");
        }
        tell(actor, thread, "review.talk.letterOpen", subject.strip(), "talk:" + thread + ":open");
        audit.record(actor, "review.openDiscussion", "panel", id, "entry " + entry + ": " + subject.strip());
        return thread;
    }

    private record Member(long account) {}

    private List<Member> members(long panel, long entry) {
        return dsl.select(EXPERT.ACCOUNT_ID)
                .from(EXPERT)
                .where(member(DSL.val(panel), DSL.val(entry), EXPERT.ID))
                .orderBy(EXPERT.ID)
                .fetch(r -> new Member(r.value1()));
    }

    @Transactional
    public void say(Actor actor, long thread, Talk.Kind kind, String text) {
        Place place = place(actor, thread);
        if (text.strip().length() < 2 || text.strip().length() > WORDS) {
            throw Refusal.onField("text", "review.talk.textForm", WORDS);
        }
        if (kind == Talk.Kind.REOPEN && !hasSealed(place)) {
            throw Refusal.onField("text", "review.talk.noSheet");
        }
        requireOpen(thread, place);
        dsl.insertInto(POST)
                .set(POST.THREAD_ID, thread)
                .set(POST.ACCOUNT_ID, actor.accountId())
                .set(POST.EXPERT_ID, place.expertId())
                .set(POST.KIND, kind.name())
                .set(POST.TEXT, text.strip())
                .set(POST.AT, today.now())
                .execute();
        tell(actor, thread, "review.talk.letterSaid", "", "talk:" + thread + ":" + today.today());
        audit.record(actor, "review.discuss", "panel", place.panel().id(), "discussion " + thread + ", " + kind);
    }

    private boolean hasSealed(Place place) {
        return place.expertId() != null
                && dsl.fetchExists(
                        SHEET,
                        SHEET.PANEL_ID
                                .eq(place.panel().id())
                                .and(SHEET.EXPERT_ID.eq(place.expertId()))
                                .and(SHEET.ENTRY_ID.eq(place.entry()))
                                .and(SHEET.STATE.eq("SEALED")));
    }

    /** Nobody closes it meanwhile. */
    private void requireOpen(long thread, Place place) {
        panels.requireStill(place.panel().id(), Panel.State.SCORING);
        String state = dsl.select(THREAD.STATE)
                .from(THREAD)
                .where(THREAD.ID.eq(thread))
                .forShare()
                .fetchOne(THREAD.STATE);
        if (!"OPEN".equals(state)) {
            throw new Stale();
        }
    }

    /** Takes back what one said oneself: it stays on record, with a mark. */
    @Transactional
    public void withdraw(Actor actor, long thread, long post) {
        Place place = place(actor, thread);
        requireOpen(thread, place);
        int withdrawn = dsl.update(POST)
                .set(POST.WITHDRAWN_AT, today.now())
                .where(
                        POST.ID.eq(post),
                        POST.THREAD_ID.eq(thread),
                        POST.ACCOUNT_ID.eq(actor.accountId()),
                        POST.WITHDRAWN_AT.isNull())
                .execute();
        if (withdrawn == 0) {
            throw new NotFound();
        }
        audit.record(actor, "review.withdrawPost", "panel", place.panel().id(), "post " + post);
    }

    /** Ends it with what came out; also after the panel has closed. */
    @Transactional
    public void close(Actor actor, long thread, String conclusion) {
        Place place = place(actor, thread);
        if (!place.leads()) {
            throw new NotFound();
        }
        if (conclusion.strip().length() < 2 || conclusion.strip().length() > WORDS) {
            throw Refusal.onField("conclusion", "review.talk.textForm", WORDS);
        }
        int closed = dsl.update(THREAD)
                .set(THREAD.STATE, "CLOSED")
                .set(THREAD.CONCLUSION, conclusion.strip())
                .set(THREAD.CLOSED_BY, actor.accountId())
                .set(THREAD.CLOSED_AT, today.now())
                .where(THREAD.ID.eq(thread), THREAD.STATE.eq("OPEN"))
                .execute();
        if (closed == 0) {
            throw new Stale();
        }
        tell(actor, thread, "review.talk.letterClosed", conclusion.strip(), "talk:" + thread + ":closed");
        audit.record(
                actor,
                "review.closeDiscussion",
                "panel",
                place.panel().id(),
                "discussion " + thread + ": " + conclusion.strip());
    }

    /** To those who belong to it now, but for who acts; each letter once. */
    private void tell(Actor actor, long thread, String key, String body, String once) {
        var row = dsl.select(THREAD.PANEL_ID, THREAD.ENTRY_ID, PANEL_ENTRY.BLIND_CODE)
                .from(THREAD)
                .join(PANEL_ENTRY)
                .on(PANEL_ENTRY.PANEL_ID.eq(THREAD.PANEL_ID), PANEL_ENTRY.ENTRY_ID.eq(THREAD.ENTRY_ID))
                .where(THREAD.ID.eq(thread))
                .fetchSingle();
        String read = free.about(row.value2()).shown(body);
        for (Member m : members(row.value1(), row.value2())) {
            if (m.account() != actor.accountId()) {
                messages.send(m.account(), texts.of(key, row.value3()), read, "/discussions/" + thread, once);
            }
        }
    }
}
