package io.lingchuang.review.proof;

import io.lingchuang.calls.RankingRule;
import io.lingchuang.review.ranking.CutOff;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The one order that several panels of a call make together, from their archives alone: each one's ranking made again from its sheets, and
 * all of them put in one list by their scores.
 *
 * @param problem why there is none, or null
 * @param where what the problem is about
 */
public record JointOrder(
        @Nullable Problem problem, String where, @Nullable RankingRule rule, int trim, int archives, List<Line> lines) {

    public enum Problem {
        /** An archive is not whole, so that nothing can be said. */
        BROKEN,
        /** Two archives are of one panel: opened again and closed once more it leaves a second one. */
        TWICE,
        /** The archives are of different calls, or were scored by different rules or rubrics. */
        DIFFERS
    }

    /** @param inPanel place in the panel's own ranking */
    public record Line(int rank, boolean tied, String entry, BigDecimal score, String panel, int inPanel) {}

    public static JointOrder of(List<byte[]> zips) {
        List<Archive.Rule> rules = new ArrayList<>();
        Map<String, BigDecimal> scores = new HashMap<>();
        Map<String, Line> told = new HashMap<>();
        Set<String> twice = new TreeSet<>();
        for (byte[] zip : zips) {
            Verification v = Verification.of(zip, null);
            Archive.Rule rule = v.rule();
            if (rule == null || !v.whole()) {
                return none(Problem.BROKEN, "");
            }
            rules.add(rule);
            for (Archive.Place p : made(zip, rule)) {
                if (scores.put(p.entry(), p.score()) != null) {
                    twice.add(rule.panel());
                }
                told.put(p.entry(), new Line(0, false, p.entry(), p.score(), rule.panel(), p.rank()));
            }
        }
        if (!twice.isEmpty()) {
            return none(Problem.TWICE, String.join("、", twice));
        }
        if (rules.stream().map(JointOrder::ground).distinct().count() != 1) {
            return none(Problem.DIFFERS, "");
        }
        List<Line> lines = CutOff.places(scores).stream()
                .map(l -> {
                    Line own = java.util.Objects.requireNonNull(told.get(l.entry()));
                    return new Line(l.rank(), l.tied(), l.entry(), l.score(), own.panel(), own.inPanel());
                })
                .toList();
        Archive.Rule rule = rules.getFirst();
        return new JointOrder(null, "", rule.rule(), rule.trim(), zips.size(), lines);
    }

    private static JointOrder none(Problem problem, String where) {
        return new JointOrder(problem, where, null, 0, 0, List.of());
    }

    /** The panel's ranking, from its sheets. */
    private static List<Archive.Place> made(byte[] zip, Archive.Rule rule) {
        try {
            return Archive.ranking(rule, Verification.sheets(zip));
        } catch (IOException garbled) {
            throw new IllegalStateException(garbled); // it was whole a moment ago
        }
    }

    /** What panels must have in common for their scores to stand in one list. */
    private static List<Object> ground(Archive.Rule rule) {
        String criteria = rule.criteria().stream()
                .map(c -> c.code() + " " + c.name() + " "
                        + c.max().stripTrailingZeros().toPlainString())
                .collect(Collectors.joining("\n"));
        return List.of(rule.call(), rule.rule(), rule.trim(), criteria);
    }
}
