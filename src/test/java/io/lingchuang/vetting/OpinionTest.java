package io.lingchuang.vetting;

import static io.lingchuang.db.vetting.Tables.RECOMMENDATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.OpenCall;
import io.lingchuang.access.TestSession;
import io.lingchuang.calls.Level;
import io.lingchuang.entries.EntryState;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.web.context.WebApplicationContext;

/** What is written in an officer's name was read by the officer, and how far the quota goes is said before. */
class OpinionTest extends OpenCall {

    @Autowired
    WebApplicationContext house;

    @Autowired
    MessageSource texts;

    @Autowired
    Vetting vetting;

    private MockMvc pages;
    private long call;

    @BeforeEach
    void anOfficersDesk() {
        pages = TestSession.pages(house);
        call = openCall(Level.ENTERPRISE);
        TestSession.as(clerk);
    }

    @Test
    void the_usual_sentence_stands_in_the_field_and_an_emptied_field_is_refused() throws Exception {
        long id = handedIn(workerAt(mine), call, null);
        assertThat(said(get("/vetting/" + id), 200)).contains(text("vetting.agree"));
        String refused = said(decision(id, ""), 422);
        assertThat(refused).contains(text("vetting.reasonMissing"));
        assertThat(state(id)).isEqualTo(EntryState.VETTING);
        pages.perform(decision(id, "现场看过，属实")).andExpect(redirectedUrl("/vetting"));
        assertThat(reason(id)).isEqualTo("现场看过，属实");
    }

    @Test
    void many_at_once_take_the_sentence_shown_or_none_at_all() throws Exception {
        List<Long> entries = handedIn(2, workerAt(mine), call, null);
        var preview = post("/vetting/bulk");
        entries.forEach(e -> preview.param("id", String.valueOf(e)));
        assertThat(said(preview, 200)).contains(text("vetting.agree"));
        assertThat(said(bulk(entries, " "), 422)).contains(text("vetting.reasonMissing"));
        assertThat(entries).allSatisfy(e -> assertThat(state(e)).isEqualTo(EntryState.VETTING));
        pages.perform(bulk(entries, "班组已试用")).andExpect(redirectedUrl("/vetting"));
        assertThat(entries).allSatisfy(e -> assertThat(reason(e)).isEqualTo("班组已试用"));
    }

    @Test
    void what_is_accepted_beside_what_is_recommended_takes_no_opinion_from_it() throws Exception {
        long accepted = handedIn(workerAt(mine), openCall(), null);
        TestSession.as(officer);
        pages.perform(bulk(List.of(accepted), "")).andExpect(redirectedUrl("/vetting"));
        assertThat(entry(accepted).state()).isEqualTo(EntryState.ACCEPTED);
        assertThat(entry(accepted).lastReason()).isNull();
    }

    @Test
    void the_preview_says_how_many_the_quota_still_takes() throws Exception {
        quota(call, Level.ENTERPRISE, null, null, 2);
        List<Long> entries = handedIn(5, workerAt(mine), call, null);
        var preview = post("/vetting/bulk");
        entries.forEach(e -> preview.param("id", String.valueOf(e)));
        String page = said(preview, 200);
        assertThat(page)
                .contains(texts.getMessage("vetting.bulkPreview", new Object[] {2, 3}, java.util.Locale.CHINA))
                .contains("value=\"" + entries.get(1) + "-")
                .doesNotContain("value=\"" + entries.get(2) + "-");
    }

    @Test
    void a_place_given_twice_is_said_beside_its_field_and_an_order_saved_is_told() throws Exception {
        List<Long> entries = handedIn(2, workerAt(mine), call, null);
        entries.forEach(e -> vetting.recommend(clerk, e, version(e), "同意推荐"));
        String twice = said(order(entries, "1", "1"), 422);
        assertThat(twice).contains(texts.getMessage("vetting.samePlace", new Object[] {1}, java.util.Locale.CHINA));
        assertThat(said(order(entries, "1", "甲"), 422)).contains(text("vetting.placeForm"), "value=\"甲\"");
        var saved = pages.perform(order(entries, "2", "1"))
                .andExpect(status().is3xxRedirection())
                .andReturn();
        assertThat(saved.getRequest().getSession().getAttribute("lingchuang.flash"))
                .isEqualTo(text("vetting.orderSaved"));
    }

    private RequestBuilder order(List<Long> entries, String first, String second) {
        return post("/calls/" + call + "/ranking")
                .param("node", String.valueOf(mine.id()))
                .param("rank-" + entries.get(0), first)
                .param("rank-" + entries.get(1), second);
    }

    private RequestBuilder decision(long id, String reason) {
        return post("/vetting/" + id)
                .param("version", String.valueOf(version(id)))
                .param("decision", "recommend")
                .param("reason", reason);
    }

    private RequestBuilder bulk(List<Long> entries, String reason) {
        var request = post("/vetting/bulk/do").param("reason", reason);
        entries.forEach(e -> request.param("entry", e + "-" + version(e)));
        return request;
    }

    private String said(RequestBuilder request, int status) throws Exception {
        return pages.perform(request)
                .andExpect(status().is(status))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private String reason(long id) {
        return dsl.select(RECOMMENDATION.REASON)
                .from(RECOMMENDATION)
                .where(RECOMMENDATION.ENTRY_ID.eq(id))
                .fetchSingle()
                .value1();
    }

    private String text(String key) {
        return texts.getMessage(key, null, java.util.Locale.SIMPLIFIED_CHINESE);
    }
}
