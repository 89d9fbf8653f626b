package io.lingchuang.review;

import static io.lingchuang.db.review.Tables.PANEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Role;
import io.lingchuang.access.TestSession;
import io.lingchuang.review.room.HeatMap;
import io.lingchuang.review.room.Progress;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.context.WebApplicationContext;

/** What a panel's pages say, in the small: where one stands, whom one may choose, what has begun, and the trail in words. */
class PanelPagesTest extends ScoredCall {

    @Autowired
    HeatMap heat;

    @Autowired
    Progress progress;

    @Autowired
    WebApplicationContext house;

    MockMvc pages;
    Expert first;
    Expert second;
    long entry;

    @BeforeEach
    void twoExperts() {
        pages = TestSession.pages(house);
        entry = accepted();
        first = expert("淮北师范大学");
        second = expert("安徽理工大学");
    }

    private String body(Actor actor, MockHttpServletRequestBuilder request) throws Exception {
        TestSession.as(actor);
        return pages.perform(request)
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private String body(Actor actor, String address) throws Exception {
        return body(actor, get(address));
    }

    // What has begun

    @Test
    void a_sheet_that_was_opened_and_left_empty_has_not_begun_on_any_page() throws Exception {
        long panel = started(first, second);
        Scoring.Sheet sheet = sheet(first, entry);
        int now = scoring.save(as(first), sheet.id(), sheet.version(), Map.of("new", "", "use", " "), " \n");
        begun(panel, false);
        scoring.save(as(first), sheet.id(), now, Map.of(), "先记一句");
        begun(panel, true);
    }

    private void begun(long panel, boolean begun) throws Exception {
        var seat = panels.seat(officer, panel);
        assertThat(progress.byExpert(seat).stream()
                        .filter(e -> e.id() == first.id())
                        .map(e -> e.counts().begun())
                        .toList())
                .containsExactly(begun ? 1 : 0);
        assertThat(progress.byEntry(seat).getFirst().counts().untouched()).isEqualTo(begun ? 1 : 2);
        assertThat(heat.of(seat, HeatMap.RowOrder.CODE, HeatMap.ColumnOrder.NAME)
                        .rows()
                        .getFirst()
                        .cells()
                        .getFirst()
                        .standing())
                .isEqualTo(begun ? HeatMap.Standing.BEGUN : HeatMap.Standing.NOT_BEGUN);
        assertThat(body(as(first), "/scoring")).contains(begun ? "评分中" : "未开始");
        assertThat(sheet(first, entry).begun()).isEqualTo(begun);
    }

    @Test
    void the_total_of_an_empty_sheet_is_a_nought() throws Exception {
        started(first, second);
        assertThat(body(as(first), "/scoring/" + sheet(first, entry).id()))
                .contains("<output data-sum-prefix=\"s_\">0</output> / 100");
    }

    // Where one stands

    @Test
    void the_menu_marks_the_calls_for_the_host_and_the_scoring_for_the_chair() throws Exception {
        long panel = started(first, second);
        dsl.execute("update review.panel set chair_id = ? where id = ?", first.id(), panel);
        for (String part : new String[] {"", "/progress", "/heat"}) {
            assertThat(body(officer, "/panels/" + panel + part)).contains("<a href=\"/calls\" aria-current=\"page\">");
            assertThat(body(as(first), "/panels/" + panel + part))
                    .contains("<a href=\"/scoring\" aria-current=\"page\">");
        }
        assertThat(body(as(first), "/experts/me"))
                .contains("<a href=\"/experts/me\" aria-current=\"page\">")
                .doesNotContain("<a href=\"/scoring\" aria-current");
    }

    // Whom one may choose

    @Test
    void experts_are_found_by_name_employer_or_field_and_who_is_chosen_stays() throws Exception {
        String all = body(officer, "/calls/" + call + "/panels");
        assertThat(all).contains(first.name(), second.name(), "name=\"find\"");
        String found = body(
                officer,
                post("/calls/" + call + "/panels")
                        .param("name", "机械组")
                        .param("expert", "" + first.id())
                        .param("find", "理工 机械")
                        .param("action", "find"));
        String list = found.substring(found.indexOf("data-pick-list"), found.indexOf("id=\"chair\""));
        assertThat(list)
                .contains("value=\"" + first.id() + "\" checked", "value=\"" + second.id() + "\"")
                .doesNotContain("市计量所");
        assertThat(found).contains("value=\"机械组\"");
        assertThat(dsl.fetchCount(PANEL, PANEL.CALL_ID.eq(call)))
                .as("looking makes no panel")
                .isZero();
        long panel = started(first);
        String replace = body(officer, "/panels/" + panel + "/replace?find=理工");
        assertThat(replace)
                .contains("value=\"" + second.id() + "\"")
                .doesNotContain("name=\"coming\" value=\"" + first.id());
        assertThat(body(officer, "/panels/" + panel + "?find=没有这个人")).contains("没有符合的专家");
    }

    // The trail in words

    @Test
    void the_supervisor_reads_the_trail_in_words_with_names_and_codes_and_finds_by_them() throws Exception {
        Actor supervisor = somebody("唐正清", Role.SUPERVISOR, city);
        long panel = started(first, second);
        panels.recuse(officer, panel, second.id(), entry, "expert 1 写过推荐信");
        String code = sheet(first, entry).code();
        body(supervisor, "/supervision/panels/" + panel + "/sheets");
        String trail = body(supervisor, "/supervision/panels/" + panel + "/trail");
        assertThat(trail)
                .contains("专家" + second.name() + "，申报" + code + "：expert 1 写过推荐信", "查看评分表", "1 件申报专家不足：专家不足")
                .doesNotContain(">SHEETS", "entry " + entry, "with fewer experts");
        assertThat(body(supervisor, "/supervision/panels/" + panel + "/trail?q=" + second.name()))
                .contains("写过推荐信")
                .doesNotContain("件申报专家不足");
        assertThat(body(supervisor, "/supervision/panels/" + panel + "/trail?q=" + code))
                .contains("写过推荐信");
    }

    @Test
    void the_audit_trail_is_filtered_by_what_was_acted_on_in_words() throws Exception {
        Actor auditor = somebody("查日志", Role.AUDIT_ADMIN, city);
        long panel = started(first, second);
        panels.recuse(officer, panel, second.id(), entry, "写过推荐信");
        String all = body(auditor, "/audit");
        assertThat(all).contains("<option value=\"panel\"", ">评审组</option>").doesNotContain("搜索对象");
        assertThat(body(auditor, "/audit?kind=panel"))
                .contains("专家（编号 " + second.id() + "），申报（编号 " + entry + "）：写过推荐信");
        assertThat(body(auditor, "/audit?kind=account")).doesNotContain("写过推荐信");
    }
}
