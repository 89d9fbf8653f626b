package io.lingchuang.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.access.TestSession;
import io.lingchuang.platform.documents.ExcelIn;
import io.lingchuang.platform.documents.ExcelOut;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipFile;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.web.context.WebApplicationContext;

/** An expert takes their sheets along as an Excel, fills it in without a line and brings it back: looked at first, then kept as drafts. */
class OfflineTest extends ScoredCall {

    private static final int CODE = 0;
    private static final int NEW = 3;
    private static final int NEW_WHY = 4;
    private static final int USE = 5;
    private static final int COMMENT = 7;
    private static final int CHECK = 8;

    @Autowired
    private WebApplicationContext house;

    @TempDir
    private Path folder;

    private MockMvc pages;
    private final List<Long> entries = new ArrayList<>();
    private Expert expert;
    private Expert other;
    private long panel;

    @BeforeEach
    void aPanelThatScores() {
        pages = TestSession.pages(house);
        for (int i = 0; i < 3; i++) {
            entries.add(accepted());
        }
        expert = expert("淮北师范大学");
        other = expert("安徽理工大学");
        panel = started(expert, other);
        TestSession.as(as(expert));
    }

    private String at() {
        return "/scoring/panels/" + panel + "/offline";
    }

    private byte[] file() throws Exception {
        return pages.perform(get(at() + ".xlsx"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
    }

    private List<List<String>> out() throws Exception {
        List<List<String>> rows = new ArrayList<>();
        ExcelIn.read(new ByteArrayInputStream(file()), (n, cells) -> rows.add(new ArrayList<>(cells)));
        rows.forEach(r -> {
            while (r.size() <= CHECK) {
                r.add("");
            }
        });
        return rows;
    }

    private ResultActions bring(List<List<String>> rows) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ExcelOut.write(bytes, "评分表", excel -> rows.forEach(excel::row));
        return bring(bytes.toByteArray());
    }

    private ResultActions bring(byte[] bytes) throws Exception {
        return pages.perform(multipart(at())
                .file(new MockMultipartFile("file", "评分表.xlsx", null, bytes))
                .param("_once", UUID.randomUUID().toString()));
    }

    private Document shown(List<List<String>> rows) throws Exception {
        bring(rows).andExpect(redirectedUrl(at()));
        return page();
    }

    private Document page() throws Exception {
        return Jsoup.parse(pages.perform(get(at()))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString());
    }

    private ResultActions apply(Document shown, Object... ticked) throws Exception {
        var form = post(at() + "/apply");
        for (String field : List.of("return", "seen", "_once")) {
            form.param(
                    field,
                    shown.select("form[action$=/apply] input[name=" + field + "]")
                            .val());
        }
        Arrays.stream(ticked).forEach(t -> form.param("sheet", String.valueOf(t)));
        return pages.perform(form);
    }

    private Scoring.Sheet now(List<String> row) {
        return scoring.mine(as(expert)).stream()
                .filter(s -> s.code().equals(row.get(CODE)))
                .findFirst()
                .orElseThrow();
    }

    // Out

    @Test
    void the_excel_holds_the_open_sheets_with_what_may_be_filled_in_and_nothing_that_names_the_applicant()
            throws Exception {
        seal(expert, entries.getFirst(), "50", "30");
        List<List<String>> rows = out();
        assertThat(rows).hasSize(3);
        assertThat(rows.getFirst())
                .containsExactly(
                        "盲评号",
                        "材料名称",
                        "材料摘要",
                        "创新性（0–60，每 1 一档）",
                        "创新性 理由（可不填）",
                        "实用性（0–40，每 0.5 一档）",
                        "实用性 理由（可不填）",
                        "评语（可不填）",
                        "核对码（请勿改动）");
        assertThat(rows.get(1).get(2)).contains("主要内容：", "加装两道刮板");
        assertThat(rows.toString()).doesNotContain(worker.name(), "朔里煤矿");
        String sheet = part(file(), "xl/worksheets/sheet1.xml");
        assertThat(sheet)
                .as("what is not to be filled in is locked, and what is refuses other numbers")
                .contains("<sheetProtection", "sheet=\"true\"", "type=\"custom\"", "errorStyle=\"stop\"")
                .contains("AND(ISNUMBER(D2),D2>=0,60>=D2,MOD(ROUND(D2/1,6),1)=0)")
                .contains("sqref=\"F2:F3\"");
        assertThat(part(file(), "xl/styles.xml")).contains("locked=\"false\"");
    }

    /** Read by its directory, as Excel does: a sheet written as a stream says its sizes only there. */
    private String part(byte[] xlsx, String name) throws Exception {
        Path file = Files.write(folder.resolve("out.xlsx"), xlsx);
        try (var zip = new ZipFile(file.toFile())) {
            return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void who_has_no_sheet_on_the_panel_finds_nothing_there() throws Exception {
        TestSession.as(as(expert("市科技馆")));
        for (String address : List.of(at(), at() + ".xlsx")) {
            pages.perform(get(address)).andExpect(status().isNotFound());
        }
        bring(List.of(List.of("盲评号"))).andExpect(status().isNotFound());
        pages.perform(post(at() + "/apply")).andExpect(status().isNotFound());
        pages.perform(post(at() + "/discard")).andExpect(status().isNotFound());
    }

    // Back

    @Test
    void what_was_filled_in_is_shown_first_then_kept_once_and_sealed_by_nobody() throws Exception {
        List<List<String>> rows = out();
        rows.get(1).set(NEW, "55");
        rows.get(1).set(USE, "３8.5");
        rows.get(1).set(COMMENT, "=HYPERLINK(\"http://example.org\")");
        rows.get(2).set(USE, "12");
        Document shown = shown(rows);
        assertThat(shown.text()).contains("要写入 2 行", "没有变化 1 行", "55", "38.5");
        assertThat(now(rows.get(1)).scores()).as("nothing is written yet").isEmpty();
        apply(shown).andExpect(redirectedUrl("/scoring"));
        Scoring.Sheet first = now(rows.get(1));
        assertThat(first.scores()).containsExactlyInAnyOrderEntriesOf(Map.of("new", "55", "use", "38.5"));
        assertThat(first.comment()).isEqualTo("=HYPERLINK(\"http://example.org\")");
        assertThat(first.sealed()).isFalse();
        assertThat(now(rows.get(2)).scores()).isEqualTo(Map.of("use", "12"));
        apply(shown).andExpect(redirectedUrl("/scoring")); // the same press again
        assertThat(now(rows.get(1)).version()).isEqualTo(first.version());
        assertThat(page().select("form[action$=/apply]")).isEmpty();
        assertThat(part(file(), "xl/worksheets/sheet1.xml"))
                .as("text stays text")
                .doesNotContain("<f>");
    }

    @Test
    void reasons_by_criterion_go_out_and_come_back_and_a_sheet_without_their_columns_leaves_them() throws Exception {
        Scoring.Sheet sheet = now(out().get(1));
        scoring.save(
                as(expert), sheet.id(), sheet.version(), new Scoring.Typed(Map.of(), Map.of("new", "思路新"), "", null));
        List<List<String>> rows = out();
        assertThat(rows.get(1).get(NEW_WHY)).isEqualTo("思路新");
        rows.get(1).set(NEW_WHY, "同行未见");
        rows.get(2).set(NEW_WHY, "长".repeat(501));
        Document shown = shown(rows);
        assertThat(shown.text()).contains("思路新", "同行未见");
        assertThat(shown.select(".alert-danger").text()).contains("第 3 行", "不超过 500 字，现有 501 字");
        apply(shown).andExpect(redirectedUrl("/scoring"));
        assertThat(now(rows.get(1)).reasons()).containsEntry("new", "同行未见");
        List<List<String>> old = out();
        old.forEach(r -> {
            r.remove(6);
            r.remove(NEW_WHY);
        });
        old.get(1).set(NEW, "44");
        apply(shown(old)).andExpect(redirectedUrl("/scoring"));
        assertThat(now(rows.get(1)).scores()).containsEntry("new", "44");
        assertThat(now(rows.get(1)).reasons()).containsEntry("new", "同行未见");
    }

    @Test
    void many_sheets_go_out_with_as_many_queries_as_one() throws Exception {
        long three = queries();
        seal(expert, entries.get(0), "40", "30");
        seal(expert, entries.get(1), "40", "30");
        assertThat(queries()).isEqualTo(three);
    }

    private long queries() throws Exception {
        var counted = new java.util.concurrent.atomic.AtomicLong();
        var configuration = (org.jooq.impl.DefaultConfiguration) dsl.configuration();
        var before = configuration.executeListenerProviders();
        var with = Arrays.copyOf(before, before.length + 1);
        with[before.length] = () -> org.jooq.ExecuteListener.onExecuteStart(context -> counted.incrementAndGet());
        configuration.set(with);
        try {
            file();
        } finally {
            configuration.set(before);
        }
        return counted.get();
    }

    @Test
    void what_is_wrong_is_said_with_its_row_and_column_and_only_the_rest_is_kept() throws Exception {
        List<List<String>> rows = out();
        rows.get(1).set(NEW, "61");
        rows.get(1).set(USE, "12.3");
        rows.get(2).set(NEW, "很好");
        rows.get(3).set(NEW, "40");
        rows.get(3).set(USE, "20");
        rows.add(new ArrayList<>(rows.get(3)));
        Document shown = shown(rows);
        assertThat(shown.select(".alert-danger").text())
                .contains(
                        "第 2 行“创新性”：填的是“61”，应填 0 到 60，每 1 一档",
                        "第 2 行“实用性”：填的是“12.3”，应填 0 到 40，每 0.5 一档",
                        "第 3 行“创新性”：填的是“很好”",
                        "第 5 行：盲评号“" + rows.get(3).get(CODE) + "”出现了两次");
        apply(shown).andExpect(redirectedUrl("/scoring"));
        assertThat(now(rows.get(1)).scores()).isEmpty();
        assertThat(now(rows.get(2)).scores()).isEmpty();
        assertThat(now(rows.get(3)).scores()).hasSize(2);
    }

    @Test
    void a_recused_a_foreign_and_a_made_up_code_have_one_and_the_same_answer() throws Exception {
        List<List<String>> rows = out();
        panels.recuse(officer, panel, expert.id(), now(rows.get(1)).entryId(), "师徒关系");
        rows.get(1).set(NEW, "60");
        rows.get(2).set(CODE, "P1-999999");
        rows.get(2).set(NEW, "60");
        Document shown = shown(rows);
        assertThat(shown.select(".alert-danger").text())
                .contains("第 2 行：盲评号“" + rows.get(1).get(CODE) + "”不在您待评的材料中", "第 3 行：盲评号“P1-999999”不在您待评的材料中")
                .doesNotContain("回避");
        assertThat(shown.select("form[action$=/apply] button")).isEmpty();
    }

    @Test
    void what_was_sealed_meanwhile_stays_and_what_was_changed_in_the_browser_is_shown_beside_the_excel()
            throws Exception {
        List<List<String>> rows = out();
        for (int i = 1; i <= 3; i++) {
            rows.get(i).set(NEW, "5" + i);
        }
        seal(expert, now(rows.get(1)).entryId(), "40", "30");
        for (int i = 2; i <= 3; i++) {
            Scoring.Sheet sheet = now(rows.get(i));
            scoring.save(as(expert), sheet.id(), sheet.version(), Map.of("new", "4" + i), "网上写的");
        }
        Document shown = shown(rows);
        assertThat(shown.select(".alert-danger").text())
                .contains("第 2 行：" + rows.get(1).get(CODE) + " 已封存");
        assertThat(shown.text()).contains("网上也改过 2 行", "42", "52", "43", "53", "网上写的");
        apply(shown, now(rows.get(3)).id()).andExpect(redirectedUrl("/scoring"));
        assertThat(now(rows.get(1)).scores()).containsEntry("new", "40");
        assertThat(now(rows.get(2)).scores()).as("not ticked").containsEntry("new", "42");
        assertThat(now(rows.get(3)).scores()).as("ticked").containsEntry("new", "53");
    }

    @Test
    void a_change_while_somebody_looks_at_the_dry_run_is_not_written_over() throws Exception {
        List<List<String>> rows = out();
        rows.get(1).set(NEW, "55");
        Document shown = shown(rows);
        Scoring.Sheet sheet = now(rows.get(1));
        scoring.save(as(expert), sheet.id(), sheet.version(), Map.of("new", "44"), "");
        apply(shown).andExpect(status().isConflict());
        assertThat(now(rows.get(1)).scores()).containsEntry("new", "44");
        Document again = page();
        assertThat(again.text()).contains("网上也改过 1 行");
        apply(again, sheet.id()).andExpect(redirectedUrl("/scoring"));
        assertThat(now(rows.get(1)).scores()).containsEntry("new", "55");
    }

    @Test
    void rows_whose_points_were_mixed_up_are_found_by_their_check_code() throws Exception {
        List<List<String>> rows = out();
        String first = rows.get(1).get(CHECK);
        rows.get(1).set(NEW, "55");
        rows.get(1).set(CHECK, rows.get(2).get(CHECK));
        rows.get(2).set(NEW, "11");
        rows.get(2).set(CHECK, first);
        assertThat(shown(rows).select(".alert-danger").text()).contains("第 2 行", "第 3 行", "核对码不对");
    }

    @Test
    void a_file_that_is_none_or_has_other_columns_or_is_empty_is_told_so() throws Exception {
        List<List<String>> rows = out();
        assertThat(fault(bring("不是表格".getBytes("UTF-8")))).contains("已损坏");
        assertThat(fault(bring(rows.subList(0, 1)))).contains("表里没有内容");
        rows.getFirst().set(NEW, "创新");
        assertThat(fault(bring(rows))).contains("没有“创新性（0–60，每 1 一档）”这一列");
    }

    private static String fault(ResultActions answer) throws Exception {
        return Jsoup.parse(answer.andExpect(status().isUnprocessableContent())
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .select(".lc-error")
                .text();
    }

    @Test
    void an_excel_that_comes_back_after_the_panel_has_closed_changes_nothing() throws Exception {
        List<List<String>> rows = out();
        rows.get(1).set(NEW, "55");
        Document shown = shown(rows);
        entries.forEach(e -> {
            seal(expert, e, "40", "30");
            seal(other, e, "40", "30");
        });
        closing.close(officer, panel, panelVersion(panel), "");
        TestSession.as(as(expert));
        apply(shown).andExpect(status().isNotFound());
        assertThat(scoring.past(as(expert)))
                .allSatisfy(s -> assertThat(s.scores()).containsEntry("new", "40"));
    }
}
