package io.lingchuang.review;

import static io.lingchuang.db.calls.Tables.CATEGORY;
import static io.lingchuang.db.directory.Tables.CHAIN;
import static io.lingchuang.db.directory.Tables.CLUSTER;
import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.directory.Tables.OCCUPATION;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.PANEL_ENTRY;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;

import io.lingchuang.entries.EntryState;
import io.lingchuang.review.UnitPlaces.Place;
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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the records say of all entries and experts of a panel, in a handful of queries however many there are. */
@Component
public class PanelFacts {

    /** @param waiting still waits to be scored: not withdrawn meanwhile */
    public record OfEntry(
            long id,
            String code,
            boolean waiting,
            @Nullable String category,
            @Nullable Long county,
            Recusals.About about,
            Set<Topic> topics) {}

    /** @param left sealed sheets stand, nothing new is given */
    public record OfExpert(
            Expert expert,
            @Nullable Long enterprise,
            @Nullable Long county,
            boolean left,
            Relations relations) {

        /** The same for all of one employer, by its place in the tree where it has one. */
        String employer() {
            return enterprise == null ? expert.employer() : enterprise.toString();
        }

        FieldMatch.Found match(OfEntry entry) {
            return FieldMatch.of(expert.fields(), entry.topics());
        }
    }

    public record Facts(List<OfEntry> entries, List<OfExpert> experts) {}

    private record Of(List<Recusals.Who> people, Set<Topic> topics) {}

    private final DSLContext dsl;
    private final Experts experts;
    private final UnitPlaces places;
    private final RelationFacts relations;

    PanelFacts(DSLContext dsl, Experts experts, UnitPlaces places, RelationFacts relations) {
        this.dsl = dsl;
        this.experts = experts;
        this.places = places;
        this.relations = relations;
    }

    public Facts of(long panel) {
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
        Map<Long, Place> where = places.of(members.stream()
                .map(Expert::employerNodeId)
                .filter(Objects::nonNull)
                .toList());
        Map<Long, Relations> bound = relations.of(
                members,
                e -> e.employerNodeId() == null || !where.containsKey(e.employerNodeId())
                        ? null
                        : where.get(e.employerNodeId()).enterprise(),
                pastYears(panel));
        return members.stream()
                .map(e -> {
                    Place place = e.employerNodeId() == null ? null : where.get(e.employerNodeId());
                    return new OfExpert(
                            e,
                            place == null ? null : place.enterprise(),
                            place == null ? null : place.county(),
                            Boolean.TRUE.equals(left.get(e.id())),
                            Objects.requireNonNull(bound.get(e.id())));
                })
                .toList();
    }

    private int pastYears(long panel) {
        return dsl.select(PANEL.PAST_YEARS)
                .from(PANEL)
                .where(PANEL.ID.eq(panel))
                .fetchSingle()
                .value1();
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
        Map<Long, Place> where = places.of(rows.getValues(ENTRY.UNIT_NODE_ID));
        Map<Long, Record> enterprises =
                enterprises(where.values().stream().map(Place::enterprise).toList());
        Map<Long, Of> completers = completers(panel);
        return rows.map(r -> {
            Place place = Objects.requireNonNull(where.get(r.value6()));
            Of of = completers.getOrDefault(r.value1(), new Of(List.of(), Set.of()));
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
                            enterprise == null ? null : enterprise.get(ENTERPRISE.GROUP_NAME)),
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
                        COMPLETER.NAME,
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
                    Of of = all.computeIfAbsent(r.value1(), e -> new Of(new ArrayList<>(), new HashSet<>()));
                    of.people().add(new Recusals.Who(r.value2(), r.value3(), r.value4()));
                    if (!r.value5().equals("DECLINED")) {
                        topic(of.topics(), Kind.OCCUPATION, r.value6());
                        topic(of.topics(), Kind.OCCUPATION, r.value7());
                    }
                });
        return all;
    }
}
