package io.lingchuang.studios.plan;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Tree;
import io.lingchuang.platform.days.Today;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.studios.Standing;
import io.lingchuang.studios.Studio;
import io.lingchuang.studios.Studios;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The wall of a studio. Everybody sees a plan that hangs there, without what is internal; a draft only those who work in the studio. */
@Service
public class Walls {

    private final PlanStore store;
    private final Plans plans;
    private final Revisions revisions;
    private final Studios studios;
    private final Tree tree;
    private final Today today;

    Walls(PlanStore store, Plans plans, Revisions revisions, Studios studios, Tree tree, Today today) {
        this.store = store;
        this.plans = plans;
        this.revisions = revisions;
        this.studios = studios;
        this.tree = tree;
        this.today = today;
    }

    /** @param year null: the one that runs; who: only the items of this member */
    Wall of(@Nullable Actor actor, long studioId, @Nullable Integer year, @Nullable Long who) {
        Studio studio = studios.studio(studioId);
        Standing standing = actor == null ? null : studios.standing(actor, studio);
        boolean inside = standing != null && standing.inside();
        boolean works = standing != null && standing.works();
        int shown = year == null ? today.today().getYear() : year;
        Plan plan = store.plan(studioId, shown).filter(p -> p.hung() || works).orElse(null);
        List<PlanItem> all = plan == null
                ? List.of()
                : store.items(plan).stream()
                        .filter(i -> inside || !i.internal())
                        .toList();
        return new Wall(
                studio,
                tree.node(studio.nodeId()).name(),
                shown,
                plan,
                all.stream().filter(i -> who == null || named(i, who)).toList(),
                standing,
                plan != null && inside ? revisions.counts(plan.id()) : Map.of(),
                store.years(studioId, works),
                all.stream().flatMap(i -> i.doers().stream()).distinct().toList(),
                who,
                plan != null && plans.mayComeDown(plan),
                today.today());
    }

    private static boolean named(PlanItem item, long who) {
        return item.doers().stream().anyMatch(d -> d.memberId() == who);
    }

    /** An item with everything of it, for those inside. */
    Opened item(Actor actor, long itemId) {
        PlanItem item = store.item(itemId);
        Plan plan = store.plan(item.planId());
        Studio studio = studios.seenBy(actor, plan.studioId());
        Standing standing = studios.standing(actor, studio);
        if (!plan.hung() && !standing.works()) {
            throw new NotFound();
        }
        return new Opened(studio, plan, item, store.records(itemId), standing);
    }

    /** @param standing what the one who looks is to the studio */
    public record Opened(Studio studio, Plan plan, PlanItem item, List<PlanRecord> records, Standing standing) {

        public boolean leads() {
            return standing.leads() && studio.state().alive();
        }

        public boolean mayRecord() {
            return standing.works() && studio.state().alive() && plan.hung();
        }
    }

    /** What a plan said before it was changed in its year, for those inside. */
    List<Revision> revisions(Actor actor, Plan plan) {
        Standing standing = studios.standing(actor, studios.seenBy(actor, plan.studioId()));
        if (!plan.hung() && !standing.works()) {
            throw new NotFound();
        }
        return revisions.of(plan.id());
    }
}
