package io.lingchuang.entries;

import io.lingchuang.calls.Call;
import io.lingchuang.calls.Declaration;
import io.lingchuang.calls.Eligibility;
import io.lingchuang.calls.FormField;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks an entry against its call, when it is handed in. A pure rule: everything it needs is given to it. */
public final class EntryCheck {

    private final Call call;
    private final Entry entry;
    private final Map<String, Integer> files;
    private final List<Problem> problems = new ArrayList<>();

    private EntryCheck(Call call, Entry entry, Map<String, Integer> files) {
        this.call = call;
        this.entry = entry;
        this.files = files;
    }

    /**
     * @param files how many files stand under each field's code
     * @param first the first completer as the directory knows them, or null when the directory does not
     */
    public static List<Problem> problems(
            Call call,
            Entry entry,
            Map<String, Integer> files,
            @Nullable Applicant first,
            @Nullable String ownership,
            Instant now,
            LocalDate today) {
        EntryCheck check = new EntryCheck(call, entry, files);
        boolean again = entry.state() != EntryState.DRAFT;
        if (!again && !call.open(now)) {
            check.problem(
                    "",
                    now.isBefore(Objects.requireNonNullElse(call.opensAt(), Instant.MIN))
                            ? "entries.notOpen"
                            : "entries.tooLate");
        }
        check.title();
        call.form().forEach(check::field);
        check.completers();
        check.declarations();
        check.amounts();
        check.eligibility(first, ownership, today);
        return check.problems;
    }

    private void title() {
        if (entry.title().strip().length() < 4) {
            problem("title", "entries.titleShort", 4);
        }
        if (!call.categories().isEmpty()
                && call.categories().stream().noneMatch(c -> Objects.equals(c.id(), entry.categoryId()))) {
            problem("category", "form.choose");
        }
    }

    /** A field that is not shown is not asked; one that is shown holds what its kind takes. */
    private void field(FormField field) {
        if (!shown(call, field, entry)) {
            return;
        }
        String name = "a_" + field.code();
        String answer = entry.answers().getOrDefault(field.code(), "").strip();
        boolean empty =
                field.kind() == FormField.Kind.FILE ? files.getOrDefault(field.code(), 0) == 0 : answer.isEmpty();
        if (empty) {
            if (field.required()) {
                problem(name, field.kind() == FormField.Kind.FILE ? "entries.fileMissing" : "form.required");
            }
            return;
        }
        switch (field.kind()) {
            case TEXT, LONG_TEXT -> {
                if (answer.codePointCount(0, answer.length()) > field.limit()) {
                    problem(name, "entries.tooLong", field.limit());
                }
            }
            case NUMBER -> number(name, answer, 6);
            case MONEY -> number(name, answer, 2);
            case DATE -> date(name, answer);
            case CHOICE -> {
                if (!field.choices().contains(answer)) {
                    problem(name, "form.choose");
                }
            }
            case CHOICES -> {
                if (!field.choices().containsAll(answer.lines().toList())) {
                    problem(name, "form.choose");
                }
            }
            case PEOPLE -> {
                if (answer.lines().count() > field.limit()) {
                    problem(name, "entries.tooManyPeople", field.limit());
                }
            }
            case FILE -> {
                if (files.getOrDefault(field.code(), 0) > field.limit()) {
                    problem(name, "entries.tooManyFiles", field.limit());
                }
            }
            case DECLARATION -> {
                if (field.required() && !answer.equals("true")) {
                    problem(name, "entries.mustTick");
                }
            }
        }
    }

    /** A field shows when the one it waits for is shown itself and has the value; what was typed before it was hidden does not count. */
    static boolean shown(Call call, FormField field, Entry entry) {
        Set<String> waiting = new HashSet<>();
        FormField at = field;
        while (at.shownWhen() != null) {
            FormField.ShownWhen when = at.shownWhen();
            if (when.onCategory()) {
                return call.categories().stream()
                        .anyMatch(c -> c.code().equals(when.equals()) && Objects.equals(c.id(), entry.categoryId()));
            }
            boolean met = entry.answers().getOrDefault(when.field(), "").lines().anyMatch(when.equals()::equals);
            FormField next = call.form().stream()
                    .filter(f -> f.code().equals(when.field()))
                    .findFirst()
                    .orElse(null);
            if (!met || next == null || !waiting.add(at.code())) {
                return false;
            }
            at = next;
        }
        return true;
    }

    /** Digits as people write them, with separators; up to twelve before the point. No exponents: 1e9 is no amount. */
    private void number(String name, String answer, int decimals) {
        if (digits(answer, decimals) == null) {
            problem(name, decimals == 2 ? "entries.moneyForm" : "entries.numberForm");
        }
    }

    private static @Nullable BigDecimal digits(String answer, int decimals) {
        String digits = answer.replace(",", "").replace("，", "");
        return digits.matches("(?U)\\d{1,12}(\\.\\d{1,%d})?".formatted(decimals)) ? new BigDecimal(digits) : null;
    }

    /** An amount that the call asks for is compared, not promised; what is not shown is not asked. */
    private void amounts() {
        for (Eligibility.AtLeast least : call.eligibility().atLeast()) {
            call.form().stream()
                    .filter(f -> f.code().equals(least.field()) && shown(call, f, entry))
                    .findFirst()
                    .ifPresent(field -> {
                        String answer =
                                entry.answers().getOrDefault(field.code(), "").strip();
                        BigDecimal amount = answer.isEmpty() ? BigDecimal.ZERO : digits(answer, 6);
                        if (amount != null && amount.compareTo(least.value()) < 0) {
                            problem(
                                    "a_" + field.code(),
                                    "entries.below",
                                    least.value().stripTrailingZeros().toPlainString(),
                                    field.unit() == null ? "" : field.unit());
                        }
                    });
        }
    }

    private @Nullable LocalDate date(String name, String answer) {
        try {
            LocalDate day = LocalDate.parse(answer);
            if (day.getYear() >= 1900 && day.getYear() <= 2200) {
                return day;
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        problem(name, "entries.dateForm");
        return null;
    }

    private void completers() {
        List<Entry.Completer> people = entry.completers().stream()
                .filter(c -> c.state() != Entry.Answer.DECLINED)
                .toList();
        if (people.isEmpty()) {
            problem("completers", "entries.nobody");
        }
        if (people.size() > call.maxCompleters()) {
            problem("completers", "entries.tooMany", call.maxCompleters());
        }
        List<Integer> shares = people.stream()
                .map(Entry.Completer::share)
                .filter(Objects::nonNull)
                .toList();
        int sum = shares.stream().mapToInt(Integer::intValue).sum();
        if (!shares.isEmpty() && (shares.size() != people.size() || sum != 100)) {
            problem("completers", "entries.shares", sum);
        }
    }

    private void declarations() {
        for (Declaration d : call.declarations()) {
            if (d.kind() == Declaration.Kind.PROMISE && !entry.ticked().contains(d.code())) {
                problem("t_" + d.code(), "entries.mustTick");
            }
            if (d.kind() == Declaration.Kind.SECRECY) {
                if (entry.ticked().contains(d.code() + ":yes")) {
                    problem("t_" + d.code(), "entries.secret");
                } else if (!entry.ticked().contains(d.code() + ":no")) {
                    problem("t_" + d.code(), "entries.mustAnswer");
                }
            }
        }
        for (Eligibility.Condition c : call.eligibility().ticked()) {
            if (!entry.ticked().contains(c.code())) {
                problem("t_" + c.code(), "entries.mustMeet");
            }
        }
    }

    private void eligibility(@Nullable Applicant first, @Nullable String ownership, LocalDate today) {
        Eligibility e = call.eligibility();
        if (!e.ownerships().isEmpty() && (ownership == null || !e.ownerships().contains(ownership))) {
            problem("", "entries.ownership");
        }
        if (e.frontLineOnly() && first != null && !first.frontLine()) {
            problem("completers", "entries.frontLine", first.name());
        }
        if (e.noUnitHeads() && first != null && first.unitHead()) {
            problem("completers", "entries.unitHead", first.name());
        }
        if (e.honourLevel() != null) {
            int has =
                    first == null || first.honourLevel() == null ? 99 : Applicants.HONOURS.indexOf(first.honourLevel());
            if (has > Applicants.HONOURS.indexOf(e.honourLevel())) {
                problem("completers", "entries.honour." + e.honourLevel());
            }
        }
        if (e.doneWithinYears() != null && e.doneField() != null) {
            String answer = entry.answers().getOrDefault(e.doneField(), "");
            try {
                LocalDate done = answer.isEmpty() ? null : LocalDate.parse(answer);
                if (done != null && (done.isBefore(today.minusYears(e.doneWithinYears())) || done.isAfter(today))) {
                    problem(
                            "a_" + e.doneField(),
                            done.isAfter(today) ? "entries.doneFuture" : "entries.doneTooEarly",
                            e.doneWithinYears());
                }
            } catch (DateTimeParseException bad) {
                // said with the field itself
            }
        }
    }

    private void problem(String field, String key, Object... args) {
        problems.add(new Problem(field, key, args));
    }
}
