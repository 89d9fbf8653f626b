package io.lingchuang.entries;

import static io.lingchuang.db.access.Tables.AUDIT;
import static io.lingchuang.db.entries.Tables.TEXT_GRAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.access.TestSession;
import io.lingchuang.platform.files.Files;
import io.lingchuang.platform.messages.Messages;
import io.lingchuang.platform.web.NotFound;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;

/** 涉密不上网: after a yes nothing more is taken, what was sent is gone, and the worker reads what to do. */
class SecrecyTest extends CallAtHand {

    @Autowired
    EntryFiles files;

    @Autowired
    Files store;

    @Autowired
    Messages messages;

    @Test
    void a_yes_clears_what_was_sent_and_keeps_only_the_answer() {
        long id = draft(me, call, null);
        byte[] plan = "%PDF-1.4 only once in the house".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var photo = files.add(me, id, "photo", new java.io.ByteArrayInputStream(plan), "图纸.pdf");
        files.sealed(me, id, DraftsTest.photo(), "盖章.png");
        answer(id, "yes");
        Entry now = entry(id);
        assertThat(now.title()).isEmpty();
        assertThat(now.answers()).isEmpty();
        assertThat(now.ticked()).containsExactly("secret:yes");
        assertThat(files.of(id)).isEmpty();
        assertThat(files.sealedFile(id)).isNull();
        assertThat(store.find(photo.id())).isEmpty();
        assertThat(store.path(photo)).as("its bytes are gone").doesNotExist();
        assertThat(dsl.select(AUDIT.DETAIL)
                        .from(AUDIT)
                        .where(AUDIT.ACTION.eq("entries.secret"), AUDIT.SUBJECT_ID.eq(id))
                        .fetch(AUDIT.DETAIL))
                .as("on record, without a word of it")
                .containsOnlyNulls()
                .hasSize(1);
    }

    @Test
    void after_a_yes_neither_text_nor_files_are_taken() throws Exception {
        long id = draft(me, call, null);
        answer(id, "yes");
        assertThatThrownBy(() -> answer(id, "no")).hasMessage("entries.secret");
        assertThatThrownBy(() -> files.add(me, id, "photo", DraftsTest.photo(), "二.png"))
                .hasMessage("entries.secret");
        assertThatThrownBy(() -> files.sealed(me, id, DraftsTest.photo(), "盖章.png"))
                .hasMessage("entries.secret");
        assertThatThrownBy(() -> submission.submit(me, id, version(id))).hasMessage("entries.notReady");
        TestSession.as(me);
        pages.perform(post("/entries/" + id + "/draft")
                        .param("version", String.valueOf(version(id)))
                        .param("title", "还在写的内容"))
                .andExpect(status().isConflict())
                .andExpect(content().string("secret"));
        pages.perform(multipart("/entries/" + id + "/files/photo")
                        .file(new MockMultipartFile(
                                "file", "三.png", null, DraftsTest.photo().readAllBytes())))
                .andExpect(status().is(422));
        assertThat(entry(id).title()).isEmpty();
        assertThat(files.of(id)).isEmpty();
        String page = pages.perform(get("/entries/" + id + "/edit"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(page).contains("alert-danger", text("entries.secretDo")).doesNotContain("name=\"title\"");
    }

    @Test
    void a_draft_that_comes_with_the_yes_is_not_kept_for_a_moment() throws Exception {
        long id = drafts.start(me, call);
        TestSession.as(me);
        pages.perform(post("/entries/" + id + "/draft")
                        .param("version", "0")
                        .param("title", "某型装备密封件")
                        .param("t_secret", "yes"))
                .andExpect(status().isConflict())
                .andExpect(content().string("secret"));
        assertThat(entry(id).title()).isEmpty();
        assertThat(entry(id).ticked()).containsExactly("secret:yes");
    }

    @Test
    void what_was_handed_in_and_comes_back_is_cleared_wherever_it_was_named() {
        long id = handedIn(me, call, null);
        String title = entry(id).title();
        vetting.returnToApplicant(clerk, id, version(id), "请补充");
        drafts.secret(me, id);
        assertThat(entry(id).title()).isEmpty();
        assertThat(dsl.fetchCount(TEXT_GRAM, TEXT_GRAM.ENTRY_ID.eq(id))).isZero();
        assertThat(messages.latest(clerk.accountId(), 50))
                .noneSatisfy(m -> assertThat(m.subject()).contains(title));
    }

    @Test
    void a_slip_is_taken_back_on_purpose_and_begins_anew() throws Exception {
        long id = draft(me, call, null);
        TestSession.as(me);
        pages.perform(post("/entries/" + id + "/secret")).andExpect(redirectedUrl("/entries/" + id + "/edit"));
        assertThatThrownBy(() -> drafts.notSecret(clerk, id)).isInstanceOf(NotFound.class);
        pages.perform(post("/entries/" + id + "/not-secret")).andExpect(redirectedUrl("/entries/" + id + "/edit"));
        assertThat(entry(id).ticked()).isEmpty();
        answer(id, "no");
        files.add(me, id, "photo", DraftsTest.photo(), "一.png");
        assertThat(files.of(id)).hasSize(1);
    }

    private void answer(long id, String answer) {
        Entry now = entry(id);
        drafts.save(
                me,
                id,
                now.version(),
                new EntryTyping(
                        now.title(),
                        null,
                        now.line(),
                        Map.of("content", "内容"),
                        List.of("truth", "secret:" + answer),
                        List.of()));
    }
}
