package io.lingchuang.platform.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** A filter of a list; its value stands in the address. choices: value to text, empty for free text. */
public record Filter(String name, String title, Map<String, String> choices, Function<String, Condition> condition) {

    public static Filter text(String name, String title, Function<String, Condition> condition) {
        return new Filter(name, title, Map.of(), condition);
    }

    public static Filter choice(
            String name, String title, Map<String, String> choices, Function<String, Condition> condition) {
        return new Filter(
                name, title, choices, typed -> choices.containsKey(typed) ? condition.apply(typed) : DSL.noCondition());
    }

    /** One of an enum's constants, shown in the viewer's language. */
    public static <E extends Enum<E>> Filter constants(
            String name, String title, Class<E> type, Field<String> field, Page page) {
        Map<String, String> choices = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            choices.put(constant.name(), page.t(constant));
        }
        return choice(name, title, choices, field::eq);
    }

    /** Two characters of Chinese are enough: terms is the query made by text.Bigrams. Signs that no word has find nothing. */
    public static Condition matches(Field<String> search, String terms) {
        return terms.isEmpty()
                ? DSL.falseCondition()
                : DSL.condition(
                        "to_tsvector('simple', coalesce({0}, '')) @@ to_tsquery('simple', {1})",
                        search, DSL.val(terms));
    }
}
