package io.lingchuang.services.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Who with whom: one to one, and all together as well as it can be. */
class MatchingTest {

    @Property(tries = 60)
    void no_other_choice_of_pairs_fits_better(
            @ForAll @IntRange(min = 0, max = 5) int soes,
            @ForAll @IntRange(min = 0, max = 5) int partners,
            @ForAll long seed) {
        Random random = new Random(seed);
        List<Fit.Candidate> ours = candidates(soes, 0, random);
        List<Fit.Candidate> theirs = candidates(partners, 100, random);
        List<Fit> chosen = Matching.best(ours, theirs);
        Set<Long> seen = new HashSet<>();
        for (Fit fit : chosen) {
            assertThat(seen.add(fit.soe().nodeId())).isTrue();
            assertThat(seen.add(fit.partner().nodeId())).isTrue();
        }
        assertThat(chosen.stream().mapToInt(Fit::points).sum()).isEqualTo(most(ours, theirs, 0, new HashSet<>()));
    }

    /** Nobody who fits better is kept from whoever looks for a partner. */
    @Property(tries = 100)
    void around_one_enterprise_stand_those_who_fit_it_best(
            @ForAll @IntRange(min = 0, max = 14) int soes, @ForAll @IntRange(min = 0, max = 14) int partners) {
        Random random = new Random(soes * 31L + partners);
        List<Fit.Candidate> ours = candidates(soes, 1, random);
        List<Fit.Candidate> theirs = candidates(partners, 101, random);
        List<Fit> around = Matching.around("企业1", ours, theirs);
        assertThat(around)
                .allMatch(f ->
                        f.soe().name().contains("企业1") || f.partner().name().contains("企业1"));
        ours.stream().filter(o -> o.nodeId() == 1).forEach(one -> {
            List<Fit> of = around.stream().filter(f -> f.soe() == one).toList();
            assertThat(of.size()).isGreaterThanOrEqualTo(Math.min(10, partners));
            assertThat(of.stream().mapToInt(Fit::points).max().orElse(0))
                    .isEqualTo(theirs.stream()
                            .mapToInt(t -> Fit.of(one, t).points())
                            .max()
                            .orElse(0));
        });
    }

    @Property(tries = 1)
    void articles_are_counted_as_agreements_do() {
        assertThat(java.util.stream.Stream.of(1, 9, 10, 12, 20, 21, 30).map(Agreement::inChinese))
                .containsExactly("一", "九", "十", "十二", "二十", "二十一", "三十");
    }

    /** By trying everything. */
    private static int most(List<Fit.Candidate> ours, List<Fit.Candidate> theirs, int from, Set<Long> taken) {
        if (from == ours.size()) {
            return 0;
        }
        int best = most(ours, theirs, from + 1, taken);
        for (Fit.Candidate partner : theirs) {
            Fit fit = Fit.of(ours.get(from), partner);
            boolean related = fit.reasons().stream()
                    .anyMatch(r -> Set.of(Reason.CHAIN, Reason.CLUSTER, Reason.INDUSTRY, Reason.ASKED)
                            .contains(r));
            if (related && taken.add(partner.nodeId())) {
                best = Math.max(best, fit.points() + most(ours, theirs, from + 1, taken));
                taken.remove(partner.nodeId());
            }
        }
        return best;
    }

    private static List<Fit.Candidate> candidates(int count, long first, Random random) {
        List<Fit.Candidate> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add(new Fit.Candidate(
                    first + i,
                    "企业" + (first + i),
                    "区" + random.nextInt(2),
                    "行业" + random.nextInt(3),
                    random.nextBoolean() ? null : (long) random.nextInt(2),
                    random.nextBoolean() ? null : (long) random.nextInt(3),
                    random.nextInt(300),
                    random.nextBoolean(),
                    random.nextBoolean() ? Set.of(Topic.PATENT) : Set.of(),
                    random.nextBoolean() ? Set.of(Topic.PATENT) : Set.of()));
        }
        return made;
    }
}
