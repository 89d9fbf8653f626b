package io.lingchuang.review.offline;

import io.lingchuang.calls.Criterion;
import io.lingchuang.platform.documents.ExcelForm;
import io.lingchuang.platform.documents.ExcelIn;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.review.offline.OfflineReturn.Typed;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns of the Excel. Their headings stand in the files that people keep, in Chinese whatever language the page is in. */
final class OfflineColumns {

    static final String CODE = "盲评号";
    static final String TITLE = "材料名称";
    static final String BRIEF = "材料摘要";
    static final String COMMENT = "评语（可不填）";
    static final String CHECK = "核对码（请勿改动）";
    static final int MOST_ROWS = 3000;

    private OfflineColumns() {}

    /** The heading tells what may be filled in: 创新性（0–60，每 0.5 一档）. */
    static String heading(Criterion c) {
        return "%s（0–%s，每 %s 一档）"
                .formatted(c.name(), c.max().toPlainString(), c.step().toPlainString());
    }

    /** Beside the points: why. Whoever took a sheet without these columns along keeps the reasons that stand in the house. */
    static String reason(Criterion c) {
        return c.name() + " 理由（可不填）";
    }

    static List<ExcelForm.Column> of(List<Criterion> rubric) {
        List<ExcelForm.Column> columns = new ArrayList<>();
        columns.add(ExcelForm.Column.locked(CODE, 12));
        columns.add(ExcelForm.Column.locked(TITLE, 28));
        columns.add(ExcelForm.Column.locked(BRIEF, 60));
        for (Criterion c : rubric) {
            String said = "请填 0 到 %s，每 %s 一档"
                    .formatted(c.max().toPlainString(), c.step().toPlainString());
            columns.add(ExcelForm.Column.points(heading(c), new ExcelForm.Points(c.max(), c.step(), said)));
            columns.add(ExcelForm.Column.open(reason(c), 28));
        }
        columns.add(ExcelForm.Column.open(COMMENT, 40));
        columns.add(ExcelForm.Column.locked(CHECK, 14));
        return columns;
    }

    /**
     * Reads the rows as they were filled in; the order of columns is free, and any sheet with these headings does.
     *
     * @throws Refusal no Excel, a column missing, too many rows, or none
     */
    static List<Typed> read(InputStream in, List<Criterion> rubric) {
        List<Typed> typed = new ArrayList<>();
        List<List<String>> heading = new ArrayList<>();
        ExcelIn.read(in, (row, cells) -> {
            if (cells.stream().allMatch(String::isBlank)) {
                return;
            }
            if (heading.isEmpty()) {
                heading.add(cells);
                rubric.forEach(c -> at(cells, heading(c)));
                List.of(CODE, COMMENT, CHECK).forEach(column -> at(cells, column));
            } else if (typed.size() == MOST_ROWS) {
                throw new Refusal("review.offline.tooMany", MOST_ROWS);
            } else {
                typed.add(typed(row, heading.getFirst(), cells, rubric));
            }
        });
        if (typed.isEmpty()) {
            throw new Refusal("review.offline.empty");
        }
        return typed;
    }

    private static Typed typed(int row, List<String> heading, List<String> cells, List<Criterion> rubric) {
        Map<String, String> points = new LinkedHashMap<>();
        Map<String, String> reasons = new LinkedHashMap<>();
        for (Criterion c : rubric) {
            points.put(c.code(), cell(cells, at(heading, heading(c))));
            int at = heading.indexOf(reason(c));
            if (at >= 0) {
                reasons.put(c.code(), cell(cells, at));
            }
        }
        return new Typed(
                row,
                cell(cells, at(heading, CODE)),
                points,
                reasons,
                cell(cells, at(heading, COMMENT)),
                cell(cells, at(heading, CHECK)));
    }

    private static int at(List<String> heading, String column) {
        int at = heading.indexOf(column);
        if (at < 0) {
            throw new Refusal("review.offline.noColumn", column);
        }
        return at;
    }

    private static String cell(List<String> cells, int at) {
        return at < cells.size() ? cells.get(at) : "";
    }
}
