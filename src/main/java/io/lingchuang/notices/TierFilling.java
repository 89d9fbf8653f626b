package io.lingchuang.notices;

import io.lingchuang.calls.Call;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who gets which tier: the best entries fill the tiers in order, within their places. A tier of one category takes from that category, a
 * tier over all from everybody. The order is that of the scores, as each panel gave them by the call's rule: a panel's ranks begin
 * at one on every panel and say nothing of another's entries. A tie across a tier's border is not decided here: it is reported, a person
 * rules, and tiers that depend on it wait.
 */
public record TierFilling(List<Filled> tiers, List<Candidate> rest) {

    /**
     * @param reached the last round in which it was scored: nobody who was cut off stands before who went on, whatever their scores
     * @param score equal scores in one round are a tie
     */
    public record Candidate(long entryId, @Nullable Long categoryId, int reached, BigDecimal score) {

        static final Comparator<Candidate> BEST_FIRST = Comparator.comparingInt(Candidate::reached)
                .thenComparing(Candidate::score)
                .reversed();
    }

    /** More candidates with equal scores than the tier has places left. */
    public record Tie(Call.Tier tier, List<Candidate> candidates, int placesLeft) {}

    /**
     * One tier as filled.
     *
     * @param places how many were to be given
     * @param waiting it takes from the same candidates as a tie that nobody has ruled yet
     */
    public record Filled(
            Call.Tier tier,
            int places,
            List<Candidate> placed,
            @Nullable Tie tie,
            boolean waiting) {
        public BigDecimal total() {
            return tier.prize().multiply(BigDecimal.valueOf(placed.size()));
        }
    }

    /**
     * Fills.
     *
     * @param places open places of each tier by its id
     * @param rulings by tier, the entries that a person put into it; counts where they are exactly as many as the places left
     */
    public static TierFilling of(
            List<Call.Tier> tiers,
            Map<Long, Integer> places,
            Collection<Candidate> candidates,
            Map<Long, Set<Long>> rulings) {
        List<Candidate> left = new ArrayList<>(candidates);
        List<Filled> filled = new ArrayList<>();
        Set<@Nullable Long> undecided = new HashSet<>();
        for (Call.Tier tier : tiers.stream()
                .sorted(Comparator.comparingInt(Call.Tier::position))
                .toList()) {
            int open = Math.max(0, places.getOrDefault(tier.id(), 0));
            if (waits(tier, undecided)) {
                filled.add(new Filled(tier, open, List.of(), null, true));
                continue;
            }
            Filled one = fill(tier, open, left, rulings.getOrDefault(tier.id(), Set.of()));
            left.removeAll(one.placed);
            if (one.tie != null) {
                undecided.add(tier.categoryId());
            }
            filled.add(one);
        }
        return new TierFilling(List.copyOf(filled), List.copyOf(left));
    }

    private static Filled fill(Call.Tier tier, int open, List<Candidate> left, Set<Long> ruled) {
        List<Candidate> eligible = left.stream()
                .filter(c -> tier.categoryId() == null || tier.categoryId().equals(c.categoryId))
                .sorted(Candidate.BEST_FIRST.thenComparingLong(Candidate::entryId))
                .toList();
        List<Candidate> placed = new ArrayList<>();
        for (int i = 0; i < eligible.size() && placed.size() < open; ) {
            Candidate first = eligible.get(i);
            List<Candidate> equals = eligible.subList(i, eligible.size()).stream()
                    .takeWhile(c -> Candidate.BEST_FIRST.compare(first, c) == 0)
                    .toList();
            int placesLeft = open - placed.size();
            if (equals.size() > placesLeft) {
                List<Candidate> chosen =
                        equals.stream().filter(c -> ruled.contains(c.entryId)).toList();
                if (chosen.size() != placesLeft) {
                    return new Filled(tier, open, List.copyOf(placed), new Tie(tier, equals, placesLeft), false);
                }
                placed.addAll(chosen);
            } else {
                placed.addAll(equals);
            }
            i += equals.size();
        }
        return new Filled(tier, open, List.copyOf(placed), null, false);
    }

    private static boolean waits(Call.Tier tier, Set<@Nullable Long> undecided) {
        return !undecided.isEmpty()
                && (tier.categoryId() == null || undecided.contains(null) || undecided.contains(tier.categoryId()));
    }

    public List<Tie> ties() {
        return tiers.stream().map(Filled::tie).filter(Objects::nonNull).toList();
    }

    /** Nothing is left for a person to rule. */
    public boolean settled() {
        return ties().isEmpty();
    }

    public BigDecimal total() {
        return tiers.stream().map(Filled::total).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
