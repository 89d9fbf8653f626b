package io.lingchuang.review.offline;

import io.lingchuang.calls.Criterion;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.review.Scoring;
import io.lingchuang.review.offline.OfflineReturn.Difference;
import io.lingchuang.review.offline.OfflineReturn.Line;
import io.lingchuang.review.offline.OfflineReturn.Typed;
import io.lingchuang.review.offline.OfflineReturn.What;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges the rows of an Excel against the sheets as they stand, without a database. A code that is not among the expert's own open material has
 * one and the same answer, whether it is another's, one they are recused from, withdrawn or none at all.
 */
final class OfflineCheck {

    /** As long as the page takes a comment. */
    static final int COMMENT = 2000;

    /** The same for a reason. */
    static final int REASON = 500;

    private final List<Criterion> rubric;
    private final Map<String, Scoring.Sheet> own = new HashMap<>();

    OfflineCheck(List<Criterion> rubric, List<Scoring.Sheet> sheets) {
        this.rubric = rubric;
        sheets.forEach(s -> own.put(s.code(), s));
    }

    List<Line> lines(List<Typed> typed) {
        Set<String> seen = new HashSet<>();
        List<Line> lines = new ArrayList<>();
        for (Typed t : typed) {
            Scoring.Sheet sheet = own.get(t.code());
            if (sheet == null) {
                lines.add(Line.wrong(
                        t.row(), t.code(), List.of(new Refusal("review.offline.unknown", t.row(), t.code()))));
            } else if (!seen.add(t.code())) {
                lines.add(
                        Line.wrong(t.row(), t.code(), List.of(new Refusal("review.offline.twice", t.row(), t.code()))));
            } else {
                lines.add(line(t, sheet));
            }
        }
        return lines;
    }

    private Line line(Typed typed, Scoring.Sheet sheet) {
        List<Refusal> faults = new ArrayList<>();
        List<Difference> differences = new ArrayList<>();
        Map<String, String> points = new LinkedHashMap<>();
        Map<String, String> reasons = new LinkedHashMap<>();
        for (Criterion c : rubric) {
            String now = points(typed, c, faults);
            String before = sheet.scores().getOrDefault(c.code(), "");
            if (!now.equals(before)) {
                differences.add(new Difference(c.name(), before, now));
            }
            points.put(c.code(), now);
            reasons.put(c.code(), reason(typed, sheet, c, faults, differences));
        }
        if (typed.comment().length() > COMMENT) {
            faults.add(new Refusal(
                    "review.offline.comment",
                    typed.row(),
                    COMMENT,
                    typed.comment().length()));
        }
        if (!typed.comment().equals(sheet.comment().strip())) {
            differences.add(new Difference(OfflineColumns.COMMENT, sheet.comment(), typed.comment()));
        }
        if (!sheet.open() && !differences.isEmpty()) {
            faults.add(new Refusal("review.offline.sealed", typed.row(), typed.code()));
        }
        String check = check(sheet);
        boolean asItWentOut = typed.check().equals(check);
        if (!asItWentOut && !typed.check().startsWith(mark(sheet))) {
            faults.add(new Refusal("review.offline.check.wrong", typed.row(), typed.code()));
        }
        What what = !faults.isEmpty()
                ? What.ERROR
                : differences.isEmpty() ? What.SAME : asItWentOut ? What.CHANGE : What.BOTH;
        return new Line(
                typed.row(),
                typed.code(),
                sheet.id(),
                sheet.version(),
                what,
                differences,
                faults,
                points,
                reasons,
                typed.comment());
    }

    private static String reason(
            Typed typed, Scoring.Sheet sheet, Criterion c, List<Refusal> faults, List<Difference> differences) {
        String before = sheet.reasons().getOrDefault(c.code(), "");
        String now = typed.reasons() == null ? null : typed.reasons().get(c.code());
        if (now == null) {
            return before;
        }
        if (now.length() > REASON) {
            faults.add(new Refusal("review.offline.reason", typed.row(), c.name(), REASON, now.length()));
        }
        if (!now.strip().equals(before.strip())) {
            differences.add(new Difference(OfflineColumns.reason(c), before, now.strip()));
        }
        return now.strip();
    }

    /** Stands in every row: which sheet it is, and as which version it went out. */
    static String check(Scoring.Sheet sheet) {
        return mark(sheet) + sheet.version();
    }

    /** No number and no date: Excel leaves it as it is. */
    private static String mark(Scoring.Sheet sheet) {
        return "S" + sheet.id() + "V";
    }

    /** Digits of full width and what Excel writes as 9.5E1 are numbers to people too. */
    private static String points(Typed typed, Criterion c, List<Refusal> faults) {
        String cell = Normalizer.normalize(typed.points().getOrDefault(c.code(), ""), Normalizer.Form.NFKC)
                .strip();
        if (cell.isEmpty()) {
            return "";
        }
        try {
            return Scoring.points(c, plain(cell)).toPlainString();
        } catch (NumberFormatException | Refusal wrong) {
            faults.add(new Refusal(
                    "review.offline.cell",
                    typed.row(),
                    c.name(),
                    cell.length() > 40 ? cell.substring(0, 40) + "…" : cell,
                    c.max().toPlainString(),
                    c.step().toPlainString()));
            return "";
        }
    }

    private static String plain(String cell) {
        BigDecimal number = new BigDecimal(cell);
        return Math.abs(number.scale()) > 20 || number.precision() > 20
                ? cell
                : number.stripTrailingZeros().toPlainString();
    }
}
