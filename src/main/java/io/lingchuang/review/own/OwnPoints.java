package io.lingchuang.review.own;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * What an expert gave in one criterion to the other entries of the panel: never anybody else's points.
 *
 * @param given the lowest first
 */
public record OwnPoints(BigDecimal max, List<Given> given) {

    public record Given(String code, BigDecimal points) {}

    /** A line of the drawing: how many entries have so many points, and where it stands from 0 to 100. */
    public record Bar(int at, int count) {}

    public OwnPoints {
        List<Given> sorted = new ArrayList<>(given);
        sorted.sort(Comparator.comparing(Given::points).thenComparing(Given::code));
        given = List.copyOf(sorted);
    }

    public BigDecimal lowest() {
        return given.getFirst().points();
    }

    public BigDecimal highest() {
        return given.getLast().points();
    }

    /** The middle one, the lower of two. */
    public BigDecimal median() {
        return given.get((given.size() - 1) / 2).points();
    }

    public List<Bar> bars() {
        TreeMap<Integer, Integer> bars = new TreeMap<>();
        for (Given g : given) {
            bars.merge((int) Math.round(100 * g.points().doubleValue() / max.doubleValue()), 1, Integer::sum);
        }
        return bars.entrySet().stream()
                .map(b -> new Bar(b.getKey(), b.getValue()))
                .toList();
    }

    /** For the page's script, which shows the nearest to what is typed: code=points, parted by spaces. */
    public String asText() {
        StringBuilder text = new StringBuilder();
        given.forEach(g -> text.append(text.isEmpty() ? "" : " ")
                .append(g.code())
                .append('=')
                .append(g.points().toPlainString()));
        return text.toString();
    }
}
