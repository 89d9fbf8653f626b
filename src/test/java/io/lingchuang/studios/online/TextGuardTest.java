package io.lingchuang.studios.online;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Nobody's phone or identity number stands in a text that others read. */
class TextGuardTest {

    @Property(tries = 300)
    void a_mobile_phone_is_found_however_it_is_spaced(
            @ForAll @LongRange(min = 13000000000L, max = 19999999999L) long phone, @ForAll @IntRange(max = 3) int way) {
        String plain = String.valueOf(phone);
        String typed = switch (way) {
            case 0 -> plain;
            case 1 -> plain.substring(0, 3) + " " + plain.substring(3, 7) + " " + plain.substring(7);
            case 2 -> plain.substring(0, 3) + "-" + plain.substring(3, 7) + "-" + plain.substring(7);
            default -> fullWidth(plain);
        };
        assertThat(TextGuard.namesANumber("请打" + typed + "联系")).isTrue();
    }

    @Property(tries = 300)
    void measures_and_years_are_no_phones(@ForAll @IntRange(max = 99999999) int number) {
        assertThat(TextGuard.namesANumber("压力 " + number + " 帕，2026 年")).isFalse();
    }

    @Property(tries = 100)
    void an_identity_number_is_found(@ForAll @LongRange(min = 34060019500101000L, max = 34060020101231999L) long id) {
        assertThat(TextGuard.namesANumber("身份证" + id + "X")).isTrue();
    }

    @Property(tries = 100)
    void a_line_with_its_area_is_found(@ForAll @IntRange(min = 2000000, max = 8999999) int line) {
        assertThat(TextGuard.namesANumber("电话0561-" + line)).isTrue();
    }

    private static String fullWidth(String digits) {
        StringBuilder wide = new StringBuilder();
        digits.chars().forEach(c -> wide.append((char) (c - '0' + '０')));
        return wide.toString();
    }
}
