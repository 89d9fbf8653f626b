package io.lingchuang.platform.web;

import gg.jte.Content;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** What every template gets: who looks, in which language, and how to say things. */
public record Page(
        MessageSource messages,
        Locale locale,
        @Nullable Viewer viewer,
        String path,
        String query,
        String csrfName,
        String csrfToken,
        @Nullable String flash,
        List<NavItem> nav,
        List<PublicItem> open,
        @Nullable String current,
        long unread,
        boolean htmx,
        boolean posted) {

    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZONE);

    public String t(String key, @Nullable Object... args) {
        return messages.getMessage(key, args, locale);
    }

    /** An enum's constant in the viewer's language: Call.State.DRAFT stands in the bundles under "Call.State.DRAFT". */
    public String t(@Nullable Enum<?> constant) {
        return constant == null ? "" : t(key(constant));
    }

    static String key(Enum<?> constant) {
        Class<?> type = constant.getDeclaringClass();
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.') + "." + constant.name();
    }

    public String day(@Nullable LocalDate day) {
        return day == null ? "" : DAY.format(day);
    }

    public String minute(@Nullable Instant instant) {
        return instant == null ? "" : MINUTE.format(instant);
    }

    public String yuan(@Nullable BigDecimal amount) {
        return amount == null ? "" : money(amount);
    }

    /** An amount as pages and messages write it: 5,000.00. */
    public static String money(BigDecimal amount) {
        return new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(amount);
    }

    /** Any value as a list or a page shows it. Money is kept with two decimals, points with four: 5,000.00 and 81.5. */
    public String show(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case LocalDate day -> day(day);
            case Instant instant -> minute(instant);
            case BigDecimal amount ->
                amount.scale() == 2 ? yuan(amount) : amount.stripTrailingZeros().toPlainString();
            case Enum<?> constant -> t(constant);
            case Boolean yes -> t(yes ? "yes" : "no");
            default -> value.toString();
        };
    }

    public boolean signedIn() {
        return viewer != null;
    }

    public boolean may(Enum<?> right) {
        return viewer != null && viewer.may(right);
    }

    public boolean english() {
        return locale.getLanguage().equals("en");
    }

    /** Hidden fields that every form needs: the CSRF token and a once-token, so that a double click or a replay does nothing twice. */
    public Content formFields() {
        String once = java.util.UUID.randomUUID().toString();
        return output -> {
            output.writeContent("<input type=\"hidden\" name=\"" + csrfName + "\" value=\"" + csrfToken + "\">");
            output.writeContent("<input type=\"hidden\" name=\"_once\" value=\"" + once + "\">");
        };
    }

    /** The address of this page with one parameter of its query set or, with an empty value, removed. */
    public String with(String name, String value) {
        return Addresses.with(path, query, name, value);
    }
}
