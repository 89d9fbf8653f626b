package io.lingchuang.calls;

import io.lingchuang.platform.web.Page;
import java.util.LinkedHashMap;
import java.util.Map;

/** Choices for the editor's select fields, in the viewer's language. */
public final class Words {
    private Words() {}

    public static Map<String, String> of(Page page, Enum<?>[] constants) {
        Map<String, String> words = new LinkedHashMap<>();
        for (Enum<?> constant : constants) {
            words.put(constant.name(), page.t(constant));
        }
        return words;
    }

    public static Map<String, String> of(Page page, String prefix, String... names) {
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
}
