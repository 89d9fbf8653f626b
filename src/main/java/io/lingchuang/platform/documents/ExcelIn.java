package io.lingchuang.platform.documents;

import io.lingchuang.platform.text.Plain;
import io.lingchuang.platform.web.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/** Reads the first sheet row by row as people typed it: a phone that Excel took for a number has its digits again. */
public final class ExcelIn {
    private ExcelIn() {}

    /** @param row gets the row's number as Excel counts (1 is the heading) and its cells as text, stripped, "" where empty */
    public static void read(InputStream in, BiConsumer<Integer, List<String>> row) {
        try (ReadableWorkbook workbook = new ReadableWorkbook(in);
                Stream<Row> rows = workbook.getFirstSheet().openStream()) {
            rows.forEach(r -> {
                List<String> cells = new ArrayList<>();
                for (int c = 0; c < r.getCellCount(); c++) {
                    cells.add(r.getOptionalCell(c).map(ExcelIn::text).orElse(""));
                }
                row.accept(r.getRowNum(), cells);
            });
        } catch (IOException | ExcelReaderException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new Refusal("files.broken");
        }
    }

    private static String text(Cell cell) {
        if (cell.getType() == CellType.NUMBER) {
            BigDecimal number = cell.asNumber();
            // Excel knows none beyond 1.8E308: what claims to be larger would fill the memory with its zeros
            return Math.abs(number.scale()) > 400
                    ? number.toString()
                    : number.stripTrailingZeros().toPlainString();
        }
        String text = cell.getText();
        return text == null ? "" : Plain.text(CellText.decode(text)).strip();
    }
}
