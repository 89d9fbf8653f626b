package io.lingchuang.review.ranking;

import io.lingchuang.calls.RankingRule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The usual rule, recomputable by anybody from the sealed sheets: the highest and the lowest totals are taken off, the rest are
 * averaged to four decimals, half up; equal scores share a place and the next place is left out (1, 2, 2, 4).
 */
public final class Scores {

    static final int DECIMALS = 4;

    private Scores() {}

    /**
     * @param rank one more than the number of entries with a higher score
     * @param tied whether another entry has the same score
     */
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
        return sum.divide(BigDecimal.valueOf(kept.size()), DECIMALS, RoundingMode.HALF_UP);
    }

    /** Ranks the entries by a rule: of a panel, or of several panels in one list by what each of them gave. */
    public static List<Ranked> rank(List<Mark> marks, RankingRule rule, int trim) {
        return rank(marks.stream().map(Mark::entry).collect(Collectors.toSet()), marks, rule, trim);
    }

    /** The same for some of the entries, placed among themselves: the others count for what their panel makes of it. */
    public static List<Ranked> rank(Set<Long> listed, List<Mark> marks, RankingRule rule, int trim) {
        Map<Long, Integer> sheets = new HashMap<>();
        marks.forEach(m -> sheets.merge(m.entry(), 1, Integer::sum));
        Map<Long, BigDecimal> scores = new HashMap<>(Rules.scores(marks, rule, trim));
        scores.keySet().retainAll(listed);
        return places(scores, sheets);
    }

    private static List<Ranked> places(Map<Long, BigDecimal> scores, Map<Long, Integer> sheets) {
        List<Map.Entry<Long, BigDecimal>> sorted = scores.entrySet().stream()
                .sorted(Map.Entry.<Long, BigDecimal>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        List<Ranked> ranked = new ArrayList<>();
        int place = 0;
        for (int i = 0; i < sorted.size(); i++) {
            BigDecimal score = sorted.get(i).getValue();
            boolean asBefore = i > 0 && score.compareTo(sorted.get(i - 1).getValue()) == 0;
            boolean asNext =
                    i + 1 < sorted.size() && score.compareTo(sorted.get(i + 1).getValue()) == 0;
            place = asBefore ? place : i + 1;
            long entry = sorted.get(i).getKey();
            ranked.add(new Ranked(entry, score, place, asBefore || asNext, sheets.getOrDefault(entry, 0)));
        }
        return ranked;
    }
}
