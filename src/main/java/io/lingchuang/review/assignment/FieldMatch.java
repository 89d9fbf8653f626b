package io.lingchuang.review.assignment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How well an expert's fields fit an entry, and by what: the completers' occupations weigh most, as they say what the work was, then the
 * unit's industry, the category of the call, and the unit's cluster or chain. Each counts once; all four together make a hundred.
 */
public final class FieldMatch {

    public enum Kind {
        OCCUPATION(40),
        INDUSTRY(30),
        CATEGORY(20),
        CHAIN(10);

        private final int points;

        Kind(int points) {
            this.points = points;
        }

        public int points() {
            return points;
        }
    }

    /** What an entry is about, as the records say it. */
    public record Topic(Kind kind, String text) {}

    /** @param grounds what matched with which field: OCCUPATION:采矿 */
    public record Found(int points, List<String> grounds) {}

    private FieldMatch() {}

    public static Found of(List<String> fields, Set<Topic> topics) {
        int points = 0;
        List<String> grounds = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            Set<String> hit = new LinkedHashSet<>();
            for (Topic topic : topics) {
                if (topic.kind() == kind) {
                    fields.stream().filter(f -> same(f, topic.text())).forEach(hit::add);
                }
            }
            if (!hit.isEmpty()) {
                points += kind.points;
                hit.forEach(f -> grounds.add(kind + ":" + f));
            }
        }
        return new Found(points, grounds);
    }

    /** 采矿 fits 采矿业, and 煤矿机械 is fit by 机械; one character alone fits nothing but itself. */
    static boolean same(String field, String text) {
        return field.equals(text)
                || (field.length() > 1 && text.contains(field))
                || (text.length() > 1 && field.contains(text));
    }
}
