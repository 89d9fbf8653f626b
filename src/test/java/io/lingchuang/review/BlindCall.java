package io.lingchuang.review;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.access.TestSession;
import io.lingchuang.entries.EntryFiles;
import io.lingchuang.platform.documents.Pdf;
import io.lingchuang.platform.documents.Qr;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.review.blind.Finding;
import io.lingchuang.review.blind.Findings;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jooq.JSONB;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.context.WebApplicationContext;

/** A blind call with an entry whose texts tell more than they should. */
abstract class BlindCall extends ScoredCall {

    @Autowired
    WebApplicationContext house;

    @Autowired
    EntryFiles files;

    @Autowired
    Findings findings;

    @Autowired
    Pdf pdf;

    MockMvc pages;
    Expert expert;

    @BeforeEach
    void thePages() {
        pages = TestSession.pages(house);
        expert = expert("淮北师范大学");
    }

    long telling(String title, String content) {
        long id = draft(worker, call, null);
        write(id, null, title);
        dsl.update(ENTRY)
                .set(ENTRY.ANSWERS, JSONB.valueOf("{\"content\": \"" + content + "\"}"))
                .where(ENTRY.ID.eq(id))
                .execute();
        return id;
    }

    void handOver(long id) {
        submission.submit(worker, id, version(id));
        vetting.accept(officer, id, version(id), "");
    }

    StoredFile attach(long id, byte[] content, String name) {
        return files.add(worker, id, "photo", new ByteArrayInputStream(content), name);
    }

    long panel() {
        return forming.make(officer, call, null, "机械组", List.of(expert.id()), null);
    }

    List<Finding> of(long panel, long entry) {
        return findings.of(panel).stream().filter(f -> f.entry() == entry).toList();
    }

    void read(long panel) throws Exception {
        TestSession.as(officer);
        pages.perform(post("/panels/" + panel + "/blind/read")).andExpect(redirectedUrl("/panels/" + panel + "/blind"));
    }

    Document host(long panel) throws Exception {
        TestSession.as(officer);
        return Jsoup.parse(body("/panels/" + panel + "/blind"));
    }

    String body(String address) throws Exception {
        return pages.perform(get(address))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    static String spaced(String name) {
        return String.join(" ", name.split(""));
    }

    byte[] pdf(String text) {
        return pdf.ofHtml("<html><head><title>" + text + "</title></head><body style=\"font-family:'Noto Sans SC'\"><p>"
                + text + "</p><img src=\"" + Qr.dataUri("x") + "\"/></body></html>");
    }
}
