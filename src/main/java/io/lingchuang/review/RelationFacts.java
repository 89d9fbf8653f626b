package io.lingchuang.review;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.directory.Tables.PERSON;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.EXPERT;
import static io.lingchuang.db.review.Tables.TIE;

import io.lingchuang.platform.days.Today;
import io.lingchuang.review.Recusals.Ground;
import io.lingchuang.review.Relations.Known;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the records say that binds experts to people and units: the pool, the directory, and the entries of all years. */
@Component
class RelationFacts {

    private final DSLContext dsl;
    private final UnitPlaces places;
    private final Today today;

    RelationFacts(DSLContext dsl, UnitPlaces places, Today today) {
        this.dsl = dsl;
        this.places = places;
        this.today = today;
    }

    /** @param pastYears for how long a past employer counts */
    Map<Long, Relations> of(Collection<Expert> experts, Function<Expert, @Nullable Long> enterprise, int pastYears) {
        Map<Long, Relations> all = new HashMap<>();
        for (Expert e : experts) {
            all.put(e.id(), Relations.of(e, enterprise.apply(e)));
        }
        if (!all.isEmpty()) {
            samePerson(all);
            ties(all, today.today().minusYears(pastYears));
            sharedEntries(all);
        }
        return all;
    }

    /** One person may have several records and accounts: by their account, their phone, and what was merged. */
    private void samePerson(Map<Long, Relations> all) {
        dsl.select(EXPERT.ID, EXPERT.PERSON_ID, PERSON.ID)
                .from(EXPERT)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(EXPERT.ACCOUNT_ID))
                .leftJoin(PERSON)
                .on(PERSON.ACCOUNT_ID.eq(ACCOUNT.ID).or(PERSON.PHONE.eq(ACCOUNT.PHONE)))
                .where(EXPERT.ID.in(all.keySet()))
                .forEach(r -> {
                    Set<Long> people = known(all, r.value1()).people();
                    java.util.stream.Stream.of(r.value2(), r.value3())
                            .filter(Objects::nonNull)
                            .forEach(people::add);
                });
        Map<Long, Set<Long>> expertsOf = new HashMap<>();
        all.forEach((expert, r) -> r.people()
                .forEach(p -> expertsOf.computeIfAbsent(p, x -> new HashSet<>()).add(expert)));
        while (grown(all, expertsOf)) {
            // a record that was merged into one that was merged
        }
        dsl.select(PERSON.ID, PERSON.ACCOUNT_ID)
                .from(PERSON)
                .where(PERSON.ID.in(expertsOf.keySet()), PERSON.ACCOUNT_ID.isNotNull())
                .forEach(r -> expertsOf
                        .getOrDefault(r.value1(), Set.of())
                        .forEach(expert -> known(all, expert).accounts().add(r.value2())));
    }

    private boolean grown(Map<Long, Relations> all, Map<Long, Set<Long>> expertsOf) {
        var one = PERSON.as("one");
        var other = PERSON.as("other");
        boolean[] grown = new boolean[1];
        dsl.select(one.ID, other.ID)
                .from(one)
                .join(other)
                .on(other.ID
                        .ne(one.ID)
                        .and(other.MERGED_INTO
                                .eq(one.ID)
                                .or(one.MERGED_INTO.eq(other.ID))
                                .or(one.PHONE.eq(other.PHONE))))
                .where(one.ID.in(expertsOf.keySet()))
                .forEach(r -> {
                    for (long expert : Set.copyOf(expertsOf.getOrDefault(r.value1(), Set.of()))) {
                        if (known(all, expert).people().add(r.value2())) {
                            expertsOf
                                    .computeIfAbsent(r.value2(), x -> new HashSet<>())
                                    .add(expert);
                            grown[0] = true;
                        }
                    }
                });
        return grown[0];
    }

    private void ties(Map<Long, Relations> all, LocalDate since) {
        var rows = dsl.select(TIE.EXPERT_ID, TIE.KIND, TIE.NAME, TIE.NODE_ID, TIE.PERSON_ID, TIE.UNIT)
                .from(TIE)
                .where(TIE.EXPERT_ID.in(all.keySet()), TIE.UNTIL_DAY.isNull().or(TIE.UNTIL_DAY.ge(since)))
                .fetch();
        Map<Long, UnitPlaces.Place> units = places.of(
                rows.getValues(TIE.NODE_ID).stream().filter(Objects::nonNull).collect(Collectors.toSet()));
        rows.forEach(r -> {
            Relations relations = known(all, r.value1());
            Known bound = r.value2().equals("PAST_EMPLOYER")
                    ? relations.past()
                    : relations.bound(
                            switch (r.value2()) {
                                case "KIN" -> Ground.KIN;
                                case "COLLABORATOR" -> Ground.COLLABORATOR;
                                default -> Ground.MENTOR;
                            });
            if (r.value4() != null) {
                bound.ids().add(Objects.requireNonNull(units.get(r.value4())).enterprise());
                bound.named().add(new Relations.Named(r.value3(), "")); // as completers write it who have no record
            } else if (r.value5() != null) {
                bound.ids().add(r.value5());
            } else {
                bound.named().add(new Relations.Named(r.value3(), r.value6()));
            }
        });
    }

    /** Whoever completed an entry together with the expert, in any call, is a collaborator. */
    private void sharedEntries(Map<Long, Relations> all) {
        Set<Long> people =
                all.values().stream().flatMap(r -> r.people().stream()).collect(Collectors.toSet());
        if (people.isEmpty()) {
            return;
        }
        var own = COMPLETER.as("own");
        var with = COMPLETER.as("shared");
        Map<Long, List<Long>> partners = dsl.selectDistinct(own.PERSON_ID, with.PERSON_ID)
                .from(own)
                .join(with)
                .on(with.ENTRY_ID.eq(own.ENTRY_ID), with.PERSON_ID.ne(own.PERSON_ID))
                .join(ENTRY)
                .on(ENTRY.ID.eq(own.ENTRY_ID), ENTRY.SUBMITTED_AT.isNotNull())
                .where(own.PERSON_ID.in(people), own.STATE.ne("DECLINED"), with.STATE.ne("DECLINED"))
                .fetchGroups(own.PERSON_ID, with.PERSON_ID);
        all.values()
                .forEach(r -> r.people()
                        .forEach(p -> r.bound(Ground.COLLABORATOR).ids().addAll(partners.getOrDefault(p, List.of()))));
    }

    private static Relations known(Map<Long, Relations> all, long expert) {
        return Objects.requireNonNull(all.get(expert));
    }
}
