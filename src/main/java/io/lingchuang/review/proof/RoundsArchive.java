package io.lingchuang.review.proof;

import io.lingchuang.calls.Round;
import io.lingchuang.review.ranking.CutOff;
import io.lingchuang.review.ranking.Overall;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What leads from the archives of a call's panels to the ranking over all rounds, for a category: weights, cut-offs, the seals of those
 * archives, under which codes an entry stood in which round, and the ranking. A zip of three texts in UTF-8:
 *
 * <ul>
 *   <li>{@code rounds.json}: {@link Plan};
 *   <li>{@code ranking.json}: a list of {@link Line}, the best first;
 *   <li>{@code seal.txt}: as in {@link Archive}.
 * </ul>
 *
 * <p>Scores of the rounds stand in the ranking and are taken from the panels' archives, so both are needed to make it again.
 */
public final class RoundsArchive {

    public static final int FORMAT = 1;
    static final String ROUNDS = "rounds.json";

    /** @param keeps how many go on; null for the last round */
    public record Stage(
            Round.Form form, BigDecimal weight, @Nullable Integer keeps) {}

    /** A panel's archive that this one rests on. */
    public record Part(int round, String panel, String seal) {}

    /**
     * An entry that was scored.
     *
     * @param codes under which it stood, from the first round on
     * @param cuts at how many cut-offs it was counted
     * @param gone it left the review before its end and is not ranked
     */
    public record Candidate(List<String> codes, int cuts, boolean gone) {

        String last() {
            return codes.getLast();
        }
    }

    /** The host's word on a tie at a cut-off: who of the equal ones went on. Without one all of them did. */
    public record Ruling(int round, List<String> chosen, String reason) {}

    /**
     * @param category its name, empty where the call has none
     * @param number 1 for the first time that the last round closed, 2 when it was opened again and closed once more
     * @param others codes in the same panels of entries of other categories
     */
    public record Plan(
            int format,
            String call,
            String category,
            int number,
            String madeAt,
            List<Stage> stages,
            List<Part> parts,
            List<Candidate> entries,
            List<String> others,
            List<Ruling> rulings) {

        List<BigDecimal> weights() {
            return stages.stream().map(Stage::weight).toList();
        }
    }

    /**
     * @param entry its code in the round it reached
     * @param score the weighted total for who reached the last round, otherwise the score in the round reached
     */
    public record Line(String entry, int reached, List<BigDecimal> scores, BigDecimal score, int rank, boolean tied) {}

    private RoundsArchive() {}

    /** @param scores by the codes of the panels */
    public static Archive.Sealed pack(Plan plan, Map<String, BigDecimal> scores) {
        Map<String, byte[]> files = new TreeMap<>();
        files.put(ROUNDS, Archive.text(plan));
        files.put(Archive.RANKING, Archive.text(ranking(plan, scores)));
        return Archive.seal(files);
    }

    /** The ranking that weights and cut-offs make of the rounds' scores. */
    public static List<Line> ranking(Plan plan, Map<String, BigDecimal> scores) {
        List<Overall.Course<String>> courses = plan.entries().stream()
                .filter(e -> !e.gone())
                .map(e -> new Overall.Course<>(
                        e.last(), e.codes().stream().map(c -> score(scores, c)).toList()))
                .toList();
        return Overall.rank(courses, plan.weights()).stream()
                .map(p -> new Line(
                        p.course().entry(), p.course().reached(), p.course().scores(), p.score(), p.rank(), p.tied()))
                .toList();
    }

    static BigDecimal score(Map<String, BigDecimal> scores, String code) {
        BigDecimal score = scores.get(code);
        if (score == null) {
            throw new IllegalArgumentException(code);
        }
        return score;
    }

    /**
     * Who stands where they should not: went on though the cut-off was above them, or was cut off though it was below.
     *
     * @param round the round before the cut-off
     */
    static Set<String> misplaced(Plan plan, int round, Map<String, BigDecimal> scores) {
        List<Candidate> counted =
                plan.entries().stream().filter(e -> e.cuts() >= round).toList();
        Map<String, BigDecimal> byCode = new TreeMap<>();
        counted.forEach(e ->
                byCode.put(e.codes().get(round - 1), score(scores, e.codes().get(round - 1))));
        Integer keeps = plan.stages().get(round - 1).keeps();
        CutOff<String> cut = CutOff.of(byCode, keeps == null ? byCode.size() : keeps);
        List<Ruling> ruled =
                plan.rulings().stream().filter(r -> r.round() == round).toList();
        Set<String> chosen =
                ruled.isEmpty() ? null : Set.copyOf(ruled.getFirst().chosen());
        Set<String> wrong = new HashSet<>();
        if (chosen != null && !cut.fills(chosen)) {
            wrong.addAll(chosen);
        }
        Set<String> on = cut.on(chosen);
        for (Candidate e : counted) {
            String code = e.codes().get(round - 1);
            boolean came = e.codes().size() > round;
            // Who left after going on need not have been scored again.
            if (came != on.contains(code) && !(e.gone() && !came)) {
                wrong.add(code);
            }
        }
        return wrong;
    }

    /** Candidates whose codes and cut-offs do not go together: scored in a round that they were not let into. */
    static List<Candidate> impossible(Plan plan) {
        List<Candidate> wrong = new ArrayList<>();
        for (Candidate e : plan.entries()) {
            int most = plan.stages().size();
            boolean fits = !e.codes().isEmpty()
                    && e.codes().size() <= most
                    && e.cuts() <= e.codes().size()
                    && e.cuts() >= e.codes().size() - 1
                    && e.cuts() < most;
            boolean through = e.cuts() == Math.min(e.codes().size(), most - 1);
            if (!fits || (!e.gone() && !through)) {
                wrong.add(e);
            }
        }
        return wrong;
    }
}
