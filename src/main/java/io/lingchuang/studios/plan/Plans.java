package io.lingchuang.studios.plan;

import static io.lingchuang.db.studios.Tables.PLAN;
import static io.lingchuang.db.studios.Tables.PLAN_DOER;
import static io.lingchuang.db.studios.Tables.PLAN_ITEM;
import static io.lingchuang.db.studios.Tables.PLAN_RECORD;
import static io.lingchuang.db.studios.Tables.PLAN_REVISION;

import io.lingchuang.access.Actor;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.Studios;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The plan of a studio's year: begun, made in minutes from last year's, hung on the wall. Its leader writes it, or its unit's clerk for them. */
@Service
public class Plans {

    static final int AIM = 200;

    /** More would not be read on a wall. */
    static final int ITEMS = 40;

    private final DSLContext dsl;
    private final PlanStore store;
    private final Studios studios;
    private final PlanLetters letters;
    private final Today today;

    Plans(DSLContext dsl, PlanStore store, Studios studios, PlanLetters letters, Today today) {
        this.dsl = dsl;
        this.store = store;
        this.studios = studios;
        this.letters = letters;
        this.today = today;
    }

    static void requireAlive(Studio studio) {
        if (!studio.state().alive()) {
            throw new Refusal("studioplan.ended", studio.name());
        }
    }

    /** The years for which a plan can be begun: this one and the next. */
    List<Integer> mayBegin() {
        int year = today.today().getYear();
        return List.of(year, year + 1);
    }

    /**
     * Begins a plan, with items of the year before.
     *
     * @param items of last year's plan; their months stay, and who of theirs still works here
     */
    @Transactional
    public Plan begin(Actor actor, long studioId, int year, String aim, List<Long> items) {
        Studio studio = studios.ledBy(actor, studioId);
        requireAlive(studio);
        if (!mayBegin().contains(year)) {
            throw Refusal.onField(
                    "year",
                    "studioplan.yearForm",
                    String.valueOf(mayBegin().getFirst()),
                    String.valueOf(mayBegin().getLast()));
        }
        requireAim(aim);
        Long made = dsl.insertInto(PLAN)
                .set(PLAN.STUDIO_ID, studioId)
                .set(PLAN.YEAR, year)
                .set(PLAN.AIM, aim.strip())
                .onConflictDoNothing()
                .returningResult(PLAN.ID)
                .fetchOne(PLAN.ID);
        if (made == null) {
            throw Refusal.onField("year", "studioplan.exists", String.valueOf(year));
        }
        Plan plan = store.plan(made);
        copy(plan, items);
        studios.happened(actor, studioId, "plan.begin", String.valueOf(year));
        return plan;
    }

    /** Takes more of last year's over into a draft. */
    @Transactional
    public void takeOver(Actor actor, long planId, List<Long> items) {
        Plan plan = ledBy(actor, planId);
        requireDraft(plan);
        copy(plan, items);
    }

    private void copy(Plan plan, List<Long> chosen) {
        if (chosen.isEmpty()) {
            return;
        }
        Plan before =
                store.plan(plan.studioId(), plan.year() - 1).orElseThrow(() -> new Refusal("studioplan.noneBefore"));
        List<PlanItem> items = store.items(before).stream()
                .filter(i -> chosen.contains(i.id()))
                .toList();
        if (items.size() != List.copyOf(new java.util.HashSet<>(chosen)).size()) {
            throw new Stale();
        }
        requireRoom(plan, items.size());
        for (PlanItem item : items) {
            Long made = dsl.insertInto(PLAN_ITEM)
                    .set(PLAN_ITEM.PLAN_ID, plan.id())
                    .set(PLAN_ITEM.KIND, item.kind().name())
                    .set(PLAN_ITEM.TITLE, ofNow(item.title(), before, plan))
                    .set(PLAN_ITEM.FROM_MONTH, item.fromMonth())
                    .set(PLAN_ITEM.UNTIL_MONTH, item.untilMonth())
                    .set(PLAN_ITEM.GOAL, ofNow(item.goal(), before, plan))
                    .set(PLAN_ITEM.QUANTITY, item.quantity())
                    .set(PLAN_ITEM.UNIT, item.unit())
                    .set(PLAN_ITEM.PROOF, item.proof())
                    .set(PLAN_ITEM.PARTNER, item.partner())
                    .set(PLAN_ITEM.INTERNAL, item.internal())
                    .returningResult(PLAN_ITEM.ID)
                    .fetchSingle(PLAN_ITEM.ID);
            item.doers().stream()
                    .filter(d -> !d.left())
                    .forEach(d -> dsl.insertInto(PLAN_DOER)
                            .set(PLAN_DOER.ITEM_ID, made)
                            .set(PLAN_DOER.MEMBER_ID, d.memberId())
                            .execute());
        }
        dsl.update(PLAN)
                .set(PLAN.COPIED_FROM, before.id())
                .where(PLAN.ID.eq(plan.id()))
                .execute();
    }

    /** What was named after last year is named after this one. */
    private static String ofNow(String text, Plan before, Plan plan) {
        return text.replace(String.valueOf(before.year()), String.valueOf(plan.year()));
    }

    /** Says the year in another sentence. */
    @Transactional
    public void aim(Actor actor, long planId, int version, String aim) {
        ledBy(actor, planId);
        requireAim(aim);
        move(planId, version);
        dsl.update(PLAN).set(PLAN.AIM, aim.strip()).where(PLAN.ID.eq(planId)).execute();
    }

    /** Hangs the plan on the wall: everybody sees it, and whoever is named in it is told once. */
    @Transactional
    public void hang(Actor actor, long planId, int version) {
        Plan plan = ledBy(actor, planId);
        requireDraft(plan);
        List<PlanItem> items = store.items(plan);
        if (items.isEmpty()) {
            throw new Refusal("studioplan.empty");
        }
        items.stream().filter(PlanItem::orphaned).findFirst().ifPresent(i -> {
            throw new Refusal("studioplan.nobodyFor", i.title());
        });
        move(planId, version);
        dsl.update(PLAN)
                .set(PLAN.STATE, PlanState.HUNG.name())
                .set(PLAN.HUNG_ON, today.today())
                .set(PLAN.HUNG_BY, actor.accountId() == 0 ? null : actor.accountId())
                .where(PLAN.ID.eq(planId))
                .execute();
        letters.hung(store.plan(planId), items);
        studios.happened(actor, plan.studioId(), "plan.hang", String.valueOf(plan.year()));
    }

    /** Takes it down again, as long as nobody worked by it. */
    @Transactional
    public void takeDown(Actor actor, long planId, int version) {
        Plan plan = ledBy(actor, planId);
        if (!mayComeDown(plan)) {
            throw new Refusal("studioplan.staysUp");
        }
        move(planId, version);
        dsl.update(PLAN)
                .set(PLAN.STATE, PlanState.DRAFT.name())
                .setNull(PLAN.HUNG_ON)
                .setNull(PLAN.HUNG_BY)
                .where(PLAN.ID.eq(planId))
                .execute();
        studios.happened(actor, plan.studioId(), "plan.takeDown", String.valueOf(plan.year()));
    }

    boolean mayComeDown(Plan plan) {
        boolean fresh = !plan.revisedOn(today.today()) || today.today().equals(plan.hungOn());
        return plan.hung()
                && fresh
                && !dsl.fetchExists(PLAN_REVISION, PLAN_REVISION.PLAN_ID.eq(plan.id()))
                && !dsl.fetchExists(dsl.selectOne()
                        .from(PLAN_RECORD)
                        .join(PLAN_ITEM)
                        .on(PLAN_ITEM.ID.eq(PLAN_RECORD.ITEM_ID))
                        .where(PLAN_ITEM.PLAN_ID.eq(plan.id())));
    }

    /** A plan that the actor writes, of a studio that still works. */
    Plan ledBy(Actor actor, long planId) {
        Plan plan = store.plan(planId);
        requireAlive(studios.ledBy(actor, plan.studioId()));
        return plan;
    }

    void requireRoom(Plan plan, int more) {
        if (dsl.fetchCount(PLAN_ITEM, PLAN_ITEM.PLAN_ID.eq(plan.id())) + more > ITEMS) {
            throw new Refusal("studioplan.tooMany", ITEMS);
        }
    }

    private static void requireDraft(Plan plan) {
        if (plan.hung()) {
            throw new Refusal("studioplan.hungAlready");
        }
    }

    private static void requireAim(String aim) {
        if (aim.strip().length() > AIM) {
            throw Refusal.onField("aim", "studioplan.aimForm", AIM);
        }
    }

    private void move(long planId, int version) {
        int moved = dsl.update(PLAN)
                .set(PLAN.VERSION, version + 1)
                .where(PLAN.ID.eq(planId), PLAN.VERSION.eq(version))
                .execute();
        if (moved == 0) {
            throw new Stale();
        }
    }
}
