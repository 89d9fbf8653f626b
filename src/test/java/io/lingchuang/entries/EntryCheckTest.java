package io.lingchuang.entries;

import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.access.Node;
import io.lingchuang.calls.Call;
import io.lingchuang.calls.Declaration;
import io.lingchuang.calls.Eligibility;
import io.lingchuang.calls.FormField;
import io.lingchuang.calls.FormField.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
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

/** What an entry needs beside its answers: a title, its time, completers, promises, secrecy, and who may apply. */
class EntryCheckTest extends CheckedEntry {

    // Title and window

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

    @Property(tries = 60)
    void an_amount_that_the_call_asks_for_is_compared(@ForAll @IntRange(min = 299_990, max = 300_010) int value) {
        FormField benefit =
                new FormField("benefit", "年创造价值", Kind.MONEY, false, null, null, "元", List.of(), null, false);
        Call call = call(List.of(benefit), List.of(), reaching("benefit", 300_000));
        assertThat(texts(check(call, entry(Map.of("benefit", value + ".00")), Map.of(), null, null)))
                .isEqualTo(value >= 300_000 ? List.of() : List.of("a_benefit entries.below"));
        assertThat(texts(check(call, entry(Map.of()), Map.of(), null, null)))
                .as("left out is not reached")
                .containsExactly("a_benefit entries.below");
        assertThat(texts(check(call, entry(Map.of("benefit", "三十万")), Map.of(), null, null)))
                .containsExactly("a_benefit entries.moneyForm");
    }

    // What is given

    private static Eligibility reaching(String field, int value) {
        return new Eligibility(
                List.of(),
                false,
                false,
                null,
                null,
                null,
                false,
                List.of(new Eligibility.AtLeast(field, BigDecimal.valueOf(value))),
                List.of());
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

    private static List<String> ticked(Call call, String... codes) {
        return texts(check(
                call, entry("皮带机清扫器", Map.of(), List.of(codes), people(1), EntryState.DRAFT), Map.of(), null, null));
    }

    private static Applicant applicant(boolean frontLine, boolean head, @Nullable String honour) {
        Node unit = new Node(1, null, Node.Kind.ENTERPRISE, "临涣煤矿工会", "QY1", null, "HB.QY1", null, null, true);
        return new Applicant(1, "陈立新", 1L, unit, null, frontLine, head, honour);
    }
}
