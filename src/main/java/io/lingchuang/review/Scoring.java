package io.lingchuang.review;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.RECUSAL;
import static io.lingchuang.db.review.Tables.SHEET;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Criterion;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.review.notes.Notes;
import io.lingchuang.review.onsite.Opening;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.ObjectMapper;

/**
 * An expert's own work: only sheets laid out for them, on panels that are scoring, once they accepted and declared. A recused entry has no
 * sheet and so is nowhere.
 */
@Service
public class Scoring {

    public record Sheet(
            long id,
            long panelId,
            String panel,
            long callId,
            long entryId,
            String code,
            Map<String, String> scores,
            @Nullable BigDecimal total,
            String comment,
            Map<String, String> reasons,
            SheetState state,
            @Nullable String cannotJudge,
            @Nullable String reopened,
            boolean begun,
            int version) {

        public boolean open() {
            return state == SheetState.OPEN;
        }

        public boolean sealed() {
            return state == SheetState.SEALED;
        }

        /** Of the points that stand in it. */
        public BigDecimal sum() {
            return scores.values().stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        /** The sealed total, otherwise what stands in it so far: 0 where nothing does. */
        public BigDecimal shownTotal() {
            return total == null ? sum() : total;
        }

        public boolean whole(List<Criterion> rubric) {
            return rubric.stream().allMatch(c -> scores.containsKey(c.code()));
        }
    }

    /**
     * What stands in a sheet's form.
     *
     * @param points by the criterion's code, as typed
     * @param reasons why these points, by the criterion's code
     * @param note for themselves; null where the form has none
     */
    public record Typed(
            Map<String, String> points,
            Map<String, String> reasons,
            String comment,
            @Nullable String note) {}

    /**
     * @param left points that break the rubric and were not kept: what stood there before stands still
     */
    public record Drafted(int version, List<Refusal> left) {}

    static final int REASON = 500;
    static final int COMMENT = 2000;

    private static final Condition RUNNING = PANEL.STATE
            .eq(Panel.State.SCORING.name())
            .and(ENTRY.STATE.eq("ACCEPTED"))
            .and(Opening.opened());

    private final DSLContext dsl;
    private final ObjectMapper json;
    private final OwnSheets own;
    private final Experts experts;
    private final Panels panels;
    private final Notes notes;
    private final Audit audit;
    private final Today today;

    Scoring(
            DSLContext dsl,
            ObjectMapper json,
            OwnSheets own,
            Experts experts,
            Panels panels,
            Notes notes,
            Audit audit,
            Today today) {
        this.dsl = dsl;
        this.json = json;
        this.own = own;
        this.experts = experts;
        this.panels = panels;
        this.notes = notes;
        this.audit = audit;
        this.today = today;
    }

    /** Only on panels that are scoring; what was withdrawn meanwhile is gone. */
    public List<Sheet> mine(Actor actor) {
        return own.of(actor, RUNNING);
    }

    /** What they handed in on panels that have closed: their own numbers, without the way back to the entries. */
    List<Sheet> past(Actor actor) {
        return own.of(actor, SHEET.STATE.ne(SheetState.OPEN.name()).and(PANEL.STATE.eq(Panel.State.CLOSED.name())));
    }

    public Sheet sheet(Actor actor, long id) {
        return own.of(actor, SHEET.ID.eq(id).and(RUNNING)).stream().findFirst().orElseThrow(() -> gone(actor, id));
    }

    /** Of a sheet that was theirs to score until the applicant withdrew the entry, that is said; anything else is not there. */
    private RuntimeException gone(Actor actor, long id) {
        Condition withdrawn = PANEL.STATE.eq(Panel.State.SCORING.name()).and(ENTRY.STATE.eq("WITHDRAWN"));
        return own.of(actor, SHEET.ID.eq(id).and(withdrawn)).stream()
                .findFirst()
                .<RuntimeException>map(s -> new Refusal("review.entryWithdrawn", s.code()))
                .orElseGet(NotFound::new);
    }

    /** Their sheet on a panel that has closed: what is typed now comes too late. */
    Optional<Sheet> over(Actor actor, long id) {
        return own.of(actor, SHEET.ID.eq(id).and(PANEL.STATE.eq(Panel.State.CLOSED.name()))).stream()
                .findFirst();
    }

    /** Their notes, by sheet. */
    Map<Long, String> notes(Actor actor, List<Sheet> sheets) {
        return notes.of(own.of(actor, SHEET.ID.in(sheets.stream().map(Sheet::id).toList())).stream()
                .map(Sheet::id)
                .toList());
    }

    /** Writes down something for themselves, or takes it out, whatever became of the sheet. */
    @Transactional
    public void note(Actor actor, long id, String text) {
        if (own.of(actor, SHEET.ID.eq(id)).isEmpty()) {
            throw new NotFound();
        }
        notes.write(id, text);
    }

    /** Keeps points and comment, and the reasons as they stand. */
    @Transactional
    public int save(Actor actor, long id, int version, Map<String, String> points, String comment) {
        return save(actor, id, version, new Typed(points, sheet(actor, id).reasons(), comment, null));
    }

    /** Keeps all that was typed so far; refused as a whole where points break the rubric. */
    @Transactional
    public int save(Actor actor, long id, int version, Typed typed) {
        Drafted kept = draft(actor, id, version, typed);
        if (!kept.left().isEmpty()) {
            throw kept.left().getFirst();
        }
        return kept.version();
    }

    /** Keeps what was typed so far as far as the rubric allows; what it does not allow is told. */
    @Transactional
    public Drafted draft(Actor actor, long id, int version, Typed typed) {
        Sheet sheet = sheet(actor, id);
        if (!sheet.open()) {
            throw new Refusal("review.sealed");
        }
        Map<String, String> points = new LinkedHashMap<>();
        Map<String, String> reasons = new LinkedHashMap<>();
        List<Refusal> left = new ArrayList<>();
        for (Criterion c : panels.scored(sheet.panelId()).rubric()) {
            String value = typed.points().getOrDefault(c.code(), "").strip();
            String reason = typed.reasons().getOrDefault(c.code(), "").strip();
            try {
                if (!value.isEmpty()) {
                    points.put(c.code(), points(c, value).toPlainString());
                }
            } catch (Refusal wrong) {
                left.add(wrong);
                String before = sheet.scores().get(c.code());
                if (before != null) {
                    points.put(c.code(), before);
                }
            }
            if (!reason.isEmpty()) {
                reasons.put(c.code(), cut(reason, REASON));
            }
        }
        int saved = dsl.update(SHEET)
                .set(SHEET.SCORES, JSONB.valueOf(json.writeValueAsString(points)))
                .set(SHEET.REASONS, JSONB.valueOf(json.writeValueAsString(reasons)))
                .set(SHEET.COMMENT, cut(typed.comment(), COMMENT))
                .set(SHEET.TOUCHED_AT, today.now())
                .set(SHEET.VERSION, version + 1)
                .where(SHEET.ID.eq(id), SHEET.VERSION.eq(version), SHEET.STATE.eq(SheetState.OPEN.name()))
                .execute();
        if (saved == 0) {
            throw new Stale();
        }
        if (typed.note() != null) {
            notes.write(id, typed.note());
        }
        return new Drafted(version + 1, left);
    }

    private static String cut(String text, int length) {
        return text.length() > length ? text.substring(0, length) : text;
    }

    /** Points as typed: plain digits, within the criterion's weight and on its step. */
    public static BigDecimal points(Criterion c, String typed) {
        if (typed.matches("[0-9]{1,3}(\\.[0-9]{1,4})?")) {
            BigDecimal points = new BigDecimal(typed);
            if (points.compareTo(c.max()) <= 0 && points.remainder(c.step()).signum() == 0) {
                return points.stripTrailingZeros();
            }
        }
        throw Refusal.onField(
                "s_" + c.code(),
                "review.points",
                c.name(),
                c.max().toPlainString(),
                c.step().toPlainString());
    }

    /** Everything that keeps what was typed from being saved or, if it is to be whole, from being sealed. */
    static List<Refusal> faults(Call call, Map<String, String> typed, boolean whole) {
        List<Refusal> faults = new ArrayList<>();
        for (Criterion c : call.rubric()) {
            String value = typed.getOrDefault(c.code(), "").strip();
            try {
                if (!value.isEmpty()) {
                    points(c, value);
                } else if (whole) {
                    faults.add(missing(c));
                }
            } catch (Refusal wrong) {
                faults.add(wrong);
            }
        }
        return faults;
    }

    private static Refusal missing(Criterion c) {
        return Refusal.onField("s_" + c.code(), "review.incomplete", c.name());
    }

    /** Keeps points and comment and seals the sheet, both or nothing. */
    @Transactional
    public void handIn(Actor actor, long id, int version, Map<String, String> points, String comment) {
        seal(actor, id, save(actor, id, version, points, comment));
    }

    /** Keeps what was typed and seals it, both or nothing. */
    @Transactional
    public void handIn(Actor actor, long id, int version, Typed typed) {
        seal(actor, id, save(actor, id, version, typed));
    }

    /** Seals several sheets as they stand, all or none. @param versions of each sheet, as its expert last saw it */
    @Transactional
    public void handIn(Actor actor, Map<Long, Integer> versions) {
        versions.forEach((id, version) -> seal(actor, id, version));
    }

    /** Hands the sheet in and seals it; it must be whole. */
    @Transactional
    public void seal(Actor actor, long id, int version) {
        Sheet sheet = sheet(actor, id);
        panels.requireScoring(sheet.panelId());
        Call call = panels.scored(sheet.panelId());
        BigDecimal total = BigDecimal.ZERO;
        for (Criterion c : call.rubric()) {
            String value = sheet.scores().get(c.code());
            if (value == null) {
                throw missing(c);
            }
            total = total.add(points(c, value));
        }
        int sealed = dsl.update(SHEET)
                .set(SHEET.STATE, SheetState.SEALED.name())
                .set(SHEET.TOTAL, total)
                .set(SHEET.SEALED_AT, today.now())
                .setNull(SHEET.REOPENED)
                .set(SHEET.TOUCHED_AT, today.now())
                .set(SHEET.VERSION, version + 1)
                .where(SHEET.ID.eq(id), SHEET.VERSION.eq(version), SHEET.STATE.eq(SheetState.OPEN.name()))
                .execute();
        if (sealed == 0) {
            throw new Stale();
        }
        audit.record(actor, "review.seal", "sheet", id, null);
    }

    /** The expert can't judge this entry and says why: the sheet is no score and is not waited for. What was typed stays in it. */
    @Transactional
    public void cannotJudge(Actor actor, long id, int version, String reason) {
        Sheet sheet = sheet(actor, id);
        if (!sheet.open()) {
            throw new Refusal("review.sealed");
        }
        String why = reason.strip();
        if (why.length() < 2 || why.length() > 300) {
            throw Refusal.onField("cannot", "review.cannot.why");
        }
        panels.requireScoring(sheet.panelId());
        int ended = dsl.update(SHEET)
                .set(SHEET.STATE, SheetState.CANNOT_JUDGE.name())
                .set(SHEET.CANNOT_JUDGE, why)
                .set(SHEET.ENDED_AT, today.now())
                .setNull(SHEET.TOTAL)
                .setNull(SHEET.SEALED_AT)
                .setNull(SHEET.REOPENED)
                .set(SHEET.TOUCHED_AT, today.now())
                .set(SHEET.VERSION, version + 1)
                .where(SHEET.ID.eq(id), SHEET.VERSION.eq(version), SHEET.STATE.eq(SheetState.OPEN.name()))
                .execute();
        if (ended == 0) {
            throw new Stale();
        }
        audit.record(actor, "review.cannotJudge", "sheet", id, why);
    }

    /** The expert's own word: after it the entry is gone from everything they see. */
    @Transactional
    public void recuseMyself(Actor actor, long id, String reason) {
        Sheet sheet = sheet(actor, id);
        if (!sheet.open()) {
            throw new Refusal("review.sealed");
        }
        if (reason.strip().length() < 2) {
            throw Refusal.onField("reason", "vetting.reasonMissing");
        }
        panels.requireScoring(sheet.panelId());
        Expert me = experts.ofAccount(actor.accountId()).orElseThrow(NotFound::new);
        if (dsl.deleteFrom(SHEET)
                        .where(SHEET.ID.eq(id), SHEET.STATE.eq(SheetState.OPEN.name()))
                        .execute()
                == 0) {
            throw new Stale();
        }
        dsl.insertInto(RECUSAL)
                .set(RECUSAL.PANEL_ID, sheet.panelId())
                .set(RECUSAL.EXPERT_ID, me.id())
                .set(RECUSAL.ENTRY_ID, sheet.entryId())
                .set(RECUSAL.GROUND, Recusals.Ground.OWN_WORD.name())
                .set(RECUSAL.REASON, reason.strip())
                .onConflictDoNothing()
                .execute();
        audit.record(actor, "review.recuseMyself", "panel", sheet.panelId(), "entry " + sheet.entryId());
    }
}
