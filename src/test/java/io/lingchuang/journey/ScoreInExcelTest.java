package io.lingchuang.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import io.lingchuang.platform.documents.ExcelIn;
import io.lingchuang.platform.documents.ExcelOut;
import io.lingchuang.platform.files.FileRule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An expert takes the sheets of a panel along, fills them in on the train, and brings them back. */
class ScoreInExcelTest extends SheetsAtHand {

    @ParameterizedTest
    @CsvSource({"expert1, 360", "expert2, 1280"})
    void out_filled_in_and_back(String login, int width) {
        sheets(login);
        Somebody expert = as(login, width).go("/scoring").look("scoring-list");
        expert.press("main a[href$='/offline']").look("offline");
        String link = expert.see("main a[href$='.xlsx']").getAttribute("href");
        List<List<String>> rows = new ArrayList<>();
        ExcelIn.read(new ByteArrayInputStream(expert.fetch(link)), (n, cells) -> rows.add(new ArrayList<>(cells)));
        assertThat(rows).hasSizeGreaterThan(1);
        rows.get(1).set(3, "1");
        if (rows.size() > 2) {
            rows.get(2).set(3, "999");
        }
        bring(expert, rows);
        expert.look("offline-check");
        assertThat(expert.text()).contains("要写入 1 行");
        expert.press("form[action$='/apply'] button");
        assertThat(expert.told() + expert.text()).contains("已写入 1 张评分表的草稿");
    }

    private static void bring(Somebody expert, List<List<String>> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ExcelOut.write(bytes, "评分表", excel -> rows.forEach(excel::row));
        expert.page.setInputFiles("#f-file", new FilePayload("评分表.xlsx", FileRule.XLSX, bytes.toByteArray()));
        expert.press("form[action$='/offline'] button");
    }
}
