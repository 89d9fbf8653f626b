package io.lingchuang.insights;

import io.lingchuang.access.Right;
import io.lingchuang.platform.web.NotFound;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The catalogue (insights/indicators.csv): what the city publishes about its programme, in that order, and what officers need for
 * their daily work. How each is counted stands in the view insights.record.
 */
@Component
public class Indicators {

    private final Map<String, Indicator> all = new LinkedHashMap<>();

    Indicators() {
        try (var in = new ClassPathResource("insights/indicators.csv").getInputStream()) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> indicator(line.split(",")))
                    .forEach(i -> all.put(i.code(), i));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the catalogue's order. */
    public Collection<Indicator> all() {
        return all.values();
    }

    public Optional<Indicator> find(String code) {
        return Optional.ofNullable(all.get(code));
    }

    public Indicator indicator(String code) {
        return find(code).orElseThrow(NotFound::new);
    }

    /** code, unit, comparison, published, records, history, yearly, by_programme, rights */
    private static Indicator indicator(String[] line) {
        Indicator.Published published =
                line[2].isEmpty() ? null : new Indicator.Published(Comparison.of(line[2]), new BigDecimal(line[3]));
        return new Indicator(
                line[0],
                line[1],
                published,
                line[4].isEmpty() ? null : RecordKind.valueOf(line[4]),
                Boolean.parseBoolean(line[5]),
                Boolean.parseBoolean(line[6]),
                Boolean.parseBoolean(line[7]),
                Arrays.stream(line[8].split(" ")).map(Right::valueOf).collect(Collectors.toUnmodifiableSet()));
    }
}
