package io.lingchuang.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.review.Recusals.About;
import io.lingchuang.review.Recusals.Ground;
import io.lingchuang.review.Recusals.Who;
import io.lingchuang.review.Relations.Known;
import io.lingchuang.review.Relations.Named;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** The rule of recusal alone, on experts and entries of a town so small that everybody is likely to be related to everybody. */
class RecusalRuleTest {

    private static final List<String> UNITS = List.of("一矿", "二矿", "纺织厂", "大学");
    private static final List<String> NAMES = List.of("甲", "乙", "丙", "丁");

    /** One question for each ground, asked of each completer by themselves. */
    private static boolean holds(Ground ground, Relations e, About entry) {
        return switch (ground) {
            case COMPLETER ->
                e.accounts().stream().anyMatch(a -> a == entry.createdBy())
                        || people(entry).stream().anyMatch(e.people()::contains);
            case EMPLOYER ->
                units(entry).contains(e.employer())
                        || Long.valueOf(entry.enterpriseId()).equals(e.enterprise());
            case GROUP -> e.group() != null && e.group().equals(entry.group());
            case PAST_EMPLOYER ->
                e.past().named().stream().anyMatch(n -> units(entry).contains(n.name()))
                        || e.past().ids().contains(entry.enterpriseId());
            case KIN, MENTOR, COLLABORATOR ->
                e.bound().containsKey(ground)
                        && (!Collections.disjoint(
                                        people(entry), e.bound().get(ground).ids())
                                || entry.people().stream()
                                        .anyMatch(w -> e.bound().get(ground).named().stream()
                                                .anyMatch(n ->
                                                        n.name().equals(w.name()) && samePlace(n.unit(), w.unit()))));
            case OWN_WORD, CHAIR -> false;
        };
    }

    /** Unsaid is anywhere; 一矿 is short for 某集团一矿. */
    private static boolean samePlace(String one, String other) {
        return one.isEmpty() || other.isEmpty() || one.contains(other) || other.contains(one);
    }

    private static Set<Long> people(About entry) {
        Set<Long> people = new HashSet<>();
        entry.people().forEach(w -> {
            if (w.person() != null) {
                people.add(w.person());
            }
        });
        return people;
    }

    private static Set<String> units(About entry) {
        Set<String> units = new HashSet<>(Set.of(entry.enterprise()));
        entry.people().forEach(w -> units.add(w.unit()));
        units.remove("");
        return units;
    }

    @Property(tries = 5000)
    void an_expert_is_recused_exactly_where_a_relation_holds(
            @ForAll("experts") Relations expert, @ForAll("entries") About entry) {
        Ground first = List.of(Ground.values()).stream()
                .filter(g -> holds(g, expert, entry))
                .findFirst()
                .orElse(null);
        assertThat(Recusals.ground(expert, entry)).isEqualTo(first);
    }

    @Property
    void one_more_tie_never_lets_anybody_back_in(
            @ForAll("experts") Relations expert,
            @ForAll("entries") About entry,
            @ForAll("ties") Ground ground,
            @ForAll("known") Known more) {
        boolean before = Recusals.ground(expert, entry) != null;
        expert.bound(ground).ids().addAll(more.ids());
        expert.bound(ground).named().addAll(more.named());
        if (before) {
            assertThat(Recusals.ground(expert, entry)).isNotNull();
        }
    }

    @Property
    void the_order_of_completers_decides_nothing(@ForAll("experts") Relations expert, @ForAll("entries") About entry) {
        List<Who> turned = new ArrayList<>(entry.people());
        Collections.reverse(turned);
        assertThat(Recusals.ground(
                        expert,
                        new About(entry.createdBy(), turned, entry.enterpriseId(), entry.enterprise(), entry.group())))
                .isEqualTo(Recusals.ground(expert, entry));
    }

    @Property
    void whoever_has_nothing_to_do_with_the_town_scores_everything(@ForAll("entries") About entry) {
        Relations stranger = new Relations(
                Set.of(99L),
                Set.of(99L),
                99L,
                "外地设计院",
                null,
                Known.none(),
                Map.of(Ground.KIN, new Known(Set.of(99L), Set.of(new Named("外", "")))));
        assertThat(Recusals.ground(stranger, entry)).isNull();
    }

    @Provide
    Arbitrary<Relations> experts() {
        return Combinators.combine(
                        id(),
                        id(),
                        id().injectNull(0.5),
                        unit(),
                        group(),
                        known(),
                        Arbitraries.maps(ties(), known()).ofMaxSize(2))
                .as((account, person, enterprise, employer, group, past, bound) -> new Relations(
                        Set.of(account), Set.of(person + 6), enterprise, employer, group, past, new HashMap<>(bound)));
    }

    @Provide
    Arbitrary<About> entries() {
        Arbitrary<Who> who = Combinators.combine(
                        Arbitraries.longs().between(1, 12).injectNull(0.3),
                        Arbitraries.of(NAMES),
                        Arbitraries.of("", "一矿", "二矿", "设计院"))
                .as(Who::new);
        return Combinators.combine(id(), who.list().ofMaxSize(3), id(), unit(), group())
                .as(About::new);
    }

    @Provide
    Arbitrary<Ground> ties() {
        return Arbitraries.of(Ground.KIN, Ground.MENTOR, Ground.COLLABORATOR);
    }

    @Provide
    Arbitrary<Known> known() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, 12).set().ofMaxSize(1),
                        Arbitraries.of("甲", "乙", "一矿", "纺织厂", "无"),
                        Arbitraries.of("", "一矿", "某集团一矿", "大学"),
                        Arbitraries.of(true, false))
                .as((ids, name, unit, named) -> new Known(
                        new HashSet<>(ids), named ? new HashSet<>(Set.of(new Named(name, unit))) : new HashSet<>()));
    }

    private static Arbitrary<Long> id() {
        return Arbitraries.longs().between(1, 6);
    }

    private static Arbitrary<String> unit() {
        return Arbitraries.of(UNITS);
    }

    private static Arbitrary<@Nullable String> group() {
        return Arbitraries.of("矿业集团", "纺织集团").injectNull(0.6);
    }
}
