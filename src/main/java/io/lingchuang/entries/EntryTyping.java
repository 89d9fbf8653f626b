package io.lingchuang.entries;

import io.lingchuang.calls.Call;
import io.lingchuang.calls.Declaration;
import io.lingchuang.calls.Eligibility;
import io.lingchuang.calls.FormField;
import io.lingchuang.platform.text.Plain;
import io.lingchuang.platform.web.Form;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands in the entry's form, as typed and not yet judged: a draft keeps anything it has room for, and problems say for what it had none. */
public record EntryTyping(
        String title,
        @Nullable Long categoryId,
        Entry.Line line,
        Map<String, String> answers,
        List<String> ticked,
        List<Name> completers,
        List<Problem> problems) {

    public record Name(String name, String unit, @Nullable Integer share) {}

    /** No single answer is kept beyond this; every field's own limit is far below. */
    private static final int KEPT = 20_000;

    private static final int TITLE = 120;
    private static final int NAME = 40;
    private static final int UNIT = 80;
    private static final int PEOPLE = 50;

    public EntryTyping(
            String title,
            @Nullable Long categoryId,
            Entry.Line line,
            Map<String, String> answers,
            List<String> ticked,
            List<Name> completers) {
        this(title, categoryId, line, answers, ticked, completers, List.of());
    }

    static EntryTyping of(Form form, Call call) {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> answers = new LinkedHashMap<>();
        for (FormField field : call.form()) {
            if (field.kind() != FormField.Kind.FILE) {
                String typed = String.join("\n", form.values("a_" + field.code()));
                if (!typed.isBlank()) {
                    answers.put(field.code(), within(clean(typed), KEPT, "a_" + field.code(), problems));
                }
            }
        }
        List<String> ticked = new ArrayList<>();
        for (Declaration d : call.declarations()) {
            String typed = form.value("t_" + d.code());
            if (d.kind() == Declaration.Kind.PROMISE && typed.equals("true")) {
                ticked.add(d.code());
            } else if (d.kind() == Declaration.Kind.SECRECY && (typed.equals("yes") || typed.equals("no"))) {
                ticked.add(d.code() + ":" + typed);
            }
        }
        for (Eligibility.Condition c : call.eligibility().ticked()) {
            if (form.has("t_" + c.code(), "true")) {
                ticked.add(c.code());
            }
        }
        String category = form.value("category");
        return new EntryTyping(
                within(clean(form.value("title")), TITLE, "title", problems),
                category.matches("[0-9]{1,18}")
                                && call.categories().stream().anyMatch(c -> c.id() == Long.parseLong(category))
                        ? Long.valueOf(category)
                        : null,
                form.value("line").equals("INDUSTRIAL") ? Entry.Line.INDUSTRIAL : Entry.Line.TERRITORIAL,
                answers,
                ticked,
                names(form, problems),
                problems);
    }

    private static List<Name> names(Form form, List<Problem> problems) {
        List<Name> names = new ArrayList<>();
        for (Map<String, String> row : form.rows("completerName", "completerUnit", "completerShare")) {
            String name = within(clean(row.getOrDefault("completerName", "")), NAME, "completers", problems);
            String unit = within(clean(row.getOrDefault("completerUnit", "")), UNIT, "completers", problems);
            if (name.length() < 2) {
                if (!name.isEmpty()) {
                    problems.add(new Problem("completers", "entries.nameShort", name));
                }
            } else if (names.size() >= PEOPLE) {
                problems.add(new Problem("completers", "entries.tooManyPeople", PEOPLE));
            } else {
                names.add(new Name(name, unit, share(row.getOrDefault("completerShare", ""), problems)));
            }
        }
        return names;
    }

    private static @Nullable Integer share(String typed, List<Problem> problems) {
        if (typed.matches("[0-9]{1,3}") && Integer.parseInt(typed) <= 100) {
            return Integer.valueOf(typed);
        }
        if (!typed.isEmpty()) {
            problems.add(new Problem("completers", "entries.shareForm"));
        }
        return null;
    }

    static String clean(String typed) {
        return Plain.text(typed);
    }

    /** As much as there is room for; that the rest was not kept is said beside the field. */
    private static String within(String text, int max, String field, List<Problem> problems) {
        if (text.codePointCount(0, text.length()) <= max) {
            return text;
        }
        problems.add(new Problem(field, "entries.tooLong", max));
        return text.substring(0, text.offsetByCodePoints(0, max)); // one that takes two chars is not cut in half
    }
}
