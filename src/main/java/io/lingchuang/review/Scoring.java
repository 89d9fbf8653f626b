package io.lingchuang.review;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.RECUSAL;
import static io.lingchuang.db.review.Tables.SHEET;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Calls;
import io.lingchuang.calls.Criterion;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** An expert's own work: only sheets laid out for them, on panels that are scoring. A recused entry has no sheet and so is nowhere. */
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
            boolean sealed,
            int version) {}

    private final DSLContext dsl;
    private final ObjectMapper json;
    private final Experts experts;
    private final Panels panels;
    private final Calls calls;
    private final Audit audit;
    private final Today today;

    Scoring(DSLContext dsl, ObjectMapper json, Experts experts, Panels panels, Calls calls, Audit audit, Today today) {
        this.dsl = dsl;
        this.json = json;
        this.experts = experts;
        this.panels = panels;
        this.calls = calls;
        this.audit = audit;
        this.today = today;
    }

    public List<Sheet> mine(Actor actor) {
        return experts.ofAccount(actor.accountId())
                .map(e -> sheets(SHEET.EXPERT_ID.eq(e.id())))
                .orElse(List.of());
    }

    /** What they sealed on panels that have closed: their own numbers, without the way back to the entries. */
    List<Sheet> past(Actor actor) {
        return experts.ofAccount(actor.accountId())
                .map(e -> any(SHEET.EXPERT_ID
                        .eq(e.id())
                        .and(SHEET.STATE.eq("SEALED"))
                        .and(PANEL.STATE.eq(Panel.State.CLOSED.name()))))
                .orElse(List.of());
    }

    public Sheet sheet(Actor actor, long id) {
        Expert me = experts.ofAccount(actor.accountId()).orElseThrow(NotFound::new);
        return sheets(SHEET.ID.eq(id).and(SHEET.EXPERT_ID.eq(me.id()))).stream()
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    private List<Sheet> sheets(Condition which) {
        return any(which.and(PANEL.STATE.eq(Panel.State.SCORING.name())).and(ENTRY.STATE.eq("ACCEPTED")));
    }

    private List<Sheet> any(Condition which) {
        return dsl.select(
                        SHEET.ID,
                        SHEET.PANEL_ID,
                        PANEL.NAME,
                        PANEL.CALL_ID,
                        SHEET.ENTRY_ID,
                        PANEL_ENTRY.BLIND_CODE,
                        SHEET.SCORES,
                        SHEET.TOTAL,
                        SHEET.COMMENT,
                        SHEET.STATE,
                        SHEET.VERSION)
                .from(SHEET)
                .join(PANEL)
                .on(PANEL.ID.eq(SHEET.PANEL_ID))
                .join(PANEL_ENTRY)
                .on(PANEL_ENTRY.PANEL_ID.eq(SHEET.PANEL_ID), PANEL_ENTRY.ENTRY_ID.eq(SHEET.ENTRY_ID))
                .join(ENTRY)
                .on(ENTRY.ID.eq(SHEET.ENTRY_ID))
                .where(which)
                .orderBy(SHEET.PANEL_ID, PANEL_ENTRY.BLIND_CODE)
                .fetch(r -> new Sheet(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        r.value5(),
                        r.value6(),
                        json.readValue(r.value7().data(), new TypeReference<Map<String, String>>() {}),
                        r.value8(),
                        r.value9(),
                        r.value10().equals("SEALED"),
                        r.value11()));
    }

    /** Keeps what was typed so far; points that break the rubric are not kept, and said. */
    @Transactional
    public int save(Actor actor, long id, int version, Map<String, String> typed, String comment) {
        Sheet sheet = sheet(actor, id);
        if (sheet.sealed()) {
            throw new Refusal("review.sealed");
        }
        Map<String, String> points = new LinkedHashMap<>();
        for (Criterion c : calls.call(sheet.callId()).rubric()) {
            String value = typed.getOrDefault(c.code(), "").strip();
            if (!value.isEmpty()) {
                points.put(c.code(), points(c, value).toPlainString());
            }
        }
        int saved = dsl.update(SHEET)
                .set(SHEET.SCORES, JSONB.valueOf(json.writeValueAsString(points)))
                .set(SHEET.COMMENT, comment.length() > 2000 ? comment.substring(0, 2000) : comment)
                .set(SHEET.VERSION, version + 1)
                .where(SHEET.ID.eq(id), SHEET.VERSION.eq(version), SHEET.STATE.eq("OPEN"))
                .execute();
        if (saved == 0) {
            throw new Stale();
        }
        return version + 1;
    }

    /** Points as typed: plain digits, within the criterion's weight and on its step. */
    static BigDecimal points(Criterion c, String typed) {
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

    /** Keeps what was typed and seals it, both or nothing. */
    @Transactional
    public void handIn(Actor actor, long id, int version, Map<String, String> typed, String comment) {
        seal(actor, id, save(actor, id, version, typed, comment));
    }

    /** Hands the sheet in and seals it; it must be whole. */
    @Transactional
    public void seal(Actor actor, long id, int version) {
        Sheet sheet = sheet(actor, id);
        panels.requireScoring(sheet.panelId());
        Call call = calls.call(sheet.callId());
        BigDecimal total = BigDecimal.ZERO;
        for (Criterion c : call.rubric()) {
            String value = sheet.scores().get(c.code());
            if (value == null) {
                throw missing(c);
            }
            total = total.add(points(c, value));
        }
        int sealed = dsl.update(SHEET)
                .set(SHEET.STATE, "SEALED")
                .set(SHEET.TOTAL, total)
                .set(SHEET.SEALED_AT, today.now())
                .set(SHEET.VERSION, version + 1)
                .where(SHEET.ID.eq(id), SHEET.VERSION.eq(version), SHEET.STATE.eq("OPEN"))
                .execute();
        if (sealed == 0) {
            throw new Stale();
        }
        audit.record(actor, "review.seal", "sheet", id, null);
    }

    /** The expert's own word: after it the entry is gone from everything they see. */
    @Transactional
    public void recuseMyself(Actor actor, long id, String reason) {
        Sheet sheet = sheet(actor, id);
        if (sheet.sealed()) {
            throw new Refusal("review.sealed");
        }
        if (reason.strip().length() < 2) {
            throw Refusal.onField("reason", "vetting.reasonMissing");
        }
        panels.requireScoring(sheet.panelId());
        Expert me = experts.ofAccount(actor.accountId()).orElseThrow(NotFound::new);
        if (dsl.deleteFrom(SHEET).where(SHEET.ID.eq(id), SHEET.STATE.eq("OPEN")).execute() == 0) {
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
