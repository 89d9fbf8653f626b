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

    /**
     * @param field code of the field it waits for, or {@link #CATEGORY}
     * @param equals one of that field's choices, "true" of a field that is ticked, or the category's code
     */
    public record ShownWhen(String field, String equals) {

        /** Waits for the entry's category; no field has this code. */
        public static final String CATEGORY = "@category";

        public boolean onCategory() {
            return field.equals(CATEGORY);
        }

        /** Name of the input on the applicant's page that it waits for. */
        public String input() {
            return onCategory() ? "category" : "a_" + field;
        }
    }

    public boolean chosen() {
        return kind == Kind.CHOICE || kind == Kind.CHOICES;
    }

    public int limit() {
        return max == null ? kind.limit : Math.min(max, kind.limit);
    }
}
