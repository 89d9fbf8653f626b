package io.lingchuang.review.blind;

import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.review.blind.Telltale.Kind;
import io.lingchuang.review.blind.Telltale.Word;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and units are found however they are written, and what was found can be hidden. */
class TelltaleTest {

    private static final List<String> REGIONS = List.of("安徽省", "淮北市", "杜集区", "濉溪县");

    private static List<String> found(String text, String... names) {
        return Telltale.in(
                        text,
                        java.util.Arrays.stream(names)
                                .map(n -> Word.of(Kind.NAME, n))
                                .toList())
                .stream()
                .map(p -> text.substring(p.start(), p.end()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"由陈立新完成", "由陈 立 新完成", "由陈　立　新完成", "由陈·立·新完成", "由陈\n立新完成", "由陈⽴新完成", "由陈\u200B立新完成"})
    void a_name_is_found_however_its_characters_stand(String text) {
        assertThat(found(text, "陈立新")).hasSize(1);
        assertThat(Telltale.hidden(text, List.of("陈立新"))).isEqualTo("由■■■完成");
    }

    @Test
    void a_name_in_letters_is_found_in_any_case_and_width() {
        assertThat(found("ＨＵＡＩＫＵＡＮＧ 与 Huai Kuang", "huaikuang")).hasSize(2);
    }

    @Test
    void another_name_is_not_found() {
        assertThat(found("由陈立完成，新的方法", "陈立新", "李")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "电话13900001234。",
                "电话139 0000 1234",
                "电话139-0000-1234",
                "电话１３９００００１２３４",
                "0561-3021234",
                "(0561) 3021234",
                "写信到chen.lx@example.org"
            })
    void a_phone_or_an_address_is_found(String text) {
        assertThat(Telltale.in(text, List.of())).singleElement().satisfies(p -> {
            assertThat(p.kind()).isEqualTo(Kind.CONTACT);
            assertThat(Telltale.hidden(text, List.of(p.found())))
                    .contains("■■■")
                    .doesNotContain("1234", "１２３４", "example");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"节约1234567890123元", "专利号ZL202510001234567890", "3.1415926535", "12345"})
    void a_long_number_is_no_phone(String text) {
        assertThat(Telltale.in(text, List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "朔里煤矿工会,朔里煤矿",
        "朔里煤矿工会,朔里",
        "安徽省淮北市相王纺织有限责任公司工会委员会,相王纺织",
        "安徽省淮北市相王纺织有限责任公司工会委员会,相王",
        "淮北金石机械（集团）股份有限公司,金石机械",
        "淮北金石机械（集团）股份有限公司,淮北金石机械",
        "濉溪县供电公司工会,濉溪县供电"
    })
    void a_unit_is_known_by_its_short_forms_too(String unit, String shortForm) {
        assertThat(ShortForms.of(unit, REGIONS)).contains(shortForm);
    }

    @ParameterizedTest
    @CsvSource({"淮北矿业集团,淮北", "淮北矿业集团,矿业", "淮北师范大学工会,师范大学", "淮北市人民医院,人民医院", "濉溪县供电公司工会,供电"})
    void what_many_units_are_called_is_no_short_form(String unit, String general) {
        assertThat(ShortForms.of(unit, REGIONS)).doesNotContain(general);
    }

    @Property(tries = 300)
    void what_was_hidden_is_not_found_again(
            @ForAll @StringLength(max = 40) String before,
            @ForAll @StringLength(max = 40) String after,
            @ForAll @IntRange(max = 3) int spaces) {
        String name = String.join(" ".repeat(spaces), "王", "建", "国");
        String hidden = Telltale.hidden(before + name + after, List.of("王建国"));
        assertThat(hidden).contains("■■■");
        assertThat(Telltale.in(hidden, List.of(Word.of(Kind.NAME, "王建国"))).stream()
                        .filter(p -> p.kind() == Kind.NAME))
                .isEmpty();
    }
}
