package io.lingchuang.entries;

import io.lingchuang.calls.Call;
import io.lingchuang.calls.Declaration;
import io.lingchuang.calls.Eligibility;
import io.lingchuang.calls.FormField;
import io.lingchuang.calls.RankingRule;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call, an entry and its completers as records alone, and what the check finds of them. */
abstract class CheckedEntry {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 2);
    static final Instant NOW = Instant.parse("2026-11-02T01:00:00Z");
    static final Instant CLOSES = Instant.parse("2026-11-30T09:00:00Z");

    static List<Problem> check(
            Call call, Entry entry, Map<String, Integer> files, @Nullable Applicant first, @Nullable String ownership) {
        return EntryCheck.problems(call, entry, files, first, ownership, NOW, TODAY);
    }

    static List<String> texts(List<Problem> problems) {
        return problems.stream().map(p -> p.field() + " " + p.key()).toList();
    }

    static Entry entry(Map<String, String> answers) {
        return entry("皮带机清扫器", answers, List.of(), people(1), EntryState.DRAFT);
    }

    static Entry entry(
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

    static List<Entry.Completer> people(int count) {
        List<Entry.Completer> people = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            people.add(person(i, null, Entry.Answer.INVITED));
        }
        return people;
    }

    static Entry.Completer person(int position, @Nullable Integer share, Entry.Answer state) {
        return new Entry.Completer(position, position, (long) position, "职工" + position, "临涣煤矿", share, state);
    }

    static Call call(FormField... form) {
        return call(List.of(form), List.of(), Eligibility.anybody());
    }

    static Call call(List<FormField> form, List<Declaration> declarations, Eligibility eligibility) {
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
                List.of(),
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
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                0);
    }
}
