package io.lingchuang.review;

import static io.lingchuang.db.access.Tables.NODE;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where units lie in the tree, all in one query. */
@Component
class UnitPlaces {

    /** Where a node lies: its enterprise, or itself where it has none, and its county. */
    record Place(long enterprise, String name, @Nullable Long county) {}

    private final DSLContext dsl;

    UnitPlaces(DSLContext dsl) {
        this.dsl = dsl;
    }

    Map<Long, Place> of(Collection<Long> nodes) {
        var unit = NODE.as("unit");
        var above = NODE.as("above");
        Map<Long, Place> places = new HashMap<>();
        dsl.select(unit.ID, unit.NAME, above.ID, above.NAME, above.KIND)
                .from(unit)
                .join(above)
                .on(DSL.condition("{0} @> {1}", above.PATH, unit.PATH))
                .where(unit.ID.in(Set.copyOf(nodes)))
                .orderBy(DSL.field("nlevel({0})", Integer.class, above.PATH))
                .fetchGroups(unit.ID)
                .forEach((id, line) -> {
                    long enterprise = id;
                    String name = line.getFirst().value2();
                    Long county = null;
                    for (var step : line.reversed()) {
                        if (step.value5().equals("ENTERPRISE")) {
                            enterprise = step.value3();
                            name = step.value4();
                        } else if (step.value5().equals("COUNTY")) {
                            county = step.value3();
                        }
                    }
                    places.put(id, new Place(enterprise, name, county));
                });
        return places;
    }
}
