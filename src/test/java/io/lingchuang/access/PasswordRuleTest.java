package io.lingchuang.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lingchuang.platform.web.Refusal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;

/** Which passwords are taken. */
class PasswordRuleTest {

    private static final String LOGIN = "li.wenjing";

    @Property
    void one_long_enough_of_three_kinds_is_taken(@ForAll("mixed") String password) {
        assertThatCode(() -> PasswordRule.check("wanted", password, LOGIN)).doesNotThrowAnyException();
    }

    @Property
    void one_too_short_is_not(@ForAll @StringLength(max = PasswordRule.MIN - 1) String password) {
        refused(password, "access.passwordLength");
    }

    @Property
    void letters_alone_are_not_enough(
            @ForAll @AlphaChars @StringLength(min = PasswordRule.MIN, max = PasswordRule.MAX) String password) {
        refused(password, "access.passwordKinds");
    }

    @Property
    void one_with_the_login_in_it_is_not(@ForAll("mixed") String password) {
        String with = password.substring(0, 5) + LOGIN.toUpperCase(java.util.Locale.ROOT) + password.substring(5);
        refused(with, "access.passwordLogin");
    }

    /** Beyond 72 bytes two passwords would be the same to the hash. */
    @Example
    void one_longer_than_the_hash_reads_is_not() {
        assertThatCode(() -> PasswordRule.check("wanted", "Aa1" + "x".repeat(69), LOGIN))
                .doesNotThrowAnyException();
        refused("Aa1" + "x".repeat(70), "access.passwordLength");
        refused("Aa1" + "长".repeat(24), "access.passwordLength");
    }

    @Provide
    Arbitrary<String> mixed() {
        Arbitrary<String> lower =
                Arbitraries.strings().withCharRange('a', 'z').ofMinLength(4).ofMaxLength(14);
        Arbitrary<String> upper =
                Arbitraries.strings().withCharRange('A', 'Z').ofMinLength(3).ofMaxLength(14);
        Arbitrary<String> other = Arbitraries.strings()
                .withChars("0123456789!#%&*+-=?")
                .ofMinLength(3)
                .ofMaxLength(14);
        return Combinators.combine(lower, upper, other).as((a, b, c) -> a + b + c);
    }

    private static void refused(String password, String key) {
        assertThatThrownBy(() -> PasswordRule.check("wanted", password, LOGIN))
                .isInstanceOf(Refusal.class)
                .hasMessage(key);
    }
}
