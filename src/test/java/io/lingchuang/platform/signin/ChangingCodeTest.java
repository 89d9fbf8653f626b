package io.lingchuang.platform.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** The digits on the screen. */
class ChangingCodeTest {

    @Property(tries = 200)
    void a_code_is_good_for_a_while_and_then_no_more(
            @ForAll @LongRange(min = 1_700_000_000, max = 1_900_000_000) long read,
            @ForAll @LongRange(min = 0, max = 600) long later) {
        var code = new ChangingCode(new UUID(read, later));
        Instant then = Instant.ofEpochSecond(read);
        String digits = code.at(then);
        assertThat(digits).matches("[0-9]{6}");
        Instant now = then.plusSeconds(later);
        boolean shownLately = java.util.stream.IntStream.range(0, 6)
                .anyMatch(step -> code.at(now.minusSeconds(30L * step)).equals(digits));
        assertThat(code.fits(digits, now)).isEqualTo(shownLately);
        assertThat(code.fits(digits, then)).isTrue();
        assertThat(new ChangingCode(new UUID(read + 1, later)).at(then).equals(digits)
                        && new ChangingCode(new UUID(read + 2, later)).at(then).equals(digits))
                .as("another door shows other digits")
                .isFalse();
        if (later >= 30) {
            assertThat(code.at(now).equals(digits) || !code.fits(code.at(now), then))
                    .as("not good before it is shown")
                    .isTrue();
        }
        if (later <= 150) {
            assertThat(code.fits(" " + digits, now)).isTrue();
        }
    }
}
