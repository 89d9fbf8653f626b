package io.lingchuang.review.ranking;

import io.lingchuang.calls.RankingRule;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** An entry as each of the rules ranks it. Only the call's own rule counts; of that one it has an interval, and tiers at whose last place it is a near-tie. */
public interface UnderEveryRule {

    Map<RankingRule, Scores.Ranked> by();

    Uncertainty.Interval interval();

    List<String> borders();

    default int rank(RankingRule rule) {
        return ranked(rule).rank();
    }

    default BigDecimal score(RankingRule rule) {
        return ranked(rule).score();
    }

    default boolean tied(RankingRule rule) {
        return ranked(rule).tied();
    }

    private Scores.Ranked ranked(RankingRule rule) {
        return Objects.requireNonNull(by().get(rule));
    }

    /** What the rules say of one entry, out of what they say of all. */
    static Map<RankingRule, Scores.Ranked> of(long entry, Map<RankingRule, Map<Long, Scores.Ranked>> all) {
        Map<RankingRule, Scores.Ranked> by = new EnumMap<>(RankingRule.class);
        all.forEach((rule, ranks) -> by.put(rule, Objects.requireNonNull(ranks.get(entry))));
        return by;
    }

    /** @param names of the borders, in the interval's order */
    static List<String> near(Uncertainty.Interval interval, List<String> names) {
        return IntStream.range(0, names.size())
                .filter(interval::near)
                .mapToObj(names::get)
                .toList();
    }

    /** For each rule, how many entries would change tier by it. @param last the last place of each tier, ascending */
    static Map<RankingRule, Integer> moved(
            List<? extends UnderEveryRule> entries, RankingRule own, List<Integer> last) {
        Map<RankingRule, Integer> moved = new EnumMap<>(RankingRule.class);
        for (RankingRule rule : RankingRule.values()) {
            moved.put(rule, (int) entries.stream()
                    .filter(e -> tier(e.rank(rule), last) != tier(e.rank(own), last))
                    .count());
        }
        return moved;
    }

    /** Which tier a rank falls into, counted from above. */
    private static int tier(int rank, List<Integer> last) {
        return (int) last.stream().filter(l -> rank > l).count();
    }
}
