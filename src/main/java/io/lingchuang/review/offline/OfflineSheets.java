package io.lingchuang.review.offline;

import static io.lingchuang.db.review.Tables.OFFLINE_RETURN;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Criterion;
import io.lingchuang.entries.EntryView;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.documents.ExcelForm;
import io.lingchuang.platform.text.Plain;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.review.Panels;
import io.lingchuang.review.Scoring;
import io.lingchuang.review.blind.Blinding;
import io.lingchuang.review.offline.OfflineReturn.Line;
import io.lingchuang.review.offline.OfflineReturn.State;
import io.lingchuang.review.offline.OfflineReturn.Typed;
import io.lingchuang.review.offline.OfflineReturn.What;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.ObjectMapper;

/**
 * Scoring by Excel: all open sheets of a panel go out, are filled in without a line, and come back. First it is shown what each row would
 * change, then that is kept as drafts; sealing stays an act of its own, on the page of each sheet.
 */
@Service
public class OfflineSheets {

    /** So much of an entry's texts stands in the Excel; the whole is read on its page. */
    private static final int BRIEF = 400;

    private final DSLContext dsl;
    private final ObjectMapper json;
    private final Scoring scoring;
    private final EntryView.Reader views;
    private final Blinding blinding;
    private final Panels panels;
    private final Audit audit;
    private final Today today;

    OfflineSheets(
            DSLContext dsl,
            ObjectMapper json,
            Scoring scoring,
            EntryView.Reader views,
            Blinding blinding,
            Panels panels,
            Audit audit,
            Today today) {
        this.dsl = dsl;
        this.json = json;
        this.scoring = scoring;
        this.views = views;
        this.blinding = blinding;
        this.panels = panels;
        this.audit = audit;
        this.today = today;
    }

    /** The expert's sheets of a panel that scores; whoever has none there has no business with it. */
    List<Scoring.Sheet> sheets(Actor actor, long panel) {
        List<Scoring.Sheet> own =
                scoring.mine(actor).stream().filter(s -> s.panelId() == panel).toList();
        if (own.isEmpty()) {
            throw new NotFound();
        }
        return own;
    }

    private List<Criterion> rubric(List<Scoring.Sheet> sheets) {
        return panels.scored(sheets.getFirst().panelId()).rubric();
    }

    /** Writes what is still open, with what stands there so far. */
    public void write(Actor actor, long panel, OutputStream out) {
        List<Scoring.Sheet> own = sheets(actor, panel);
        Call call = panels.scored(panel);
        List<Scoring.Sheet> open = own.stream().filter(Scoring.Sheet::open).toList();
        Map<Long, Blinding.Shown> shown = blinding.shown(
                call,
                views.texts(call, open.stream().map(Scoring.Sheet::entryId).toList()));
        ExcelForm.write(
                out,
                own.getFirst().panel(),
                OfflineColumns.of(call.rubric()),
                form -> open.forEach(
                        s -> form.row(cells(s, call.rubric(), Objects.requireNonNull(shown.get(s.entryId()))))));
    }

    private static List<@Nullable Object> cells(Scoring.Sheet sheet, List<Criterion> rubric, Blinding.Shown shown) {
        List<@Nullable Object> cells = new ArrayList<>(List.of(sheet.code(), shown.title(), brief(shown)));
        for (Criterion c : rubric) {
            String points = sheet.scores().get(c.code());
            cells.add(points == null ? null : new BigDecimal(points));
            cells.add(sheet.reasons().getOrDefault(c.code(), ""));
        }
        cells.add(sheet.comment());
        cells.add(OfflineCheck.check(sheet));
        return cells;
    }

    private static String brief(Blinding.Shown shown) {
        StringBuilder brief = new StringBuilder();
        for (EntryView.Answer a : shown.answers()) {
            if (!a.text().isBlank() && brief.length() < BRIEF) {
                brief.append(brief.isEmpty() ? "" : "\n")
                        .append(a.field().label())
                        .append("：")
                        .append(a.text().strip());
            }
        }
        return brief.length() <= BRIEF ? brief.toString() : brief.substring(0, BRIEF) + "…";
    }

    /** Takes what came back; nothing is written yet. One that was brought before and not carried out is given up. */
    @Transactional
    public void take(Actor actor, long panel, InputStream in, @Nullable String name) {
        List<Typed> typed = OfflineColumns.read(in, rubric(sheets(actor, panel)));
        end(actor, panel, State.DISCARDED);
        String file = Plain.text(name).strip();
        dsl.insertInto(OFFLINE_RETURN)
                .set(OFFLINE_RETURN.PANEL_ID, panel)
                .set(OFFLINE_RETURN.ACCOUNT_ID, actor.accountId())
                .set(
                        OFFLINE_RETURN.FILE_NAME,
                        file.isEmpty() ? "xlsx" : file.substring(Math.max(0, file.length() - 200)))
                .set(OFFLINE_RETURN.LINES, JSONB.valueOf(json.writeValueAsString(typed)))
                .set(OFFLINE_RETURN.TAKEN_AT, today.now())
                .execute();
    }

    /** What waits to be carried out, judged against the sheets as they stand now; null: nothing. */
    public @Nullable OfflineReturn waiting(Actor actor, long panel) {
        List<Scoring.Sheet> own = sheets(actor, panel);
        OfflineCheck check = new OfflineCheck(rubric(own), own);
        return dsl.selectFrom(OFFLINE_RETURN)
                .where(
                        OFFLINE_RETURN.PANEL_ID.eq(panel),
                        OFFLINE_RETURN.ACCOUNT_ID.eq(actor.accountId()),
                        OFFLINE_RETURN.STATE.eq(State.PREVIEW.name()))
                .fetchOptional(r -> new OfflineReturn(
                        r.getId(),
                        r.getFileName(),
                        r.getTakenAt(),
                        check.lines(Arrays.asList(json.readValue(r.getLines().data(), Typed[].class)))))
                .orElse(null);
    }

    /**
     * Keeps as drafts what the dry run showed, once: the rows that change something, and of those that were changed in the house meanwhile the
     * ones somebody ticked. Refused as a whole when a sheet was changed while they looked.
     *
     * @return how many sheets were written
     */
    @Transactional
    public int apply(Actor actor, long panel, long id, String seen, Set<Long> ticked) {
        OfflineReturn waiting = waiting(actor, panel);
        if (waiting == null || waiting.id() != id || !waiting.seen().equals(seen)) {
            throw new Stale();
        }
        int written = 0;
        for (Line line : waiting.lines()) {
            if (line.what() == What.CHANGE || (line.what() == What.BOTH && ticked.contains(line.sheet()))) {
                scoring.save(
                        actor,
                        line.sheet(),
                        line.version(),
                        new Scoring.Typed(line.points(), line.reasons(), line.comment(), null));
                written++;
            }
        }
        int ended = dsl.update(OFFLINE_RETURN)
                .set(OFFLINE_RETURN.STATE, State.APPLIED.name())
                .set(OFFLINE_RETURN.WRITTEN, written)
                .set(OFFLINE_RETURN.ENDED_AT, today.now())
                .set(OFFLINE_RETURN.LINES, JSONB.valueOf("[]"))
                .where(OFFLINE_RETURN.ID.eq(id), OFFLINE_RETURN.STATE.eq(State.PREVIEW.name()))
                .execute();
        if (ended == 0) {
            throw new Stale();
        }
        audit.record(actor, "review.offline", "panel", panel, written + " sheets");
        return written;
    }

    @Transactional
    public void discard(Actor actor, long panel) {
        sheets(actor, panel);
        end(actor, panel, State.DISCARDED);
    }

    private void end(Actor actor, long panel, State state) {
        dsl.update(OFFLINE_RETURN)
                .set(OFFLINE_RETURN.STATE, state.name())
                .set(OFFLINE_RETURN.ENDED_AT, today.now())
                .set(OFFLINE_RETURN.LINES, JSONB.valueOf("[]"))
                .where(
                        OFFLINE_RETURN.PANEL_ID.eq(panel),
                        OFFLINE_RETURN.ACCOUNT_ID.eq(actor.accountId()),
                        OFFLINE_RETURN.STATE.eq(State.PREVIEW.name()))
                .execute();
    }
}
