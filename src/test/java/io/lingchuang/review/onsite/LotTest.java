package io.lingchuang.review.onsite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** A draw is fair, and anybody comes to the same order. */
class LotTest {

    @Property
    void the_same_seed_gives_the_same_order_however_the_codes_are_given(
            @ForAll @NotBlank String seed,
            @ForAll @Size(min = 1, max = 30)
                    List<@AlphaChars @NumericChars @StringLength(min = 1, max = 8) String> codes,
            @ForAll long shuffle) {
        List<String> otherwise = new ArrayList<>(codes);
        Collections.shuffle(otherwise, new Random(shuffle));
        List<Lot.Drawn> order = Lot.order(seed, codes);
        assertThat(Lot.order(seed, otherwise)).isEqualTo(order);
        assertThat(order).extracting(Lot.Drawn::code).containsExactlyInAnyOrderElementsOf(new TreeSet<>(codes));
    }

    /** Of four codes each of the 24 orders: chi-square with 23 degrees of freedom stays below 49.73 in all but one of a thousand draws of seeds. */
    @Test
    void every_order_is_as_likely_as_any_other() {
        List<String> codes = List.of("P1-001", "P1-002", "P1-003", "P1-004");
        Map<List<String>, Integer> seen = new HashMap<>();
        int draws = 24_000;
        for (int i = 0; i < draws; i++) {
            List<String> order = Lot.order(Lot.seed("secret", "value " + i), codes).stream()
                    .map(Lot.Drawn::code)
                    .toList();
            seen.merge(order, 1, Integer::sum);
        }
        assertThat(seen).hasSize(24);
        double expected = draws / 24.0;
        double chi = seen.values().stream()
                .mapToDouble(n -> (n - expected) * (n - expected) / expected)
                .sum();
        assertThat(chi).isBetween(5.0, 49.73);
    }

    /** As sha256sum prints it for the same texts. */
    @Test
    void the_hashes_are_those_that_everybody_computes() {
        assertThat(Lot.commitment("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Lot.seed("a", "b")).isEqualTo(SEED_OF_A_AND_B);
        assertThat(Lot.order("a", List.of("b")).getFirst().number()).isEqualTo(NUMBER_OF_B);
    }

    private static final String SEED_OF_A_AND_B = "7e18f737311b2dc3b2f269dd78396b0351f14fb66efa879f768cb23181883c78";
    private static final String NUMBER_OF_B = "c8687a08aa5d6ed2044328fa6a697ab8e96dc34291e8c2034ae8c38e6fcc6d65";

    @Test
    void a_draw_that_was_touched_is_found() {
        String secret = "0123456789abcdef";
        String seed = Lot.seed(secret, "三个单位报的数：314 159 265");
        List<Lot.Drawn> order = Lot.order(seed, List.of("P1-001", "P1-002", "P1-003"));
        Lot.Draw draw = new Lot.Draw(Lot.commitment(secret), secret, "三个单位报的数：314 159 265", seed, order);
        assertThat(Lot.faults(draw)).isEmpty();
        List<Lot.Drawn> swapped = new ArrayList<>(order);
        Collections.swap(swapped, 0, 2);
        assertThat(Lot.faults(new Lot.Draw(draw.commitment(), secret, draw.publicValue(), seed, swapped)))
                .containsExactly("order");
        assertThat(Lot.faults(new Lot.Draw(draw.commitment(), "another", draw.publicValue(), seed, order)))
                .containsExactly("commitment", "seed");
        assertThat(Lot.faults(new Lot.Draw(draw.commitment(), secret, "314 159 266", seed, order)))
                .containsExactly("seed");
    }
}
