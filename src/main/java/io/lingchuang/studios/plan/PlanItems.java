package io.lingchuang.studios.plan;

import static io.lingchuang.db.studios.Tables.PLAN_ITEM;
import static io.lingchuang.db.studios.Tables.PLAN_LINE;
import static io.lingchuang.db.studios.Tables.PLAN_RECORD;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.Studios;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was done for the items of a plan on the wall. Whoever works in the studio says it here or by a record in the ledger. */
@Service
public class PlanItems {

    static final int NOTE = 300;

    private final DSLContext dsl;
    private final PlanStore store;
    private final Studios studios;
    private final Audit audit;
    private final Today today;

    PlanItems(DSLContext dsl, PlanStore store, Studios studios, Audit audit, Today today) {
        this.dsl = dsl;
        this.store = store;
        this.studios = studios;
        this.audit = audit;
        this.today = today;
    }

    /** The items on a studio's wall for which something can still be done, what is due first on top. */
    public List<PlanItem> open(long studioId, int year) {
        return store.items(PLAN_LINE
                .STUDIO_ID
                .eq(studioId)
                .and(PLAN_LINE.YEAR.eq(year))
                .and(PLAN_LINE.PLAN_STATE.eq(PlanState.HUNG.name()))
                .and(PLAN_LINE.STATE.in(ItemState.PLANNED.name(), ItemState.UNDER_WAY.name())));
    }

    /**
     * It is done.
     *
     * @param recordId the ledger's record that says so, or null
     */
    @Transactional
    public void done(Actor actor, long itemId, LocalDate day, @Nullable Long recordId, String note) {
        write(actor, itemId, day, 100, recordId, note);
    }

    /** One more of its quantity: the second of four classes makes 50 per cent, the last one finishes it. */
    @Transactional
    public void ticks(Actor actor, long itemId, LocalDate day, @Nullable Long recordId, String note) {
        PlanItem item = locked(actor, itemId);
        int before = dsl.fetchCount(PLAN_RECORD, PLAN_RECORD.ITEM_ID.eq(itemId));
        int percent = Math.min(100, 100 * (before + 1) / item.quantity());
        write(actor, itemId, day, Math.max(1, Math.max(item.percent(), percent)), recordId, note);
    }

    /** So far it is, from that day on. */
    @Transactional
    public void progress(Actor actor, long itemId, LocalDate day, int percent, @Nullable Long recordId, String note) {
        if (percent < 1 || percent > 100) {
            throw Refusal.onField("percent", "studioplan.percentForm");
        }
        write(actor, itemId, day, percent, recordId, note);
    }

    private void write(Actor actor, long itemId, LocalDate day, int percent, @Nullable Long recordId, String note) {
        PlanItem item = locked(actor, itemId);
        if (!item.state().open()) {
            throw new Refusal("studioplan.notOpen", item.title());
        }
        if (day.isAfter(today.today())) {
            throw Refusal.onField("day", "studioplan.dayAhead");
        }
        if (day.getYear() < item.year()) {
            throw Refusal.onField("day", "studioplan.dayBefore", String.valueOf(item.year()));
        }
        if (note.strip().length() > NOTE) {
            throw Refusal.onField("note", "studioplan.noteForm", NOTE);
        }
        dsl.insertInto(PLAN_RECORD)
                .set(PLAN_RECORD.ITEM_ID, itemId)
                .set(PLAN_RECORD.ON_DAY, day)
                .set(PLAN_RECORD.PERCENT, percent)
                .set(PLAN_RECORD.NOTE, note.strip())
                .set(PLAN_RECORD.RECORD_ID, recordId)
                .set(PLAN_RECORD.ACCOUNT_ID, actor.accountId() == 0 ? null : actor.accountId())
                .execute();
        settle(itemId);
        audit.record(actor, "studios.plan.record", "plan-item", itemId, day + " " + percent + "%");
    }

    /** What was noted by mistake is taken back; a ledger's record is taken back in the ledger. */
    @Transactional
    public long takeBackNote(Actor actor, long planRecord) {
        long itemId = dsl.select(PLAN_RECORD.ITEM_ID)
                .from(PLAN_RECORD)
                .where(PLAN_RECORD.ID.eq(planRecord))
                .fetchOptional(PLAN_RECORD.ITEM_ID)
                .orElseThrow(NotFound::new);
        locked(actor, itemId);
        int gone = dsl.deleteFrom(PLAN_RECORD)
                .where(PLAN_RECORD.ID.eq(planRecord), PLAN_RECORD.RECORD_ID.isNull())
                .execute();
        if (gone == 0) {
            throw new Refusal("studioplan.inTheLedger");
        }
        settle(itemId);
        audit.record(actor, "studios.plan.takeBack", "plan-item", itemId, null);
        return itemId;
    }

    /** The ledger takes a record back or corrects it: what it ticked is open again. Nothing happens when it ticked nothing. */
    @Transactional
    public void takeBack(Actor actor, long recordId) {
        dsl.select(PLAN_RECORD.ITEM_ID)
                .from(PLAN_RECORD)
                .where(PLAN_RECORD.RECORD_ID.eq(recordId))
                .fetchOptional(PLAN_RECORD.ITEM_ID)
                .ifPresent(item -> {
                    locked(actor, item);
                    dsl.deleteFrom(PLAN_RECORD)
                            .where(PLAN_RECORD.RECORD_ID.eq(recordId))
                            .execute();
                    settle(item);
                    audit.record(actor, "studios.plan.takeBack", "plan-item", item, null);
                });
    }

    private PlanItem locked(Actor actor, long itemId) {
        if (dsl.select(PLAN_ITEM.ID)
                .from(PLAN_ITEM)
                .where(PLAN_ITEM.ID.eq(itemId))
                .forUpdate()
                .fetchOptional()
                .isEmpty()) {
            throw new NotFound();
        }
        PlanItem item = store.item(itemId);
        Studio studio = studios.workedInBy(actor, item.studioId());
        Plans.requireAlive(studio);
        if (!store.plan(item.planId()).hung()) {
            throw new Refusal("studioplan.notHung");
        }
        return item;
    }

    /** It stands where the last word on record says. */
    private void settle(long itemId) {
        var latest = dsl.selectFrom(PLAN_RECORD)
                .where(PLAN_RECORD.ITEM_ID.eq(itemId))
                .orderBy(PLAN_RECORD.ID.desc())
                .limit(1)
                .fetchOne();
        int percent = latest == null ? 0 : latest.getPercent();
        var change = dsl.update(PLAN_ITEM)
                .set(PLAN_ITEM.PERCENT, percent)
                .set(PLAN_ITEM.DONE_ON, percent == 100 && latest != null ? latest.getOnDay() : null);
        if (store.item(itemId).state() != ItemState.DROPPED) {
            change = change.set(PLAN_ITEM.STATE, ItemState.at(percent).name());
        }
        change.where(PLAN_ITEM.ID.eq(itemId)).execute();
    }
}
