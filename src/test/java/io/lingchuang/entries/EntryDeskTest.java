package io.lingchuang.entries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.access.Actor;
import io.lingchuang.access.TestSession;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.RequestBuilder;

/** A worker's desk is never without a way on, and the form says at once whom it does not know and what it does not take. */
class EntryDeskTest extends CallAtHand {

    @Test
    void a_desk_without_entries_offers_the_calls_that_are_open() throws Exception {
        TestSession.as(me);
        assertThat(said(get("/desk"), 200)).contains(text("entries.desk.open"));
        TestSession.as(officer);
        assertThat(said(get("/desk"), 200)).as("not in the directory").doesNotContain(text("entries.desk.open"));
    }

    @Test
    void whoever_is_named_as_a_completer_finds_the_question_on_the_desk() throws Exception {
        Actor mate = workerAt(mine);
        long id = draft(me, call, null);
        named(id, me.name(), mate.name());
        TestSession.as(mate);
        assertThat(said(get("/desk"), 200)).doesNotContain(text("entries.desk.asked"));
        submission.submit(me, id, version(id));
        assertThat(said(get("/desk"), 200)).contains(text("entries.desk.asked"), "/entries/" + id);
        completers.answer(mate, id, true);
        assertThat(said(get("/desk"), 200)).doesNotContain(text("entries.desk.asked"));
    }

    @Test
    void a_name_that_nobody_is_known_by_is_marked() throws Exception {
        long id = draft(me, call, null);
        TestSession.as(me);
        assertThat(said(get("/entries/" + id + "/edit"), 200)).doesNotContain(text("entries.nobodyKnown"));
        named(id, me.name(), "查无此人");
        assertThat(said(get("/entries/" + id + "/edit"), 200)).contains(text("entries.nobodyKnown"));
    }

    @Test
    void a_draft_is_thrown_away_from_its_page() throws Exception {
        long id = draft(me, call, null);
        TestSession.as(me);
        assertThat(said(get("/entries/" + id + "/edit"), 200)).contains(text("entries.deleteAsk"));
        pages.perform(post("/entries/" + id + "/delete")).andExpect(redirectedUrl("/entries"));
        said(get("/entries/" + id), 404);
    }

    @Test
    void a_file_that_is_not_taken_is_said_beside_its_field_and_none_of_its_batch_is() throws Exception {
        long id = draft(me, call, null);
        TestSession.as(me);
        String said = said(
                multipart("/entries/" + id + "/files/photo")
                        .file(new MockMultipartFile(
                                "file", "一.png", null, DraftsTest.photo().readAllBytes()))
                        .file(new MockMultipartFile("file", "程序.pdf", null, new byte[] {'M', 'Z', 1, 2})),
                422);
        assertThat(said).contains("程序.pdf", entry(id).title(), "都没有上传").contains("id=\"file-photo\"");
        assertThat(house.getBean(EntryFiles.class).of(id)).isEmpty();
    }

    private void named(long id, String... names) {
        drafts.save(
                me,
                id,
                version(id),
                new EntryTyping(
                        "皮带机清扫器改进",
                        null,
                        entry(id).line(),
                        Map.of("content", "加装刮板"),
                        List.of("truth", "secret:no"),
                        List.of(names).stream()
                                .map(n -> new EntryTyping.Name(n, "朔里煤矿工会", null))
                                .toList()));
    }

    private String said(RequestBuilder request, int status) throws Exception {
        return pages.perform(request)
                .andExpect(status().is(status))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }
}
