package io.lingchuang.review.ranking;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who goes on from a round 入围: the best by the round's score, as many as the call keeps. Where equal scores lie across the cut-off all of
 * them go on, unless somebody says who of them fills the places that are left.
 *
 * @param sure go on
 * @param border of equal score, more than there are places left; empty where nobody lies across
 * @param left places left for those at the border
 * @param out go no further
 */
public record CutOff<K extends Comparable<K>>(List<Line<K>> sure, List<Line<K>> border, int left, List<Line<K>> out) {

    /**
     * @param rank one more than the number of entries with a higher score
     * @param tied whether another entry has the same score
     */
    public record Line<K>(K entry, BigDecimal score, int rank, boolean tied) {}

    public static <K extends Comparable<K>> CutOff<K> of(Map<K, BigDecimal> scores, int keeps) {
        List<Line<K>> lines = places(scores);
        List<Line<K>> sure = new ArrayList<>();
        List<Line<K>> border = new ArrayList<>();
        List<Line<K>> out = new ArrayList<>();
        for (Line<K> line : lines) {
            long alike = lines.stream().filter(l -> l.rank() == line.rank()).count();
            if (line.rank() > keeps) {
                out.add(line);
            } else if (line.rank() - 1 + alike <= keeps) {
                sure.add(line);
            } else {
                border.add(line);
            }
        }
        return new CutOff<>(List.copyOf(sure), List.copyOf(border), keeps - sure.size(), List.copyOf(out));
    }

    /** The best first; of equal ones in the order of their keys. */
    public static <K extends Comparable<K>> List<Line<K>> places(Map<K, BigDecimal> scores) {
        List<Map.Entry<K, BigDecimal>> sorted = scores.entrySet().stream()
                .sorted(Map.Entry.<K, BigDecimal>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        List<Line<K>> lines = new ArrayList<>();
        int place = 0;
        for (int i = 0; i < sorted.size(); i++) {
            BigDecimal score = sorted.get(i).getValue();
            boolean asBefore = i > 0 && score.compareTo(sorted.get(i - 1).getValue()) == 0;
            boolean asNext =
                    i + 1 < sorted.size() && score.compareTo(sorted.get(i + 1).getValue()) == 0;
            place = asBefore ? place : i + 1;
            lines.add(new Line<>(sorted.get(i).getKey(), score, place, asBefore || asNext));
        }
        return lines;
    }

    /** Whether these are exactly as many of those at the border as there are places left. */
    public boolean fills(Set<K> chosen) {
        return chosen.size() == left
                && border.stream().map(Line::entry).collect(Collectors.toSet()).containsAll(chosen);
    }

    /** @param chosen of those at the border; null: all of them */
    public Set<K> on(@Nullable Set<K> chosen) {
        return Stream.concat(sure.stream(), border.stream().filter(l -> chosen == null || chosen.contains(l.entry())))
                .map(Line::entry)
                .collect(Collectors.toSet());
    }

    public List<Line<K>> lines() {
        return Stream.of(sure, border, out).flatMap(List::stream).toList();
    }
}
