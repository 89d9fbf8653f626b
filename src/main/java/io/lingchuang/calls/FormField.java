package io.lingchuang.calls;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of a call's form, as the officer defined it.
 *
 * @param code letters, digits and underscores, unique in the form; answers are kept under it
 * @param max characters of TEXT and LONG_TEXT, files of FILE, rows of PEOPLE; null: the kind's own limit
 * @param unit of NUMBER
 * @param choices of CHOICE and CHOICES
 * @param shownWhen shown only when that field has that value; a hidden field is never required
 * @param identifying names the applicant: hidden from experts where the call is blind
 */
public record FormField(
        String code,
        String label,
        Kind kind,
        boolean required,
        @Nullable Integer max,
        @Nullable String help,
        @Nullable String unit,
        List<String> choices,
        @Nullable ShownWhen shownWhen,
        boolean identifying) {

    public enum Kind {
        TEXT(200),
        LONG_TEXT(5000),
        NUMBER(0),
        MONEY(0),
        DATE(0),
        CHOICE(0),
        CHOICES(0),
        PEOPLE(30),
        FILE(10),
        DECLARATION(0);

        public final int limit;

        Kind(int limit) {
            this.limit = limit;
        }
    }

    public record ShownWhen(String field, String equals) {}

    public int limit() {
        return max == null ? kind.limit : Math.min(max, kind.limit);
    }
}
