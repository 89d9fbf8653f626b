package io.lingchuang.achievements;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of patents, software and papers: written as the offices write them, and nothing else is taken. */
class RegistrationKindTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PATENT_GRANTED   | ZL 2020 1 0123456.2         | ZL202010123456.2",
                "PATENT_GRANTED   | ｚｌ２０２０１０１２３４５６．２ | ZL202010123456.2",
                "PATENT_APPLIED   | CN2020101234562             | 202010123456.2",
                "PATENT_GRANTED   | ZL01107007.2                | ZL01107007.2",
                "SOFTWARE         | 2020sr0123456               | 2020SR0123456",
                "PAPER_DOI        | https://doi.org/10.13225/J.CNKI.JCCS.2024.0123 | 10.13225/j.cnki.jccs.2024.0123",
                "PAPER_PERIODICAL | CN 11-2402/TD 2024(3)       | CN11-2402/TD 2024(3)",
                "PAPER_PERIODICAL | ISSN 0253-9993              | ISSN 0253-9993",
                "PAPER_PERIODICAL | issn：02539993 2024（3）      | ISSN 0253-9993 2024(3)"
            })
    void what_people_copy_is_kept_as_the_office_writes_it(RegistrationKind kind, String typed, String kept) {
        assertThat(kind.number(typed)).contains(kept);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PATENT_GRANTED   | ZL202010123456.3", // another check digit
                "PATENT_GRANTED   | ZL202040123456.2", // no such kind
                "PATENT_GRANTED   | 专利",
                "PATENT_APPLIED   | 20201012345",
                "SOFTWARE         | 2020SR12345",
                "SOFTWARE         | 软著登字第123号",
                "PAPER_DOI        | 11.1000/x",
                "PAPER_PERIODICAL | ISSN 0253-9994",
                "PAPER_PERIODICAL | CN1-2402"
            })
    void what_cannot_be_such_a_number_is_refused(RegistrationKind kind, String typed) {
        assertThat(kind.number(typed)).isEmpty();
    }

    @Test
    void each_kind_takes_the_example_that_it_shows() {
        assertThat(Arrays.stream(RegistrationKind.values()))
                .allSatisfy(k -> assertThat(k.number(k.example())).contains(k.example()));
    }

    /** That is what the check digit is for: most slips of one digit are found. By 11, and with ten written X, all are. */
    @Property(tries = 300)
    void a_slip_of_one_digit_in_a_patent_number_is_found(
            @ForAll @IntRange(min = 0, max = 9_999_999) int counted,
            @ForAll @IntRange(min = 5, max = 11) int place,
            @ForAll @IntRange(min = 1, max = 9) int slip) {
        String digits = "20202%07d".formatted(counted);
        String right = digits + "." + RegistrationKind.patentDigit(digits);
        char wrong = (char) ('0' + (digits.charAt(place) - '0' + slip) % 10);
        String slipped = right.substring(0, place) + wrong + right.substring(place + 1);
        assertThat(RegistrationKind.PATENT_APPLIED.number(right)).contains(right);
        assertThat(RegistrationKind.PATENT_APPLIED.number(slipped)).isEmpty();
    }
}
