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
