package io.lingchuang.insights;

import io.lingchuang.access.Right;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An indicator 指标. Its name stands in the bundles under figure.CODE, its meaning in words under figure.CODE.meaning, its unit
 * under figure.unit.UNIT.
 *
 * @param code as the programme's own papers use it, talent.backbone
 * @param unit what is counted: entries, people, yuan …
 * @param published what the city has published, or null
 * @param records what its number is made of, or null as long as the part of the programme that keeps them is not built
 * @param history whether the records tell how it stood on any day; without, only today's number is known
 * @param yearly whether it belongs to a year of the programme; otherwise it is the same whatever year is asked
 * @param byProgramme whether it is also counted for each programme (FIVE_SMALL, …) alone
 * @param rights one of these is needed to see it
 */
public record Indicator(
        String code,
        String unit,
        @Nullable Published published,
        @Nullable RecordKind records,
        boolean history,
        boolean yearly,
        boolean byProgramme,
        Set<Right> rights) {

    private static final String NAMES = "figure.";

    /** What the city has published about its programme. */
    public record Published(Comparison comparison, BigDecimal value) {
        public String text() {
            return Indicator.text(value);
        }
    }

    /** A number as pages write it: 12,000. */
    public static String text(BigDecimal value) {
        return new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }

    /** Whether the part of the programme that keeps its records is there. Without it there is no number, not even zero. */
    public boolean built() {
        return records != null;
    }

    /** The code of the indicator whose name stands under a message key. */
    public static String code(String nameKey) {
        return nameKey.substring(NAMES.length());
    }

    /** Message key of its name. */
    public String nameKey() {
        return NAMES + code;
    }

    /** Message key of its meaning in words. */
    public String meaningKey() {
        return "figure." + code + ".meaning";
    }

    /** Message key of its unit. */
    public String unitKey() {
        return "figure.unit." + unit;
    }
}
