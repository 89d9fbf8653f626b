package io.lingchuang.calls;

import io.lingchuang.platform.text.Plain;
import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.Page;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads single values of a form as typed; what cannot be understood is rejected beside its field. */
final class TypedValues {

    private final Form form;
    private final Forms forms;

    TypedValues(Form form, Forms forms) {
        this.form = form;
        this.forms = forms;
    }

    void reject(@Nullable String field, String key, Object... args) {
        form.reject(field, forms.text(key, args));
    }

    /** @param rows the rows that were judged, in the same order */
    void reject(List<Wrong> wrong, List<Row> rows) {
        for (Wrong w : wrong) {
            reject(rows.get(w.at()).input(w.input()), w.key(), w.args());
        }
    }

    /** A new row that says something but has no name yet; one that is stored is taken out by emptying its name. */
    void rejectNameless(String name, String stored, String... said) {
        for (Row row : Row.shown(form, said)) {
            if (row.value(name).isEmpty() && row.value(stored).isEmpty()) {
                reject(row.input(name), "form.required");
            }
        }
    }

    <E extends Enum<E>> E constant(String field, Class<E> type, E otherwise) {
        try {
            return Enum.valueOf(type, form.value(field));
        } catch (IllegalArgumentException e) {
            reject(field, "form.choose");
            return otherwise;
        }
    }

    /** The constant a row names; what no select offers is rejected. */
    <E extends Enum<E>> E one(Row row, String name, E[] constants) {
        for (E constant : constants) {
            if (constant.name().equals(row.value(name))) {
                return constant;
            }
        }
        reject(row.input(name), "form.choose");
        return constants[0];
    }

    /** The id that a row's select names, or null for its blank; one that was never offered is rejected. */
    @Nullable
    Long idOf(Row row, String name, Collection<Long> offered) {
        String typed = row.value(name);
        if (typed.isEmpty()) {
            return null;
        }
        Long id = idOrNull(typed);
        if (id == null || !offered.contains(id)) {
            reject(row.input(name), "form.choose");
            return null;
        }
        return id;
    }

    /** One of the words that a select offers, or null for its blank. */
    @Nullable
    String among(String field, Collection<String> offered) {
        String typed = form.value(field);
        if (typed.isEmpty() || offered.contains(typed)) {
            return typed.isEmpty() ? null : typed;
        }
        reject(field, "form.choose");
        return null;
    }

    int number(String field, int min, int max) {
        return whole(field, form.value(field), min, max);
    }

    int whole(Row row, String name, int min, int max) {
        return whole(row.input(name), row.value(name), min, max);
    }

    private int whole(String field, @Nullable String typed, int min, int max) {
        try {
            int n = Integer.parseInt(typed == null ? "" : typed.strip());
            if (n >= min && n <= max) {
                return n;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        reject(field, "calls.wholeBetween", min, max);
        return min;
    }

    BigDecimal amount(Row row, String name, BigDecimal max) {
        return amount(row.input(name), row.value(name), max);
    }

    BigDecimal amount(String field, @Nullable String typed, BigDecimal max) {
        try {
            BigDecimal n = new BigDecimal(typed == null ? "" : typed.strip().replace(",", ""));
            if (n.signum() >= 0 && n.compareTo(max) <= 0 && n.scale() <= 2) {
                return n.scale() < 0 ? n.setScale(0) : n; // 3e5 is written out
            }
        } catch (NumberFormatException e) {
            // said below
        }
        reject(field, "calls.amountUpTo", max.toPlainString());
        return BigDecimal.ZERO;
    }

    String text(String field, int min, int max) {
        return text(field, form.value(field), min, max);
    }

    String text(Row row, String name, int max) {
        return text(row.input(name), row.value(name), 0, max);
    }

    /** Text that may be left out. */
    @Nullable
    String optional(Row row, String name, int max) {
        return none(text(row, name, max));
    }

    @Nullable
    String optional(String field, int max) {
        return none(text(field, 0, max));
    }

    private String text(String field, String raw, int min, int max) {
        String typed = Plain.text(raw).strip();
        if (typed.length() < min || typed.length() > max) {
            reject(field, "calls.lengthBetween", min, max);
        }
        return typed;
    }

    @Nullable
    LocalDate date(String field) {
        String typed = form.value(field).strip();
        try {
            return typed.isEmpty() ? null : thisTime(LocalDate.parse(typed));
        } catch (DateTimeException e) {
            reject(field, "typeMismatch");
            return null;
        }
    }

    @Nullable
    Instant instant(String field) {
        String typed = form.value(field).strip();
        try {
            if (typed.isEmpty()) {
                return null;
            }
            LocalDateTime when = LocalDateTime.parse(typed);
            thisTime(when.toLocalDate());
            return when.atZone(Page.ZONE).toInstant();
        } catch (DateTimeException e) {
            reject(field, "typeMismatch");
            return null;
        }
    }

    /** Neither 0026 nor 20260 is a year that anybody means. */
    private static LocalDate thisTime(LocalDate day) {
        if (day.getYear() < 1950 || day.getYear() > 2200) {
            throw new DateTimeException("year");
        }
        return day;
    }

    /** The other way round: a moment as its field takes it. */
    static @Nullable String local(@Nullable Instant instant) {
        return instant == null
                ? null
                : LocalDateTime.ofInstant(instant, Page.ZONE)
                        .withSecond(0)
                        .withNano(0)
                        .toString();
    }

    private static @Nullable String none(@Nullable String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }

    private static @Nullable Long idOrNull(@Nullable String typed) {
        return typed == null || !typed.matches("[0-9]{1,18}") ? null : Long.valueOf(typed);
    }
}
