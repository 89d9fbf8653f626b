package io.lingchuang.sample;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/** Invented names, from words.txt: the same for the same seed and number. Nobody real is meant by any of them. */
final class Invented {

    /** What a draw is for: draws for one thing do not depend on how many were made for another. */
    enum Draw {
        PERSON,
        ACCOUNT,
        UNIT,
        WORKER,
        ENTRY,
        REVIEW,
        RESULT,
        RETURN
    }

    private final long seed;
    private final Map<String, String[]> words = new HashMap<>();

    Invented(long seed) {
        this.seed = seed;
        String part = "";
        for (String line : Phrases.lines("words.txt")) {
            if (line.startsWith("[")) {
                part = line.substring(1, line.length() - 1);
            } else {
                words.put(part, line.contains("、") ? line.split("、") : line.split(""));
            }
        }
    }

    SplittableRandom random(Draw what, long n) {
        return new SplittableRandom(
                seed * 0x9E3779B97F4A7C15L + n * 0xD1B54A32D192ED03L + (what.ordinal() + 1) * 0x8CB92BA72F3D8DD7L);
    }

    String person(long id) {
        return name(random(Draw.PERSON, id));
    }

    String account(long id) {
        return name(random(Draw.ACCOUNT, id));
    }

    private String name(SplittableRandom random) {
        return pick("姓", random) + pick("名", random) + (random.nextInt(4) == 0 ? "" : pick("名", random));
    }

    /** An ending with ＊ is of a place in the county, any other of a firm. */
    String unit(String county, String ending, SplittableRandom random) {
        return ending.startsWith("＊")
                ? pick(county, random) + ending.substring(1)
                : (county.equals("SXX") ? "濉溪" : "淮北") + pick("商", random) + pick("商", random) + ending;
    }

    /** Another name for a unit, where the first was taken: a place's second to ninth, or another firm. */
    String another(String county, String ending, SplittableRandom random) {
        return ending.startsWith("＊") && random.nextBoolean()
                ? pick(county, random) + "第" + "二三四五六七八九".charAt(random.nextInt(8))
                        + ending.substring(1).replaceFirst("^第.", "")
                : unit(county, ending, random);
    }

    String pick(String part, SplittableRandom random) {
        String[] of = Objects.requireNonNull(words.get(part), part);
        return of[random.nextInt(of.length)];
    }

    /** What officers write on such an occasion, from reasons.txt. */
    static final class Reasons {
        private final Map<String, List<String>> texts = new HashMap<>();

        Reasons() {
            List<String> part = new ArrayList<>();
            for (String line : Phrases.lines("reasons.txt")) {
                if (line.startsWith("[")) {
                    part = new ArrayList<>();
                    texts.put(line.substring(1, line.length() - 1), part);
                } else {
                    part.add(line);
                }
            }
        }

        String pick(String occasion, SplittableRandom random) {
            List<String> of = Objects.requireNonNull(texts.get(occasion), occasion);
            return of.get(random.nextInt(of.size()));
        }
    }
}
