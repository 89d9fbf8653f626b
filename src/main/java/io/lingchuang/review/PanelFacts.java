package io.lingchuang.review;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.calls.Tables.CATEGORY;
import static io.lingchuang.db.directory.Tables.CHAIN;
import static io.lingchuang.db.directory.Tables.CLUSTER;
import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.directory.Tables.OCCUPATION;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;

import io.lingchuang.entries.EntryState;
import io.lingchuang.review.assignment.FieldMatch;
import io.lingchuang.review.assignment.FieldMatch.Kind;
import io.lingchuang.review.assignment.FieldMatch.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the records say of all entries and experts of a panel, in a handful of queries however many there are. */
@Component
class PanelFacts {

    /** @param waiting still waits to be scored: not withdrawn meanwhile */
    record OfEntry(
            long id,
            String code,
            boolean waiting,
            @Nullable String category,
            @Nullable Long county,
            Recusals.About about,
            Set<Topic> topics) {}

    /** @param left sealed sheets stand, nothing new is given */
    record OfExpert(
            Expert expert,
            @Nullable Long enterprise,
            @Nullable Long county,
            boolean left) {

        /** The same for all of one employer, by its place in the tree where it has one. */
        String employer() {
            return enterprise == null ? expert.employer() : enterprise.toString();
        }

        FieldMatch.Found match(OfEntry entry) {
            return FieldMatch.of(expert.fields(), entry.topics());
        }
    }

    record Facts(List<OfEntry> entries, List<OfExpert> experts) {}

    /** Where a node lies: its enterprise, or itself where it has none, and its county. */
    private record Place(
            long enterprise, String name, @Nullable Long county) {}

    private record Of(List<Long> people, List<String> units, Set<Topic> topics) {}

    private final DSLContext dsl;
    private final Experts experts;

    PanelFacts(DSLContext dsl, Experts experts) {
        this.dsl = dsl;
        this.experts = experts;
    }

    Facts of(long panel) {
        return new Facts(entries(panel), experts(panel));
    }

    List<Long> members(long panel) {
        return dsl.select(PANEL_EXPERT.EXPERT_ID)
                .from(PANEL_EXPERT)
                .where(PANEL_EXPERT.PANEL_ID.eq(panel))
                .fetch(PANEL_EXPERT.EXPERT_ID);
    }

    private List<OfExpert> experts(long panel) {
        Map<Long, Boolean> left = dsl.select(PANEL_EXPERT.EXPERT_ID, PANEL_EXPERT.LEFT_AT)
                .from(PANEL_EXPERT)
                .where(PANEL_EXPERT.PANEL_ID.eq(panel))
                .fetchMap(PANEL_EXPERT.EXPERT_ID, r -> r.value2() != null);
        List<Expert> members = experts.find(EXPERT.ID.in(left.keySet()));
        Map<Long, Place> places = places(members.stream()
                .map(Expert::employerNodeId)
                .filter(Objects::nonNull)
                .toList());
        return members.stream()
                .map(e -> {
                    Place place = e.employerNodeId() == null ? null : places.get(e.employerNodeId());
                    return new OfExpert(
                            e,
                            place == null ? null : place.enterprise(),
                            place == null ? null : place.county(),
                            Boolean.TRUE.equals(left.get(e.id())));
                })
                .toList();
    }

    private List<OfEntry> entries(long panel) {
        var rows = dsl.select(
                        ENTRY.ID,
                        PANEL_ENTRY.BLIND_CODE,
                        ENTRY.STATE,
                        CATEGORY.NAME,
                        ENTRY.CREATED_BY,
                        ENTRY.UNIT_NODE_ID)
                .from(PANEL_ENTRY)
                .join(ENTRY)
                .on(ENTRY.ID.eq(PANEL_ENTRY.ENTRY_ID))
                .leftJoin(CATEGORY)
                .on(CATEGORY.ID.eq(ENTRY.CATEGORY_ID))
                .where(PANEL_ENTRY.PANEL_ID.eq(panel))
                .orderBy(ENTRY.ID)
                .fetch();
        Map<Long, Place> places = places(rows.getValues(ENTRY.UNIT_NODE_ID));
        Map<Long, Record> enterprises =
                enterprises(places.values().stream().map(Place::enterprise).toList());
        Map<Long, Of> completers = completers(panel);
        return rows.map(r -> {
            Place place = Objects.requireNonNull(places.get(r.value6()));
            Of of = completers.getOrDefault(r.value1(), new Of(List.of(), List.of(), Set.of()));
            Record enterprise = enterprises.get(place.enterprise());
            Set<Topic> topics = new HashSet<>(of.topics());
            topic(topics, Kind.CATEGORY, r.value4());
            if (enterprise != null) {
                topic(topics, Kind.INDUSTRY, enterprise.get(ENTERPRISE.INDUSTRY));
                topic(topics, Kind.CHAIN, enterprise.get(CLUSTER.NAME));
                topic(topics, Kind.CHAIN, enterprise.get(CHAIN.NAME));
            }
            return new OfEntry(
                    r.value1(),
                    r.value2(),
                    r.value3().equals(EntryState.ACCEPTED.name()),
                    r.value4(),
                    place.county(),
                    new Recusals.About(
                            r.value5(),
                            of.people(),
                            place.enterprise(),
                            place.name(),
                            enterprise == null ? null : enterprise.get(ENTERPRISE.GROUP_NAME),
                            of.units()),
                    topics);
        });
    }

    private static void topic(Set<Topic> topics, Kind kind, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            topics.add(new Topic(kind, text));
        }
    }

    private Map<Long, Record> enterprises(Collection<Long> nodes) {
        Map<Long, Record> found = new HashMap<>();
        dsl.select(ENTERPRISE.NODE_ID, ENTERPRISE.INDUSTRY, ENTERPRISE.GROUP_NAME, CLUSTER.NAME, CHAIN.NAME)
                .from(ENTERPRISE)
                .leftJoin(CLUSTER)
                .on(CLUSTER.ID.eq(ENTERPRISE.CLUSTER_ID))
                .leftJoin(CHAIN)
                .on(CHAIN.ID.eq(ENTERPRISE.CHAIN_ID))
                .where(ENTERPRISE.NODE_ID.in(nodes))
                .forEach(r -> found.put(r.value1(), r));
        return found;
    }

    private Map<Long, Of> completers(long panel) {
        Map<Long, Of> all = new HashMap<>();
        dsl.select(
                        COMPLETER.ENTRY_ID,
                        COMPLETER.PERSON_ID,
                        COMPLETER.UNIT_NAME,
                        COMPLETER.STATE,
                        OCCUPATION.NAME,
                        OCCUPATION.CATEGORY)
                .from(COMPLETER)
                .join(PANEL_ENTRY)
                .on(PANEL_ENTRY.ENTRY_ID.eq(COMPLETER.ENTRY_ID))
                .leftJoin(PERSON)
                .on(PERSON.ID.eq(COMPLETER.PERSON_ID))
                .leftJoin(OCCUPATION)
                .on(OCCUPATION.ID.eq(PERSON.OCCUPATION_ID))
                .where(PANEL_ENTRY.PANEL_ID.eq(panel))
                .orderBy(COMPLETER.ENTRY_ID, COMPLETER.POSITION)
                .forEach(r -> {
                    Of of = all.computeIfAbsent(
                            r.value1(), e -> new Of(new ArrayList<>(), new ArrayList<>(), new HashSet<>()));
                    if (r.value2() != null) {
                        of.people().add(r.value2());
                    }
                    of.units().add(r.value3());
                    if (!r.value4().equals("DECLINED")) {
                        topic(of.topics(), Kind.OCCUPATION, r.value5());
                        topic(of.topics(), Kind.OCCUPATION, r.value6());
                    }
                });
        return all;
    }

    private Map<Long, Place> places(Collection<Long> nodes) {
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
