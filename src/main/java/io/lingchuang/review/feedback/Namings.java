package io.lingchuang.review.feedback;

import io.lingchuang.review.blind.FreeWords;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What in a text could tell who scored: names of the panel's experts, their employers, the codes under which entries and experts stand,
 * and numbers by which somebody can be reached.
 *
 * @param names of experts, and of employers as people call them; a word in a text that is spelled like one may be another word
 * @param codes of entries on their panels
 */
record Namings(FreeWords.Heard names, Set<String> codes) {

    /** A mobile or a landline number, an identity number, an address of mail; E007 is an expert in an archive. */
    private static final Pattern NUMBERS = Pattern.compile(
            "(?<!\\d)1[3-9]\\d[- ]?\\d{4}[- ]?\\d{4}(?!\\d)|(?<!\\d)0\\d{2,3}[- ]\\d{7,8}(?!\\d)|(?<!\\d)\\d{17}[\\dXx](?!\\d)"
                    + "|[\\w.+-]+@[\\w-]+\\.[\\w.]+|(?<![A-Za-z0-9])E\\d{3}(?!\\d)");

    private static final String GONE = "〔…〕";

    static Namings of(FreeWords.Heard names, Collection<String> codes) {
        return new Namings(names, Set.copyOf(codes));
    }

    /** Words that could be names: to be looked at, for a person's name can be a common word. */
    List<String> doubtful(List<String> texts) {
        Set<String> found = new LinkedHashSet<>(names.held(texts));
        found.removeIf(f -> NUMBERS.matcher(f).matches()); // those are forbidden
        return List.copyOf(found);
    }

    /** Numbers and codes: never to be told. */
    List<String> forbidden(List<String> texts) {
        Set<String> found = new LinkedHashSet<>();
        for (String text : texts) {
            NUMBERS.matcher(text).results().map(m -> m.group()).forEach(found::add);
            codes.stream().filter(text::contains).forEach(found::add);
        }
        return List.copyOf(found);
    }

    /** The same text with all of it left out. */
    String without(String text) {
        String left = names.without(NUMBERS.matcher(text).replaceAll(GONE), GONE);
        for (String code : codes) {
            left = left.replace(code, GONE);
        }
        return left;
    }
}
