package io.lingchuang.insights;

import static io.lingchuang.db.access.Tables.NODE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.RankedCall;
import io.lingchuang.access.Role;
import io.lingchuang.platform.web.NotFound;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Whatever happened in the city: its figures are what somebody finds who reads every record. */
class FiguresTest extends RankedCall {

    @Autowired
    private Figures figures;

    @Autowired
    private Indicators indicators;

    /** Codes that were more than nothing at some look. */
    private final Set<String> seen = new TreeSet<>();

    /** A house of its own: what happens here happens to everybody in it. */
    @DynamicPropertySource
    static void alone(DynamicPropertyRegistry properties) {
        properties.add("figures.alone", () -> "true");
    }

    @Test
    void figures_are_what_the_records_say_whatever_happened() {
        for (long seed = 1; seed <= 5; seed++) {
            RandomCity history = history(seed, "2026-01-05");
            history.found();
            for (int i = 1; i <= 240; i++) {
                history.act();
                if (i % 40 == 0) {
                    compare("after " + i + " acts of history " + seed, seed + i);
                }
            }
            figures.recountAll();
            compare("counted anew after history " + seed, seed);
        }
        // Where nothing ever happened, nothing was compared.
        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(indicators.all().stream()
                        .filter(i -> i.built() && ofTheSpine(i))
                        .map(Indicator::code)
                        .toList());
    }

    /** What studios count of their own is counted anew in RoomFiguresTest. */
    private static boolean ofTheSpine(Indicator indicator) {
        return !RoomFiguresTest.ROOMS.contains(indicator.code().replaceAll("\\..*", ""));
    }

    @Test
    void a_year_month_by_month_and_a_node_part_by_part_are_the_same_numbers() {
        RandomCity history = history(41, "2026-01-05");
        history.found();
        for (int i = 0; i < 120; i++) {
            history.act();
        }
        on("2026-06-15");
        for (Figures.Point point : figures.series(officer, "entry.vetting", city, 2026)) {
            LocalDate end = point.month().getMonthValue() == 6
                    ? LocalDate.parse("2026-06-15")
                    : point.month().atEndOfMonth();
            if (point.month().getMonthValue() > 6) {
                assertThat(point.value()).as("a month that has not begun").isNull();
            } else {
                assertThat(point.value()).isEqualByComparingTo(value("entry.vetting", city.id(), 2026, end.toString()));
            }
        }
        var parts = figures.byChild(officer, "entry.handed_in", city, 2026, LocalDate.parse("2026-12-31"));
        assertThat(parts).hasSizeGreaterThan(5);
        parts.forEach(p -> assertThat(p.value())
                .isEqualByComparingTo(value("entry.handed_in", p.node().id(), 2026, "2026-12-31")));
        assertThatThrownBy(() -> figures.byChild(
                        somebody("旁人", Role.CLERK, unit), "entry.handed_in", city, 2026, LocalDate.parse("2026-12-31")))
                .isInstanceOf(NotFound.class);
    }

    /** Each counts what it has handed in itself, right after it did, while all others write. */
    @Test
    void what_was_committed_before_the_look_is_in_the_number() throws Exception {
        RandomCity founder = history(77, "2026-03-02");
        founder.found();
        List<Long> units = new ArrayList<>(dsl.select(NODE.ID)
                .from(NODE)
                .where(NODE.KIND.eq("BRANCH").or(NODE.KIND.eq("ENTERPRISE")))
                .orderBy(NODE.ID.desc())
                .limit(6)
                .fetch(NODE.ID));
        long call = founder.call("FIVE_SMALL", 2031, city.id());
        List<Callable<String>> work = new ArrayList<>();
        for (int w = 0; w < units.size(); w++) {
            long unit = units.get(w);
            RandomCity own = history(100 + w, "2026-03-02");
            work.add(() -> {
                for (int n = 1; n <= 25; n++) {
                    own.handedIn(unit, call);
                    BigDecimal seen = dsl.fetchExists(NODE, NODE.ID.eq(unit).and(NODE.KIND.eq("BRANCH")))
                            ? value("entry.handed_in", unit, 2031, "2026-03-02")
                            : null;
                    if (seen != null && seen.intValue() < n) {
                        return "after handing in " + n + " only " + seen + " are counted";
                    }
                    if (n % 5 == 0) {
                        own.act();
                    }
                }
                return "";
            });
        }
        try (var threads = Executors.newFixedThreadPool(work.size())) {
            for (Future<String> done : threads.invokeAll(work)) {
                assertThat(done.get()).isEmpty();
            }
        }
        assertThat(value("entry.handed_in", city.id(), 2031, "2026-12-31").intValue())
                .isEqualTo(25 * units.size());
        compare("after all wrote at once", 9);
    }

    @Test
    void what_is_not_committed_is_not_counted_and_what_was_rolled_back_never_was() {
        RandomCity history = history(5, "2026-05-04");
        history.found();
        BigDecimal before = value("directory.people", city.id(), 2026, null);
        try {
            dsl.transaction(tx -> {
                tx.dsl()
                        .execute(
                                "insert into directory.person (name, employer_node_id) select '过客', min(id) from access.node where kind = 'ENTERPRISE'");
                assertThat(value("directory.people", city.id(), 2026, null)).isEqualByComparingTo(before);
                throw new IllegalStateException("thought better of it");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("thought better of it");
        }
        assertThat(value("directory.people", city.id(), 2026, null)).isEqualByComparingTo(before);
    }

    private RandomCity history(long seed, String from) {
        return new RandomCity(dsl, seed, worker.accountId(), city.id(), LocalDate.parse(from));
    }

    private BigDecimal value(String code, long node, int year, @org.jspecify.annotations.Nullable String day) {
        LocalDate on = day == null ? LocalDate.parse("2026-11-02") : LocalDate.parse(day);
        return figures.figure(officer, code, tree.node(node), year, on, "").value();
    }

    /** All figures of several nodes, years, days and programmes. */
    private void compare(String when, long seed) {
        Recount recount = new Recount(dsl);
        Random random = new Random(seed);
        List<Long> nodes = new ArrayList<>(dsl.select(NODE.ID).from(NODE).fetch(NODE.ID));
        java.util.Collections.shuffle(nodes, random);
        List<Long> looked = new ArrayList<>(nodes.subList(0, Math.min(7, nodes.size())));
        looked.add(city.id());
        for (long node : looked) {
            for (int year : List.of(2025, 2026)) {
                String programme = List.of("", "FIVE_SMALL", "SUGGESTION").get(random.nextInt(3));
                for (LocalDate day : List.of(
                        LocalDate.parse("2026-01-06"),
                        LocalDate.parse("2026-01-05").plusDays(random.nextInt(120)),
                        LocalDate.parse("2027-03-01"))) {
                    on(day.toString()); // figures without history are asked for on their own day
                    Map<String, BigDecimal> expected = recount.of(node, year, day, programme);
                    Map<String, BigDecimal> counted = new TreeMap<>();
                    figures.figures(officer, tree.node(node), year, day, programme).stream()
                            .filter(f -> f.value() != null && ofTheSpine(f.indicator()))
                            .forEach(f -> counted.put(f.indicator().code(), f.value()));
                    counted.forEach((code, v) -> {
                        if (v.signum() > 0) {
                            seen.add(code);
                        }
                    });
                    assertThat(text(counted))
                            .as("node %s, year %s, day %s, programme %s, %s", node, year, day, programme, when)
                            .isEqualTo(text(expected));
                }
            }
        }
    }

    private static Map<String, String> text(Map<String, BigDecimal> values) {
        Map<String, String> texts = new TreeMap<>();
        values.forEach((code, v) -> texts.put(code, v.stripTrailingZeros().toPlainString()));
        return texts;
    }
}
