package io.lingchuang.entries;

import static io.lingchuang.db.entries.Tables.EVENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.access.Node;
import io.lingchuang.access.TestSession;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An entry is handed in once and in time; what was typed is never lost. */
class HandingInTest extends CallAtHand {

    // In time, and at the right place

    @Test
    void a_deadline_that_passes_while_one_writes_keeps_the_draft_and_says_so() throws Exception {
        at("2026-11-30T16:59");
        long id = drafts.start(me, call);
        TestSession.as(me);
        pages.perform(get("/entries/" + id + "/edit")).andExpect(status().isOk());
        at("2026-11-30T17:00");
        String said = pages.perform(typed(id, 0, "send", "井下皮带机自动清扫器"))
                .andExpect(status().is(422))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(said).contains(text("entries.tooLate"), "井下皮带机自动清扫器");
        assertThat(entry(id).state()).isEqualTo(EntryState.DRAFT);
        assertThat(entry(id).title()).isEqualTo("井下皮带机自动清扫器");
        assertThat(entry(id).answers()).containsEntry("content", "井下皮带机自动清扫器，每班少停机二十分钟。");
        assertThatThrownBy(() -> drafts.start(me, call)).hasMessage("entries.closedCall");
    }

    @Test
    void a_minute_before_the_deadline_is_in_time() throws Exception {
        at("2026-11-30T16:59");
        long id = drafts.start(me, call);
        TestSession.as(me);
        pages.perform(typed(id, 0, "send", "井下皮带机自动清扫器")).andExpect(redirectedUrl("/entries/" + id));
        assertThat(entry(id).state()).isEqualTo(EntryState.VETTING);
    }

    @Test
    void what_was_returned_may_come_back_after_the_deadline() {
        long id = handedIn(me, call, null);
        vetting.returnToApplicant(clerk, id, version(id), "请补充数据");
        at("2026-12-03T10:00");
        submission.submit(me, id, version(id));
        assertThat(entry(id).state()).isEqualTo(EntryState.VETTING);
    }

    @Test
    void a_call_of_another_county_takes_no_entry() {
        Node other = tree.byCode("XS").orElseGet(() -> tree.add(city, Node.Kind.COUNTY, "相山区总工会", "XS", null));
        dsl.update(io.lingchuang.db.calls.Tables.CALL)
                .set(io.lingchuang.db.calls.Tables.CALL.HOST_NODE_ID, other.id())
                .where(io.lingchuang.db.calls.Tables.CALL.ID.eq(call))
                .execute();
        assertThatThrownBy(() -> drafts.start(me, call)).hasMessage("entries.otherHost");
    }

    // Once

    @Test
    void a_double_click_hands_in_once_and_lands_on_the_same_page() throws Exception {
        long id = drafts.start(me, call);
        TestSession.as(me);
        String token = UUID.randomUUID().toString();
        pages.perform(typed(id, 0, "send", "液压支架快速接头").param("_once", token))
                .andExpect(redirectedUrl("/entries/" + id));
        pages.perform(typed(id, 0, "send", "液压支架快速接头").param("_once", token))
                .andExpect(redirectedUrl("/entries/" + id));
        assertThat(submissions(id)).isEqualTo(1);
    }

    @Test
    void a_refused_form_can_be_mended_and_sent_with_the_same_token() throws Exception {
        long id = drafts.start(me, call);
        TestSession.as(me);
        String token = UUID.randomUUID().toString();
        pages.perform(typed(id, 0, "send", "短").param("_once", token)).andExpect(status().is(422));
        pages.perform(typed(id, version(id), "send", "液压支架快速接头").param("_once", token))
                .andExpect(redirectedUrl("/entries/" + id));
        assertThat(submissions(id)).isEqualTo(1);
    }

    @Test
    void sent_from_two_devices_at_once_it_is_handed_in_once() throws Exception {
        for (int round = 0; round < 10; round++) {
            long id = draft(me, call, null);
            int seen = version(id);
            List<@Nullable Throwable> outcomes = atOnce(List.of(
                    () -> submission.submit(me, id, seen),
                    () -> submission.submit(me, id, seen),
                    () -> submission.submit(me, id, seen)));
            assertThat(outcomes.stream().filter(Objects::isNull)).hasSize(1);
            assertThat(outcomes.stream().filter(Objects::nonNull))
                    .allSatisfy(o -> assertThat(o).isInstanceOfAny(Stale.class, Refusal.class));
            assertThat(submissions(id)).isEqualTo(1);
        }
    }

    private int submissions(long id) {
        return dsl.fetchCount(EVENT, EVENT.ENTRY_ID.eq(id).and(EVENT.ACTION.eq("submit")));
    }

    // Two tabs

    @Test
    void an_older_tab_neither_saves_over_a_newer_one_nor_hands_in() throws Exception {
        long id = drafts.start(me, call);
        TestSession.as(me);
        pages.perform(typed(id, 0, "save", "第一个窗口所写")).andExpect(status().is3xxRedirection());
        String said = pages.perform(
                        post("/entries/" + id + "/draft").param("version", "0").param("title", "第二个窗口所写"))
                .andExpect(status().isConflict())
                .andReturn()
                .getResponse()
                .getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(said).contains(text("entries.otherTab"));
        pages.perform(typed(id, 0, "send", "第二个窗口所写")).andExpect(status().isConflict());
        assertThat(entry(id).title()).isEqualTo("第一个窗口所写");
        assertThat(entry(id).state()).isEqualTo(EntryState.DRAFT);
    }

    @Test
    void an_older_window_gets_back_what_was_typed_in_it() throws Exception {
        long id = drafts.start(me, call);
        TestSession.as(me);
        pages.perform(typed(id, 0, "save", "第一个窗口所写")).andExpect(status().is3xxRedirection());
        String said = pages.perform(typed(id, 0, "save", "第二个窗口所写"))
                .andExpect(status().isConflict())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(said).contains("第二个窗口所写", text("entries.older"), "value=\"" + version(id) + "\"");
        assertThat(entry(id).title()).isEqualTo("第一个窗口所写");
        pages.perform(typed(id, version(id), "save", "第二个窗口所写")).andExpect(status().is3xxRedirection());
        assertThat(entry(id).title()).isEqualTo("第二个窗口所写");
    }

    @Test
    void a_title_too_long_is_said_and_stands_as_typed() throws Exception {
        long id = drafts.start(me, call);
        TestSession.as(me);
        String longer = "长".repeat(130);
        for (String action : List.of("save", "send")) {
            String said = pages.perform(typed(id, version(id), action, longer))
                    .andExpect(status().is(422))
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
            assertThat(said).contains("value=\"" + longer + "\"", "120");
        }
        assertThat(entry(id).state()).isEqualTo(EntryState.DRAFT);
    }

    @Test
    void a_page_left_open_after_handing_in_changes_nothing_any_more() throws Exception {
        long id = handedIn(me, call, null);
        String title = entry(id).title();
        TestSession.as(me);
        pages.perform(typed(id, version(id), "save", "提交后再改")).andExpect(status().isConflict());
        pages.perform(post("/entries/" + id + "/draft")
                        .param("version", String.valueOf(version(id)))
                        .param("title", "提交后再改"))
                .andExpect(status().isConflict());
        assertThat(entry(id).title()).isEqualTo(title);
    }

    @Test
    void what_was_answered_reads_as_people_write_it_on_the_page_and_on_the_form() throws Exception {
        dsl.update(io.lingchuang.db.calls.Tables.CALL)
                .set(io.lingchuang.db.calls.Tables.CALL.FORM, org.jooq.JSONB.valueOf("""
                        [{"code":"content","label":"主要内容","kind":"LONG_TEXT","required":true,"max":500,"choices":[],"identifying":false},
                         {"code":"saved","label":"年效益","kind":"MONEY","required":true,"choices":[],"identifying":false},
                         {"code":"patent","label":"已申请专利","kind":"DECLARATION","required":false,"choices":[],"identifying":false}]"""))
                .where(io.lingchuang.db.calls.Tables.CALL.ID.eq(call))
                .execute();
        long id = drafts.start(me, call);
        TestSession.as(me);
        pages.perform(typed(id, 0, "send", "液压支架快速接头")
                        .param("a_saved", "1234.5")
                        .param("a_patent", "true"))
                .andExpect(redirectedUrl("/entries/" + id));
        TestSession.as(clerk);
        String page =
                pages.perform(get("/vetting/" + id)).andReturn().getResponse().getContentAsString();
        assertThat(page).contains("1,234.50 元", "所填内容真实").doesNotContain(">true<", ">1234.5");
        byte[] form = pages.perform(get("/entries/" + id + "/form.pdf"))
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        try (var pdf = org.apache.pdfbox.Loader.loadPDF(form)) {
            assertThat(new org.apache.pdfbox.text.PDFTextStripper().getText(pdf))
                    .contains("1,234.50 元", "是否涉密？：否", "：是")
                    .doesNotContain("true");
        }
    }

    @Test
    void signs_that_are_no_text_are_left_out_wherever_they_are_pasted() throws Exception {
        long id = handedIn(me, call, null);
        TestSession.as(me);
        pages.perform(post("/entries/" + id + "/withdraw")
                        .param("version", String.valueOf(version(id)))
                        .param("reason", "重复\u0000申报\u0007"))
                .andExpect(redirectedUrl("/entries/" + id));
        assertThat(entry(id).lastReason()).isEqualTo("重复申报");
    }

    // With the seal

    @Test
    void what_was_checked_with_its_seal_is_not_replaced_afterwards() {
        EntryFiles files = house.getBean(EntryFiles.class);
        long checked = handedIn(me, call, null);
        long unsealed = handedIn(me, call, null);
        files.sealed(me, checked, DraftsTest.photo(), "盖章.png");
        files.sealed(me, checked, DraftsTest.photo(), "重新盖章.png");
        for (long id : List.of(checked, unsealed)) {
            stands(id, EntryState.ACCEPTED);
        }
        assertThatThrownBy(() -> files.sealed(me, checked, DraftsTest.photo(), "换一份.png"))
                .hasMessage("entries.sealClosed");
        files.sealed(me, unsealed, DraftsTest.photo(), "补盖章.png");
        long withdrawn = handedIn(me, call, null);
        submission.withdraw(me, withdrawn, version(withdrawn), "");
        assertThat(files.takesSeal(entry(withdrawn))).isFalse();
        assertThatThrownBy(() -> files.sealed(me, withdrawn, DraftsTest.photo(), "盖章.png"))
                .hasMessage("entries.sealClosed");
        var audit = io.lingchuang.db.access.Tables.AUDIT;
        assertThat(dsl.fetchCount(audit, audit.ACTION.eq("entries.sealed").and(audit.SUBJECT_ID.eq(checked))))
                .isEqualTo(2);
    }

    private void stands(long id, EntryState state) {
        var entry = io.lingchuang.db.entries.Tables.ENTRY;
        for (EntryState step : List.of(EntryState.FORMAL_CHECK, state)) {
            dsl.update(entry)
                    .set(entry.STATE, step.name())
                    .where(entry.ID.eq(id))
                    .execute();
        }
    }

    // Returned

    @Test
    void line_and_category_stay_once_a_level_has_recommended_and_are_free_before() {
        long small = category(call, "小发明");
        long large = category(call, "小改造");
        long id = draft(me, call, small);
        line(id, Entry.Line.TERRITORIAL);
        submission.submit(me, id, version(id));
        vetting.returnToApplicant(clerk, id, version(id), "类别选错了");
        drafts.save(me, id, version(id), typing(large, Entry.Line.INDUSTRIAL));
        assertThat(entry(id).categoryId()).isEqualTo(large);
        assertThat(entry(id).line()).isEqualTo(Entry.Line.INDUSTRIAL);
        write(id, large, entry(id).title());
        submission.submit(me, id, version(id));
        vetting.recommend(clerk, id, version(id), "同意推荐");
        vetting.returnToApplicant(industryOfficer, id, version(id), "请核对数据");
        drafts.save(me, id, version(id), typing(small, Entry.Line.TERRITORIAL));
        assertThat(entry(id).categoryId()).isEqualTo(large);
        assertThat(entry(id).line()).isEqualTo(Entry.Line.INDUSTRIAL);
        write(id, large, entry(id).title());
        submission.submit(me, id, version(id));
        assertThat(entry(id).atNodeId()).isEqualTo(industry.id());
    }

    private EntryTyping typing(Long category, Entry.Line line) {
        return new EntryTyping(
                "皮带机清扫器改进", category, line, Map.of("content", "改"), List.of("truth", "secret:no"), List.of());
    }

    @Test
    void the_applicants_history_is_told_in_plain_words() throws Exception {
        long id = handedIn(me, call, null);
        vetting.returnToApplicant(clerk, id, version(id), "请补充节约费用的算法");
        submission.submit(me, id, version(id));
        vetting.recommend(clerk, id, version(id), "同意推荐");
        TestSession.as(me);
        String page = pages.perform(get("/entries/" + id))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        List<String> said = new ArrayList<>();
        for (String action : List.of("submit", "return", "resubmit", "recommend")) {
            said.add(text("entry.action." + action));
        }
        assertThat(page).contains(said).contains("请补充节约费用的算法", "朔里煤矿工会").doesNotContain("entry.action", "EntryState");
    }
}
