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

/** What stands in the entry's form, as typed and not yet judged: a draft keeps anything. */
record EntryTyping(
        String title,
        @Nullable Long categoryId,
        Entry.Line line,
        Map<String, String> answers,
        List<String> ticked,
        List<Name> completers) {

    record Name(String name, String unit, @Nullable Integer share) {}

    /** No single answer is kept beyond this; every field's own limit is far below. */
    private static final int KEPT = 20_000;

    static EntryTyping of(Form form, Call call) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (FormField field : call.form()) {
            if (field.kind() != FormField.Kind.FILE) {
                String typed = String.join("\n", form.values("a_" + field.code()));
                if (!typed.isBlank()) {
                    answers.put(field.code(), clean(typed));
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
                cut(clean(form.value("title")), 120),
                category.matches("[0-9]{1,18}")
                                && call.categories().stream().anyMatch(c -> c.id() == Long.parseLong(category))
                        ? Long.valueOf(category)
                        : null,
                form.value("line").equals("INDUSTRIAL") ? Entry.Line.INDUSTRIAL : Entry.Line.TERRITORIAL,
                answers,
                ticked,
                names(form));
    }

    private static List<Name> names(Form form) {
        List<Name> names = new ArrayList<>();
        for (Map<String, String> row : form.rows("completerName", "completerUnit", "completerShare")) {
            String share = row.getOrDefault("completerShare", "");
            String name = cut(clean(row.getOrDefault("completerName", "")), 40);
            if (name.length() >= 2 && names.size() < 50) {
                names.add(new Name(
                        name,
                        cut(clean(row.getOrDefault("completerUnit", "")), 80),
                        share.matches("[0-9]{1,3}") && Integer.parseInt(share) <= 100 ? Integer.valueOf(share) : null));
            }
        }
        return names;
    }

    static String clean(String typed) {
        return cut(Plain.text(typed), KEPT);
    }

    /** At most so many characters; one that takes two chars is not cut in half. */
    private static String cut(String text, int max) {
        return text.codePointCount(0, text.length()) <= max ? text : text.substring(0, text.offsetByCodePoints(0, max));
    }
}
