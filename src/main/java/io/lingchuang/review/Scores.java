package io.lingchuang.review;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The ranking rule, recomputable by anybody from the sealed sheets: the highest and the lowest totals are taken off, the rest are
 * averaged to four decimals, half up; equal scores share a place and the next place is left out (1, 2, 2, 4).
 */
public final class Scores {
    private Scores() {}

    public record Ranked(long entryId, BigDecimal score, int rank, boolean tied, int sheets) {}

    /**
     * Mean without the highest and lowest.
     *
     * @param trim how many to take off at each end; with fewer than 2 × trim + 1 sheets nothing is taken off, as nothing sure would be left
     */
    public static BigDecimal mean(List<BigDecimal> totals, int trim) {
        if (totals.isEmpty()) {
            throw new IllegalArgumentException("no sheets");
        }
        List<BigDecimal> sorted = totals.stream().sorted().toList();
        List<BigDecimal> kept = sorted.size() >= 2 * trim + 1 ? sorted.subList(trim, sorted.size() - trim) : sorted;
        BigDecimal sum = kept.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return sum.divide(BigDecimal.valueOf(kept.size()), 4, RoundingMode.HALF_UP);
    }

    /** Ranks entries by their sheets' totals; entries without a sheet are not ranked. */
    public static List<Ranked> rank(Map<Long, List<BigDecimal>> totals, int trim) {
        record Scored(long entryId, BigDecimal score, int sheets) {}
        List<Scored> scored = totals.entrySet().stream()
                .filter(e -> !e.getValue().isEmpty())
                .map(e -> new Scored(
                        e.getKey(), mean(e.getValue(), trim), e.getValue().size()))
                .sorted(Comparator.comparing(Scored::score).reversed().thenComparing(Scored::entryId))
                .toList();
        List<Ranked> ranked = new ArrayList<>();
        int place = 0;
        for (int i = 0; i < scored.size(); i++) {
            Scored s = scored.get(i);
            boolean asBefore = i > 0 && s.score().compareTo(scored.get(i - 1).score()) == 0;
            boolean asNext = i + 1 < scored.size()
                    && s.score().compareTo(scored.get(i + 1).score()) == 0;
            place = asBefore ? place : i + 1;
            ranked.add(new Ranked(s.entryId(), s.score(), place, asBefore || asNext, s.sheets()));
        }
        return ranked;
    }
}
