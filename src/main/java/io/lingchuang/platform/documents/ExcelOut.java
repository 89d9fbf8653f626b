package io.lingchuang.platform.documents;

import io.lingchuang.platform.text.Plain;
import io.lingchuang.platform.web.Page;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Consumer;
import org.dhatim.fastexcel.RichText;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A sheet, written as it streams: what was written is sent and let go every thousand rows, and texts stand in their cells, not in a table of
 * all texts that would grow with them. Text is always text: nothing that somebody typed becomes a formula. What does not fit on a sheet
 * of Excel goes on on the next, under the same heading.
 */
public final class ExcelOut implements AutoCloseable {

    private static final int AT_ONCE = 1000;

    private final Workbook workbook;
    private String name;
    private final int rowsOfASheet;
    private Worksheet sheet;
    private int sheets = 1;
    private List<String> titles = List.of();
    private int row;

    public ExcelOut(OutputStream out, String sheetName) {
        this(out, sheetName, Worksheet.MAX_ROWS);
    }

    ExcelOut(OutputStream out, String sheetName, int rowsOfASheet) {
        workbook = new Workbook(out, "Lingchuang", "1.0");
        workbook.setCompressionLevel(1); // whoever waits for a long list waits for the compression most of all
        name = sheetName;
        this.rowsOfASheet = rowsOfASheet;
        sheet = workbook.newWorksheet(sheetName(sheetName));
    }

    /** Writes a sheet whole or leaves it broken off: where its rows fail, nobody is to take what there is for all. */
    public static void write(OutputStream out, String sheetName, Consumer<ExcelOut> content) {
        var excel = new ExcelOut(out, sheetName);
        content.accept(excel);
        excel.close();
    }

    /** Excel opens no file whose sheet has one of its signs, an apostrophe at an end, more than 31 characters or no name. */
    static String sheetName(String typed) {
        String plain = Plain.text(typed).replaceAll("[\\\\/*?:\\[\\]\n\t]", " ");
        String trimmed = (plain.length() > 31 ? plain.substring(0, 31) : plain).replaceAll("^[' ]+|[' ]+$", "");
        return trimmed.isEmpty() ? "1" : trimmed;
    }

    /** What follows stands on a sheet of its own, under a heading of its own. No two sheets of a workbook have one name. */
    public ExcelOut sheet(String sheetName) {
        written(sheet::finish);
        name = sheetName;
        sheets = 1;
        titles = List.of();
        sheet = workbook.newWorksheet(sheetName(sheetName));
        row = 0;
        return this;
    }

    public ExcelOut header(List<String> titles) {
        this.titles = titles;
        for (int c = 0; c < titles.size(); c++) {
            text(c, titles.get(c));
            sheet.style(row, c).bold().fillColor("EEEEEE").set();
            sheet.width(c, 18);
        }
        sheet.freezePane(0, row + 1);
        row++;
        return this;
    }

    public ExcelOut row(List<? extends @Nullable Object> values) {
        if (row == rowsOfASheet) {
            nextSheet();
        }
        for (int c = 0; c < values.size(); c++) {
            cell(c, values.get(c));
        }
        row++;
        if (row % AT_ONCE == 0) {
            written(sheet::flush);
        }
        return this;
    }

    private void nextSheet() {
        written(sheet::finish);
        String number = " " + ++sheets;
        String first = sheetName(name);
        sheet = workbook.newWorksheet(first.substring(0, Math.min(first.length(), 31 - number.length())) + number);
        row = 0;
        if (!titles.isEmpty()) {
            header(titles);
        }
    }

    private void cell(int column, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case BigDecimal amount -> {
                sheet.value(row, column, amount);
                sheet.style(row, column).format("#,##0.00##").set();
            }
            case Number number -> sheet.value(row, column, number);
            case LocalDate day -> {
                sheet.value(row, column, day);
                sheet.style(row, column).format("yyyy-mm-dd").set();
            }
            case Instant instant -> {
                sheet.value(row, column, LocalDateTime.ofInstant(instant, Page.ZONE));
                sheet.style(row, column).format("yyyy-mm-dd hh:mm").set();
            }
            default -> text(column, value.toString());
        }
    }

    private void text(int column, String typed) {
        String text = CellText.encode(typed);
        if (CellText.needsSpaceKept(text)) {
            sheet.inlineString(row, column, RichText.builder().run(text).end().build());
        } else {
            sheet.inlineString(row, column, text);
        }
    }

    /** What has to be said to the stream. */
    private interface Writing {
        void go() throws IOException;
    }

    private static void written(Writing writing) {
        try {
            writing.go();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        written(sheet::finish);
        written(workbook::finish);
    }
}
