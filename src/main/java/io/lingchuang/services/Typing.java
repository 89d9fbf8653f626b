package io.lingchuang.services;

import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.Refusal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads what was typed; what cannot be understood is said beside its field, and the form is not ok any more. */
public record Typing(Form form, Forms forms) {

    /** Words of a length. With least 0 they may be left out. */
    public String words(String field, int least, int most) {
        String typed = form.value(field).strip();
        if (typed.isEmpty() && least > 0) {
            reject(field, "services.missing");
        } else if (typed.length() < least || typed.length() > most) {
            reject(field, "services.length", least, most);
        }
        return typed;
    }

    public <E extends Enum<E>> Optional<E> choice(String field, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(form.value(field))) {
                return Optional.of(constant);
            }
        }
        reject(field, "services.choose");
        return Optional.empty();
    }

    /** A whole number between two, or least where nothing was typed and it may be left out. */
    public int number(String field, int least, int most) {
        String typed = form.value(field).strip();
        if (typed.matches("[0-9]{1,6}")) {
            int number = Integer.parseInt(typed);
            if (number >= least && number <= most) {
                return number;
            }
        }
        reject(field, "services.number", least, most);
        return least;
    }

    /** An amount that is not negative, with at most so many decimals; null where nothing was typed. */
    public Optional<BigDecimal> amount(String field, int decimals, String most) {
        String typed = form.value(field).strip();
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        if (typed.matches("[0-9]{1,12}(\\.[0-9]{1," + decimals + "})?")) {
            BigDecimal amount = new BigDecimal(typed);
            if (amount.compareTo(new BigDecimal(most)) <= 0) {
                return Optional.of(amount);
            }
        }
        reject(field, "services.amount", most, decimals);
        return Optional.empty();
    }

    public LocalDate day(String field) {
        try {
            LocalDate day = LocalDate.parse(form.value(field).strip());
            if (day.getYear() >= 1990 && day.getYear() <= 2100) {
                return day;
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        reject(field, "services.day");
        return LocalDate.EPOCH;
    }

    public long id(String field) {
        String typed = form.value(field).strip();
        if (typed.matches("[0-9]{1,18}")) {
            return Long.parseLong(typed);
        }
        reject(field, "services.choose");
        return 0;
    }

    public boolean ticked(String field) {
        return form.value(field).equals("true");
    }

    public void reject(String field, String key, Object... args) {
        form.reject(field, forms.text(Refusal.onField(field, key, args)));
    }
}
