package io.lingchuang.review;

import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.entries.Tables.COMPLETER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.access.TestSession;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.review.blind.Finding;
import io.lingchuang.review.blind.Finding.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/** In a blind review experts do not learn who applies, and applicants do not learn who the experts are. */
class BlindTest extends BlindCall {

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
}
