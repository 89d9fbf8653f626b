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
        List<Stop> stops = new ArrayList<>();
        for (Call.RouteLevel level : call.route()) {
            Long node = node(level.level(), unit, line);
            if (node != null && node != call.hostNodeId() && stops.stream().noneMatch(s -> s.nodeId() == node)) {
                stops.add(new Stop(level.position(), level.level(), node));
            }
        }
        return stops;
    }

    private @Nullable Long node(Level level, Node unit, Entry.Line line) {
        return switch (level) {
            case BRANCH -> unit.kind() == Node.Kind.BRANCH ? unit.id() : null;
            case ENTERPRISE -> above(unit, Node.Kind.ENTERPRISE);
            case COUNTY_OR_INDUSTRY -> {
                Long industry = line == Entry.Line.INDUSTRIAL ? industry(unit) : null;
                Long county = industry != null ? industry : above(unit, Node.Kind.COUNTY);
                yield county != null ? county : above(unit, Node.Kind.INDUSTRY);
            }
            case CITY -> above(unit, Node.Kind.CITY);
        };
    }

    private @Nullable Long above(Node unit, Node.Kind kind) {
        return tree.line(unit).stream()
                .filter(n -> n.kind() == kind)
                .map(Node::id)
                .findFirst()
                .orElse(null);
    }

    /** The industry union of the unit or of the enterprise it is a branch of. */
    public @Nullable Long industry(Node unit) {
        return tree.line(unit).stream()
                .map(Node::industryParentId)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
