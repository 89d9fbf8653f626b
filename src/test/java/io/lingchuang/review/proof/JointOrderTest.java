package io.lingchuang.review.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.calls.RankingRule;
import io.lingchuang.review.ranking.Mark;
import io.lingchuang.review.ranking.Scores;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** From the archives of several panels anybody makes the one order that results were taken from. */
class JointOrderTest {

    private static final List<Archive.Criterion> CRITERIA =
            List.of(new Archive.Criterion("new", "创新性", new BigDecimal("100")));

    private static byte[] archive(
            int panel, int number, RankingRule rule, String call, List<String> withdrawn, List<Mark> marks) {
        List<Archive.Sheet> sheets = marks.stream()
                .map(m -> {
                    TreeMap<String, BigDecimal> points = new TreeMap<>();
                    points.put("new", m.total());
                    return new Archive.Sheet(
                            Archive.expert((int) m.expert()),
                            code(panel, m.entry()),
                            points,
                            m.total(),
                            "2026-11-19T03:04:05Z",
                            "");
                })
                .toList();
        return Archive.pack(
                        new Archive.Rule(
                                Archive.FORMAT,
                                call,
                                "第" + panel + "组",
                                number,
                                "2026-11-20T08:00:00Z",
                                rule,
                                1,
                                CRITERIA,
                                withdrawn,
                                0,
                                ""),
                        sheets)
                .bytes();
    }

    private static String code(int panel, long entry) {
        return "P%d-%03d".formatted(panel, entry % 100);
    }

    /** Entries are numbered from a hundred times the panel. */
    private static List<Mark> marks(int panel, int seed, int strict) {
        Random random = new Random(seed + panel);
        List<Mark> marks = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            int worth = 40 + random.nextInt(40);
            for (int j = 1; j <= 5; j++) {
                marks.add(
                        new Mark(panel, j, 100L * panel + i, BigDecimal.valueOf(worth + random.nextInt(12) - strict)));
            }
        }
        return marks;
    }

    @Property(tries = 60)
    void the_order_from_the_archives_is_the_order_of_all_sheets_under_the_rule(
            @ForAll RankingRule rule,
            @ForAll @IntRange(min = 1, max = 100_000) int seed,
            @ForAll @IntRange(min = 0, max = 30) int strict) {
        List<Mark> first = marks(1, seed, 0);
        List<Mark> second = marks(2, seed, strict);
        JointOrder order = JointOrder.of(
                List.of(archive(2, 1, rule, "五小征集", List.of(), second), archive(1, 1, rule, "五小征集", List.of(), first)));
        List<Mark> all = new ArrayList<>(first);
        all.addAll(second);
        assertThat(order.problem()).isNull();
        assertThat(order.lines())
                .extracting(l -> l.rank() + " " + l.tied() + " " + l.entry() + " " + l.score())
                .containsExactlyElementsOf(Scores.rank(all, rule, 1).stream()
                        .map(r -> r.rank() + " " + r.tied() + " " + code((int) r.entryId() / 100, r.entryId()) + " "
                                + r.score())
                        .toList());
    }

    @Property(tries = 100)
    void nothing_is_said_where_an_archive_is_not_as_it_was_sealed(
            @ForAll @IntRange(min = 0, max = 1_000_000) int where, @ForAll @IntRange(min = 1, max = 255) int by) {
        byte[] changed = archive(1, 1, RankingRule.PANEL_STANDARD, "五小征集", List.of(), marks(1, 3, 0));
        byte[] whole = archive(2, 1, RankingRule.PANEL_STANDARD, "五小征集", List.of(), marks(2, 3, 0));
        JointOrder before = JointOrder.of(List.of(changed.clone(), whole));
        changed[where % changed.length] ^= (byte) by;
        JointOrder after = JointOrder.of(List.of(changed, whole));
        if (after.problem() == null) { // a byte that says nothing, such as a time of the zip
            assertThat(after).isEqualTo(before);
        } else {
            assertThat(after.problem()).isEqualTo(JointOrder.Problem.BROKEN);
            assertThat(after.lines()).isEmpty();
        }
    }

    @Example
    void a_panel_given_twice_and_panels_of_different_calls_or_rules_make_no_order() {
        byte[] first = archive(1, 1, RankingRule.MEAN, "五小征集", List.of(), marks(1, 3, 0));
        byte[] again = archive(1, 2, RankingRule.MEAN, "五小征集", List.of(), marks(1, 4, 0));
        assertThat(JointOrder.of(List.of(first, again)).problem()).isEqualTo(JointOrder.Problem.TWICE);
        assertThat(JointOrder.of(List.of(first, archive(2, 1, RankingRule.TRIMMED, "五小征集", List.of(), marks(2, 3, 0))))
                        .problem())
                .isEqualTo(JointOrder.Problem.DIFFERS);
        assertThat(JointOrder.of(List.of(first, archive(2, 1, RankingRule.MEAN, "金点子", List.of(), marks(2, 3, 0))))
                        .problem())
                .isEqualTo(JointOrder.Problem.DIFFERS);
    }

    @Example
    void what_was_withdrawn_before_its_panel_closed_is_not_in_the_order() {
        JointOrder order = JointOrder.of(List.of(
                archive(1, 1, RankingRule.PANEL_STANDARD, "五小征集", List.of("P1-002"), marks(1, 3, 0)),
                archive(2, 1, RankingRule.PANEL_STANDARD, "五小征集", List.of(), marks(2, 3, 0))));
        assertThat(order.lines()).hasSize(11).extracting(JointOrder.Line::entry).doesNotContain("P1-002");
    }
}
