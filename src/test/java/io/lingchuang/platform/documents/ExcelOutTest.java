package io.lingchuang.platform.documents;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;

/** Whatever a sheet is named after, Excel opens it. */
class ExcelOutTest {

    @Example
    void a_sheet_has_a_name_that_excel_takes() {
        assertThat(ExcelOut.sheetName("推荐/汇总:表[2026]")).isEqualTo("推荐 汇总 表 2026");
        assertThat(ExcelOut.sheetName("'先进\u0000操作法'")).isEqualTo("先进操作法");
        assertThat(ExcelOut.sheetName("名".repeat(40))).hasSize(31);
        assertThat(ExcelOut.sheetName(" ' ")).isEqualTo("1");
    }
}
