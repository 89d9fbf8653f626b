package io.lingchuang.review.ranking;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The ranking over all rounds 总排名: who came to the last round stands by the weighted sum of the rounds' scores, who was cut off
 * stands behind, by the round reached and the score in it.
 */
public final class Overall {

    private static final int DECIMALS = 4;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Overall() {}

    /** @param scores of the rounds in which the entry was scored, from the first */
    public record Course<K extends Comparable<K>>(K entry, List<BigDecimal> scores) {

        public int reached() {
            return scores.size();
        }
    }

    /**
     * @param score the total for who reached the last round, otherwise the score in the round reached
     * @param rank one more than the number of entries that stand before
     */
    public record Place<K extends Comparable<K>>(Course<K> course, BigDecimal score, int rank, boolean tied) {}

    /** The weighted sum, to four decimals, half up. */
    public static BigDecimal total(List<BigDecimal> scores, List<BigDecimal> weights) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < scores.size(); i++) {
            sum = sum.add(scores.get(i).multiply(weights.get(i)));
        }
        return sum.divide(HUNDRED, DECIMALS, RoundingMode.HALF_UP);
    }

    /** @param weights of all rounds in percent */
    public static <K extends Comparable<K>> List<Place<K>> rank(List<Course<K>> courses, List<BigDecimal> weights) {
        record Scored<K extends Comparable<K>>(Course<K> course, BigDecimal score) {
            boolean alike(Scored<K> other) {
                return course.reached() == other.course.reached() && score.compareTo(other.score) == 0;
            }
        }
        List<Scored<K>> sorted = courses.stream()
                .map(c -> new Scored<>(
                        c,
                        c.reached() == weights.size()
                                ? total(c.scores(), weights)
                                : c.scores().getLast()))
                .sorted(Comparator.comparingInt((Scored<K> s) -> s.course().reached())
                        .reversed()
                        .thenComparing(Scored::score, Comparator.reverseOrder())
                        .thenComparing(s -> s.course().entry()))
                .toList();
        List<Place<K>> places = new ArrayList<>();
        int place = 0;
        for (int i = 0; i < sorted.size(); i++) {
            Scored<K> s = sorted.get(i);
            boolean asBefore = i > 0 && s.alike(sorted.get(i - 1));
            boolean asNext = i + 1 < sorted.size() && s.alike(sorted.get(i + 1));
            place = asBefore ? place : i + 1;
            places.add(new Place<>(s.course(), s.score(), place, asBefore || asNext));
        }
        return places;
    }
}
