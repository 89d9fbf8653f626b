package io.lingchuang.studios.plan;

import static io.lingchuang.db.studios.Tables.PLAN_DOER;
import static io.lingchuang.db.studios.Tables.PLAN_ITEM;
import static io.lingchuang.db.studios.Tables.PLAN_RECORD;
import static io.lingchuang.db.studios.Tables.PLAN_REVISION;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Audit;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.studios.Member;
import io.lingchuang.studios.Studios;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a plan says. A draft, and a plan whose year has not begun, is changed freely; from then on every change of what hangs on the wall
 * is a revision with its reason, and what stood before is kept.
 */
@Service
public class PlanChanges {

    private final DSLContext dsl;
    private final PlanStore store;
    private final Plans plans;
    private final Studios studios;
    private final Revisions revisions;
    private final PlanLetters letters;
    private final Audit audit;
    private final Today today;

    PlanChanges(
            DSLContext dsl,
            PlanStore store,
            Plans plans,
            Studios studios,
            Revisions revisions,
            PlanLetters letters,
            Audit audit,
            Today today) {
        this.dsl = dsl;
        this.store = store;
        this.plans = plans;
        this.studios = studios;
        this.revisions = revisions;
        this.letters = letters;
        this.audit = audit;
        this.today = today;
    }

    /** An item with other months. version: of the item as it was read. */
    public record Months(
            long item,
            int version,
            @Nullable Integer from,
            @Nullable Integer until) {}

    @Transactional
    public long add(Actor actor, long planId, ItemWords words, String reason) {
        Plan plan = plans.ledBy(actor, planId);
        words.check();
        requireReasonIfRevised(plan, reason);
        plans.requireRoom(plan, 1);
        requireOnRoster(plan, words.doers(), Set.of());
        long item = dsl.insertInto(PLAN_ITEM)
                .set(PLAN_ITEM.PLAN_ID, planId)
                .set(PLAN_ITEM.KIND, Objects.requireNonNull(words.kind()).name())
                .set(PLAN_ITEM.TITLE, words.title().strip())
                .set(PLAN_ITEM.FROM_MONTH, words.fromMonth())
                .set(PLAN_ITEM.UNTIL_MONTH, words.untilMonth())
                .set(PLAN_ITEM.GOAL, words.goal().strip())
                .set(PLAN_ITEM.QUANTITY, words.quantity())
                .set(PLAN_ITEM.UNIT, words.unit().strip())
                .set(PLAN_ITEM.PROOF, words.proof().strip())
                .set(PLAN_ITEM.PARTNER, words.partner().strip())
                .set(PLAN_ITEM.INTERNAL, words.internal())
                .set(PLAN_ITEM.NOTE, words.note().strip())
                .returningResult(PLAN_ITEM.ID)
                .fetchSingle(PLAN_ITEM.ID);
        name(item, words.doers());
        kept(actor, plan, Revision.What.ADDED, null, item, reason);
        return item;
    }

    @Transactional
    public void change(Actor actor, long itemId, int version, ItemWords words, String reason) {
        PlanItem before = store.item(itemId);
        Plan plan = plans.ledBy(actor, before.planId());
        words.check();
        requireReasonIfRevised(plan, reason);
        requireStanding(before);
        requireOnRoster(
                plan,
                words.doers(),
                before.doers().stream().map(PlanItem.Doer::memberId).collect(Collectors.toSet()));
        claim(itemId, version);
        dsl.update(PLAN_ITEM)
                .set(PLAN_ITEM.KIND, Objects.requireNonNull(words.kind()).name())
                .set(PLAN_ITEM.TITLE, words.title().strip())
                .set(PLAN_ITEM.FROM_MONTH, words.fromMonth())
                .set(PLAN_ITEM.UNTIL_MONTH, words.untilMonth())
                .set(PLAN_ITEM.GOAL, words.goal().strip())
                .set(PLAN_ITEM.QUANTITY, words.quantity())
                .set(PLAN_ITEM.UNIT, words.unit().strip())
                .set(PLAN_ITEM.PROOF, words.proof().strip())
                .set(PLAN_ITEM.PARTNER, words.partner().strip())
                .set(PLAN_ITEM.INTERNAL, words.internal())
                .set(PLAN_ITEM.NOTE, words.note().strip())
                .where(PLAN_ITEM.ID.eq(itemId))
                .execute();
        dsl.deleteFrom(PLAN_DOER).where(PLAN_DOER.ITEM_ID.eq(itemId)).execute();
        name(itemId, words.doers());
        kept(actor, plan, Revision.What.CHANGED, before, itemId, reason);
    }

    /** Moves and stretches items along the months, all that were moved at once; one reason for them. */
    @Transactional
    public int move(Actor actor, long planId, List<Months> months, String reason) {
        Plan plan = plans.ledBy(actor, planId);
        List<PlanItem> items = store.items(plan);
        int moved = 0;
        for (Months to : months) {
            PlanItem before =
                    items.stream().filter(i -> i.id() == to.item()).findFirst().orElseThrow(NotFound::new);
            if (Objects.equals(to.from(), before.fromMonth()) && Objects.equals(to.until(), before.untilMonth())) {
                continue;
            }
            ItemWords.months(to.from(), to.until());
            requireReasonIfRevised(plan, reason);
            requireStanding(before);
            claim(to.item(), to.version());
            dsl.update(PLAN_ITEM)
                    .set(PLAN_ITEM.FROM_MONTH, to.from())
                    .set(PLAN_ITEM.UNTIL_MONTH, to.until())
                    .where(PLAN_ITEM.ID.eq(to.item()))
                    .execute();
            kept(actor, plan, Revision.What.MOVED, before, to.item(), reason);
            moved++;
        }
        return moved;
    }

    /** Takes an item off a plan that is still free, and that nothing stands on record for. */
    @Transactional
    public void remove(Actor actor, long itemId, int version) {
        PlanItem item = store.item(itemId);
        Plan plan = plans.ledBy(actor, item.planId());
        if (plan.revisedOn(today.today())
                || dsl.fetchExists(PLAN_RECORD, PLAN_RECORD.ITEM_ID.eq(itemId))
                || dsl.fetchExists(PLAN_REVISION, PLAN_REVISION.ITEM_ID.eq(itemId))) {
            throw new Refusal("studioplan.giveUpInstead");
        }
        claim(itemId, version);
        dsl.deleteFrom(PLAN_ITEM).where(PLAN_ITEM.ID.eq(itemId)).execute();
        audit.record(actor, "studios.plan.remove", "plan-item", itemId, item.title());
    }

    /** Gives an item on the wall up, with the reason; it stays there, grey. */
    @Transactional
    public void giveUp(Actor actor, long itemId, int version, String reason) {
        PlanItem before = onTheWall(actor, itemId);
        Revisions.requireReason(reason);
        requireStanding(before);
        claim(itemId, version);
        dsl.update(PLAN_ITEM)
                .set(PLAN_ITEM.STATE, ItemState.DROPPED.name())
                .set(PLAN_ITEM.DROPPED_WHY, reason.strip())
                .where(PLAN_ITEM.ID.eq(itemId))
                .execute();
        revisions.keep(actor, Revision.What.DROPPED, before, store.item(itemId), reason);
        audit.record(actor, "studios.plan.giveUp", "plan-item", itemId, reason.strip());
    }

    @Transactional
    public void takeUpAgain(Actor actor, long itemId, int version, String reason) {
        PlanItem before = onTheWall(actor, itemId);
        Revisions.requireReason(reason);
        if (before.state() != ItemState.DROPPED) {
            throw new Refusal("studioplan.notGivenUp");
        }
        claim(itemId, version);
        dsl.update(PLAN_ITEM)
                .set(PLAN_ITEM.STATE, ItemState.at(before.percent()).name())
                .setNull(PLAN_ITEM.DROPPED_WHY)
                .where(PLAN_ITEM.ID.eq(itemId))
                .execute();
        revisions.keep(actor, Revision.What.RESUMED, before, store.item(itemId), reason);
        audit.record(actor, "studios.plan.takeUp", "plan-item", itemId, reason.strip());
    }

    private PlanItem onTheWall(Actor actor, long itemId) {
        PlanItem item = store.item(itemId);
        if (!plans.ledBy(actor, item.planId()).hung()) {
            throw new Refusal("studioplan.notHung");
        }
        return item;
    }

    /** What is done or given up says what it said. */
    private static void requireStanding(PlanItem item) {
        if (!item.state().open()) {
            throw new Refusal("studioplan.notOpen", item.title());
        }
    }

    private void requireReasonIfRevised(Plan plan, String reason) {
        if (plan.revisedOn(today.today())) {
            if (today.today().getYear() > plan.year()) {
                throw new Refusal("studioplan.yearOver", String.valueOf(plan.year()));
            }
            Revisions.requireReason(reason);
        }
    }

    /** Whoever works in the studio; who left may stay named beside somebody who has not. */
    private void requireOnRoster(Plan plan, List<Long> doers, Set<Long> before) {
        Set<Long> working = studios.members(plan.studioId()).stream()
                .filter(m -> m.part().works())
                .map(Member::id)
                .collect(Collectors.toSet());
        if (doers.stream().anyMatch(d -> !working.contains(d) && !before.contains(d))) {
            throw Refusal.onField("doers", "studioplan.notOnRoster");
        }
        if (doers.stream().noneMatch(working::contains)) {
            throw Refusal.onField("doers", "studioplan.allLeft");
        }
    }

    private void name(long item, List<Long> doers) {
        new HashSet<>(doers)
                .forEach(d -> dsl.insertInto(PLAN_DOER)
                        .set(PLAN_DOER.ITEM_ID, item)
                        .set(PLAN_DOER.MEMBER_ID, d)
                        .execute());
    }

    /** A revision goes on record, and whoever takes an item on the wall over is told. */
    private void kept(
            Actor actor, Plan plan, Revision.What what, @Nullable PlanItem before, long itemId, String reason) {
        PlanItem after = store.item(itemId);
        if (plan.revisedOn(today.today())) {
            revisions.keep(actor, what, before, after, reason);
            audit.record(actor, "studios.plan.revise", "plan-item", itemId, reason.strip());
        }
        if (plan.hung()) {
            Set<Long> taking =
                    after.doers().stream().map(PlanItem.Doer::memberId).collect(Collectors.toSet());
            if (before != null) {
                before.doers().forEach(d -> taking.remove(d.memberId()));
            }
            letters.taken(after, taking);
        }
    }

    private void claim(long itemId, int version) {
        int claimed = dsl.update(PLAN_ITEM)
                .set(PLAN_ITEM.VERSION, version + 1)
                .where(PLAN_ITEM.ID.eq(itemId), PLAN_ITEM.VERSION.eq(version))
                .execute();
        if (claimed == 0) {
            throw new Stale();
        }
    }
}
