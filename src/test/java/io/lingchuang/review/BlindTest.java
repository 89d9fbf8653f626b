package io.lingchuang.review;

import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.VISIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.access.TestSession;
import io.lingchuang.entries.EntryFiles;
import io.lingchuang.platform.documents.ExcelIn;
import io.lingchuang.platform.documents.Pdf;
import io.lingchuang.platform.documents.Qr;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.review.blind.Finding;
import io.lingchuang.review.blind.Finding.Kind;
import io.lingchuang.review.blind.Findings;
import io.lingchuang.review.minutes.MinutesSigning;
import io.lingchuang.review.onsite.Visits;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.JSONB;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.web.context.WebApplicationContext;

/** In a blind review experts do not learn who applies, and applicants do not learn who the experts are. */
class BlindTest extends ScoredCall {

    @Autowired
    private WebApplicationContext house;

    @Autowired
    private EntryFiles files;

    @Autowired
    private Findings findings;

    @Autowired
    private Pdf pdf;

    @Autowired
    private MinutesSigning minutes;

    @Autowired
    private Visits visits;

    private MockMvc pages;
    private Expert expert;

    @BeforeEach
    void thePages() {
        pages = TestSession.pages(house);
        expert = expert("淮北师范大学");
    }

    private long telling(String title, String content) {
        long id = draft(worker, call, null);
        write(id, null, title);
        dsl.update(ENTRY)
                .set(ENTRY.ANSWERS, JSONB.valueOf("{\"content\": \"" + content + "\"}"))
                .where(ENTRY.ID.eq(id))
                .execute();
        return id;
    }

    private void handOver(long id) {
        submission.submit(worker, id, version(id));
        vetting.accept(officer, id, version(id), "");
    }

    private StoredFile attach(long id, byte[] content, String name) {
        return files.add(worker, id, "photo", new ByteArrayInputStream(content), name);
    }

    private long panel() {
        return forming.make(officer, call, null, "机械组", List.of(expert.id()), null);
    }

    private List<Finding> of(long panel, long entry) {
        return findings.of(panel).stream().filter(f -> f.entry() == entry).toList();
    }

    private ResultActions say(long panel, String word, String reason, List<Finding> which) throws Exception {
        TestSession.as(officer);
        return pages.perform(post("/panels/" + panel + "/blind")
                .param("word", word)
                .param("reason", reason)
                .param("finding", which.stream().map(Finding::key).toArray(String[]::new)));
    }

    private void read(long panel) throws Exception {
        TestSession.as(officer);
        pages.perform(post("/panels/" + panel + "/blind/read")).andExpect(redirectedUrl("/panels/" + panel + "/blind"));
    }

    private Document host(long panel) throws Exception {
        TestSession.as(officer);
        return Jsoup.parse(body("/panels/" + panel + "/blind"));
    }

    private String body(String address) throws Exception {
        return pages.perform(get(address))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    // What is found

    @Test
    void names_units_by_their_short_forms_and_phones_in_texts_are_found_and_shown_where_they_stand() throws Exception {
        worker = workerAt(mill);
        dsl.insertInto(ENTERPRISE)
                .set(ENTERPRISE.NODE_ID, mill.id())
                .set(ENTERPRISE.OWNERSHIP, "NON_PUBLIC")
                .set(ENTERPRISE.INDUSTRY, "纺织")
                .set(ENTERPRISE.GROUP_NAME, "皖北远山集团")
                .onConflictDoNothing()
                .execute();
        long entry = telling("相王清扫器", "我厂" + spaced(worker.name()) + "与外请的孙 一 鸣在相王纺织厂改进，皖北远山推广，电话139 0000 1234。");
        dsl.insertInto(COMPLETER, COMPLETER.ENTRY_ID, COMPLETER.POSITION, COMPLETER.NAME, COMPLETER.UNIT_NAME)
                .values(entry, 2, "孙一鸣", "皖东设计院")
                .execute();
        handOver(entry);
        long panel = panel();
        assertThat(of(panel, entry))
                .extracting(f -> f.place() + " " + f.found())
                .contains(
                        "title 相王",
                        "answer:content " + worker.name(),
                        "answer:content 孙一鸣",
                        "answer:content 相王纺织厂",
                        "answer:content 皖北远山",
                        "answer:content 13900001234");
        assertThat(host(panel).select("mark").eachText()).contains("孙 一 鸣", "相王纺织厂", "139 0000 1234");
    }

    private static String spaced(String name) {
        return String.join(" ", name.split(""));
    }

    @Test
    void the_text_the_author_and_the_pictures_of_an_attached_pdf_are_found_and_a_locked_one_is_to_be_looked_at()
            throws Exception {
        long entry = telling("清扫器改进", "加装刮板");
        attach(entry, pdf("由朔里煤矿" + worker.name() + "提供"), "证明.pdf");
        attach(entry, "%PDF-1.7\n%broken".getBytes(StandardCharsets.US_ASCII), worker.name() + ".pdf");
        handOver(entry);
        long quiet = telling("输送带托辊改进", "换了托辊");
        attach(quiet, pdf("托辊检验记录"), worker.name() + ".pdf");
        handOver(quiet);
        long panel = panel();
        read(panel);
        List<Finding> found = of(panel, entry);
        assertThat(found.getFirst().file()).isNotNull();
        assertThat(found)
                .filteredOn(f -> f.file() != null && f.file().name().equals("证明.pdf"))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.kinds()).contains(Kind.NAME, Kind.UNIT, Kind.PICTURE);
                    assertThat(f.pictures()).isPositive();
                });
        assertThat(found)
                .filteredOn(f -> f.kinds().contains(Kind.UNREAD))
                .singleElement()
                .satisfies(f -> assertThat(f.kinds()).contains(Kind.FILE_NAME));
        assertThat(of(panel, quiet)).singleElement().satisfies(f -> {
            assertThat(f.kinds()).containsOnly(Kind.FILE_NAME, Kind.PICTURE);
            assertThat(f.open()).isTrue();
        });
    }

    private byte[] pdf(String text) {
        return pdf.ofHtml("<html><head><title>" + text + "</title></head><body style=\"font-family:'Noto Sans SC'\"><p>"
                + text + "</p><img src=\"" + Qr.dataUri("x") + "\"/></body></html>");
    }

    @Test
    void where_the_review_is_not_blind_nothing_is_looked_for() throws Exception {
        dsl.update(CALL).set(CALL.BLIND, false).where(CALL.ID.eq(call)).execute();
        long entry = telling("朔里清扫器", "朔里煤矿改进");
        handOver(entry);
        long panel = panel();
        assertThat(findings.of(panel)).isEmpty();
        panels.start(officer, panel, 0, "专家不足", "");
        assertThat(panels.panel(panel).state()).isEqualTo(Panel.State.SCORING);
    }

    // The host's word

    @Test
    void a_panel_opens_when_everything_has_its_word_or_with_a_reason_on_record() throws Exception {
        handOver(telling("朔里清扫器", "加装刮板"));
        long panel = panel();
        assertThatThrownBy(() -> panels.start(officer, panel, 0, "专家不足", ""))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.field()).isEqualTo("unhidden"));
        TestSession.as(officer);
        String again = pages.perform(post("/panels/" + panel + "/start")
                        .param("version", "0")
                        .param("fewer", "专家不足"))
                .andExpect(status().isUnprocessableContent())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(Jsoup.parse(again).select("form[action$=/start]").text()).contains("盲评检查还有 1 处没有处理");
        assertThat(Jsoup.parse(again)
                        .select("form[action$=/start] input[name=fewer]")
                        .val())
                .isEqualTo("专家不足");
        panels.start(officer, panel, 0, "专家不足", "时间紧，已口头说明");
        assertThat(audit(panel)).contains("1: 时间紧，已口头说明");
    }

    private List<String> audit(long panel) {
        var table = io.lingchuang.db.access.Tables.AUDIT;
        return dsl.select(table.DETAIL)
                .from(table)
                .where(table.SUBJECT_KIND.eq("panel"), table.SUBJECT_ID.eq(panel), table.DETAIL.isNotNull())
                .fetch(table.DETAIL);
    }

    @Test
    void what_is_hidden_experts_do_not_see_on_the_page_nor_in_the_excel_and_what_is_left_they_do() throws Exception {
        long entry = telling("朔里清扫器", "由" + spaced(worker.name()) + "在朔里煤矿井下试用，朔里煤矿认可。");
        handOver(entry);
        long panel = panel();
        List<Finding> all = of(panel, entry);
        List<Finding> units =
                all.stream().filter(f -> f.kinds().contains(Kind.UNIT)).toList();
        say(panel, "leave", "", units).andExpect(status().isUnprocessableContent());
        say(panel, "hide", "", units).andExpect(redirectedUrl("/panels/" + panel + "/blind"));
        say(
                        panel,
                        "leave",
                        "常见的名字",
                        all.stream().filter(f -> !units.contains(f)).toList())
                .andExpect(redirectedUrl("/panels/" + panel + "/blind"));
        assertThat(host(panel).text()).contains("没有等您处理的内容", "常见的名字");
        panels.start(officer, panel, 0, "专家不足", "");
        TestSession.as(as(expert));
        String page = body("/scoring/" + sheet(expert, entry).id());
        assertThat(page)
                .contains("■■■清扫器", "在■■■井下试用，■■■认可")
                .contains(spaced(worker.name()))
                .doesNotContain("朔里");
        byte[] excel = pages.perform(get("/scoring/panels/" + panel + "/offline.xlsx"))
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        StringBuilder cells = new StringBuilder();
        ExcelIn.read(new ByteArrayInputStream(excel), (n, row) -> cells.append(row));
        assertThat(cells.toString()).contains("■■■清扫器", "■■■认可").doesNotContain("朔里");
    }

    @Test
    void a_chair_is_an_expert_and_sees_titles_as_experts_do() throws Exception {
        handOver(telling("朔里清扫器", "加装刮板"));
        Expert second = expert("皖江职业学院");
        long panel = forming.make(officer, call, null, "机械组", List.of(expert.id(), second.id()), expert.id());
        say(panel, "hide", "", findings.of(panel)).andExpect(status().is3xxRedirection());
        panels.start(officer, panel, 0, "专家不足", "");
        for (String address : List.of("", "/progress", "/heat")) {
            TestSession.as(as(expert));
            assertThat(body("/panels/" + panel + address)).contains("■■■清扫器").doesNotContain("朔里");
            TestSession.as(officer);
            assertThat(body("/panels/" + panel + address)).contains("朔里清扫器");
        }
    }

    @Test
    void who_signs_minutes_or_goes_to_see_reads_titles_as_on_the_sheet_and_the_host_the_whole() throws Exception {
        reviewedBy("VISIT");
        handOver(telling("朔里清扫器", "加装刮板"));
        Expert second = expert("皖江职业学院");
        long panel = forming.make(officer, call, null, "机械组", List.of(expert.id(), second.id()), expert.id());
        say(panel, "hide", "", findings.of(panel)).andExpect(status().is3xxRedirection());
        panels.start(officer, panel, 0, "专家不足", "");
        long entry = dsl.fetchSingle(ENTRY, ENTRY.CALL_ID.eq(call)).getId();
        at("2026-12-01T10:00");
        Instant at = Instant.parse("2026-12-07T01:30:00Z");
        long visit = visits.plan(officer, panel, entry, at, "机电车间", List.of(expert.id(), second.id()));
        as(second);
        TestSession.as(as(expert));
        assertThat(body("/visits/" + visit)).contains("■■■清扫器").doesNotContain("朔里清扫器");
        assertThat(body("/visits")).contains("■■■清扫器").doesNotContain("朔里清扫器");
        TestSession.as(officer);
        assertThat(body("/visits/" + visit)).contains("朔里清扫器");
        dsl.update(VISIT)
                .set(VISIT.STATE, "HELD")
                .set(VISIT.HELD_AT, at)
                .where(VISIT.ID.eq(visit))
                .execute();
        seal(expert, entry, "50", "30");
        seal(second, entry, "50", "30");
        panels.close(officer, panel, panelVersion(panel), "");
        minutes.write(as(expert), panel, 1, 1, "", true);
        minutes.open(as(expert), panel, 1, 2);
        for (Expert e : List.of(expert, second)) {
            TestSession.as(as(e));
            assertThat(body("/panels/" + panel + "/minutes/1"))
                    .contains("■■■清扫器")
                    .doesNotContain("朔里");
            minutes.word(as(e), panel, 1, minutes.read(as(e), panel, 1).hash(), true, "");
        }
        TestSession.as(officer);
        assertThat(body("/panels/" + panel + "/minutes/1")).contains("朔里清扫器", "朔里煤矿", "已签署");
    }

    @Test
    void a_hidden_attachment_is_not_there_and_a_cleaned_one_takes_its_place_if_it_tells_nothing() throws Exception {
        long entry = telling("清扫器改进", "加装刮板");
        StoredFile hidden = attach(entry, pdf("朔里煤矿甲"), "甲.pdf");
        StoredFile replaced = attach(entry, pdf("朔里煤矿乙"), "乙.pdf");
        handOver(entry);
        long panel = panel();
        read(panel);
        List<Finding> all = of(panel, entry);
        say(panel, "hide", "", List.of(file(all, hidden))).andExpect(status().is3xxRedirection());
        assertThat(clean(panel, file(all, replaced), pdf("朔里煤矿的记录"))
                        .andExpect(status().isUnprocessableContent())
                        .andReturn()
                        .getResponse()
                        .getContentAsString())
                .contains("这份文件里仍有“朔里煤矿”");
        clean(panel, file(all, replaced), pdf("检验记录")).andExpect(status().is3xxRedirection());
        panels.start(officer, panel, 0, "专家不足", "");
        TestSession.as(as(expert));
        List<String> links = Jsoup.parse(body("/scoring/" + sheet(expert, entry).id()))
                .select("a[href^=/files/]")
                .eachAttr("href");
        assertThat(links)
                .singleElement()
                .satisfies(l -> assertThat(l)
                        .doesNotContain(hidden.id().toString(), replaced.id().toString()));
        pages.perform(get("/files/" + hidden.id())).andExpect(status().isNotFound());
        pages.perform(get("/files/" + replaced.id())).andExpect(status().isNotFound());
        assertThat(pages.perform(get(links.getFirst()))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getHeader("Content-Disposition"))
                .contains("file.pdf");
        TestSession.as(as(expert("市科技馆")));
        pages.perform(get(links.getFirst())).andExpect(status().isNotFound());
        TestSession.as(worker);
        pages.perform(get(links.getFirst())).andExpect(status().isNotFound());
    }

    private static Finding file(List<Finding> all, StoredFile file) {
        return all.stream()
                .filter(f -> f.file() != null && f.file().id().equals(file.id()))
                .findFirst()
                .orElseThrow();
    }

    private ResultActions clean(long panel, Finding finding, byte[] content) throws Exception {
        TestSession.as(officer);
        return pages.perform(multipart("/panels/" + panel + "/blind/clean")
                .file(new MockMultipartFile("file", "清理后.pdf", null, content))
                .param("finding", finding.key())
                .param("_once", UUID.randomUUID().toString()));
    }

    @Test
    void nobody_but_the_host_looks_or_says_and_nothing_is_hidden_that_was_not_found() throws Exception {
        long entry = telling("朔里清扫器", "加装刮板");
        handOver(entry);
        long panel = panel();
        TestSession.as(countyOfficer);
        pages.perform(get("/panels/" + panel + "/blind")).andExpect(status().isNotFound());
        pages.perform(post("/panels/" + panel + "/blind").param("word", "hide").param("finding", entry + "|title|朔里"))
                .andExpect(status().isNotFound());
        TestSession.as(officer);
        pages.perform(post("/panels/" + panel + "/blind").param("word", "hide").param("finding", entry + "|title|清扫器"))
                .andExpect(status().isConflict());
        assertThat(of(panel, entry)).allMatch(Finding::open);
    }

    // The other way round

    @Test
    void the_applicant_never_learns_who_the_experts_are() throws Exception {
        long entry = telling("清扫器改进", "加装刮板");
        handOver(entry);
        Expert second = expert("皖江职业学院");
        long panel = started(expert, second);
        Scoring.Sheet sheet = sheet(expert, entry);
        int now =
                scoring.save(as(expert), sheet.id(), sheet.version(), java.util.Map.of("new", "50", "use", "30"), "很好");
        scoring.seal(as(expert), sheet.id(), now);
        panels.recuse(officer, panel, second.id(), entry, "曾共事");
        panels.close(officer, panel, panelVersion(panel), "");
        TestSession.as(worker);
        StringBuilder seen = new StringBuilder();
        for (String address : List.of("/desk", "/entries", "/entries/" + entry, "/messages", "/")) {
            seen.append(body(address));
        }
        byte[] form = pages.perform(get("/entries/" + entry + "/form.pdf"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        try (var document = org.apache.pdfbox.Loader.loadPDF(form)) {
            seen.append(new org.apache.pdfbox.text.PDFTextStripper().getText(document));
        }
        var message = io.lingchuang.db.platform.Tables.MESSAGE;
        dsl.selectFrom(message)
                .where(message.ACCOUNT_ID.eq(worker.accountId()))
                .forEach(m -> seen.append(m.getSubject()).append(m.getBody()));
        assertThat(seen.toString())
                .contains(entry(entry).title())
                .doesNotContain(expert.name(), second.name(), "皖江职业学院", "曾共事");
        for (String address : List.of(
                "/panels/" + panel,
                "/panels/" + panel + "/ranking.xlsx",
                "/panels/" + panel + "/ranking.pdf",
                "/panels/" + panel + "/rules",
                "/panels/" + panel + "/archives/1",
                "/panels/" + panel + "/blind",
                "/scoring/" + sheet.id())) {
            pages.perform(get(address)).andExpect(status().isNotFound());
        }
    }
}
