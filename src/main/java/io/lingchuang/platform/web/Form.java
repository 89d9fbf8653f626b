package io.lingchuang.platform.web;

import io.lingchuang.platform.text.Plain;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A form as it is shown: what stands in each field, and the one clear error beside it. */
public final class Form {

    private final Map<String, List<String>> values = new HashMap<>();
    private final Map<String, String> errors = new LinkedHashMap<>();
    private final List<String> general = new ArrayList<>();

    public static Form empty() {
        return new Form();
    }

    /** Filled from a record's components. */
    public static Form of(Record record) {
        Form form = new Form();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                form.put(component.getName(), component.getAccessor().invoke(record));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalArgumentException(e);
            }
        }
        return form;
    }

    /** Filled with what was typed, whether it can be understood or not. */
    public static Form typed(Map<String, String[]> parameters) {
        Form form = new Form();
        parameters.forEach((name, typed) ->
                form.values.put(name, Arrays.stream(typed).map(Plain::text).toList()));
        return form;
    }

    public Form put(String field, @Nullable Object value) {
        if (value instanceof Collection<?> many) {
            values.put(field, many.stream().map(String::valueOf).toList());
        } else if (value != null) {
            values.put(field, List.of(value instanceof Enum<?> constant ? constant.name() : value.toString()));
        }
        return this;
    }

    public String value(String field) {
        List<String> all = values.getOrDefault(field, List.of());
        return all.isEmpty() ? "" : all.getFirst();
    }

    public List<String> values(String field) {
        return values.getOrDefault(field, List.of());
    }

    public boolean has(String field, String value) {
        return values(field).contains(value);
    }

    /** Repeating rows of a form: inputs of the same name, one set a row, in the order of the page; rows whose first field is empty are left out. */
    public List<Map<String, String>> rows(String... names) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (int i = 0; i < values(names[0]).size(); i++) {
            Map<String, String> row = new LinkedHashMap<>();
            for (String name : names) {
                List<String> all = values(name);
                row.put(name, i < all.size() ? all.get(i).strip() : "");
            }
            if (!row.getOrDefault(names[0], "").isEmpty()) {
                rows.add(row);
            }
        }
        return rows;
    }

    public void reject(@Nullable String field, String message) {
        if (field == null || field.isEmpty()) {
            general.add(message);
        } else {
            errors.putIfAbsent(field, message);
        }
    }

    public @Nullable String error(String field) {
        return errors.get(field);
    }

    public Map<String, String> errors() {
        return errors;
    }

    public List<String> general() {
        return general;
    }

    public boolean ok() {
        return errors.isEmpty() && general.isEmpty();
    }
}
