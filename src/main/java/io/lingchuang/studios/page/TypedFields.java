package io.lingchuang.studios.page;

import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a form and says beside each what is wrong with it; of a field that is wrong comes something harmless, for the form is refused. */
public record TypedFields(Form form, Forms forms) {

    private static final LocalDate FIRST = LocalDate.of(1949, 10, 1);
    private static final LocalDate LAST = LocalDate.of(2100, 1, 1);

    public static TypedFields of(Forms forms) {
        return new TypedFields(forms.typed(), forms);
    }

    public void reject(String field, String key, Object... args) {
        form.reject(field, forms.text(key, args));
    }

    /** @param least 0: may stay empty */
    public String text(String field, int least, int most) {
        String typed = form.value(field).strip();
        if (typed.isEmpty() && least > 0) {
            reject(field, "studiopage.needed");
        } else if (typed.codePointCount(0, typed.length()) < least) {
            reject(field, "studiopage.tooShort", least);
        } else if (typed.length() > most) {
            reject(field, "studiopage.tooLong", most);
        }
        return typed;
    }

    public @Nullable LocalDate dayOrNone(String field) {
        String typed = form.value(field).strip();
        if (typed.isEmpty()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(typed);
            if (!day.isBefore(FIRST) && day.isBefore(LAST)) {
                return day;
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        reject(field, "studiopage.dayForm");
        return null;
    }

    public LocalDate day(String field) {
        LocalDate day = dayOrNone(field);
        if (day == null) {
            reject(field, "studiopage.dayForm");
            return FIRST;
        }
        return day;
    }

    /** More than nothing, with so many decimals at most. */
    public @Nullable BigDecimal amountOrNone(String field, int decimals, BigDecimal most) {
        String typed = form.value(field).strip();
        if (typed.isEmpty()) {
            return null;
        }
        if (typed.matches("[0-9]{1,10}(\\.[0-9]{1," + decimals + "})?")) {
            BigDecimal amount = new BigDecimal(typed);
            if (amount.signum() > 0 && amount.compareTo(most) <= 0) {
                return amount;
            }
        }
        reject(field, "studiopage.amountForm", decimals);
        return null;
    }

    public BigDecimal amount(String field, int decimals, BigDecimal most) {
        BigDecimal amount = amountOrNone(field, decimals, most);
        if (amount == null) {
            reject(field, "studiopage.needed");
            return BigDecimal.ONE;
        }
        return amount;
    }

    public int whole(String field) {
        String typed = form.value(field).strip();
        return typed.matches("[0-9]{1,9}") ? Integer.parseInt(typed) : -1;
    }

    public long id(String field) {
        String typed = form.value(field).strip();
        return typed.matches("[0-9]{1,18}") ? Long.parseLong(typed) : 0;
    }

    public <E extends Enum<E>> E choice(String field, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(form.value(field))) {
                return constant;
            }
        }
        reject(field, "form.choose");
        return type.getEnumConstants()[0];
    }

    public boolean ticked(String field) {
        return form.has(field, "true");
    }
}
