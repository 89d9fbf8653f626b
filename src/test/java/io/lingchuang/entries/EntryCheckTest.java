package io.lingchuang.entries;

import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.access.Node;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Declaration;
import io.lingchuang.calls.Eligibility;
import io.lingchuang.calls.FormField;
import io.lingchuang.calls.FormField.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
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

/** Every kind of field at, under and over its limits; promises, secrecy, completers and who may apply. */
class EntryCheckTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 2);
    private static final Instant NOW = Instant.parse("2026-11-02T01:00:00Z");
    private static final Instant CLOSES = Instant.parse("2026-11-30T09:00:00Z");

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

    // Title, window, category

    @Property(tries = 20)
    void a_title_has_at_least_four_characters(@ForAll @IntRange(min = 0, max = 6) int length) {
        Entry entry = entry("题".repeat(length), Map.of(), List.of(), people(1), EntryState.DRAFT);
        assertThat(texts(check(call(), entry, Map.of(), null, null)))
                .isEqualTo(length >= 4 ? List.of() : List.of("title entries.titleShort"));
    }

    @Example
    void the_very_moment_of_the_deadline_is_too_late_but_not_for_what_was_returned() {
        Entry draft = entry(Map.of());
        Entry returned = entry("皮带机清扫器", Map.of(), List.of(), people(1), EntryState.RETURNED);
        assertThat(texts(EntryCheck.problems(call(), draft, Map.of(), null, null, CLOSES.minusNanos(1), TODAY)))
                .isEmpty();
        assertThat(texts(EntryCheck.problems(call(), draft, Map.of(), null, null, CLOSES, TODAY)))
                .containsExactly(" entries.tooLate");
        assertThat(texts(EntryCheck.problems(
                        call(), draft, Map.of(), null, null, NOW.minusSeconds(86_400 * 365), TODAY)))
                .containsExactly(" entries.notOpen");
        assertThat(texts(EntryCheck.problems(call(), returned, Map.of(), null, null, CLOSES.plusSeconds(1), TODAY)))
                .isEmpty();
    }

    // Completers

    @Property(tries = 60)
    void there_are_as_many_completers_as_the_call_allows(@ForAll @IntRange(min = 0, max = 8) int count) {
        List<String> expected = count == 0
                ? List.of("completers entries.nobody")
                : count <= 5 ? List.of() : List.of("completers entries.tooMany");
        assertThat(texts(check(
                        call(),
                        entry("皮带机清扫器", Map.of(), List.of(), people(count), EntryState.DRAFT),
                        Map.of(),
                        null,
                        null)))
                .isEqualTo(expected);
    }

    @Property(tries = 200)
    void shares_are_all_there_and_make_a_hundred_or_are_left_out(@ForAll("shares") List<Integer> shares) {
        List<Entry.Completer> people = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            people.add(person(i + 1, shares.get(i) < 0 ? null : shares.get(i), Entry.Answer.INVITED));
        }
        boolean none = shares.stream().allMatch(s -> s < 0);
        boolean whole = shares.stream().noneMatch(s -> s < 0)
                && shares.stream().mapToInt(s -> s).sum() == 100;
        assertThat(texts(check(
                        call(), entry("皮带机清扫器", Map.of(), List.of(), people, EntryState.DRAFT), Map.of(), null, null)))
                .isEqualTo(none || whole ? List.of() : List.of("completers entries.shares"));
    }

    @Example
    void whoever_declined_does_not_count() {
        List<Entry.Completer> people = new ArrayList<>(people(5));
        people.add(person(6, null, Entry.Answer.DECLINED));
        assertThat(texts(check(
                        call(), entry("皮带机清扫器", Map.of(), List.of(), people, EntryState.DRAFT), Map.of(), null, null)))
                .isEmpty();
        assertThat(texts(check(
                        call(),
                        entry(
                                "皮带机清扫器",
                                Map.of(),
                                List.of(),
                                List.of(person(1, null, Entry.Answer.DECLINED)),
                                EntryState.DRAFT),
                        Map.of(),
                        null,
                        null)))
                .containsExactly("completers entries.nobody");
    }

    // Promises and secrecy

    @Example
    void promises_are_ticked_and_the_secrecy_question_is_answered_with_no() {
        List<Declaration> declarations = List.of(
                new Declaration("truth", "所填真实", Declaration.Kind.PROMISE),
                new Declaration("secret", "是否涉密", Declaration.Kind.SECRECY));
        Call call = call(List.of(), declarations, Eligibility.anybody());
        assertThat(ticked(call)).containsExactly("t_truth entries.mustTick", "t_secret entries.mustAnswer");
        assertThat(ticked(call, "truth", "secret:yes")).containsExactly("t_secret entries.secret");
        assertThat(ticked(call, "truth", "secret:yes", "secret:no")).containsExactly("t_secret entries.secret");
        assertThat(ticked(call, "truth", "secret:no")).isEmpty();
    }

    @Example
    void conditions_in_words_are_all_ticked() {
        Eligibility eligibility = new Eligibility(
                List.of(),
                false,
                false,
                null,
                null,
                null,
                false,
                List.of(new Eligibility.Condition("c1", "无产权争议"), new Eligibility.Condition("c2", "未获省级奖励")));
        Call call = call(List.of(), List.of(), eligibility);
        assertThat(ticked(call, "c1")).containsExactly("t_c2 entries.mustMeet");
        assertThat(ticked(call, "c1", "c2")).isEmpty();
    }

    // Who may apply, as the records know it

    @Property(tries = 100)
    void ownership_and_front_line_are_computed(
            @ForAll("ownerships") String ownership, @ForAll boolean frontLine, @ForAll boolean head) {
        Eligibility eligibility =
                new Eligibility(List.of("NON_PUBLIC", "STATE_OWNED"), true, true, null, null, null, false, List.of());
        List<String> expected = new ArrayList<>();
        if (ownership.equals("PUBLIC_INSTITUTION") || ownership.isEmpty()) {
            expected.add(" entries.ownership");
        }
        if (!frontLine) {
            expected.add("completers entries.frontLine");
        }
        if (head) {
            expected.add("completers entries.unitHead");
        }
        Call call = call(List.of(), List.of(), eligibility);
        assertThat(texts(check(
                        call,
                        entry(Map.of()),
                        Map.of(),
                        applicant(frontLine, head, null),
                        ownership.isEmpty() ? null : ownership)))
                .isEqualTo(expected);
    }

    @Example
    void an_honour_counts_from_its_level_up() {
        Call call = call(
                List.of(), List.of(), new Eligibility(List.of(), false, false, "CITY", null, null, false, List.of()));
        for (String enough : List.of("NATIONAL", "PROVINCIAL", "CITY")) {
            assertThat(texts(check(call, entry(Map.of()), Map.of(), applicant(true, false, enough), null)))
                    .as(enough)
                    .isEmpty();
        }
        for (String low : List.of("COUNTY", "UNIT")) {
            assertThat(texts(check(call, entry(Map.of()), Map.of(), applicant(true, false, low), null)))
                    .as(low)
                    .containsExactly("completers entries.honour.CITY");
        }
        assertThat(texts(check(call, entry(Map.of()), Map.of(), null, null)))
                .containsExactly("completers entries.honour.CITY");
    }

    @Property(tries = 100)
    void finished_within_two_years_counts_to_the_day(@ForAll @IntRange(min = -740, max = 5) int days) {
        FormField done = new FormField("done", "完成日期", Kind.DATE, true, null, null, null, List.of(), null, false);
        Call call = call(
                List.of(done), List.of(), new Eligibility(List.of(), false, false, null, 2, "done", false, List.of()));
        LocalDate day = TODAY.plusDays(days);
        List<String> expected = day.isAfter(TODAY)
                ? List.of("a_done entries.doneFuture")
                : day.isBefore(LocalDate.of(2024, 11, 2)) ? List.of("a_done entries.doneTooEarly") : List.of();
        assertThat(texts(check(call, entry(Map.of("done", day.toString())), Map.of(), null, null)))
                .isEqualTo(expected);
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

    @Provide
    Arbitrary<String> ownerships() {
        return Arbitraries.of("NON_PUBLIC", "STATE_OWNED", "PUBLIC_INSTITUTION", "");
    }

    /** -1: left out. */
    @Provide
    Arbitrary<List<Integer>> shares() {
        return Arbitraries.of(-1, 0, 20, 30, 40, 50, 60, 100)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
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

    private static List<String> ticked(Call call, String... codes) {
        return texts(check(
                call, entry("皮带机清扫器", Map.of(), List.of(codes), people(1), EntryState.DRAFT), Map.of(), null, null));
    }

    private static List<Problem> check(
            Call call, Entry entry, Map<String, Integer> files, @Nullable Applicant first, @Nullable String ownership) {
        return EntryCheck.problems(call, entry, files, first, ownership, NOW, TODAY);
    }

    private static List<String> texts(List<Problem> problems) {
        return problems.stream().map(p -> p.field() + " " + p.key()).toList();
    }

    private static Applicant applicant(boolean frontLine, boolean head, @Nullable String honour) {
        Node unit = new Node(1, null, Node.Kind.ENTERPRISE, "临涣煤矿工会", "QY1", null, "HB.QY1", null, null, true);
        return new Applicant(1, "陈立新", 1L, unit, null, frontLine, head, honour);
    }

    private static List<Entry.Completer> people(int count) {
        List<Entry.Completer> people = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            people.add(person(i, null, Entry.Answer.INVITED));
        }
        return people;
    }

    private static Entry.Completer person(int position, @Nullable Integer share, Entry.Answer state) {
        return new Entry.Completer(position, position, (long) position, "职工" + position, "临涣煤矿", share, state);
    }

    private static Entry entry(Map<String, String> answers) {
        return entry("皮带机清扫器", answers, List.of(), people(1), EntryState.DRAFT);
    }

    private static Entry entry(
            String title,
            Map<String, String> answers,
            List<String> ticked,
            List<Entry.Completer> people,
            EntryState state) {
        return new Entry(
                1,
                1,
                null,
                1,
                Entry.Line.TERRITORIAL,
                null,
                title,
                new HashMap<>(answers),
                ticked,
                state,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                1,
                false,
                null,
                0,
                people);
    }

    private static Call call(FormField... form) {
        return call(List.of(form), List.of(), Eligibility.anybody());
    }

    private static Call call(List<FormField> form, List<Declaration> declarations, Eligibility eligibility) {
        return new Call(
                1,
                1,
                "“五小”成果征集",
                "FIVE_SMALL",
                2026,
                Call.Kind.RECOGNITION,
                null,
                "",
                Call.Intake.WINDOW,
                Instant.parse("2026-10-01T00:00:00Z"),
                CLOSES,
                Call.State.PUBLISHED,
                eligibility,
                form,
                declarations,
                List.of(),
                Call.Lines.EITHER,
                5,
                5,
                5,
                5,
                1,
                true,
                5,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                0);
    }
}
