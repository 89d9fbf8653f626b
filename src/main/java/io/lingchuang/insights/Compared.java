package io.lingchuang.insights;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** A number beside the one of a year before, on the same day of that year. */
public record Compared(
        Indicator indicator,
        @Nullable BigDecimal now,
        @Nullable BigDecimal before,
        String href) {

    /** By how many percent it rose or fell; null where there is nothing to compare with. */
    public @Nullable BigDecimal percent() {
        return now == null || before == null || before.signum() == 0
                ? null
                : now.subtract(before).multiply(BigDecimal.valueOf(100)).divide(before.abs(), 1, RoundingMode.HALF_UP);
    }

    /** +12.5 %, -3.0 %, or nothing. */
    public String change() {
        BigDecimal percent = percent();
        return percent == null ? "" : (percent.signum() > 0 ? "+" : "") + percent.toPlainString() + " %";
    }

    public String text() {
        return now == null ? "–" : Indicator.text(now);
    }

    public String textBefore() {
        return before == null ? "–" : Indicator.text(before);
    }
}
