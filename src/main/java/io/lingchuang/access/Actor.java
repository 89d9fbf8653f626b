package io.lingchuang.access;

import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Viewer;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Who acts, with the roles held today. Every use case takes it first and asks it before anything else. Somebody without
 * business at a node is told that there is nothing there.
 */
public record Actor(long accountId, String name, boolean elder, List<Grant> grants) implements Viewer {

    /** A role at a node. path is the node's place in the tree; delegatedBy is whose role it is, when it is lent. */
    public record Grant(
            Role role, long nodeId, String path, @Nullable Long delegatedBy) {}

    /** The product itself, for jobs and the sample city. Holds no roles: what it may do is written where it does it. */
    public static Actor system() {
        return new Actor(0, "系统", false, List.of());
    }

    @Override
    public boolean may(Enum<?> right) {
        return right instanceof Right r
                && grants.stream().anyMatch(g -> g.role().gives(r));
    }

    /** Holds the right at this very node. Deciding takes this; seeing takes {@link #reaches}. */
    public boolean holds(Right right, long nodeId) {
        return grants.stream().anyMatch(g -> g.nodeId() == nodeId && g.role().gives(right));
    }

    public boolean reaches(Right right, Node node) {
        return grants.stream()
                .filter(g -> g.role().gives(right))
                .anyMatch(g -> covers(g.path(), node.path()) || covers(g.path(), node.industryPath()));
    }

    /** Holds one of the three administrations. */
    boolean administers() {
        return grants.stream().anyMatch(g -> g.role().administers());
    }

    public void requireHolds(Right right, long nodeId) {
        if (!holds(right, nodeId)) {
            throw new NotFound();
        }
    }

    public void requireReaches(Right right, Node node) {
        if (!reaches(right, node)) {
            throw new NotFound();
        }
    }

    /** The nodes at which the right is held. */
    public List<Long> nodesWith(Right right) {
        return grants.stream()
                .filter(g -> g.role().gives(right))
                .map(Grant::nodeId)
                .distinct()
                .toList();
    }

    /** In SQL: the row's node, given by its two paths, lies within reach. False for whoever does not hold the right. */
    public Condition within(Right right, Field<String> path, Field<String> industryPath) {
        String[] paths = grants.stream()
                .filter(g -> g.role().gives(right))
                .map(Grant::path)
                .distinct()
                .toArray(String[]::new);
        return paths.length == 0
                ? DSL.falseCondition()
                : DSL.condition(
                        "({0} <@ {2}::text[]::ltree[] or {1} <@ {2}::text[]::ltree[])",
                        path, industryPath, DSL.val(paths));
    }

    private static boolean covers(String above, @Nullable String path) {
        return path != null && (path.equals(above) || path.startsWith(above + "."));
    }
}
