package io.lingchuang.review;

import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.platform.Tables.MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Role;
import io.lingchuang.access.TestSession;
import io.lingchuang.entries.EntryState;
import io.lingchuang.entries.Move;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.review.feedback.Feedback;
import io.lingchuang.review.feedback.Feedbacks;
import java.util.List;
import java.util.Map;
import org.jooq.JSONB;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/** An applicant is told how far each criterion was reached and why; never by whom, and not before the result is decided. */
class FeedbackTest extends ScoredCall {

    @Autowired
    Feedbacks feedbacks;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    WebApplicationContext house;

    MockMvc pages;
    Expert first;
    Expert second;
    long entry;
    long panel;

    @BeforeEach
    void aClosedPanel() {
        pages = TestSession.pages(house);
        dsl.update(CALL)
                .set(CALL.RUBRIC, JSONB.valueOf("""
                        [{"code":"new","name":"创新性","max":60,"step":1,"help":"","bands":[
                           {"from":0,"to":30,"meaning":"有所改进"},{"from":31,"to":49,"meaning":"有明显创新"},{"from":50,"to":60,"meaning":"填补空白"}]},
                         {"code":"use","name":"实用性","max":40,"step":0.5,"help":"","bands":[]}]"""))
                .where(CALL.ID.eq(call))
                .execute();
        entry = accepted();
        first = expert("安徽机电学院");
        second = expert("淮海设计院");
        panel = started(first, second);
        score(first, "48", "30", "我，" + first.name() + "，在安徽机电学院做过同类装置，见 P" + panel + "-001，电话 13812345678");
        Scoring.Sheet sheet = sheet(second, entry);
        scoring.handIn(
                as(second),
                sheet.id(),
                sheet.version(),
                new Scoring.Typed(
                        Map.of("new", "51", "use", "26"), Map.of("use", "磨损数据不全，淮海设计院可以测"), "刮板磨损数据不全", null));
        closing.close(officer, panel, panelVersion(panel), "");
    }

    private void score(Expert expert, String innovation, String use, String comment) {
        Scoring.Sheet sheet = sheet(expert, entry);
        scoring.handIn(as(expert), sheet.id(), sheet.version(), Map.of("new", innovation, "use", use), comment);
    }

    private void decided(long id) {
        transaction.executeWithoutResult(
                t -> journey.move(officer, id, Move.to(EntryState.NOT_SELECTED, "notSelect", null)));
    }

    private int version() {
        return feedbacks.work(officer, entry).feedback().version();
    }

    private void handOver(Map<String, String> texts, String summary, boolean checked) {
        var there = feedbacks.work(officer, entry).feedback();
        feedbacks.handOver(officer, entry, there == null ? 0 : there.version(), texts, summary, checked);
    }

    private String body(Actor actor, String address) throws Exception {
        TestSession.as(actor);
        return pages.perform(get(address))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    @Test
    void the_host_gets_levels_in_words_and_what_experts_wrote_without_who_they_are() {
        Feedbacks.Work work = feedbacks.work(officer, entry);
        // 49.5 lies between two bands written in whole points; 28 of 40 is seven tenths
        assertThat(work.lines()).extracting(Feedback.Line::level).containsExactly("有明显创新", "一般");
        assertThat(work.given().reasons("use")).containsExactly("磨损数据不全，〔…〕可以测");
        assertThat(work.given().said()).hasSize(2).anySatisfy(s -> assertThat(s).isEqualTo("刮板磨损数据不全"));
        assertThat(String.join("", work.given().said()))
                .doesNotContain(first.name(), "安徽机电学院", "13812345678", "P" + panel + "-001");
    }

    @Test
    void the_applicant_reads_it_after_the_decision_once_another_person_released_it_and_learns_no_name()
            throws Exception {
        handOver(Map.of("new", "结构新颖，与现有产品区别明显", "use", "磨损数据不全，请补充"), "建议完善后推广", false);
        assertThatThrownBy(() -> feedbacks.told(worker, entry)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> feedbacks.release(chief, entry, version())).hasMessage("review.feedback.notDecided");
        decided(entry);
        assertThat(body(worker, "/entries/" + entry)).doesNotContain("/entries/" + entry + "/feedback");
        feedbacks.release(chief, entry, version());
        assertThat(body(worker, "/entries/" + entry)).contains("/entries/" + entry + "/feedback");
        String told = body(worker, "/entries/" + entry + "/feedback");
        assertThat(told)
                .contains("有明显创新", "一般", "结构新颖", "建议完善后推广")
                .doesNotContain(first.name(), second.name(), "安徽机电学院", "淮海设计院", "49.5", "P" + panel);
        assertThat(body(countyOfficer, "/entries/" + entry + "/feedback")).contains("结构新颖");
        assertThat(letters(worker)).isEqualTo(1);
        assertThatThrownBy(() -> feedbacks.release(chief, entry, version())).isInstanceOf(Refusal.class);
        assertThat(letters(worker)).isEqualTo(1);
    }

    @Test
    void whoever_does_not_see_the_entry_finds_no_feedback_on_it() throws Exception {
        handOver(Map.of(), "", false);
        decided(entry);
        feedbacks.release(chief, entry, version());
        for (Actor other : List.of(workerAt(mill), somebody("外人", Role.CLERK, mill), as(first), finance)) {
            TestSession.as(other);
            pages.perform(get("/entries/" + entry + "/feedback")).andExpect(status().isNotFound());
            pages.perform(get("/entries/" + entry + "/feedback.pdf")).andExpect(status().isNotFound());
            pages.perform(get("/feedback/" + entry)).andExpect(status().isNotFound());
        }
    }

    @Test
    void what_could_name_an_expert_keeps_it_back_until_somebody_looked_and_numbers_do_always() {
        assertThatThrownBy(() -> handOver(Map.of("new", "可与安徽机电学院合作"), "", false))
                .hasMessage("review.feedback.doubtful");
        assertThatThrownBy(() -> handOver(Map.of("new", second.name() + "认为新颖"), "", false))
                .hasMessage("review.feedback.doubtful");
        for (String number : List.of("请致电 138 1234 5678", "编号 P" + panel + "-001", "专家 E002", "写信给 a.b@example.com")) {
            assertThatThrownBy(() -> handOver(Map.of("use", number), "", true)).hasMessage("review.feedback.forbidden");
        }
        handOver(Map.of("new", "可与安徽机电学院合作"), "", true);
        assertThat(feedbacks.work(chief, entry).doubtful()).containsExactly("安徽机电学院");
    }

    @Test
    void whoever_wrote_it_does_not_release_it() {
        accounts.grant(Actor.system(), officer.accountId(), Role.CHIEF, city.id(), null);
        Actor both = accounts.actor(officer.accountId()).orElseThrow();
        handOver(Map.of(), "", false);
        decided(entry);
        assertThatThrownBy(() -> feedbacks.release(both, entry, version())).hasMessage("review.feedback.twoPeople");
        assertThat(feedbacks.releaseAll(both, call)).isEqualTo(new Feedbacks.Released(0, 1, 0));
        assertThat(feedbacks.releaseAll(chief, call)).isEqualTo(new Feedbacks.Released(1, 0, 0));
        assertThatThrownBy(() -> feedbacks.releaseAll(officer, call)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> feedbacks.prepareRest(chief, call)).isInstanceOf(NotFound.class);
    }

    @Test
    void those_without_a_text_get_their_levels_in_one_go_and_what_is_not_decided_waits() {
        assertThat(feedbacks.prepareRest(officer, call)).isEqualTo(1);
        assertThat(feedbacks.prepareRest(officer, call)).isZero();
        assertThat(feedbacks.releaseAll(chief, call)).isEqualTo(new Feedbacks.Released(0, 0, 1));
        decided(entry);
        assertThat(feedbacks.releaseAll(chief, call)).isEqualTo(new Feedbacks.Released(1, 0, 0));
        assertThat(feedbacks.told(worker, entry).lines())
                .extracting(Feedback.Line::text)
                .containsOnly("");
    }

    @Test
    void what_was_released_by_mistake_is_taken_back_with_its_message() {
        handOver(Map.of("new", "写错了"), "", false);
        decided(entry);
        feedbacks.release(chief, entry, version());
        assertThatThrownBy(() -> feedbacks.takeBack(chief, entry, version(), " "))
                .hasMessage("vetting.reasonMissing");
        assertThatThrownBy(() -> feedbacks.save(officer, entry, version(), Map.of(), "改", false))
                .isInstanceOf(Refusal.class);
        feedbacks.takeBack(chief, entry, version(), "张冠李戴");
        assertThatThrownBy(() -> feedbacks.told(worker, entry)).isInstanceOf(NotFound.class);
        assertThat(letters(worker)).isZero();
        handOver(Map.of("new", "改好了"), "", false);
        feedbacks.release(chief, entry, version());
        assertThat(letters(worker)).isEqualTo(1);
    }

    private int letters(Actor actor) {
        return dsl.fetchCount(
                MESSAGE, MESSAGE.ACCOUNT_ID.eq(actor.accountId()), MESSAGE.LINK.eq("/entries/" + entry + "/feedback"));
    }
}
