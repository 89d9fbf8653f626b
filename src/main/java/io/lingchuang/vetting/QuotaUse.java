package io.lingchuang.vetting;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.vetting.Tables.RECOMMENDATION;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.access.Right;
import io.lingchuang.access.Tree;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who within reach has used how many of their places: whoever has recommended something, and whoever was given places of their own. */
@Component
public class QuotaUse {

    /** @param category null: over all */
    public record Use(
            String recommender, Level level, @Nullable String category, int used, int places) {}

    private record Recommender(long nodeId, String name, Level level) {}

    private final DSLContext dsl;
    private final Tree tree;

    QuotaUse(DSLContext dsl, Tree tree) {
        this.dsl = dsl;
        this.tree = tree;
    }

    List<Use> of(Actor actor, Call call) {
        Map<Recommender, Map<Long, Integer>> used = new LinkedHashMap<>();
        dsl.select(NODE.ID, NODE.NAME, RECOMMENDATION.POSITION, ENTRY.CATEGORY_ID, DSL.count())
                .from(RECOMMENDATION)
                .join(ENTRY)
                .on(ENTRY.ID.eq(RECOMMENDATION.ENTRY_ID))
                .join(NODE)
                .on(NODE.ID.eq(RECOMMENDATION.NODE_ID))
                .where(ENTRY.CALL_ID.eq(call.id()), actor.within(Right.FOLLOW, NODE.PATH, NODE.INDUSTRY_PATH))
                .groupBy(NODE.ID, NODE.NAME, RECOMMENDATION.POSITION, ENTRY.CATEGORY_ID)
                .orderBy(RECOMMENDATION.POSITION.desc(), NODE.CODE)
                .forEach(r -> level(call, r.value3())
                        .ifPresent(level -> used.computeIfAbsent(
                                        new Recommender(r.value1(), r.value2(), level), k -> new HashMap<>())
                                .put(Objects.requireNonNullElse(r.value4(), 0L), r.value5())));
        for (Call.Quota quota : call.quotas()) {
            if (quota.nodeId() != null) {
                Node node = tree.node(quota.nodeId());
                if (actor.reaches(Right.FOLLOW, node)) {
                    used.putIfAbsent(new Recommender(node.id(), node.name(), quota.level()), Map.of());
                }
            }
        }
        List<Use> all = new ArrayList<>();
        used.forEach((who, counts) -> bound(call, who, counts, all));
        return all;
    }

    private static void bound(Call call, Recommender who, Map<Long, Integer> counts, List<Use> all) {
        int sum = counts.values().stream().mapToInt(Integer::intValue).sum();
        Allotments.binding(call, who.level(), who.nodeId(), null)
                .forEach(q -> all.add(new Use(who.name(), who.level(), null, sum, q.places())));
        for (Call.Category category : call.categories()) {
            Allotments.binding(call, who.level(), who.nodeId(), category.id()).stream()
                    .filter(q -> q.categoryId() != null)
                    .forEach(q -> all.add(new Use(
                            who.name(),
                            who.level(),
                            category.name(),
                            counts.getOrDefault(category.id(), 0),
                            q.places())));
        }
    }

    private static java.util.Optional<Level> level(Call call, int position) {
        return call.route().stream()
                .filter(l -> l.position() == position)
                .map(Call.RouteLevel::level)
                .findFirst();
    }
}
