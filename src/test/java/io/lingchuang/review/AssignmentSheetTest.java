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
import io.lingchuang.review.Assignment.Question;
import io.lingchuang.review.Assignment.Wish;
import io.lingchuang.review.AssignmentStore.Given;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.context.WebApplicationContext;

/** The assignment goes out as a sheet, is changed at a desk, and comes back: first what it would change, then the change. */
class AssignmentSheetTest extends ScoredCall {

    @Autowired
    private Assignments assignments;

    @Autowired
    private AssignmentStore store;

    @Autowired
    private WebApplicationContext house;

    private MockMvc pages;
    private long panel;
    private final List<Expert> pool = new ArrayList<>();

    @BeforeEach
    void anAssignedPanel() {
        pages = TestSession.pages(house);
        for (int i = 0; i < 3; i++) {
            accepted();
        }
        for (String employer : List.of("淮北师范大学", "安徽理工大学", "市科技馆")) {
            pool.add(expert(employer));
        }
        panel = forming.make(
                officer, call, null, "机械组", pool.stream().map(Expert::id).toList(), null);
        assignments.ask(officer, panel, 0, new Question(1, false, false, false));
        TestSession.as(officer);
    }

    private List<List<String>> out() throws Exception {
        byte[] bytes = pages.perform(get("/panels/" + panel + "/assignment.xlsx"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        List<List<String>> rows = new ArrayList<>();
        ExcelIn.read(new ByteArrayInputStream(bytes), (n, cells) -> rows.add(new ArrayList<>(cells)));
        return rows;
    }

    private String back(List<List<String>> rows) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ExcelOut excel = new ExcelOut(bytes, "分配")) {
            rows.forEach(excel::row);
        }
        return pages.perform(multipart("/panels/" + panel + "/assignment/sheet")
                        .file(new MockMultipartFile("file", "分配.xlsx", null, bytes.toByteArray()))
                        .param("_once", UUID.randomUUID().toString()))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private static String hidden(String page, String name) {
        return Jsoup.parse(page)
                .select("form[action$=/change] input[name=" + name + "]")
                .val();
    }

    @Test
    void a_row_given_to_another_expert_is_shown_first_and_done_afterwards() throws Exception {
        List<List<String>> rows = out();
        assertThat(rows.getFirst()).contains("盲评号", "专家编号");
        String before = rows.get(1).get(2);
        Expert other = pool.stream()
                .filter(e -> !String.valueOf(e.id()).equals(before))
                .findFirst()
                .orElseThrow();
        rows.get(1).set(2, String.valueOf(other.id()));
        String shown = back(rows);
        assertThat(shown).contains("增加 1 处，取消 1 处", other.name());
        assertThat(out().get(1).get(2)).as("nothing has changed yet").isEqualTo(before);
        pages.perform(post("/panels/" + panel + "/assignment/change")
                        .param("version", hidden(shown, "version"))
                        .param("changed", hidden(shown, "changed")))
                .andExpect(redirectedUrl("/panels/" + panel + "/assignment"));
        assertThat(out().stream().map(r -> r.get(0) + r.get(2)))
                .contains(rows.get(1).get(0) + other.id())
                .hasSize(4);
        Assignment now = assignments.of(panel);
        assertThat(now.byHand()).isTrue();
        assertThat(now.state()).isEqualTo(Assignment.State.PROPOSED);
        pages.perform(post("/panels/" + panel + "/assignment/change")
                        .param("version", hidden(shown, "version"))
                        .param("changed", hidden(shown, "changed")))
                .andExpect(status().isConflict());
    }

    @Test
    void what_is_wrong_with_a_sheet_is_said_row_by_row_and_keeps_it_from_being_done() throws Exception {
        List<List<String>> rows = out();
        Given pinned = store.given(panel).stream().findFirst().orElseThrow();
        assignments.wish(officer, panel, pinned.expert(), pinned.entry(), Wish.PIN, "熟悉这类设备");
        Given other = store.given(panel).stream()
                .filter(g -> !g.equals(pinned))
                .findFirst()
                .orElseThrow();
        Expert related =
                pool.stream().filter(e -> e.id() != other.expert()).findFirst().orElseThrow();
        panels.recuse(officer, panel, related.id(), other.entry(), "师徒关系");
        String pinnedCode = code(pinned.entry());
        rows.removeIf(r -> r.get(0).equals(pinnedCode));
        rows.add(List.of(code(other.entry()), "", String.valueOf(related.id())));
        rows.add(List.of("P0-999", "", String.valueOf(related.id())));
        rows.add(List.of(code(other.entry()), "", "张三"));
        String shown = back(rows);
        assertThat(shown)
                .contains("没有盲评号“P0-999”", "没有编号“张三”的专家", related.name() + " 须回避", "有 2 位专家，最多 1 位", "是组长指定的，不能取消");
        assertThat(Jsoup.parse(shown).select("form[action$=/change]")).isEmpty();
        pages.perform(post("/panels/" + panel + "/assignment/change")
                        .param("version", String.valueOf(assignments.of(panel).version()))
                        .param("changed", "+" + other.entry() + ":" + related.id()))
                .andExpect(status().isUnprocessableContent());
        assertThat(store.given(panel)).hasSize(3);
    }

    @Test
    void a_sheet_that_is_none_or_has_other_columns_or_changes_nothing_is_told_so() throws Exception {
        assertThat(back(out())).contains("没有改动");
        assertThat(back(List.of(List.of("编号", "姓名")))).contains("没有“盲评号”这一列");
        String none = pages.perform(multipart("/panels/" + panel + "/assignment/sheet")
                        .file(new MockMultipartFile("file", "分配.xlsx", null, "不是表格".getBytes("UTF-8"))))
                .andExpect(status().isUnprocessableContent())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(none).contains("lc-error");
    }

    private String code(long entry) {
        var table = io.lingchuang.db.review.Tables.PANEL_ENTRY;
        return dsl.select(table.BLIND_CODE)
                .from(table)
                .where(table.PANEL_ID.eq(panel), table.ENTRY_ID.eq(entry))
                .fetchSingle()
                .value1();
    }
}
