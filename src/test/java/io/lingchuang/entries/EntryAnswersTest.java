package io.lingchuang.entries;

import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.calls.Call;
import io.lingchuang.calls.FormField;
import io.lingchuang.calls.FormField.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** Every kind of field at, under and over its limits, and fields that others hide. */
class EntryAnswersTest extends CheckedEntry {

    // Texts

    @Property(tries = 100)
    void a_text_may_have_as_many_characters_as_its_field_and_not_one_more(
            @ForAll @IntRange(min = 1, max = 200) int max,
            @ForAll @IntRange(min = -1, max = 1) int over,
            @ForAll("characters") String character) {
        FormField field = field(Kind.TEXT, max);
        int length = max + over;
        List<String> expected = length <= max ? List.of() : List.of("a_f entries.tooLong");
        assertThat(problems(field, character.repeat(Math.max(1, length))))
                .isEqualTo(length == 0 ? List.of() : expected);
    }

    @Property(tries = 40)
    void a_field_cannot_be_set_wider_than_its_kind(@ForAll @IntRange(min = 4999, max = 5001) int length) {
        assertThat(problems(field(Kind.LONG_TEXT, 9999), "长".repeat(length)))
                .isEqualTo(length <= 5000 ? List.of() : List.of("a_f entries.tooLong"));
    }

    @Example
    void blanks_are_no_answer_to_a_required_field() {
        for (Kind kind : Kind.values()) {
            String key = kind == Kind.FILE ? "entries.fileMissing" : "form.required";
            assertThat(problems(field(kind, null), " \n ")).as(kind.name()).containsExactly("a_f " + key);
            assertThat(problems(optional(kind), "")).as(kind.name()).isEmpty();
        }
    }

    // Numbers and money

    @Property(tries = 300)
    void money_has_at_most_twelve_digits_and_two_decimals(@ForAll("amounts") BigDecimal amount) {
        boolean legal = amount.signum() >= 0 && amount.scale() <= 2 && amount.precision() - amount.scale() <= 12;
        assertThat(problems(field(Kind.MONEY, null), amount.toPlainString()))
                .isEqualTo(legal ? List.of() : List.of("a_f entries.moneyForm"));
    }

    @Example
    void numbers_at_their_limits() {
        for (String good :
                List.of("0", "0.000001", "999999999999", "999999999999.999999", "1,234,567", "1，234", "１２３")) {
            assertThat(problems(field(Kind.NUMBER, null), good)).as(good).isEmpty();
        }
        for (String bad : List.of(
                "-1",
                "-0.01",
                "0.0000001",
                "1000000000000",
                "1e5",
                "1E2147483647",
                "1e-7",
                "NaN",
                "Infinity",
                "0x10",
                "1 000",
                "十",
                "+-1",
                "1.2.3",
                ".",
                ",")) {
            assertThat(problems(field(Kind.NUMBER, null), bad)).as(bad).containsExactly("a_f entries.numberForm");
        }
    }

    // Dates

    @Property(tries = 200)
    void a_date_is_a_day_of_the_calendar_between_1900_and_2200(
            @ForAll @IntRange(min = 1898, max = 2202) int year,
            @ForAll @IntRange(min = 0, max = 13) int month,
            @ForAll @IntRange(min = 0, max = 32) int day) {
        boolean real = month >= 1
                && month <= 12
                && day >= 1
                && day <= java.time.YearMonth.of(year, Math.clamp(month, 1, 12)).lengthOfMonth();
        boolean legal = real && year >= 1900 && year <= 2200;
        assertThat(problems(field(Kind.DATE, null), "%04d-%02d-%02d".formatted(year, month, day)))
                .isEqualTo(legal ? List.of() : List.of("a_f entries.dateForm"));
    }

    @Example
    void other_writings_of_a_date_are_refused() {
        for (String bad : List.of("2026/11/02", "20261102", "2026-11-2", "昨天", "+12026-01-01", "2026-11-02T00:00")) {
            assertThat(problems(field(Kind.DATE, null), bad)).as(bad).containsExactly("a_f entries.dateForm");
        }
    }

    // Choices

    @Property(tries = 100)
    void only_what_stands_in_the_list_can_be_chosen(@ForAll("words") String typed) {
        FormField one = choice(Kind.CHOICE);
        FormField many = choice(Kind.CHOICES);
        boolean listed = one.choices().contains(typed);
        assertThat(problems(one, typed)).isEqualTo(listed ? List.of() : List.of("a_f form.choose"));
        assertThat(problems(many, "小发明\n" + typed)).isEqualTo(listed ? List.of() : List.of("a_f form.choose"));
    }

    @Example
    void two_answers_to_one_choice_are_none() {
        assertThat(problems(choice(Kind.CHOICE), "小发明\n小改造")).containsExactly("a_f form.choose");
    }

    @Example
    void a_declaration_of_the_form_must_be_ticked_and_nothing_else() {
        assertThat(problems(field(Kind.DECLARATION, null), "true")).isEmpty();
        assertThat(problems(field(Kind.DECLARATION, null), "false")).containsExactly("a_f entries.mustTick");
    }

    // Rows and files

    @Property(tries = 60)
    void people_and_files_are_counted_up_to_the_limit_of_their_field(
            @ForAll @IntRange(min = 1, max = 10) int max, @ForAll @IntRange(min = -1, max = 1) int over) {
        int count = Math.max(1, max + over);
        String rows = "李明 采掘\n".repeat(count).strip();
        assertThat(problems(field(Kind.PEOPLE, max), rows))
                .isEqualTo(count <= max ? List.of() : List.of("a_f entries.tooManyPeople"));
        FormField files = field(Kind.FILE, max);
        assertThat(texts(check(call(files), entry(Map.of()), Map.of("f", count), null, null)))
                .isEqualTo(count <= max ? List.of() : List.of("a_f entries.tooManyFiles"));
    }

    // Hidden fields

    @Property(tries = 60)
    void a_field_that_is_not_shown_is_neither_required_nor_judged(@ForAll Kind kind, @ForAll boolean shown) {
        FormField when =
                new FormField("when", "是否投入使用", Kind.CHOICE, true, null, null, null, List.of("是", "否"), null, false);
        FormField hidden = new FormField(
                "f",
                "使用情况",
                kind,
                true,
                null,
                null,
                null,
                List.of("甲", "乙"),
                new FormField.ShownWhen("when", "是"),
                false);
        Call call = call(when, hidden);
        assertThat(texts(check(call, entry(Map.of("when", shown ? "是" : "否")), Map.of(), null, null)))
                .hasSize(shown ? 1 : 0);
        assertThat(texts(check(call, entry(Map.of("when", "否", "f", "??")), Map.of("f", 99), null, null)))
                .isEmpty();
    }

    @Example
    void what_depends_on_a_hidden_field_is_hidden_with_it_whatever_was_typed_there_before() {
        FormField used =
                new FormField("used", "投入使用", Kind.CHOICE, true, null, null, null, List.of("是", "否"), null, false);
        FormField patent = new FormField(
                "patent",
                "有专利",
                Kind.CHOICE,
                true,
                null,
                null,
                null,
                List.of("是", "否"),
                new FormField.ShownWhen("used", "是"),
                false);
        FormField number = new FormField(
                "number",
                "专利号",
                Kind.TEXT,
                true,
                null,
                null,
                null,
                List.of(),
                new FormField.ShownWhen("patent", "是"),
                false);
        Call call = call(used, patent, number);
        assertThat(texts(check(call, entry(Map.of("used", "是", "patent", "是")), Map.of(), null, null)))
                .containsExactly("a_number form.required");
        assertThat(texts(check(call, entry(Map.of("used", "否", "patent", "是")), Map.of(), null, null)))
                .isEmpty();
    }

    @Example
    void fields_that_wait_for_each_other_do_not_hang_the_check() {
        FormField a = new FormField(
                "a", "甲", Kind.TEXT, true, null, null, null, List.of(), new FormField.ShownWhen("b", "1"), false);
        FormField b = new FormField(
                "b", "乙", Kind.TEXT, true, null, null, null, List.of(), new FormField.ShownWhen("a", "1"), false);
        assertThat(texts(check(call(a, b), entry(Map.of()), Map.of(), null, null)))
                .isEmpty();
        assertThat(texts(check(call(a, b), entry(Map.of("a", "1", "b", "1")), Map.of(), null, null)))
                .isEmpty();
    }

    // What is given

    @Provide
    Arbitrary<String> characters() {
        return Arbitraries.of("a", "字", "，", "🔧"); // the last is two chars and one character
    }

    @Provide
    Arbitrary<BigDecimal> amounts() {
        Arbitrary<BigDecimal> any = Arbitraries.bigDecimals()
                .between(new BigDecimal("-10"), new BigDecimal("10000000000000"))
                .ofScale(3);
        return Arbitraries.oneOf(
                any,
                any.map(a -> a.setScale(2, java.math.RoundingMode.DOWN)),
                Arbitraries.of("0.00", "0.01", "999999999999.99", "1000000000000.00", "999999999999.994", "-0.01")
                        .map(BigDecimal::new));
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of("小发明", "小改造", "小建议", "小 发明", "小发明。", "null", "<b>");
    }

    private static FormField field(Kind kind, @Nullable Integer max) {
        return new FormField("f", "内容", kind, true, max, null, null, List.of("小发明", "小改造"), null, false);
    }

    private static FormField optional(Kind kind) {
        return new FormField("f", "内容", kind, false, null, null, null, List.of("小发明", "小改造"), null, false);
    }

    private static FormField choice(Kind kind) {
        return field(kind, null);
    }

    private static List<String> problems(FormField field, String answer) {
        return texts(check(call(field), entry(Map.of("f", answer)), Map.of(), null, null));
    }
}
