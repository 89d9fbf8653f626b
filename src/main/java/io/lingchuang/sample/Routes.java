package io.lingchuang.sample;

import io.lingchuang.calls.Call;
import io.lingchuang.entries.Route;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ways that the entries of a call climb, by the product's own rule. */
final class Routes {

    private final Call call;
    private final Map<Long, List<Route.Stop>> known = new HashMap<>();

    Routes(Call call) {
        this.call = call;
    }

    List<Route.Stop> of(PastEntry entry) {
        return known.computeIfAbsent(entry.unit.node().id(), unit -> Route.stops(call, entry.unit.way(), entry.line));
    }

    /** As many working days as each level has. */
    LocalDate due(Office office, Instant from) {
        return office.days().plus(Office.day(from), call.vettingDays());
    }
}
