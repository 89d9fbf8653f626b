package io.lingchuang.platform.documents;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.dhatim.fastexcel.Color;
import org.dhatim.fastexcel.DataValidationErrorStyle;
import org.dhatim.fastexcel.ProtectionOption;
import org.dhatim.fastexcel.RichText;
import org.dhatim.fastexcel.SheetProtectionOption;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A sheet to fill in away from the house: the cells to fill stand open and refuse numbers that do not belong there, all others are locked. What
 * Excel refuses is a help to whoever types; the house looks at everything again. Text is always text, as in {@link ExcelOut}.
 */
public final class ExcelForm {

    private static final Set<SheetProtectionOption> LOCKED = EnumSet.of(
            SheetProtectionOption.SHEET, SheetProtectionOption.INSERT_ROWS, SheetProtectionOption.DELETE_ROWS);

    /** Points from 0 to max in steps; said is what Excel tells whoever types something else. */
    public record Points(BigDecimal max, BigDecimal step, String said) {}

    /** @param open to be filled in. points: only such numbers; null: any text */
    public record Column(
            String title, int width, boolean open, @Nullable Points points) {

        public static Column locked(String title, int width) {
            return new Column(title, width, false, null);
        }

        public static Column open(String title, int width) {
            return new Column(title, width, true, null);
        }

        public static Column points(String title, Points points) {
            return new Column(title, 16, true, points);
        }
    }

    private final Worksheet sheet;
    private final List<Column> columns;
    private int row;

    private ExcelForm(Worksheet sheet, List<Column> columns) {
        this.sheet = sheet;
        this.columns = columns;
    }

    /** Writes the heading, what content adds below it, and locks what is not to be filled in. */
    public static void write(OutputStream out, String sheetName, List<Column> columns, Consumer<ExcelForm> content) {
        try {
            var workbook = new Workbook(out, "Lingchuang", "1.0");
            var form = new ExcelForm(workbook.newWorksheet(ExcelOut.sheetName(sheetName)), columns);
            form.heading();
            content.accept(form);
            form.lock();
            form.sheet.finish();
            workbook.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void heading() {
        for (int c = 0; c < columns.size(); c++) {
            text(c, columns.get(c).title());
            sheet.style(0, c).bold().wrapText(true).fillColor(Color.GRAY2).set();
            sheet.width(c, columns.get(c).width());
        }
        sheet.freezePane(1, 1);
        row = 1;
    }

    public void row(List<? extends @Nullable Object> values) {
        for (int c = 0; c < values.size(); c++) {
            Object value = values.get(c);
            if (value instanceof BigDecimal number) {
                sheet.value(row, c, number);
            } else if (value != null) {
                text(c, value.toString());
            }
            boolean open = columns.get(c).open();
            var style = sheet.style(row, c).wrapText(true).verticalAlignment("top");
            (open ? style.borderStyle("thin").protectionOption(ProtectionOption.LOCKED, false) : style).set();
        }
        row++;
    }

    private void text(int column, String typed) {
        String text = CellText.encode(typed);
        if (CellText.needsSpaceKept(text)) {
            sheet.inlineString(row, column, RichText.builder().run(text).end().build());
        } else {
            sheet.inlineString(row, column, text);
        }
    }

    private void lock() {
        for (int c = 0; c < columns.size() && row > 1; c++) {
            Points points = columns.get(c).points();
            if (points != null) {
                sheet.range(1, c, row - 1, c)
                        .validateWithFormula(formula(letters(c) + "2", points))
                        .errorStyle(DataValidationErrorStyle.STOP)
                        .showErrorMessage(true)
                        .errorTitle("")
                        .error(xml(points.said()));
            }
        }
        sheet.protect("", LOCKED);
    }

    /** Rounded before the remainder is taken: in binary numbers 0.3 is not three times 0.1. No sign here that XML would take for its own. */
    private static String formula(String cell, Points points) {
        return "AND(ISNUMBER(%1$s),%1$s>=0,%2$s>=%1$s,MOD(ROUND(%1$s/%3$s,6),1)=0)"
                .formatted(cell, points.max().toPlainString(), points.step().toPlainString());
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private static String letters(int column) {
        String last = String.valueOf((char) ('A' + column % 26));
        return column < 26 ? last : letters(column / 26 - 1) + last;
    }
}
