package io.lingchuang.entries;

import io.lingchuang.access.Node;
import io.lingchuang.access.Tree;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The way an entry climbs: the call's levels that exist above its unit, on the line it chose, up to but not including the host,
 * whose formal check ends the way. A level the unit lacks is skipped (属地/产业: one superior a call).
 */
@Component
public class Route {

    /** A level and the node that vets there. */
    public record Stop(int position, Level level, long nodeId) {}

    private final Tree tree;

    Route(Tree tree) {
        this.tree = tree;
    }

    public List<Stop> stops(Call call, Node unit, Entry.Line line) {
        return stops(call, tree.line(unit), line);
    }

    /** The rule alone. way: from the city down to the unit itself. */
    public static List<Stop> stops(Call call, List<Node> way, Entry.Line line) {
        List<Stop> stops = new ArrayList<>();
        for (Call.RouteLevel level : call.route()) {
            Long node = node(level.level(), way, line);
            if (node != null && node != call.hostNodeId() && stops.stream().noneMatch(s -> s.nodeId() == node)) {
                stops.add(new Stop(level.position(), level.level(), node));
            }
        }
        return stops;
    }

    private static @Nullable Long node(Level level, List<Node> way, Entry.Line line) {
        return switch (level) {
            case BRANCH -> on(way, Node.Kind.BRANCH);
            case ENTERPRISE -> on(way, Node.Kind.ENTERPRISE);
            case COUNTY_OR_INDUSTRY -> {
                Long industry = line == Entry.Line.INDUSTRIAL ? industry(way) : null;
                Long county = industry != null ? industry : on(way, Node.Kind.COUNTY);
                yield county != null ? county : on(way, Node.Kind.INDUSTRY);
            }
            case CITY -> on(way, Node.Kind.CITY);
        };
    }

    private static @Nullable Long on(List<Node> way, Node.Kind kind) {
        return way.stream()
                .filter(n -> n.kind() == kind)
                .map(Node::id)
                .findFirst()
                .orElse(null);
    }

    /** The industry union of the unit or of the enterprise it is a branch of. */
    public @Nullable Long industry(Node unit) {
        return industry(tree.line(unit));
    }

    static @Nullable Long industry(List<Node> way) {
        return way.stream()
                .map(Node::industryParentId)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
