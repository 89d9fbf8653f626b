package io.lingchuang.calls;

import io.lingchuang.directory.HonourLevel;
import io.lingchuang.directory.Ownership;
import io.lingchuang.platform.web.Page;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Choices for the editor's select fields, in the viewer's language. */
public final class Words {
    /** Names of directory.Ownership and directory.HonourLevel, whose constants eligibility keeps as words. */
    public static final List<String> OWNERSHIPS = names(Ownership.values());

    public static final List<String> HONOURS = names(HonourLevel.values());

    private Words() {}

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }

    public static Map<String, String> of(Page page, Enum<?>[] constants) {
        Map<String, String> words = new LinkedHashMap<>();
        for (Enum<?> constant : constants) {
            words.put(constant.name(), page.t(constant));
        }
        return words;
    }

    public static Map<String, String> of(Page page, String prefix, List<String> names) {
        Map<String, String> words = new LinkedHashMap<>();
        for (String name : names) {
            words.put(name, page.t(prefix + name));
        }
        return words;
    }

    /** The form's date fields, to say which one is the day of completion. */
    public static Map<String, String> dates(Call call) {
        Map<String, String> words = new LinkedHashMap<>();
        call.form().stream().filter(f -> f.kind() == FormField.Kind.DATE).forEach(f -> words.put(f.code(), f.label()));
        return words;
    }

    /** The form's numbers and amounts, of which a condition may ask at least so much. */
    public static Map<String, String> amounts(Call call) {
        Map<String, String> words = new LinkedHashMap<>();
        call.form().stream()
                .filter(f -> f.kind() == FormField.Kind.NUMBER || f.kind() == FormField.Kind.MONEY)
                .forEach(f -> words.put(f.code(), f.unit() == null ? f.label() : f.label() + " (" + f.unit() + ")"));
        return words;
    }

    /** An amount to reach, as a sentence. */
    public static String atLeast(Page page, Call call, Eligibility.AtLeast least) {
        FormField field = call.form().stream()
                .filter(f -> f.code().equals(least.field()))
                .findFirst()
                .orElse(null);
        return page.t(
                "calls.leastText",
                field == null ? least.field() : field.label(),
                least.value().stripTrailingZeros().toPlainString(),
                field == null || field.unit() == null ? "" : field.unit());
    }

    public static Map<String, String> categories(Call call) {
        Map<String, String> words = new LinkedHashMap<>();
        call.categories().forEach(c -> words.put(String.valueOf(c.id()), c.name()));
        return words;
    }

    /**
     * What a field may wait for, under the name of what is chosen from: the category, a choice, a tick. Each as "code=value", as
     * {@link FormTyping} reads it.
     */
    public static Map<String, Map<String, String>> conditions(Page page, Call call) {
        Map<String, Map<String, String>> groups = new LinkedHashMap<>();
        Map<String, String> categories = new LinkedHashMap<>();
        call.categories().forEach(c -> categories.put(FormField.ShownWhen.CATEGORY + "=" + c.code(), c.name()));
        if (!categories.isEmpty()) {
            groups.put(page.t("calls.part.categories"), categories);
        }
        for (FormField field : call.form()) {
            Map<String, String> values = new LinkedHashMap<>();
            if (field.chosen()) {
                field.choices().forEach(c -> values.put(field.code() + "=" + c, c));
            } else if (field.kind() == FormField.Kind.DECLARATION) {
                values.put(field.code() + "=true", page.t("calls.field.tickedValue"));
            }
            if (!values.isEmpty()) {
                groups.put(field.label(), values);
            }
        }
        return groups;
    }
}
