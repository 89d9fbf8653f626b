package io.lingchuang.review.offline;

import io.lingchuang.platform.web.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A filled-in Excel that came back.
 *
 * <pre>
 * PREVIEW → APPLIED
 *    └────→ DISCARDED (also by the next one that is brought)
 * </pre>
 */
public record OfflineReturn(long id, String fileName, Instant at, List<Line> lines) {

    public enum State {
        PREVIEW,
        APPLIED,
        DISCARDED
    }

    /**
     * A row as somebody filled it in.
     *
     * @param points criterion to what stands in the cell
     * @param reasons the same; without a criterion where the sheet had no column for it
     * @param check sheet and version as it went out
     */
    public record Typed(
            int row,
            String code,
            Map<String, String> points,
            @Nullable Map<String, String> reasons,
            String comment,
            String check) {}

    /** What a row would do. */
    public enum What {
        CHANGE,
        /** Sheet and Excel have both changed since it went out; only whoever says so has the Excel's written. */
        BOTH,
        SAME,
        ERROR
    }

    /** A cell that differs: what the house has, what the Excel has. */
    public record Difference(String column, String before, String now) {}

    public record Line(
            int row,
            String code,
            long sheet,
            int version,
            What what,
            List<Difference> differences,
            List<Refusal> faults,
            Map<String, String> points,
            Map<String, String> reasons,
            String comment) {

        static Line wrong(int row, String code, List<Refusal> faults) {
            return new Line(row, code, 0, 0, What.ERROR, List.of(), faults, Map.of(), Map.of(), "");
        }
    }

    public List<Line> lines(What what) {
        return lines.stream().filter(l -> l.what() == what).toList();
    }

    /** Against what it was judged: goes through the form and shows whether a sheet was changed while somebody looked. */
    public String seen() {
        return lines.stream()
                .map(l -> l.sheet() + "." + l.version() + "." + l.what().ordinal())
                .collect(Collectors.joining("-"));
    }
}
