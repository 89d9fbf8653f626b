package io.lingchuang.calls;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is fixed of a programme: the letters under which its entries and certificates are numbered, and whose its money is. */
public final class Programme {

    private static final Map<String, String> LETTERS = Map.ofEntries(
            Map.entry("FIVE_SMALL", "WX"),
            Map.entry("GOLDEN_RESULT", "JCG"),
            Map.entry("GOLDEN_PROJECT", "JXM"),
            Map.entry("GOLDEN_IDEA", "JDZ"),
            Map.entry("SUGGESTION", "JY"),
            Map.entry("SUGGESTION_METHOD", "CZF"),
            Map.entry("OUTSTANDING", "YX"),
            Map.entry("STUDIO_NAMING", "GZS"),
            Map.entry("STUDIO_RENEWAL", "GZF"),
            Map.entry("STUDIO_ASSESSMENT", "GZK"));

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
            "STUDIO_RENEWAL",
            "STUDIO_ASSESSMENT",
            "OTHER");

    private static final Set<String> SUBSIDISED = Set.of("STUDIO_NAMING", "STUDIO_RENEWAL");

    private Programme() {}

    /** What its tiers carry is a subsidy 补助 to the unit, with allowed uses and proof, and no prize of a person. */
    public static boolean subsidised(String programme) {
        return SUBSIDISED.contains(programme);
    }

    /** QT for OTHER. */
    public static String letters(String programme) {
        return LETTERS.getOrDefault(programme, "QT");
    }
}
