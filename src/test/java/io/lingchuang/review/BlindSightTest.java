package io.lingchuang.review;

import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.review.Tables.VISIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.access.TestSession;
import io.lingchuang.platform.documents.ExcelIn;
import io.lingchuang.platform.files.StoredFile;
import io.lingchuang.review.blind.Finding;
import io.lingchuang.review.blind.Finding.Kind;
import io.lingchuang.review.minutes.MinutesSigning;
import io.lingchuang.review.onsite.Visits;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.ResultActions;

/** What experts see of a blind entry, and what its applicant never learns of them. */
class BlindSightTest extends BlindCall {

    @Autowired
    private MinutesSigning minutes;

    @Autowired
    private Visits visits;

    private ResultActions say(long panel, String word, String reason, List<Finding> which) throws Exception {
        TestSession.as(officer);
        return pages.perform(post("/panels/" + panel + "/blind")
                .param("word", word)
                .param("reason", reason)
                .param("finding", which.stream().map(Finding::key).toArray(String[]::new)));
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
        closing.close(officer, panel, panelVersion(panel), "");
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
        closing.close(officer, panel, panelVersion(panel), "");
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
