package io.lingchuang.entries;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Many texts at once against a library that passes by once: each text asks for the same rare grams as when it is checked alone, and is compared
 * only with those that have one of them. Holds the asking texts in memory, and of the library one text.
 */
final class GramSweep {

    /** revision: which writing of the text it is. */
    record Text(long entryId, int revision, int[] grams) {}

    /** Two texts that are likely one. */
    record Pair(Text asking, Text other, double share) {}

    private record Ends(long one, long another) {}

    private static final int[] NOBODY = {};

    private final List<Text> asking;
    private final Similarity similarity;
    private final Map<Integer, int[]> askers = new HashMap<>();
    private final Map<Ends, Pair> pairs = new LinkedHashMap<>();
    private final int[] met;
    private final int[] read;
    private int passed;

    GramSweep(List<Text> asking, Map<Integer, Integer> common, long texts, Similarity similarity) {
        this.asking = asking;
        this.similarity = similarity;
        this.met = new int[asking.size()];
        this.read = new int[asking.size()];
        for (int i = 0; i < asking.size(); i++) {
            for (int gram : probes(asking.get(i), common, texts)) {
                int[] before = askers.getOrDefault(gram, NOBODY);
                int[] now = Arrays.copyOf(before, before.length + 1);
                now[before.length] = i;
                askers.put(gram, now);
            }
        }
    }

    private static int[] probes(Text text, Map<Integer, Integer> common, long texts) {
        return text.grams().length < Similarity.LEAST ? NOBODY : GramCensus.probes(text.grams(), common, texts);
    }

    /** One text of the library passes. */
    void pass(Text other) {
        passed++;
        for (int gram : other.grams()) {
            for (int i : askers.getOrDefault(gram, NOBODY)) {
                if (met[i] != passed) {
                    met[i] = passed;
                    compare(i, other);
                }
            }
        }
    }

    private void compare(int i, Text other) {
        Text text = asking.get(i);
        if (text.entryId() == other.entryId()) {
            return;
        }
        read[i]++;
        double share = similarity.likely(text.grams(), other.grams());
        if (share > 0) {
            Ends ends = new Ends(Math.min(text.entryId(), other.entryId()), Math.max(text.entryId(), other.entryId()));
            pairs.putIfAbsent(ends, new Pair(text, other, share));
        }
    }

    List<Pair> pairs() {
        return List.copyOf(pairs.values());
    }

    /** With how many texts of the library each of the asking was compared, in their order. */
    int[] read() {
        return read.clone();
    }
}
