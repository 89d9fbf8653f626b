package io.lingchuang.review;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.POST;
import static io.lingchuang.db.review.Tables.RESULT;
import static io.lingchuang.db.review.Tables.SHEET;
import static io.lingchuang.db.review.Tables.THREAD;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.entries.EntryState;
import io.lingchuang.entries.Journey;
import io.lingchuang.entries.Move;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.review.proof.Archive;
import io.lingchuang.review.room.Talk;
import io.lingchuang.review.rounds.Rounds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The end of a panel's work: closing it into a ranking, and opening it again as long as nothing of it stands under notice. */
@Service
public class PanelClosing {

    private final DSLContext dsl;
    private final Panels panels;
    private final Calls calls;
    private final Journey journey;
    private final Recusals recusals;
    private final Archives archives;
    private final Rounds rounds;
    private final Audit audit;
    private final Today today;
    private final ApplicationEventPublisher events;

    PanelClosing(
            DSLContext dsl,
            Panels panels,
            Calls calls,
            Journey journey,
            Recusals recusals,
            Archives archives,
            Rounds rounds,
            Audit audit,
            Today today,
            ApplicationEventPublisher events) {
        this.dsl = dsl;
        this.panels = panels;
        this.calls = calls;
        this.journey = journey;
        this.recusals = recusals;
        this.archives = archives;
        this.rounds = rounds;
        this.audit = audit;
        this.today = today;
        this.events = events;
    }

    /**
     * Closes: every sheet sealed, or the missing ones left out with a reason on record; then ranks. A discussion that is still open, and a
     * request for a sheet back that nobody has answered, ask for the reason too.
     */
    @Transactional
    public void close(Actor actor, long id, int version, String withoutMissing) {
        Panel panel = panels.begin(actor, id, version, Panel.State.SCORING);
        recusals.look(actor, id); // who became related since does not count
        Call call = calls.call(panel.callId());
        int open = dsl.fetchCount(SHEET, SHEET.PANEL_ID.eq(id).and(SHEET.STATE.eq("OPEN")));
        if (open > 0 && withoutMissing.strip().length() < 2) {
            throw Refusal.onField("reason", "review.sheetsOpen", open);
        }
        OpenTalks talks = openTalks(id);
        if (talks.discussions() > 0 && withoutMissing.strip().length() < 2) {
            throw Refusal.onField("reason", "review.talksOpen", talks.discussions(), talks.requests());
        }
        Map<Long, String> waiting = dsl.select(PANEL_ENTRY.ENTRY_ID, PANEL_ENTRY.BLIND_CODE)
                .from(PANEL_ENTRY)
                .join(ENTRY)
                .on(ENTRY.ID.eq(PANEL_ENTRY.ENTRY_ID))
                .where(PANEL_ENTRY.PANEL_ID.eq(id), ENTRY.STATE.eq(EntryState.ACCEPTED.name()))
                .fetchMap(PANEL_ENTRY.ENTRY_ID, PANEL_ENTRY.BLIND_CODE);
        List<Archive.Place> places = archives.seal(panel, call, waiting.keySet(), open, withoutMissing);
        if (places.size() < waiting.size()) {
            Set<String> scored = places.stream().map(Archive.Place::entry).collect(Collectors.toSet());
            throw new Refusal(
                    "review.unscored",
                    waiting.size() - places.size(),
                    waiting.values().stream()
                            .filter(code -> !scored.contains(code))
                            .sorted()
                            .collect(Collectors.joining("、")));
        }
        Map<String, Long> entries = new HashMap<>();
        waiting.forEach((entry, code) -> entries.put(code, entry));
        dsl.deleteFrom(RESULT).where(RESULT.PANEL_ID.eq(id)).execute();
        for (Archive.Place p : places) {
            long entry = Objects.requireNonNull(entries.get(p.entry()));
            dsl.insertInto(RESULT)
                    .set(RESULT.PANEL_ID, id)
                    .set(RESULT.ENTRY_ID, entry)
                    .set(RESULT.SCORE, p.score())
                    .set(RESULT.RANK, p.rank())
                    .set(RESULT.TIED, p.tied())
                    .set(RESULT.SHEETS, p.sheets())
                    .execute();
            if (!call.inRounds()) {
                journey.move(
                        actor, entry, Move.to(EntryState.RANKED, "rank", null).ranked(p.score(), p.rank()));
            }
        }
        dsl.update(PANEL)
                .set(PANEL.CLOSED_AT, today.now())
                .where(PANEL.ID.eq(id))
                .execute();
        panels.state(id, Panel.State.CLOSED);
        if (call.inRounds()) {
            rounds.closed(actor, call, panel.round(), id);
        }
        audit.record(actor, "review.close", "panel", id, left(open, talks, withoutMissing));
        events.publishEvent(new PanelClosed(id));
    }

    private static @Nullable String left(int sheets, OpenTalks talks, String reason) {
        List<String> left = new ArrayList<>();
        if (sheets > 0) {
            left.add("without " + sheets + " sheets");
        }
        if (talks.discussions() > 0) {
            left.add("with " + talks.discussions() + " discussions open");
        }
        return left.isEmpty() ? null : String.join(", ", left) + ": " + reason.strip();
    }

    /** @param requests in them, for a sheet back that is sealed still */
    private record OpenTalks(int discussions, int requests) {}

    private OpenTalks openTalks(long id) {
        Condition open = THREAD.PANEL_ID.eq(id).and(THREAD.STATE.eq("OPEN"));
        int requests = dsl.fetchCount(dsl.selectDistinct(SHEET.ID)
                .from(POST)
                .join(THREAD)
                .on(THREAD.ID.eq(POST.THREAD_ID))
                .join(SHEET)
                .on(
                        SHEET.PANEL_ID.eq(THREAD.PANEL_ID),
                        SHEET.ENTRY_ID.eq(THREAD.ENTRY_ID),
                        SHEET.EXPERT_ID.eq(POST.EXPERT_ID))
                .where(
                        open,
                        POST.KIND.eq(Talk.Kind.REOPEN.name()),
                        POST.WITHDRAWN_AT.isNull(),
                        SHEET.STATE.eq(SheetState.SEALED.name()),
                        SHEET.SEALED_AT.le(POST.AT)));
        return new OpenTalks(dsl.fetchCount(THREAD, open), requests);
    }

    /** Opens a closed panel again, as long as nothing of it stands under notice. */
    @Transactional
    public void reopen(Actor actor, long id, int version, String reason) {
        Panel panel = panels.begin(actor, id, version, Panel.State.CLOSED);
        if (reason.strip().length() < 2) {
            throw Refusal.onField("reason", "vetting.reasonMissing");
        }
        // Another panel's entries of the call count too: who is not on the running notice may still move up by this
        // ranking.
        if (dsl.fetchExists(ENTRY, ENTRY.CALL_ID.eq(panel.callId()).and(ENTRY.STATE.eq(EntryState.PROPOSED.name())))) {
            throw new Refusal("review.underNotice");
        }
        rounds.reopened(actor, calls.call(panel.callId()), panel.round(), id, reason.strip());
        panels.state(id, Panel.State.SCORING);
        dsl.deleteFrom(SHEET)
                .where(SHEET.PANEL_ID.eq(id), Recusals.hidden(SHEET.PANEL_ID, SHEET.EXPERT_ID, SHEET.ENTRY_ID))
                .execute(); // who became related after the closing
        audit.record(actor, "review.reopen", "panel", id, reason);
    }
}
