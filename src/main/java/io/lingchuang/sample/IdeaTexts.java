package io.lingchuang.sample;

import io.lingchuang.sample.Phrases.Theme;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Invented texts of staff innovation, as many as are asked for: the n-th is the same for the same seed, whatever was asked before. Most are ideas
 * of their own; every twenty-fifth is a copy of an earlier one, changed as people change what they hand in a second time.
 * Needs neither Spring nor a database; safe for many threads.
 */
public final class IdeaTexts {

    /** One in so many is a copy. */
    public static final int COPY_EVERY = 25;

    /** An idea: the industry as the five-small form names it, its title, and its texts: the problem, what was done, what came of it. */
    public record Idea(String industry, String title, String problem, String measure, String benefit) {}

    /** Two texts that are one idea: the copy, what it was copied from, and how it was changed. */
    public record Planted(int copy, int original, Change change) {}

    /** How a copy differs from its original. */
    public enum Change {
        /** 10 to 20 per cent of the characters are others, in runs of two or three. */
        CHARACTERS,
        /** Up to 30 per cent of the words are replaced by words that mean the same. */
        SYNONYMS,
        /** The sentences stand in another order, some of them in another field. */
        MOVED,
        /** New sentences stand before, between and behind. */
        PADDED,
        /** Only the title and the numbers are new. */
        RETITLED
    }

    private static final Phrases PHRASES = new Phrases();
    private static final String DIGITS = "甲乙丙九";

    private final long seed;

    public IdeaTexts(long seed) {
        this.seed = seed;
    }

    public boolean isCopy(int n) {
        return n % COPY_EVERY == COPY_EVERY - 1;
    }

    /** What the n-th text was copied from; n itself where it is an idea of its own. */
    public int originalOf(int n) {
        if (!isCopy(n)) {
            return n;
        }
        int original = random(n, 1).nextInt(n);
        return isCopy(original) ? original - 1 : original;
    }

    /** The copies among the first so many texts. */
    public List<Planted> planted(int count) {
        return IntStream.range(0, count)
                .filter(this::isCopy)
                .mapToObj(n -> new Planted(n, originalOf(n), change(n)))
                .toList();
    }

    public Idea idea(int n) {
        return isCopy(n) ? copied(idea(originalOf(n)), n) : own(n);
    }

    private Change change(int n) {
        return Change.values()[n / COPY_EVERY % Change.values().length];
    }

    /** Seldom does an idea need all sentences; which ones it has is drawn for each. */
    private Idea own(int n) {
        SplittableRandom random = random(n, 0);
        Theme theme = PHRASES.themes.get(random.nextInt(PHRASES.themes.size()));
        var text = new Text(theme, random);
        String title = text.clause("题");
        String problem = text.sentences("景", "弊", "损", random.nextInt(3) > 0 ? "试" : "损");
        String measure =
                text.sentences("始", "法", "又", random.nextInt(4) > 0 ? "再" : "新", "新", random.nextBoolean() ? "始" : "新");
        if (random.nextInt(4) == 0) {
            measure += text.sentences("试", "新", "弊", "损");
        }
        String benefit = text.sentences("量", random.nextInt(3) > 0 ? "钱" : "量", "安", random.nextBoolean() ? "推" : "量");
        return new Idea(theme.industry(), title, problem, measure, benefit);
    }

    private Idea copied(Idea original, int n) {
        SplittableRandom random = random(n, 2);
        var copier = new Copier(PHRASES, random);
        return switch (change(n)) {
            case CHARACTERS -> {
                double share = 0.10 + random.nextDouble() * 0.10;
                yield new Idea(
                        original.industry(),
                        copier.characters(original.title(), share),
                        copier.characters(original.problem(), share),
                        copier.characters(original.measure(), share),
                        copier.characters(original.benefit(), share));
            }
            case SYNONYMS ->
                new Idea(
                        original.industry(),
                        copier.synonyms(original.title()),
                        copier.synonyms(original.problem()),
                        copier.synonyms(original.measure()),
                        copier.synonyms(original.benefit()));
            case MOVED -> copier.moved(original);
            case PADDED -> padded(original, random);
            case RETITLED -> retitled(original, random);
        };
    }

    private Idea padded(Idea original, SplittableRandom random) {
        var text = new Text(theme(original, random), random);
        return new Idea(
                original.industry(),
                original.title(),
                text.sentences("景") + original.problem(),
                original.measure() + text.sentences("新"),
                text.sentences("量") + original.benefit() + text.sentences("推"));
    }

    private Idea retitled(Idea original, SplittableRandom random) {
        var text = new Text(theme(original, random), random);
        var copier = new Copier(PHRASES, random);
        return new Idea(
                original.industry(),
                text.clause("题"),
                copier.numbers(original.problem()),
                copier.numbers(original.measure()),
                copier.numbers(original.benefit()));
    }

    private Theme theme(Idea idea, SplittableRandom random) {
        List<Theme> near = PHRASES.themes.stream()
                .filter(t -> t.industry().equals(idea.industry()))
                .toList();
        return near.get(random.nextInt(near.size()));
    }

    private SplittableRandom random(int n, int stream) {
        return new SplittableRandom(
                seed * 0x9E3779B97F4A7C15L + n * 0xD1B54A32D192ED03L + stream * 0x8CB92BA72F3D8DD7L);
    }

    /** One text in the making: what it is about stays the same through all its sentences, its clauses come once each. */
    private static final class Text {
        private final Map<String, String> about = new HashMap<>();
        private final Map<String, Integer> used = new HashMap<>();
        private final SplittableRandom random;

        Text(Theme theme, SplittableRandom random) {
            this.random = random;
            for (String kind : List.of("物", "件", "地", "岗", "弊", "法")) {
                List<String> words = theme.of(kind);
                int first = random.nextInt(words.size());
                int step = 1 + random.nextInt((words.size() - 1) / 2);
                about.put(kind, words.get(first));
                about.put(kind + "二", words.get((first + step) % words.size()));
                about.put(kind + "三", words.get((first + 2 * step) % words.size()));
            }
            about.put("年", "20" + (20 + random.nextInt(6)));
            about.put("队", pick("队"));
            about.put("季", pick("季"));
        }

        String sentences(String... places) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < places.length; i++) {
                text.append(clause(places[i]));
                text.append(i == places.length - 1 || i % 2 == 1 ? '。' : '，');
            }
            return text.toString();
        }

        String clause(String place) {
            return fill(pick(place));
        }

        /** The second clause from one place lies elsewhere in its bank than the first. */
        private String pick(String place) {
            List<String> bank = PHRASES.clauses(place);
            int at = random.nextInt(bank.size());
            Integer before = used.put(place, at);
            if (before != null && before == at) {
                at = (at + 1) % bank.size();
            }
            return bank.get(at);
        }

        private String fill(String pattern) {
            StringBuilder text = new StringBuilder();
            int from = 0;
            for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', from)) {
                int close = pattern.indexOf('}', open);
                text.append(pattern, from, open).append(word(pattern.substring(open + 1, close)));
                from = close + 1;
            }
            return text.append(pattern, from, pattern.length()).toString();
        }

        private String word(String slot) {
            if (slot.equals("月")) {
                return String.valueOf(1 + random.nextInt(12));
            }
            if (slot.equals("万")) { // hundreds of yuan, as people say it
                int hundreds = 101 + random.nextInt(880);
                return hundreds / 100 + "." + hundreds / 10 % 10;
            }
            return switch (DIGITS.indexOf(slot)) {
                case 0 -> String.valueOf(2 + random.nextInt(8));
                case 1 -> String.valueOf(11 + random.nextInt(50));
                case 2 -> String.valueOf(101 + random.nextInt(880));
                case 3 -> (95 + random.nextInt(5)) + "." + random.nextInt(10);
                default -> about.getOrDefault(slot, slot);
            };
        }
    }
}
