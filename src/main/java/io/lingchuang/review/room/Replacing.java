package io.lingchuang.review.room;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;
import static io.lingchuang.db.review.Tables.RECUSAL;
import static io.lingchuang.db.review.Tables.REPLACEMENT;
import static io.lingchuang.db.review.Tables.SHEET;
import static io.lingchuang.db.review.Tables.TAKEN_OUT;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.review.AssignmentHandover;
import io.lingchuang.review.Expert;
import io.lingchuang.review.Experts;
import io.lingchuang.review.Panel;
import io.lingchuang.review.PanelForming;
import io.lingchuang.review.Panels;
import io.lingchuang.review.Recusals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One expert for another while the panel scores, in one act: the one leaves, the other is invited to the sheets that were not sealed and
 * from which they need not recuse. What was sealed stays and counts, or is taken out with the reason and kept on record. To undo it is
 * another replacement.
 */
@Service
public class Replacing {

    /**
     * What a replacement does, by codes of entries.
     *
     * @param moving go to the new expert
     * @param barred stay without an expert: the new one must recuse, or has a sheet there already
     * @param sealed what the leaving expert has sealed
     */
    public record Swap(
            Expert leaving,
            Expert coming,
            List<String> moving,
            List<String> barred,
            List<String> sealed,
            boolean takeOut) {}

    /** A replacement that was done. */
    public record Done(String leaving, String coming, int moved, int takenOut, String reason, Instant at) {}

    private record Held(long entry, String code, String state) {}

    private final DSLContext dsl;
    private final Panels panels;
    private final PanelForming forming;
    private final Experts experts;
    private final Recusals recusals;
    private final AssignmentHandover handover;
    private final TransactionTemplate trial;
    private final Today today;
    private final Audit audit;

    Replacing(
            DSLContext dsl,
            Panels panels,
            PanelForming forming,
            Experts experts,
            Recusals recusals,
            AssignmentHandover handover,
            PlatformTransactionManager transactions,
            Today today,
            Audit audit) {
        this.dsl = dsl;
        this.panels = panels;
        this.forming = forming;
        this.experts = experts;
        this.recusals = recusals;
        this.handover = handover;
        this.trial = new TransactionTemplate(transactions);
        this.today = today;
        this.audit = audit;
    }

    /** What it would do: done and taken back, so that it cannot say anything else than what is done then. */
    public Swap preview(Actor actor, long id, long leaving, long coming, boolean takeOut) {
        panels.held(actor, id);
        return Objects.requireNonNull(trial.execute(status -> {
            status.setRollbackOnly();
            return swap(actor, id, leaving, coming, takeOut, "–".repeat(2));
        }));
    }

    @Transactional
    public Swap replace(Actor actor, long id, long leaving, long coming, boolean takeOut, String reason) {
        panels.held(actor, id);
        if (reason.strip().length() < 2 || reason.strip().length() > 300) {
            throw Refusal.onField("reason", "vetting.reasonMissing");
        }
        return swap(actor, id, leaving, coming, takeOut, reason.strip());
    }

    private Swap swap(Actor actor, long id, long leaving, long coming, boolean takeOut, String reason) {
        Panel panel = panels.panel(id);
        panels.requireStill(id, Panel.State.SCORING);
        handover.requireSettled(id);
        Expert old = here(id, leaving);
        Expert young = experts.expert(coming);
        if (!young.active() || isHere(id, coming)) {
            throw Refusal.onField("coming", "review.room.comingForm");
        }
        forming.seat(id, young);
        recusals.look(actor, id);
        List<Held> held = held(id, leaving);
        Set<Long> barred = barred(id, coming);
        List<Held> open = held.stream()
                .filter(h -> h.state().equals("OPEN") || takeOut && h.state().equals("SEALED"))
                .toList();
        List<Held> moving =
                open.stream().filter(h -> !barred.contains(h.entry())).toList();
        if (open.isEmpty()) {
            throw Refusal.onField("leaving", "review.room.nothingToMove");
        }
        if (moving.isEmpty()) {
            throw Refusal.onField("coming", "review.room.allBarred");
        }
        long replacement = record(actor, id, leaving, coming, moving.size(), reason);
        if (takeOut) {
            takeOut(replacement, id, leaving);
        }
        forming.drop(actor, id, leaving, reason);
        Set<Long> entries = new HashSet<>(moving.stream().map(Held::entry).toList());
        handover.give(id, coming, entries);
        entries.forEach(e -> dsl.insertInto(SHEET, SHEET.PANEL_ID, SHEET.EXPERT_ID, SHEET.ENTRY_ID)
                .values(id, coming, e)
                .execute());
        panels.invite(panel, young);
        audit.record(
                actor,
                "review.replace",
                "panel",
                id,
                "expert " + leaving + " > " + coming + ", " + moving.size() + " sheets"
                        + (takeOut ? ", sealed ones taken out" : "") + ": " + reason);
        return new Swap(
                old,
                young,
                codes(moving),
                codes(open.stream().filter(h -> !moving.contains(h)).toList()),
                codes(held.stream().filter(h -> h.state().equals("SEALED")).toList()),
                takeOut);
    }

    private static List<String> codes(Collection<Held> held) {
        return held.stream().map(Held::code).toList();
    }

    private Expert here(long panel, long expert) {
        if (!isHere(panel, expert)) {
            throw new Stale();
        }
        return experts.expert(expert);
    }

    private boolean isHere(long panel, long expert) {
        return dsl.fetchExists(
                PANEL_EXPERT,
                PANEL_EXPERT
                        .PANEL_ID
                        .eq(panel)
                        .and(PANEL_EXPERT.EXPERT_ID.eq(expert))
                        .and(PANEL_EXPERT.LEFT_AT.isNull()));
    }

    private List<Held> held(long panel, long expert) {
        return dsl.select(SHEET.ENTRY_ID, PANEL_ENTRY.BLIND_CODE, SHEET.STATE)
                .from(SHEET)
                .join(PANEL_ENTRY)
                .on(PANEL_ENTRY.PANEL_ID.eq(SHEET.PANEL_ID), PANEL_ENTRY.ENTRY_ID.eq(SHEET.ENTRY_ID))
                .where(SHEET.PANEL_ID.eq(panel), SHEET.EXPERT_ID.eq(expert))
                .orderBy(PANEL_ENTRY.BLIND_CODE)
                .forUpdate()
                .of(SHEET)
                .fetch(r -> new Held(r.value1(), r.value2(), r.value3()));
    }

    /** What the expert must recuse from, or has a sheet of from an earlier time on the panel. */
    private Set<Long> barred(long panel, long expert) {
        List<Long> barred = new ArrayList<>(dsl.select(RECUSAL.ENTRY_ID)
                .from(RECUSAL)
                .where(RECUSAL.PANEL_ID.eq(panel), RECUSAL.EXPERT_ID.eq(expert))
                .fetch(RECUSAL.ENTRY_ID));
        barred.addAll(dsl.select(SHEET.ENTRY_ID)
                .from(SHEET)
                .where(SHEET.PANEL_ID.eq(panel), SHEET.EXPERT_ID.eq(expert))
                .fetch(SHEET.ENTRY_ID));
        return Set.copyOf(barred);
    }

    private long record(Actor actor, long panel, long leaving, long coming, int moved, String reason) {
        return dsl.insertInto(REPLACEMENT)
                .set(REPLACEMENT.PANEL_ID, panel)
                .set(REPLACEMENT.LEAVING_ID, leaving)
                .set(REPLACEMENT.COMING_ID, coming)
                .set(REPLACEMENT.MOVED, moved)
                .set(REPLACEMENT.REASON, reason)
                .set(REPLACEMENT.BY, actor.accountId())
                .set(REPLACEMENT.AT, today.now())
                .returningResult(REPLACEMENT.ID)
                .fetchSingle()
                .value1();
    }

    private void takeOut(long replacement, long panel, long expert) {
        var theirs = SHEET.PANEL_ID.eq(panel).and(SHEET.EXPERT_ID.eq(expert)).and(SHEET.STATE.eq("SEALED"));
        dsl.insertInto(
                        TAKEN_OUT,
                        TAKEN_OUT.REPLACEMENT_ID,
                        TAKEN_OUT.ENTRY_ID,
                        TAKEN_OUT.SCORES,
                        TAKEN_OUT.TOTAL,
                        TAKEN_OUT.COMMENT,
                        TAKEN_OUT.SEALED_AT)
                .select(dsl.select(
                                DSL.val(replacement),
                                SHEET.ENTRY_ID,
                                SHEET.SCORES,
                                SHEET.TOTAL,
                                SHEET.COMMENT,
                                SHEET.SEALED_AT)
                        .from(SHEET)
                        .where(theirs))
                .execute();
        dsl.deleteFrom(SHEET).where(theirs).execute();
    }

    /** The replacements of a panel, the newest first, for the host. */
    public List<Done> of(Actor actor, long id) {
        panels.held(actor, id);
        var leaving = ACCOUNT.as("leaving");
        var coming = ACCOUNT.as("coming");
        var was = EXPERT.as("was");
        var is = EXPERT.as("is_now");
        var out = DSL.field(DSL.selectCount().from(TAKEN_OUT).where(TAKEN_OUT.REPLACEMENT_ID.eq(REPLACEMENT.ID)));
        return dsl.select(leaving.NAME, coming.NAME, REPLACEMENT.MOVED, out, REPLACEMENT.REASON, REPLACEMENT.AT)
                .from(REPLACEMENT)
                .join(was)
                .on(was.ID.eq(REPLACEMENT.LEAVING_ID))
                .join(leaving)
                .on(leaving.ID.eq(was.ACCOUNT_ID))
                .join(is)
                .on(is.ID.eq(REPLACEMENT.COMING_ID))
                .join(coming)
                .on(coming.ID.eq(is.ACCOUNT_ID))
                .where(REPLACEMENT.PANEL_ID.eq(id))
                .orderBy(REPLACEMENT.ID.desc())
                .fetch(r -> new Done(r.value1(), r.value2(), r.value3(), r.value4(), r.value5(), r.value6()));
    }

    /** Who could come: active experts of the pool who do not sit on the panel. */
    List<Expert> candidates(long id) {
        return experts.find(EXPERT.ACTIVE
                .isTrue()
                .and(EXPERT.ID.notIn(dsl.select(PANEL_EXPERT.EXPERT_ID)
                        .from(PANEL_EXPERT)
                        .where(PANEL_EXPERT.PANEL_ID.eq(id), PANEL_EXPERT.LEFT_AT.isNull()))));
    }

    List<Expert> here(long id) {
        return panels.members(id).stream().filter(m -> isHere(id, m.id())).toList();
    }
}
