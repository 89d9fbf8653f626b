package io.lingchuang.entries;

import io.lingchuang.platform.text.Grams;
import java.util.Arrays;

/**
 * Whether two texts are likely one: most of the shorter one stands in the longer, and not only of what everybody writes. A long text holds much of
 * what a short one of its trade says; of the words that are the short one's own it holds few.
 *
 * @param usual grams that stand in one text of a hundred or more, sorted
 */
record Similarity(int[] usual) {

    /** From this share of all grams on. */
    static final double LIKELY = 0.5;

    /** And from this share of the grams that are not usual. */
    private static final double OWN = 0.32;

    /** A text that has fewer of its own says nothing by them. */
    private static final int FEW = 10;

    /** Too short a text says nothing at all. */
    static final int LEAST = 20;

    /** @return the share of the shorter text that stands in both, or 0 where they are not likely one */
    double likely(int[] a, int[] b) {
        double share = Grams.containment(a, b);
        return share >= LIKELY && own(a.length <= b.length ? a : b, a.length <= b.length ? b : a) ? share : 0;
    }

    private boolean own(int[] small, int[] large) {
        int own = 0;
        int common = 0;
        for (int gram : small) {
            if (Arrays.binarySearch(usual, gram) < 0) {
                own++;
                common += Arrays.binarySearch(large, gram) >= 0 ? 1 : 0;
            }
        }
        return own < FEW || common >= OWN * own;
    }
}
