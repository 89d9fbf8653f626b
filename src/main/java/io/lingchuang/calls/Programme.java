package io.lingchuang.calls;

import java.util.List;
import java.util.Map;

/** The letters under which a programme's entries and certificates are numbered. */
public final class Programme {

    private static final Map<String, String> LETTERS = Map.of(
            "FIVE_SMALL",
            "WX",
            "GOLDEN_RESULT",
            "JCG",
            "GOLDEN_PROJECT",
            "JXM",
            "GOLDEN_IDEA",
            "JDZ",
            "SUGGESTION",
            "JY",
            "SUGGESTION_METHOD",
            "CZF",
            "OUTSTANDING",
            "YX",
            "STUDIO_NAMING",
            "GZS");

    /** All there are, in the order a select shows them. OTHER 其他 is a programme of the host's own. */
    public static final List<String> ALL = List.of(
            "FIVE_SMALL",
            "GOLDEN_RESULT",
            "GOLDEN_PROJECT",
            "GOLDEN_IDEA",
            "SUGGESTION",
            "SUGGESTION_METHOD",
            "OUTSTANDING",
            "STUDIO_NAMING",
            "OTHER");

    private Programme() {}

    /** QT for OTHER. */
    public static String letters(String programme) {
        return LETTERS.getOrDefault(programme, "QT");
    }
}
