package io.lingchuang.access;

import java.util.List;
import java.util.regex.Pattern;

/**
 * How a part writes down the details of its acts, so that people read them in words: what stands on the trail is never changed. Declared as
 * a bean by the part.
 *
 * @param acts what its acts begin with, such as "review."
 */
public record TrailPhrases(String acts, List<Phrase> phrases) {

    /**
     * One way to write something down.
     *
     * @param key of the words, with one argument for each group of the pattern
     * @param kinds what each group is: "expert" or "entry" and the like for numbers that have a name, "" for what stands as it is, a beginning
     *     of keys ending with a full stop for a word that stands in the messages
     */
    public record Phrase(Pattern written, String key, List<String> kinds) {}

    public static Phrase phrase(String written, String key, String... kinds) {
        return new Phrase(Pattern.compile(written), key, List.of(kinds));
    }
}
