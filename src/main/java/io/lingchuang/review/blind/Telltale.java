package io.lingchuang.review.blind;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What in a text may tell who wrote it: names and units, also with spaces or dots between their characters and in other widths of them, phone
 * numbers and e-mail addresses. Pure, so that what was found once is found again to be hidden.
 */
public final class Telltale {

    public enum Kind {
        NAME,
        UNIT,
        CONTACT
    }

    /** Something to look for. found: in its plain form, without spaces. */
    public record Word(Kind kind, String found) {

        public static Word of(Kind kind, String text) {
            return new Word(kind, plain(text));
        }
    }

    /** Where it stands in the text, from start until before end. */
    public record Passage(Kind kind, String found, int start, int end) {}

    private static final Pattern CONTACT =
            Pattern.compile("(?<![0-9])(?:1[3-9][0-9](?:[ -]?[0-9]{4}){2}|0[0-9]{2,3}[ )-]{0,2}[0-9]{7,8})(?![0-9])"
                    + "|[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,4}");

    private Telltale() {}

    /** In the order of the text; where two overlap, the longer one. */
    public static List<Passage> in(String text, List<Word> words) {
        Plain plain = Plain.of(text);
        Found all = new Found(new ArrayList<>(), new BitSet());
        words.stream()
                .filter(w -> w.found().length() > 1 && w.kind() != Kind.CONTACT)
                .distinct()
                .sorted(Comparator.comparingInt((Word w) -> w.found().length()).reversed())
                .forEach(w -> plain.find(w, all));
        Matcher contact = CONTACT.matcher(narrow(text));
        while (contact.find()) {
            all.add(new Passage(Kind.CONTACT, plain(contact.group()), contact.start(), contact.end()));
        }
        all.passages().sort(Comparator.comparingInt(Passage::start));
        return all.passages();
    }

    /** What was found so far; what overlaps it is left out. */
    private record Found(List<Passage> passages, BitSet taken) {
        void add(Passage passage) {
            int next = taken.nextSetBit(passage.start());
            if (next < 0 || next >= passage.end()) {
                taken.set(passage.start(), passage.end());
                passages.add(passage);
            }
        }
    }

    /** The text with every place of these words blacked out. How long they were does not show. */
    public static String hidden(String text, List<String> found) {
        return hidden(text, found, "■■■");
    }

    /** The same with something else in the place of each. */
    static String hidden(String text, List<String> found, String instead) {
        List<Word> words = found.stream().map(f -> new Word(Kind.NAME, f)).toList();
        StringBuilder hidden = new StringBuilder();
        int from = 0;
        for (Passage p : in(text, words)) {
            if (found.contains(p.found())) {
                hidden.append(text, from, p.start()).append(instead);
                from = p.end();
            }
        }
        return hidden.append(text, from, text.length()).toString();
    }

    /** As words are compared: one width, small letters, no spaces or dots between. */
    static String plain(String text) {
        return Plain.of(text).text();
    }

    /** Digits and signs of full width as those of a keyboard, one for one. */
    private static String narrow(String text) {
        StringBuilder narrow = new StringBuilder(text);
        for (int i = 0; i < narrow.length(); i++) {
            char c = narrow.charAt(i);
            if (c > '\uFF00' && c < '\uFF5F') {
                narrow.setCharAt(i, (char) (c - 0xFEE0));
            }
        }
        return narrow.toString();
    }

    /** A text in plain form, and from where in the original each of its characters comes. */
    private record Plain(String text, List<int[]> from) {

        static Plain of(String text) {
            StringBuilder plain = new StringBuilder();
            List<int[]> from = new ArrayList<>();
            for (int i = 0; i < text.length(); ) {
                int c = text.codePointAt(i);
                int end = i + Character.charCount(c);
                if (!between(c)) {
                    // a radical of a PDF's font is its character, a letter of full width one of the keyboard
                    String one = c < 0x80
                            ? Character.toString(Character.toLowerCase(c))
                            : Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC)
                                    .toLowerCase(Locale.ROOT);
                    for (int k = 0; k < one.length(); k++) {
                        plain.append(one.charAt(k));
                        from.add(new int[] {i, end});
                    }
                }
                i = end;
            }
            return new Plain(plain.toString(), from);
        }

        private static boolean between(int c) {
            return Character.isWhitespace(c)
                    || Character.isSpaceChar(c)
                    || Character.getType(c) == Character.FORMAT
                    || "·•・‧_*".indexOf(c) >= 0;
        }

        void find(Word word, Found all) {
            String sought = word.found();
            for (int at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + sought.length())) {
                all.add(new Passage(word.kind(), sought, from.get(at)[0], from.get(at + sought.length() - 1)[1]));
            }
        }
    }
}
