package io.lingchuang.platform.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Texts compared by their character 3-grams: copies with changed words and moved sentences still share most of them. */
public final class Grams {

    private static final int N = 3;

    private Grams() {}

    /** A passage both texts have: where it begins in each, and how many characters it has in each (layout may differ). */
    public record Passage(int inA, int lengthA, int inB, int lengthB) {}

    /** The distinct 3-grams, hashed and sorted; width, case, punctuation and white space do not count. */
    public static int[] of(String text) {
        String plain = new Plain(text).text;
        return java.util.stream.IntStream.rangeClosed(0, plain.length() - N)
                .map(i -> hash(plain, i))
                .distinct()
                .sorted()
                .toArray();
    }

    /** Share of the smaller text's grams that the larger one has, 0 to 1; both as {@link #of} gives them. */
    public static double containment(int[] a, int[] b) {
        int[] small = a.length <= b.length ? a : b;
        int[] large = small == a ? b : a;
        if (small.length == 0) {
            return 0;
        }
        int common = 0;
        int j = 0;
        for (int gram : small) {
            while (j < large.length && large[j] < gram) {
                j++;
            }
            common += j < large.length && large[j] == gram ? 1 : 0;
        }
        return (double) common / small.length;
    }

    /** Passages of at least minLength characters that stand in both, in the order of a, each part of a used once. */
    public static List<Passage> matching(String a, String b, int minLength) {
        Plain plainA = new Plain(a);
        Plain plainB = new Plain(b);
        Map<String, List<Integer>> places = new HashMap<>();
        for (int j = 0; j + N <= plainB.text.length(); j++) {
            places.computeIfAbsent(plainB.text.substring(j, j + N), k -> new ArrayList<>())
                    .add(j);
        }
        List<Passage> passages = new ArrayList<>();
        int i = 0;
        while (i + N <= plainA.text.length()) {
            int best = 0;
            int at = -1;
            for (int j : places.getOrDefault(plainA.text.substring(i, i + N), List.of())) {
                int length = run(plainA.text, i, plainB.text, j);
                if (length > best) {
                    best = length;
                    at = j;
                }
            }
            if (best >= minLength) {
                passages.add(new Passage(
                        plainA.origin[i],
                        plainA.origin[i + best - 1] + 1 - plainA.origin[i],
                        plainB.origin[at],
                        plainB.origin[at + best - 1] + 1 - plainB.origin[at]));
                i += best;
            } else {
                i++;
            }
        }
        return passages;
    }

    private static int run(String a, int i, String b, int j) {
        int length = 0;
        while (i + length < a.length() && j + length < b.length() && a.charAt(i + length) == b.charAt(j + length)) {
            length++;
        }
        return length;
    }

    private static int hash(String text, int from) {
        int hash = 0;
        for (int i = from; i < from + N; i++) {
            hash = hash * 0x01000193 ^ text.charAt(i);
        }
        return hash;
    }

    /** The letters and digits of a text, folded, each with its place in the original. */
    private static final class Plain {
        final String text;
        final int[] origin;

        Plain(String original) {
            StringBuilder kept = new StringBuilder(original.length());
            List<Integer> places = new ArrayList<>(original.length());
            for (int i = 0; i < original.length(); i++) {
                String folded = Normalizer.normalize(original.substring(i, i + 1), Normalizer.Form.NFKC)
                        .toLowerCase(java.util.Locale.ROOT);
                for (int k = 0; k < folded.length(); k++) {
                    if (Character.isLetterOrDigit(folded.charAt(k))) {
                        kept.append(folded.charAt(k));
                        places.add(i);
                    }
                }
            }
            text = kept.toString();
            origin = places.stream().mapToInt(Integer::intValue).toArray();
        }
    }
}
