package io.lingchuang.entries;

import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.platform.text.Grams;
import io.lingchuang.sample.IdeaTexts;
import io.lingchuang.sample.IdeaTexts.Idea;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An idea padded to thrice its length with what its trade writes is found again, and no other short text of the trade is taken for a part of it. */
class PaddedTextsTest {

    private static final int LIBRARY = 20_000;
    private static final int PADDED = 300;

    @ParameterizedTest
    @ValueSource(longs = {31, 2027, 900_001})
    void a_padded_idea_is_found_and_no_stranger_of_its_trade(long seed) {
        var texts = new IdeaTexts(seed);
        List<int[]> library = IntStream.range(0, LIBRARY)
                .parallel()
                .mapToObj(n -> Grams.of(text(texts.idea(n))))
                .toList();
        Map<Integer, Integer> counts = new HashMap<>();
        library.forEach(grams -> IntStream.of(grams).forEach(g -> counts.merge(g, 1, Integer::sum)));
        Map<Integer, Integer> common = new HashMap<>();
        counts.forEach((gram, n) -> {
            if (n >= LIBRARY / 1000) {
                common.put(gram, n);
            }
        });
        int[] usual = common.keySet().stream()
                .filter(g -> common.get(g) >= LIBRARY / 100)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();

        List<Integer> originals = new ArrayList<>();
        List<GramSweep.Text> padded = new ArrayList<>();
        var random = new SplittableRandom(seed);
        var padding = new IdeaTexts(seed + 1_000_000); // neighbouring seeds draw nearly the same
        while (padded.size() < PADDED) {
            int n = random.nextInt(LIBRARY);
            if (!texts.isCopy(n)) {
                originals.add(n);
                Idea idea = texts.idea(n);
                padded.add(new GramSweep.Text(
                        -1L - padded.size(),
                        1,
                        Grams.of(ofItsTrade(padding, idea, random) + text(idea) + ofItsTrade(padding, idea, random))));
            }
        }
        var sweep = new GramSweep(padded, common, library.size(), new Similarity(usual));
        for (int n = 0; n < LIBRARY; n++) {
            sweep.pass(new GramSweep.Text(n, 1, library.get(n)));
        }
        int found = 0;
        int wrong = 0;
        for (GramSweep.Pair pair : sweep.pairs()) {
            int original = originals.get((int) (-1 - pair.asking().entryId()));
            found += pair.other().entryId() == original ? 1 : 0;
            wrong += texts.originalOf((int) pair.other().entryId()) == original ? 0 : 1;
        }
        assertThat(found).isGreaterThanOrEqualTo(PADDED * 98 / 100);
        assertThat(wrong).as("of %d pointed out", sweep.pairs().size()).isLessThanOrEqualTo(PADDED / 100);
    }

    private static String ofItsTrade(IdeaTexts padding, Idea idea, SplittableRandom random) {
        for (int n = random.nextInt(1_000_000); ; n++) {
            if (!padding.isCopy(n) && padding.idea(n).industry().equals(idea.industry())) {
                return text(padding.idea(n));
            }
        }
    }

    private static String text(Idea idea) {
        return idea.title() + "\n" + idea.problem() + "\n" + idea.measure() + "\n" + idea.benefit();
    }
}
