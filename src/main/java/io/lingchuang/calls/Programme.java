package io.lingchuang.calls;

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

    private Programme() {}

    /** QT 其他 for a programme of the host's own. */
    public static String letters(String programme) {
        return LETTERS.getOrDefault(programme, "QT");
    }
}
