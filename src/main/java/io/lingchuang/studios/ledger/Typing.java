package io.lingchuang.studios.ledger;

import io.lingchuang.platform.web.Form;
import io.lingchuang.platform.web.Forms;
import io.lingchuang.platform.web.Page;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what was typed into a form, field by field, and says beside each what is wrong with it. What is wrong comes out as something harmless: the form is not carried out. */
public final class Typing {

    private static final LocalDate FIRST = LocalDate.of(1950, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2100, 1, 1);

    private final Form form;
    private final Forms forms;

    public Typing(Form form, Forms forms) {
        this.form = form;
        this.forms = forms;
    }

    public Form form() {
        return form;
    }

    public String text(String field, int least, int most) {
        String typed = form.value(field).strip();
        if (typed.length() < least || typed.length() > most) {
            form.reject(
                    field,
                    least > 0 ? forms.text("studioledger.length", least, most) : forms.text("studioledger.most", most));
            return "";
        }
        return typed;
    }

    public LocalDate day(String field) {
        try {
            LocalDate day = LocalDate.parse(form.value(field).strip());
            if (!day.isBefore(FIRST) && day.isBefore(LAST)) {
                return day;
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        form.reject(field, forms.text("studioledger.day"));
        return FIRST;
    }

    /** A day and time as the browser's own field writes it. */
    public Instant moment(String field) {
        try {
            LocalDateTime at = LocalDateTime.parse(form.value(field).strip());
            if (at.toLocalDate().isAfter(FIRST) && at.toLocalDate().isBefore(LAST)) {
                return at.atZone(Page.ZONE).toInstant();
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        form.reject(field, forms.text("studioledger.moment"));
        return Instant.EPOCH;
    }

    public int number(String field, int least, int most) {
        String typed = form.value(field).strip();
        if (typed.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(typed);
            if (number >= least && number <= most) {
                return number;
            }
        }
        form.reject(field, forms.text("studioledger.number", least, most));
        return least;
    }

    /** Empty where nothing was typed. */
    public @Nullable Integer numberOrNone(String field, int least, int most) {
        return form.value(field).isBlank() ? null : Integer.valueOf(number(field, least, most));
    }

    /** Yuan with up to two decimals, or hours with up to one. */
    public @Nullable BigDecimal amount(String field, BigDecimal most, int decimals) {
        String typed = form.value(field).strip().replace(",", "").replace("，", "");
        if (typed.isEmpty()) {
            return null;
        }
        if (typed.matches("[0-9]{1,14}(\\.[0-9]{1," + decimals + "})?")) {
            BigDecimal amount = new BigDecimal(typed);
            if (amount.compareTo(most) <= 0) {
                return amount;
            }
        }
        form.reject(field, forms.text("studioledger.amount", decimals, most.toPlainString()));
        return null;
    }

    public <E extends Enum<E>> E one(String field, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(form.value(field))) {
                return constant;
            }
        }
        form.reject(field, forms.text("studioledger.choose"));
        return type.getEnumConstants()[0];
    }

    /** Those ticked. What no page offers is left out, and refused where it matters. */
    public List<Long> ids(String field) {
        List<Long> ids = new ArrayList<>();
        for (String typed : form.values(field)) {
            if (typed.matches("[0-9]{1,18}")) {
                ids.add(Long.valueOf(typed));
            }
        }
        return ids.stream().distinct().toList();
    }

    public @Nullable Long idOrNone(String field) {
        List<Long> ids = ids(field);
        return ids.isEmpty() ? null : ids.getFirst();
    }
}
