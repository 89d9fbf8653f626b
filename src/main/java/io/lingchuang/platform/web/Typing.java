package io.lingchuang.platform.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a form and says beside each what is wrong with it. Of a field that is wrong comes something harmless, for the
 * form is refused then.
 */
public record Typing(Form form, Forms forms) {

    private static final LocalDate FIRST = LocalDate.of(1949, 10, 1);
    private static final LocalDate LAST = LocalDate.of(2100, 1, 1);

    public static Typing of(Forms forms) {
        return new Typing(forms.typed(), forms);
    }

    public void reject(String field, String key, Object... args) {
        form.reject(field, forms.text(key, args));
    }

    /** Words of a length. With least 0 they may be left out. */
    public String text(String field, int least, int most) {
        String typed = value(field);
        int length = typed.codePointCount(0, typed.length());
        if (length >= least && length <= most) {
            return typed;
        }
        if (typed.isEmpty()) {
            reject(field, "typing.missing");
        } else if (least > 0) {
            reject(field, "typing.length", least, most);
        } else {
            reject(field, "typing.most", most);
        }
        return "";
    }

    public LocalDate day(String field) {
        LocalDate day = dayOrNone(field);
        if (day == null) {
            reject(field, "typing.day");
            return FIRST;
        }
        return day;
    }

    public @Nullable LocalDate dayOrNone(String field) {
        String typed = value(field);
        if (typed.isEmpty()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(typed);
            if (inOurTime(day)) {
                return day;
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        reject(field, "typing.day");
        return null;
    }

    /** A day and time as the browser's own field writes it. */
    public LocalDateTime time(String field) {
        try {
            LocalDateTime at = LocalDateTime.parse(value(field));
            if (inOurTime(at.toLocalDate())) {
                return at;
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        reject(field, "typing.moment");
        return FIRST.atStartOfDay();
    }

    public Instant moment(String field) {
        return time(field).atZone(Page.ZONE).toInstant();
    }

    private static boolean inOurTime(LocalDate day) {
        return !day.isBefore(FIRST) && day.isBefore(LAST);
    }

    public int number(String field, int least, int most) {
        String typed = value(field);
        if (typed.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(typed);
            if (number >= least && number <= most) {
                return number;
            }
        }
        reject(field, "typing.number", least, most);
        return least;
    }

    public @Nullable Integer numberOrNone(String field, int least, int most) {
        return value(field).isEmpty() ? null : Integer.valueOf(number(field, least, most));
    }

    /** More than nothing: yuan with up to two decimals, hours or square metres with up to one. */
    public BigDecimal amount(String field, int decimals, BigDecimal most) {
        BigDecimal amount = amountOrNone(field, decimals, most);
        if (amount != null && amount.signum() > 0) {
            return amount;
        }
        if (form.error(field) == null) {
            reject(field, "typing.amount.some", decimals, most.toPlainString());
        }
        return BigDecimal.ONE;
    }

    /** Nothing or more; none where nothing was typed. */
    public @Nullable BigDecimal amountOrNone(String field, int decimals, BigDecimal most) {
        String typed = value(field).replace(",", "").replace("，", "");
        if (typed.isEmpty()) {
            return null;
        }
        if (typed.matches("[0-9]{1,14}(\\.[0-9]{1," + decimals + "})?")) {
            BigDecimal amount = new BigDecimal(typed);
            if (amount.compareTo(most) <= 0) {
                return amount;
            }
        }
        reject(field, "typing.amount", decimals, most.toPlainString());
        return null;
    }

    public <E extends Enum<E>> E choice(String field, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(form.value(field))) {
                return constant;
            }
        }
        reject(field, "typing.choose");
        return type.getEnumConstants()[0];
    }

    public long id(String field) {
        Long id = idOrNone(field);
        if (id == null) {
            reject(field, "typing.choose");
            return 0;
        }
        return id;
    }

    public @Nullable Long idOrNone(String field) {
        List<Long> ids = ids(field);
        return ids.isEmpty() ? null : ids.getFirst();
    }

    /** Those ticked. What no page offers is left out, and refused where it matters. */
    public List<Long> ids(String field) {
        return form.values(field).stream()
                .map(String::strip)
                .filter(typed -> typed.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .distinct()
                .toList();
    }

    /** A number that the page itself wrote, such as a version; -1 where there is none. */
    public int whole(String field) {
        String typed = value(field);
        return typed.matches("[0-9]{1,9}") ? Integer.parseInt(typed) : -1;
    }

    public boolean ticked(String field) {
        return form.value(field).equals("true");
    }

    private String value(String field) {
        return form.value(field).strip();
    }
}
