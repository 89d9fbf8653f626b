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
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** One sheet, written as it streams. Text is always text: nothing that somebody typed becomes a formula. */
public final class ExcelOut implements AutoCloseable {

    private final Workbook workbook;
    private final Worksheet sheet;
    private int row;

    public ExcelOut(OutputStream out, String sheetName) {
        workbook = new Workbook(out, "Lingchuang", "1.0");
        sheet = workbook.newWorksheet(sheetName(sheetName));
    }

    /** Excel opens no file whose sheet has one of its signs, an apostrophe at an end, more than 31 characters or no name. */
    static String sheetName(String typed) {
        String plain = Plain.text(typed).replaceAll("[\\\\/*?:\\[\\]\n\t]", " ");
        String trimmed = (plain.length() > 31 ? plain.substring(0, 31) : plain).replaceAll("^[' ]+|[' ]+$", "");
        return trimmed.isEmpty() ? "1" : trimmed;
    }

    public ExcelOut header(List<String> titles) {
        for (int c = 0; c < titles.size(); c++) {
            sheet.value(row, c, titles.get(c));
            sheet.style(row, c).bold().fillColor("EEEEEE").set();
            sheet.width(c, 18);
        }
        sheet.freezePane(0, row + 1);
        row++;
        return this;
    }

    public ExcelOut row(List<? extends @Nullable Object> values) {
        for (int c = 0; c < values.size(); c++) {
            cell(c, values.get(c));
        }
        row++;
        if (row % 1000 == 0) {
            try {
                sheet.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return this;
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
            default -> {
                // Characters that XML cannot hold are left out; 32,767 is Excel's own limit for a cell.
                String text = value.toString().replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "");
                sheet.value(row, column, text.length() > 32_767 ? text.substring(0, 32_767) : text);
            }
        }
    }

    @Override
    public void close() {
        try {
            sheet.finish();
            workbook.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
