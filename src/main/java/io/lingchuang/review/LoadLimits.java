package io.lingchuang.review;

import static io.lingchuang.db.review.Tables.PANEL_EXPERT;
import static io.lingchuang.db.review.Tables.SHEET;

import io.lingchuang.platform.web.Refusal;
import io.lingchuang.review.AssignmentStore.Given;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** At most so many entries a panel, as each expert agreed to. What is begun stands also beyond it. */
@Component
class LoadLimits {

    private final DSLContext dsl;
    private final Experts experts;

    LoadLimits(DSLContext dsl, Experts experts) {
        this.dsl = dsl;
        this.experts = experts;
    }

    /** Who would have more by these pairs than they agreed to. */
    List<Refusal> over(Collection<PanelFacts.OfExpert> members, Set<Given> pairs, Set<Given> begun) {
        Map<Long, Integer> has = byExpert(pairs);
        Map<Long, Integer> started = byExpert(begun);
        Map<Long, Integer> limits =
                experts.limits(members.stream().map(e -> e.expert().id()).toList());
        List<Refusal> over = new ArrayList<>();
        for (PanelFacts.OfExpert e : members) {
            Integer limit = limits.get(e.expert().id());
            int count = has.getOrDefault(e.expert().id(), 0);
            if (limit != null
                    && count > Math.max(limit, started.getOrDefault(e.expert().id(), 0))) {
                over.add(new Refusal("review.pool.overLimit", e.expert().name(), count, limit));
            }
        }
        return over;
    }

    private static Map<Long, Integer> byExpert(Set<Given> pairs) {
        Map<Long, Integer> counts = new HashMap<>();
        pairs.forEach(g -> counts.merge(g.expert(), 1, Integer::sum));
        return counts;
    }

    /** Where everybody scores everything, nobody may get more than they agreed to by it: then the entries have to be assigned. */
    void requireRoomForAll(long panel, Collection<Long> members) {
        Map<Long, Integer> limits = experts.limits(members);
        dsl.select(PANEL_EXPERT.EXPERT_ID, DSL.count(SHEET.ID))
                .from(PANEL_EXPERT)
                .join(SHEET)
                .on(SHEET.PANEL_ID.eq(PANEL_EXPERT.PANEL_ID), SHEET.EXPERT_ID.eq(PANEL_EXPERT.EXPERT_ID))
                .where(PANEL_EXPERT.PANEL_ID.eq(panel), PANEL_EXPERT.EXPERT_ID.in(limits.keySet()))
                .groupBy(PANEL_EXPERT.EXPERT_ID)
                .orderBy(PANEL_EXPERT.EXPERT_ID)
                .forEach(r -> {
                    int limit = limits.getOrDefault(r.value1(), 0);
                    if (r.value2() > limit) {
                        throw new Refusal(
                                "review.pool.overLimitOfAll",
                                experts.expert(r.value1()).name(),
                                r.value2(),
                                limit);
                    }
                });
    }
}
