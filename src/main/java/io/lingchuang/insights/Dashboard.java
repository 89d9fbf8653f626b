package io.lingchuang.insights;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the dashboard and the big screen show: numbers beside those of a year before, their course through the year, and the parts they are made of. */
@Component
public class Dashboard {

    /** What is compared between the nodes below. */
    public static final List<String> BELOW = Stream.of(
                    "figure.entry.handed_in",
                    "figure.entry.accepted",
                    "figure.entry.awarded",
                    "figure.unit.handed_in",
                    "figure.participation.person_times")
            .map(Indicator::code)
            .toList();

    /** A month's number, and the same month's a year before. */
    public record Month(
            YearMonth month,
            @Nullable BigDecimal now,
            @Nullable BigDecimal before) {}

    /** A node right below with its numbers, in the order of {@link #BELOW}. */
    public record Below(Node node, List<@Nullable BigDecimal> values) {
        public BigDecimal first() {
            BigDecimal first = values.getFirst();
            return first == null ? BigDecimal.ZERO : first;
        }

        boolean empty() {
            return values.stream().allMatch(v -> v == null || v.signum() == 0);
        }
    }

    private final Figures figures;
    private final Indicators indicators;

    Dashboard(Figures figures, Indicators indicators) {
        this.figures = figures;
        this.indicators = indicators;
    }

    /** By group; what the actor may not see, and what is not built, is left out. */
    Map<FigureGroup, List<Compared>> groups(Actor actor, Asked asked) {
        Map<String, Compared> all = compared(actor, asked);
        Map<FigureGroup, List<Compared>> groups = new EnumMap<>(FigureGroup.class);
        for (FigureGroup group : FigureGroup.values()) {
            List<Compared> shown = group.codes().stream()
                    .map(all::get)
                    .filter(Objects::nonNull)
                    .toList();
            if (!shown.isEmpty()) {
                groups.put(group, shown);
            }
        }
        return groups;
    }

    /** By code, in the catalogue's order; only what is built. */
    Map<String, Compared> compared(Actor actor, Asked asked) {
        Map<String, Figure> before =
                figures
                        .figures(
                                actor,
                                asked.node(),
                                asked.year() - 1,
                                asked.day().minusYears(1))
                        .stream()
                        .collect(Collectors.toMap(f -> f.indicator().code(), Function.identity()));
        return figures.figures(actor, asked.node(), asked.year(), asked.day()).stream()
                .filter(f -> f.indicator().built())
                .collect(Collectors.toMap(
                        f -> f.indicator().code(),
                        f -> new Compared(f.indicator(), f.value(), value(before, f.indicator()), f.href()),
                        (a, b) -> a,
                        LinkedHashMap::new));
    }

    private static @Nullable BigDecimal value(Map<String, Figure> figures, Indicator indicator) {
        Figure figure = figures.get(indicator.code());
        return figure == null ? null : figure.value();
    }

    List<Month> months(Actor actor, String code, Asked asked) {
        List<Figures.Point> now = figures.series(actor, code, asked.node(), asked.year());
        List<Figures.Point> before = figures.series(actor, code, asked.node(), asked.year() - 1);
        List<Month> months = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            months.add(new Month(
                    now.get(i).month(), now.get(i).value(), before.get(i).value()));
        }
        return months;
    }

    /** The nodes right below that have a number, the largest first. */
    List<Below> below(Actor actor, Asked asked) {
        Map<Long, List<@Nullable BigDecimal>> values = new LinkedHashMap<>();
        Map<Long, Node> nodes = new LinkedHashMap<>();
        for (String code : BELOW) {
            for (Figures.Part part : figures.byChild(actor, code, asked.node(), asked.year(), asked.day())) {
                nodes.put(part.node().id(), part.node());
                values.computeIfAbsent(part.node().id(), n -> new ArrayList<>()).add(part.value());
            }
        }
        return values.entrySet().stream()
                .map(v -> new Below(Objects.requireNonNull(nodes.get(v.getKey())), v.getValue()))
                .filter(b -> !b.empty())
                .sorted(java.util.Comparator.comparing(Below::first).reversed())
                .toList();
    }

    Indicator indicator(String code) {
        return indicators.indicator(code);
    }
}
