package io.lingchuang.platform.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

/** Whatever is typed, Excel opens the file and shows it as typed. */
class ExcelOutTest {

    @Example
    void a_sheet_has_a_name_that_excel_takes() {
        assertThat(ExcelOut.sheetName("推荐/汇总:表[2026]")).isEqualTo("推荐 汇总 表 2026");
        assertThat(ExcelOut.sheetName("'先进\u0000操作法'")).isEqualTo("先进操作法");
        assertThat(ExcelOut.sheetName("名".repeat(40))).hasSize(31);
        assertThat(ExcelOut.sheetName(" ' ")).isEqualTo("1");
    }

    /** Besides letters: what is white, line ends, controls, halves of signs, and texts that look like Excel's own way to write those. */
    @Property
    void every_text_comes_back_as_it_was_typed(
            @ForAll
                    List<
                                    @StringLength(max = 40) @CharRange(from = '\u0000', to = '\u00ff')
                                    @CharRange(from = '\u4e00', to = '\u4eff')
                                    @CharRange(from = '\ud7f0', to = '\udfff')
                                    @CharRange(from = '\ufff0', to = '\uffff') String>
                            typed)
            throws IOException {
        List<String> texts = new ArrayList<>(typed);
        texts.addAll(List.of("  两边有空格  ", "两\n行", "\t", "_x0041_", "__x005F_x000A_", "=1+1", "<b>&", "\r\n", "_x"));
        byte[] file = file(texts, 1000);
        assertThat(read(file).getFirst()).isEqualTo(texts);
    }

    /** The reader of this test keeps what is white anyway; Excel only where it is told to. */
    @Example
    void excel_is_told_to_keep_spaces_at_the_edges_and_line_breaks() throws IOException {
        String sheet = part(file(List.of(" 左", "两\n行", "中 间"), 1000), "xl/worksheets/sheet1.xml");
        assertThat(sheet)
                .contains("<t xml:space=\"preserve\"> &#x5de6;</t>", "<t xml:space=\"preserve\">&#x4e24;&#xa;");
        assertThat(sheet).contains("<is><t>&#x4e2d; &#x95f4;</t></is>");
    }

    @Example
    void no_text_stands_in_a_table_that_would_grow_with_the_sheet() throws IOException {
        byte[] file = file(List.of("甲", "乙", "丙"), 1000);
        assertThat(part(file, "xl/sharedStrings.xml")).contains("uniqueCount=\"0\"");
    }

    @Example
    void what_does_not_fit_on_a_sheet_goes_on_on_the_next_under_the_same_heading() throws IOException {
        byte[] file = file(List.of("甲", "乙", "丙", "丁", "戊"), 3);
        assertThat(read(file)).containsExactly(List.of("甲", "乙"), List.of("丙", "丁"), List.of("戊"));
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            assertThat(workbook.getSheets().map(Sheet::getName)).containsExactly("名册", "名册 2", "名册 3");
        }
    }

    @Example
    void a_sheet_whose_rows_fail_is_no_file_that_opens() {
        var out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> ExcelOut.write(out, "名册", excel -> {
                    excel.header(List.of("姓名"));
                    for (int i = 0; i < 5000; i++) {
                        excel.row(List.of("第" + i + "人"));
                    }
                    throw new IllegalStateException("the database is gone");
                }))
                .hasMessage("the database is gone");
        assertThat(out.size()).as("a part was sent").isPositive();
        assertThatThrownBy(() -> read(out.toByteArray())).isInstanceOf(Exception.class);
    }

    private static byte[] file(List<String> texts, int rowsOfASheet) {
        var out = new ByteArrayOutputStream();
        try (var excel = new ExcelOut(out, "名册", rowsOfASheet)) {
            excel.header(List.of("文字"));
            texts.forEach(t -> excel.row(List.of(t)));
        }
        return out.toByteArray();
    }

    /** The first column of each sheet, below its heading. */
    private static List<List<String>> read(byte[] file) throws IOException {
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            List<List<String>> sheets = new ArrayList<>();
            for (Sheet sheet : workbook.getSheets().toList()) {
                List<Row> rows = sheet.read();
                assertThat(rows.getFirst().getCellText(0)).isEqualTo("文字");
                sheets.add(rows.stream()
                        .skip(1)
                        .map(r -> CellText.decode(r.getCellText(0)))
                        .toList());
            }
            return sheets;
        }
    }

    private static String part(byte[] file, String name) throws IOException {
        try (var zip = ZipFile.builder().setByteArray(file).get()) {
            return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
