package io.lingchuang.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.access.TestSession;
import io.lingchuang.review.meeting.Meetings;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.context.WebApplicationContext;

/** A panel that scored on paper meets: the screen shows what it talks about and what is close, and tells nobody what they must not know. */
class MeetingTest extends ScoredCall {

    @Autowired
    Meetings meetings;

    @Autowired
    WebApplicationContext house;

    MockMvc pages;
    Expert first;
    Expert second;
    long one;
    long other;
    long panel;

    @BeforeEach
    void aPanelInSession() {
        pages = TestSession.pages(house);
        one = accepted();
        other = accepted();
        first = expert("淮北师范大学");
        second = expert("安徽理工大学");
        panel = started(first, second);
        TestSession.as(officer);
    }

    private String code(long entry) {
        return sheet(first, entry).code();
    }

    @Test
    void the_screen_shows_what_is_discussed_by_its_code_in_a_blind_review_and_by_name_otherwise() throws Exception {
        pages.perform(post("/panels/" + panel + "/meeting/discuss").param("entry", "" + one))
                .andExpect(status().is3xxRedirection());
        assertThat(current()).contains(code(one)).doesNotContain(entry(one).title(), code(other));
        dsl.execute("update calls.call set blind = false where id = {0}", call);
        assertThat(current()).contains(entry(one).title());
        meetings.discuss(officer, panel, null);
        assertThat(current()).contains("现在没有进行的项目");
    }

    @Test
    void what_somebody_in_the_room_must_recuse_from_stands_there_without_code_or_count() throws Exception {
        seal(first, one, "50", "30");
        panels.recuse(officer, panel, second.id(), one, "师徒");
        meetings.discuss(officer, panel, one);
        String code = code(one);
        meetings.present(officer, panel, List.of(first.id()));
        assertThat(read("/panels/" + panel + "/screen")).contains(code);
        meetings.present(officer, panel, List.of(first.id(), second.id()));
        assertThat(read("/panels/" + panel + "/screen"))
                .contains(second.name() + " 须回避", "有专家须回避")
                .doesNotContain(code, "1 / 1");
    }

    @Test
    void near_ties_are_shown_once_no_sheet_is_open() throws Exception {
        seal(first, one, "60", "35");
        seal(first, other, "50", "30");
        seal(second, one, "45", "30");
        assertThat(close()).contains("评分表交齐后显示").doesNotContain(code(one));
        String first = code(one);
        String next = code(other);
        seal(second, other, "58", "36");
        assertThat(close()).contains(first, next);
        panels.recuse(officer, panel, this.first.id(), other, "师徒");
        meetings.present(officer, panel, List.of(this.first.id()));
        assertThat(close()).doesNotContain(next);
    }

    @Test
    void only_experts_of_the_panel_are_noted_as_present() {
        assertThatThrownBy(() -> meetings.present(
                        officer, panel, List.of(first.id(), expert("外来").id())))
                .hasMessage("review.meeting.notMember");
    }

    private String current() throws Exception {
        String page = read("/panels/" + panel + "/screen");
        return page.substring(page.indexOf("lc-on"), page.indexOf("lc-order"));
    }

    private String close() throws Exception {
        String page = read("/panels/" + panel + "/screen");
        return page.substring(page.indexOf("lc-close"));
    }

    private String read(String address) throws Exception {
        return pages.perform(get(address))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }
}
