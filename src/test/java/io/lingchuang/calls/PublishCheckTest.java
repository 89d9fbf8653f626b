package io.lingchuang.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** A call names everything it lacks before it can be published, and nothing else. */
class PublishCheckTest {

    enum Part {
        basis,
        window,
        form,
        route,
        rubric,
        tiers,
        secrecy,
        promise
    }

    @Property
    void whatever_is_left_out_is_named_and_nothing_else(@ForAll Set<Part> missing) {
        assertThat(new TreeSet<>(PublishCheck.missing(call(missing, Call.Intake.WINDOW))))
                .isEqualTo(
                        missing.stream().map(p -> "calls.missing." + p).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Example
    void rolling_intake_needs_no_dates() {
        assertThat(PublishCheck.missing(call(Set.of(Part.window), Call.Intake.ROLLING)))
                .isEmpty();
    }

    @Example
    void a_neutral_kind_needs_no_basis_and_a_basis_that_is_over_is_named() {
        Call whole = call(Set.of(), Call.Intake.WINDOW);
        assertThat(PublishCheck.missing(with(whole, Call.Kind.RECOGNITION, null)))
                .isEmpty();
        assertThat(PublishCheck.missing(with(whole, Call.Kind.COMMENDATION, basis(LocalDate.of(2025, 12, 31)))))
                .containsExactly("calls.missing.basisOver");
        assertThat(PublishCheck.missing(with(whole, Call.Kind.COMMENDATION, basis(LocalDate.of(2026, 1, 1)))))
                .isEmpty();
    }

    @Example
    void a_term_for_what_was_finished_needs_the_date_it_is_counted_from() {
        assertThat(PublishCheck.missing(done(null))).containsExactly("calls.missing.doneField");
        assertThat(PublishCheck.missing(done("gone"))).containsExactly("calls.missing.doneField");
        assertThat(PublishCheck.missing(done("content")))
                .as("a text is no date")
                .containsExactly("calls.missing.doneField");
        assertThat(PublishCheck.missing(done("day"))).isEmpty();
    }

    @Example
    void the_rubric_makes_a_hundred_and_not_a_little_more_or_less() {
        for (String last : List.of("39.99", "40.01", "0", "100")) {
            assertThat(PublishCheck.missing(rubric(new BigDecimal(last))))
                    .as(last)
                    .containsExactly("calls.missing.rubric");
        }
        assertThat(PublishCheck.missing(rubric(new BigDecimal("40.00")))).isEmpty();
    }

    private static Call call(Set<Part> missing, Call.Intake intake) {
        boolean window = !missing.contains(Part.window);
        List<Declaration> declarations = java.util.stream.Stream.of(
                        missing.contains(Part.promise)
                                ? null
                                : new Declaration("truth", "所填真实", Declaration.Kind.PROMISE),
                        missing.contains(Part.secrecy)
                                ? null
                                : new Declaration("secret", "是否涉密", Declaration.Kind.SECRECY))
                .filter(java.util.Objects::nonNull)
                .toList();
        return make(
                Call.Kind.COMMENDATION,
                missing.contains(Part.basis) ? null : basis(null),
                intake,
                window,
                Eligibility.anybody(),
                missing.contains(Part.form) ? List.of() : form(),
                declarations,
                missing.contains(Part.rubric) ? List.of() : criteria(BigDecimal.valueOf(40)),
                missing.contains(Part.route) ? List.of() : List.of(new Call.RouteLevel(1, Level.ENTERPRISE, null)),
                missing.contains(Part.tiers)
                        ? List.of()
                        : List.of(new Call.Tier(1, 1, "T1", "一等奖", null, 1, BigDecimal.TEN)));
    }

    private static Call with(Call call, Call.Kind kind, Call.@Nullable Basis basis) {
        return make(
                kind,
                basis,
                call.intake(),
                true,
                call.eligibility(),
                call.form(),
                call.declarations(),
                call.rubric(),
                call.route(),
                call.tiers());
    }

    private static Call done(@Nullable String field) {
        Call whole = call(Set.of(), Call.Intake.WINDOW);
        Eligibility eligibility = new Eligibility(List.of(), false, false, null, 2, field, false, List.of());
        return make(
                whole.kind(),
                whole.basis(),
                whole.intake(),
                true,
                eligibility,
                whole.form(),
                whole.declarations(),
                whole.rubric(),
                whole.route(),
                whole.tiers());
    }

    private static Call rubric(BigDecimal last) {
        Call whole = call(Set.of(), Call.Intake.WINDOW);
        return make(
                whole.kind(),
                whole.basis(),
                whole.intake(),
                true,
                whole.eligibility(),
                whole.form(),
                whole.declarations(),
                criteria(last),
                whole.route(),
                whole.tiers());
    }

    private static Call make(
            Call.Kind kind,
            Call.@Nullable Basis basis,
            Call.Intake intake,
            boolean window,
            Eligibility eligibility,
            List<FormField> form,
            List<Declaration> declarations,
            List<Criterion> rubric,
            List<Call.RouteLevel> route,
            List<Call.Tier> tiers) {
        return new Call(
                1,
                1,
                "先进操作法征集",
                "OTHER",
                2026,
                kind,
                basis,
                "",
                intake,
                window ? Instant.parse("2026-01-01T00:00:00Z") : null,
                window ? Instant.parse("2026-02-01T00:00:00Z") : null,
                Call.State.DRAFT,
                eligibility,
                form,
                declarations,
                rubric,
                Round.ONE,
                Call.Lines.EITHER,
                5,
                5,
                5,
                5,
                RankingRule.TRIMMED,
                1,
                true,
                5,
                List.of(),
                route,
                List.of(),
                List.of(),
                tiers,
                null,
                0);
    }

    private static Call.Basis basis(@Nullable LocalDate until) {
        return new Call.Basis("皖评组〔2024〕3号", "市级", until, null, null);
    }

    private static List<FormField> form() {
        return List.of(
                new FormField(
                        "content", "主要内容", FormField.Kind.LONG_TEXT, true, null, null, null, List.of(), null, false),
                new FormField("day", "完成日期", FormField.Kind.DATE, true, null, null, null, List.of(), null, false));
    }

    private static List<Criterion> criteria(BigDecimal last) {
        return List.of(
                new Criterion("new", "创新性", BigDecimal.valueOf(60), BigDecimal.ONE, "", List.of()),
                new Criterion("use", "实用性", last, BigDecimal.ONE, "", List.of()));
    }
}
