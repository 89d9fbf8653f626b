package io.lingchuang.platform.text;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.jspecify.annotations.Nullable;

/** Search terms of Chinese texts: every two characters that stand side by side, by Lucene's CJK analysis. Two typed characters find them. */
public final class Bigrams {
    private Bigrams() {}

    /** What is kept beside a record, for to_tsvector('simple', …). Single characters are kept as well, for names and one-character searches. */
    public static String index(@Nullable String... texts) {
        Set<String> terms = new LinkedHashSet<>();
        for (String text : texts) {
            if (text != null) {
                terms.addAll(terms(text, true));
            }
        }
        return String.join(" ", terms);
    }

    /** What is asked for: all terms of the typed words, for to_tsquery('simple', …); empty when nothing in it can be searched. */
    public static String query(@Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return "";
        }
        return terms(typed, false).stream()
                .map(t -> "'" + t.replace("'", "") + "'")
                .collect(Collectors.joining(" & "));
    }

    /** The same, one by one: each of them is a word of whatever has all that was typed. */
    public static List<String> words(String typed) {
        return List.copyOf(terms(typed, false));
    }

    private static Set<String> terms(String text, boolean unigrams) {
        Set<String> terms = new LinkedHashSet<>();
        var tokenizer = new StandardTokenizer();
        tokenizer.setReader(new StringReader(text.replace('\u0000', ' ')));
        try (TokenStream stream =
                new CJKBigramFilter(new LowerCaseFilter(new CJKWidthFilter(tokenizer)), 0xff, unigrams)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                String clean = term.toString().replaceAll("[^\\p{L}\\p{N}]", "");
                if (!clean.isEmpty()) {
                    terms.add(clean);
                }
            }
            stream.end();
            return terms;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
