package io.lingchuang.review.assignment;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The question. Experts and entries are told by their place in the lists.
 *
 * @param each how many experts an entry gets
 * @param seed in which order equals are looked at: the same question gives the same answer
 * @param match {@code match[entry][expert]} from 0 to 100, or {@link #BARRED}: recused, or forbidden by the chair
 * @param fixed stands whatever the answer: pinned, or begun
 * @param steady stands today and is given up only for loads within one of each other
 */
public record Problem(
        int each,
        Rules rules,
        long seed,
        List<Expert> experts,
        List<Entry> entries,
        int[][] match,
        Set<Pair> fixed,
        Set<Pair> steady) {

    public static final int BARRED = -1;
    public static final int FULL_MATCH = 100;

    /** What is asked beyond number, load and field: {@code outside}: one from another county; {@code mixed}: not all strict, not all lenient. */
    public record Rules(boolean outside, boolean oneAnEmployer, boolean mixed) {
        public static final Rules NONE = new Rules(false, false, false);

        public boolean any() {
            return outside || oneAnEmployer || mixed;
        }
    }

    /** How an expert's earlier totals lay beside those of the others on the same entries. */
    public enum Leaning {
        STRICT,
        EVEN,
        LENIENT
    }

    /**
     * @param yearLoad sheets of the last twelve months; of two equals the one with fewer takes the odd sheet
     * @param limit at most so many entries; what is fixed stands also beyond it
     */
    public record Expert(long id, String employer, @Nullable Long county, Leaning leaning, int yearLoad, int limit) {

        public static final int NO_LIMIT = Integer.MAX_VALUE;

        public Expert(long id, String employer, @Nullable Long county, Leaning leaning, int yearLoad) {
            this(id, employer, county, leaning, yearLoad, NO_LIMIT);
        }
    }

    public record Entry(long id, @Nullable Long county) {}

    public record Pair(int entry, int expert) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            return Comparator.comparingInt(Pair::entry)
                    .thenComparingInt(Pair::expert)
                    .compare(this, other);
        }
    }

    public Problem {
        for (Pair pair : fixed) {
            if (match[pair.entry()][pair.expert()] == BARRED) {
                throw new IllegalArgumentException("fixed and barred: " + pair);
            }
        }
    }

    boolean local(int entry, int expert) {
        Long county = entries.get(entry).county();
        return county != null && county.equals(experts.get(expert).county());
    }

    boolean open(int entry, int expert) {
        return match[entry][expert] != BARRED && !fixed.contains(new Pair(entry, expert));
    }

    /** Some have a limit of their own. */
    boolean limited() {
        return experts.stream().anyMatch(x -> x.limit() != Expert.NO_LIMIT);
    }

    Problem with(Rules other) {
        return new Problem(each, other, seed, experts, entries, match, fixed, steady);
    }
}
