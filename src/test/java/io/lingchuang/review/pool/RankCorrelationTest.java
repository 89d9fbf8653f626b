package io.lingchuang.review.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** How far two orders of the same entries are one. */
class RankCorrelationTest {

    private static List<Double> of(double... values) {
        return DoubleStream.of(values).boxed().toList();
    }

    @Test
    void the_same_order_is_one_and_the_opposite_order_minus_one() {
        assertThat(RankCorrelation.of(of(1, 2, 3, 4), of(10, 20, 70, 71))).hasValue(1);
        assertThat(RankCorrelation.of(of(1, 2, 3, 4), of(9, 7, 5, 1))).hasValue(-1);
    }

    /** Worked by hand: ranks 1 2.5 2.5 4 beside 1 2 3 4. */
    @Test
    void equals_share_the_mean_of_their_ranks() {
        assertThat(RankCorrelation.of(of(60, 70, 70, 80), of(61, 65, 69, 90)).orElseThrow())
                .isCloseTo(4.5 / Math.sqrt(4.5 * 5), within(1e-12));
    }

    @Test
    void of_two_entries_or_where_all_got_the_same_nothing_is_said() {
        assertThat(RankCorrelation.of(of(1, 2), of(1, 2))).isEmpty();
        assertThat(RankCorrelation.of(of(5, 5, 5), of(1, 2, 3))).isEmpty();
    }

    @Property(tries = 200)
    void it_lies_between_the_two_and_does_not_change_with_the_scale(
            @ForAll @Size(min = 3, max = 40) List<@DoubleRange(min = 0, max = 100) Double> one) {
        List<Double> other = one.stream().map(v -> Math.sin(v) * 50).toList();
        var found = RankCorrelation.of(one, other);
        found.ifPresent(r -> {
            assertThat(r).isBetween(-1 - 1e-9, 1 + 1e-9);
            List<Double> scaled = other.stream().map(v -> 2 * v).toList();
            assertThat(RankCorrelation.of(one, scaled).orElseThrow()).isCloseTo(r, within(1e-9));
        });
    }
}
