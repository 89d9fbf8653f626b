package io.lingchuang.calls;

import io.lingchuang.platform.web.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the applicant's form as the officer typed it, a field a row. */
public final class FormTyping {

    /** Inputs of a row that may hold something; its selects always do. */
    public static final String[] TEXTS = {"label", "code", "max", "unit", "choices", "help"};

    private final Form form;
    private final TypedValues values;
    private final Call call;

    FormTyping(Form form, TypedValues values, Call call) {
        this.form = form;
        this.values = values;
        this.call = call;
    }

    private record Placed(int place, Row row, FormField field) {}

    /** The fields in their order. What cannot work is rejected beside its row. */
    List<FormField> fields() {
        Codes codes = new Codes("f", call.form().stream().map(FormField::code).toList());
        List<Placed> placed = new ArrayList<>();
        values.rejectNameless("label", "code", "max", "unit", "choices", "help");
        for (Row row : Row.named(form, "label")) {
            placed.add(new Placed(
                    place(row.value("order"), placed.size()), row, field(row, codes.keep(row.value("code")))));
        }
        placed.sort(Comparator.comparingInt(Placed::place));
        List<FormField> fields = placed.stream().map(Placed::field).toList();
        values.reject(
                PartRules.form(call.categories(), fields),
                placed.stream().map(Placed::row).toList());
        return fields;
    }

    private FormField field(Row row, String code) {
        FormField.Kind kind = values.one(row, "fieldKind", FormField.Kind.values());
        boolean limited = kind.limit > 0 && !row.value("max").isEmpty();
        return new FormField(
                code,
                values.text(row, "label", 60),
                kind,
                row.value("required").equals("true"),
                limited ? Integer.valueOf(values.whole(row, "max", 1, kind.limit)) : null,
                values.optional(row, "help", 200),
                values.optional(row, "unit", 20),
                choices(row),
                when(row.value("when")),
                row.value("identifying").equals("true"));
    }

    private List<String> choices(Row row) {
        List<String> choices = Arrays.stream(values.text(row, "choices", 2000).split("[;；\\n]"))
                .map(String::strip)
                .filter(c -> !c.isEmpty())
                .distinct()
                .toList();
        if (choices.stream().anyMatch(c -> c.length() > 100)) {
            values.reject(row.input("choices"), "calls.choiceLong", 100);
        }
        return choices;
    }

    /** As the select sends it: code=value. */
    private static FormField.@Nullable ShownWhen when(String typed) {
        int sign = typed.indexOf('=');
        return typed.isEmpty()
                ? null
                : sign < 0
                        ? new FormField.ShownWhen(typed, "")
                        : new FormField.ShownWhen(typed.substring(0, sign), typed.substring(sign + 1));
    }

    private static int place(String typed, int otherwise) {
        return typed.matches("[0-9]{1,4}") ? Integer.parseInt(typed) * 10 : (otherwise + 1) * 10 + 1;
    }
}
