package io.lingchuang.calls;

import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.Page;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
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

    <E extends Enum<E>> E constant(String field, Class<E> type, E otherwise) {
        try {
            return Enum.valueOf(type, form.value(field));
        } catch (IllegalArgumentException e) {
            reject(field, "form.choose");
            return otherwise;
        }
    }

    /** The constant a row names; what no select offers is rejected. */
    <E extends Enum<E>> E one(String field, E[] constants, @Nullable String typed) {
        for (E constant : constants) {
            if (constant.name().equals(typed)) {
                return constant;
            }
        }
        reject(field, "form.choose");
        return constants[0];
    }

    int number(String field, int min, int max) {
        return whole(field, form.value(field), min, max);
    }

    int whole(String field, @Nullable String typed, int min, int max) {
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

    BigDecimal amount(String field, @Nullable String typed, BigDecimal max) {
        try {
            BigDecimal n = new BigDecimal(typed == null ? "" : typed.strip().replace(",", ""));
            if (n.signum() >= 0 && n.compareTo(max) <= 0 && n.scale() <= 2) {
                return n;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        reject(field, "calls.amountUpTo", max.toPlainString());
        return BigDecimal.ZERO;
    }

    String text(String field, int min, int max) {
        String typed = form.value(field).strip();
        if (typed.length() < min || typed.length() > max) {
            reject(field, "calls.lengthBetween", min, max);
        }
        return typed;
    }

    @Nullable
    LocalDate date(String field) {
        String typed = form.value(field).strip();
        try {
            return typed.isEmpty() ? null : LocalDate.parse(typed);
        } catch (DateTimeParseException e) {
            reject(field, "typeMismatch");
            return null;
        }
    }

    @Nullable
    Instant instant(String field) {
        String typed = form.value(field).strip();
        try {
            return typed.isEmpty()
                    ? null
                    : LocalDateTime.parse(typed).atZone(Page.ZONE).toInstant();
        } catch (DateTimeParseException e) {
            reject(field, "typeMismatch");
            return null;
        }
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

    @Nullable
    String blank(String field) {
        return none(form.value(field));
    }

    static @Nullable String none(@Nullable String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }

    static long id(@Nullable String typed) {
        Long id = idOrNull(typed);
        return id == null ? 0 : id;
    }

    static @Nullable Long idOrNull(@Nullable String typed) {
        return typed == null || !typed.matches("[0-9]{1,18}") ? null : Long.valueOf(typed);
    }
}
