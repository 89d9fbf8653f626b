package io.lingchuang.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.access.Actor;
import io.lingchuang.access.TestSession;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.review.meeting.Meetings;
import io.lingchuang.review.onsite.Presentation;
import io.lingchuang.review.onsite.PresentationLists;
import io.lingchuang.review.onsite.Presentations;
import io.lingchuang.review.onsite.Turn;
import io.lingchuang.review.onsite.Turns;
import io.lingchuang.review.room.Chairing;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.context.WebApplicationContext;

/** The chair leads the meeting and runs its clock; of what they must recuse from they see nothing, and somebody else leads it. */
class ChairLeadsTest extends ScoredCall {

    @Autowired
    Presentations presentations;

    @Autowired
    PresentationLists lists;

    @Autowired
    Turns turns;

    @Autowired
    Meetings meetings;

    @Autowired
    Chairing chairing;

    @Autowired
    WebApplicationContext house;

    MockMvc pages;
    Expert chair;
    Expert deputy;
    Expert member;
    long panel;

    @BeforeEach
    void aPanelWithAChair() {
        pages = TestSession.pages(house);
        for (int i = 0; i < 3; i++) {
            accepted();
        }
        chair = expert("淮北师范大学");
        deputy = expert("安徽理工大学");
        member = expert("市科技馆");
    }

    private void drawn() {
        reviewedBy("PRESENTATION");
        panel = started(chair, deputy, member);
        chairing.name(officer, panel, chair.id(), deputy.id(), "推选");
        at("2026-12-01T10:00");
        presentations.prepare(
                officer, panel, new Presentation.Setting(Instant.parse("2026-12-07T01:00:00Z"), "市总工会三楼会议室", 8, 5, 2));
        presentations.draw(officer, panel, lists.ofPanel(panel).orElseThrow().version(), "314 159 265");
    }

    private Turn turn(int place) {
        return lists.ofPanel(panel).orElseThrow().turns().get(place - 1);
    }

    private String read(Actor actor, String part) throws Exception {
        TestSession.as(actor);
        return pages.perform(get("/panels/" + panel + part))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    @Test
    void the_chair_runs_the_clock_and_a_member_does_not() throws Exception {
        drawn();
        Turn first = turn(1);
        assertThat(read(as(chair), "/meeting")).contains(first.code(), "value=\"begin\"");
        TestSession.as(as(chair));
        pages.perform(post("/panels/" + panel + "/turns").param("step", "begin").param("entry", "" + first.entryId()))
                .andExpect(status().is3xxRedirection());
        assertThat(read(as(chair), "/meeting")).contains("data-timer", "value=\"answer\"", "value=\"pause\"");
        turns.answer(as(chair), panel, first.entryId());
        turns.end(as(chair), panel, first.entryId());
        assertThat(turn(1).state()).isEqualTo(Turn.State.DONE);
        assertThat(read(as(chair), "/presentation"))
                .contains(lists.ofPanel(panel).orElseThrow().commitment())
                .doesNotContain("/vetting/", "name=\"speaking\"");
        for (String part : List.of("/meeting", "/screen", "/presentation")) {
            TestSession.as(as(member));
            pages.perform(get("/panels/" + panel + part)).andExpect(status().isNotFound());
        }
        Actor outsider = as(member);
        assertThatThrownBy(() -> turns.begin(outsider, panel, turn(2).entryId()))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void what_the_chair_must_recuse_from_is_led_by_the_deputy_and_shows_nothing_to_the_chair() throws Exception {
        drawn();
        Turn first = turn(1);
        panels.recuse(officer, panel, chair.id(), first.entryId(), "曾经共事");
        assertThat(read(as(chair), "/meeting"))
                .contains("由代理组长或主办单位主持", turn(2).code())
                .doesNotContain(first.code(), "value=\"begin\"");
        assertThat(read(as(chair), "/presentation")).contains(turn(2).code()).doesNotContain(first.code());
        assertThatThrownBy(() -> turns.begin(as(chair), panel, first.entryId())).isInstanceOf(NotFound.class);
        assertThat(read(as(deputy), "/meeting")).contains(first.code()).doesNotContain(turn(2).code());
        turns.begin(as(deputy), panel, first.entryId());
        assertThat(read(as(chair), "/screen")).doesNotContain(first.code());
        assertThat(read(as(chair), "/meeting")).doesNotContain(first.code(), "data-timer");
    }

    @Test
    void an_entry_leaves_the_review_only_by_the_host() {
        drawn();
        turns.absent(as(chair), panel, turn(1).entryId(), "没有到场");
        Turn absent = turn(1);
        assertThatThrownBy(() -> turns.waive(as(chair), panel, absent.entryId()))
                .isInstanceOf(NotFound.class);
        turns.back(as(chair), panel, absent.entryId());
    }

    @Test
    void of_visits_the_chair_sees_when_and_who_and_plans_none() throws Exception {
        reviewedBy("VISIT");
        panel = started(chair, deputy, member);
        chairing.name(officer, panel, chair.id(), null, "推选");
        assertThat(read(as(chair), "/visits")).contains("尚未安排考察").doesNotContain("/visits/plan", "/vetting/");
        TestSession.as(as(chair));
        pages.perform(post("/panels/" + panel + "/visits/plan").param("entry", "1"))
                .andExpect(status().isNotFound());
    }

    @Test
    void the_chair_sees_how_the_experts_of_the_panel_did_and_members_do_not() throws Exception {
        panel = started(chair, deputy, member);
        chairing.name(officer, panel, chair.id(), deputy.id(), "推选");
        List<Long> entries = dsl.fetch("select entry_id from review.panel_entry where panel_id = ? order by 1", panel)
                .getValues(0, Long.class);
        for (int i = 0; i < entries.size(); i++) {
            seal(chair, entries.get(i), String.valueOf(30 + 5 * i), "30");
            seal(deputy, entries.get(i), String.valueOf(32 + 5 * i), "30");
            seal(member, entries.get(i), String.valueOf(40 + 5 * i), "30");
        }
        assertThat(read(as(chair), "/progress")).contains("履职", "评分中不显示").doesNotContain("+9");
        assertThat(read(as(deputy), "/progress")).doesNotContain("id=\"record\"");
        closing.close(officer, panel, panelVersion(panel), "");
        assertThat(read(as(chair), "/progress")).contains("+9");
        TestSession.as(as(member));
        pages.perform(get("/panels/" + panel + "/progress")).andExpect(status().isNotFound());
    }

    @Test
    void of_an_entry_that_the_chair_must_not_know_nothing_counts_in_the_experts_record() throws Exception {
        panel = started(chair, deputy, member);
        chairing.name(officer, panel, chair.id(), deputy.id(), "推选");
        long hidden = dsl.fetchValue("select min(entry_id) from review.panel_entry where panel_id = ?", panel)
                        instanceof Long l
                ? l
                : 0;
        panels.recuse(officer, panel, chair.id(), hidden, "曾经共事");
        seal(member, hidden, "40", "30");
        assertThat(read(as(chair), "/progress").split("id=\"record\"")[1])
                .contains("0 / 2")
                .doesNotContain("1 / 3");
        assertThat(read(officer, "/progress").split("id=\"record\"")[1]).contains("1 / 3");
    }
}
