package io.lingchuang.review;

import static io.lingchuang.db.review.Tables.SHEET;
import static io.lingchuang.db.review.Tables.VISIT;
import static io.lingchuang.db.review.Tables.VISITOR;
import static io.lingchuang.db.review.Tables.VISIT_QUESTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.access.TestSession;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.review.onsite.VisitRecords;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a visit leaves: the record, its photos, the unit's word, and the sheets that open. */
class VisitRecordTest extends VisitingPanel {

    // What was seen

    @Test
    void sheets_open_for_those_who_were_there_once_the_visit_was_held() {
        long id = planned(first, second);
        assertThat(scoring.mine(as(first))).isEmpty();
        held(id);
        assertThat(scoring.mine(as(first))).extracting(Scoring.Sheet::entryId).containsExactly(entry);
        assertThat(scoring.mine(as(second))).hasSize(1);
        assertThat(scoring.mine(as(third))).isEmpty();
        assertThat(dsl.fetchCount(SHEET, SHEET.PANEL_ID.eq(panel))).isEqualTo(2);
        seal(first, entry, "50", "30");
        seal(second, entry, "40", "30");
        closing.close(officer, panel, panelVersion(panel), "");
        assertThat(panels.panel(panel).state()).isEqualTo(Panel.State.CLOSED);
    }

    @Test
    void the_database_opens_no_sheet_before_the_visit_and_none_for_who_stayed_away() {
        long id = planned(first, second);
        assertThatThrownBy(() -> writeOn(first)).hasMessageContaining("not open yet");
        dsl.insertInto(VISITOR, VISITOR.VISIT_ID, VISITOR.PANEL_ID, VISITOR.EXPERT_ID)
                .values(id, panel, third.id())
                .execute();
        visits.send(officer, id, look(id).version(), List.of(first.id(), second.id()));
        held(id);
        dsl.insertInto(SHEET, SHEET.PANEL_ID, SHEET.EXPERT_ID, SHEET.ENTRY_ID)
                .values(panel, third.id(), entry)
                .execute();
        assertThatThrownBy(() -> writeOn(third)).hasMessageContaining("not open yet");
        writeOn(first);
    }

    private void writeOn(Expert expert) {
        dsl.update(SHEET)
                .set(SHEET.COMMENT, "看过了")
                .where(SHEET.PANEL_ID.eq(panel), SHEET.EXPERT_ID.eq(expert.id()))
                .execute();
    }

    @Test
    void the_database_holds_no_visit_by_fewer_than_two() {
        long id = planned(first, second);
        dsl.deleteFrom(VISITOR)
                .where(VISITOR.VISIT_ID.eq(id), VISITOR.EXPERT_ID.eq(second.id()))
                .execute();
        assertThatThrownBy(() -> dsl.update(VISIT)
                        .set(VISIT.STATE, "HELD")
                        .set(VISIT.HELD_AT, MONDAY)
                        .where(VISIT.ID.eq(id))
                        .execute())
                .hasMessageContaining("fewer than two");
        panels.recuse(officer, panel, third.id(), entry, "亲属");
        assertThatThrownBy(() -> dsl.insertInto(VISITOR, VISITOR.VISIT_ID, VISITOR.PANEL_ID, VISITOR.EXPERT_ID)
                        .values(id, panel, third.id())
                        .execute())
                .hasMessageContaining("recused");
    }

    @Test
    void a_visit_is_not_held_before_its_day_nor_with_a_question_left_open() {
        long id = planned(first, second);
        assertThatThrownBy(() -> records.hold(as(first), id, look(id).version(), seen(look(id))))
                .hasMessage("review.visit.notYet");
        at("2026-12-07T11:00");
        VisitRecords.Typed whole = seen(look(id));
        Map<Integer, String> gap = new TreeMap<>(whole.findings());
        gap.remove(3);
        assertThatThrownBy(() -> records.hold(
                        as(first), id, look(id).version(), new VisitRecords.Typed(whole.met(), gap, "", null)))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.field()).isEqualTo("q3"));
        assertThatThrownBy(() -> records.hold(
                        as(first), id, look(id).version(), new VisitRecords.Typed("", whole.findings(), "", null)))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.field()).isEqualTo("met"));
    }

    @Test
    void a_record_that_is_closed_stays_and_so_do_its_questions() {
        visits.ask(officer, panel, List.of("现场是否在用", "台账是否完整", " "));
        long id = planned(first, second);
        assertThat(look(id).questions()).hasSize(2);
        held(id);
        assertThatThrownBy(() -> records.save(as(first), id, look(id).version(), seen(look(id))))
                .isInstanceOf(Stale.class);
        assertThatThrownBy(() -> dsl.update(VISIT)
                        .set(VISIT.REMARK, "改一下")
                        .where(VISIT.ID.eq(id))
                        .execute())
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> visits.ask(officer, panel, List.of("另一个问题")))
                .hasMessage("review.visit.questionsSettled");
        assertThatThrownBy(() -> dsl.deleteFrom(VISIT_QUESTION)
                        .where(VISIT_QUESTION.PANEL_ID.eq(panel))
                        .execute())
                .hasMessageContaining("questions");
    }

    @Test
    void what_is_typed_is_kept_as_it_is_typed_and_of_two_visitors_the_slower_is_told() throws Exception {
        long id = planned(first, second);
        int version = look(id).version();
        TestSession.as(as(first));
        String answer = pages.perform(post("/visits/" + id + "/draft")
                        .param("version", "" + version)
                        .param("met", "班组长")
                        .param("q1", "设备在用"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(answer).contains("\"version\":" + (version + 1));
        assertThat(look(id).finding(1)).isEqualTo("设备在用");
        TestSession.as(as(second));
        pages.perform(post("/visits/" + id + "/draft")
                        .param("version", "" + version)
                        .param("met", "另一位"))
                .andExpect(status().isConflict());
        assertThat(look(id).met()).isEqualTo("班组长");
    }

    @Test
    void a_position_is_kept_only_where_a_visitor_adds_it() {
        long id = planned(first, second);
        int now = records.save(as(first), id, look(id).version(), seen(look(id)));
        assertThat(look(id).position()).isNull();
        VisitRecords.Typed typed = seen(look(id));
        now = records.save(
                as(first),
                id,
                now,
                new VisitRecords.Typed(
                        typed.met(), typed.findings(), "", new VisitRecords.Position("33.95512345", "116.7984")));
        assertThat(look(id).position().latitude()).isEqualByComparingTo("33.9551");
        int last = now;
        assertThatThrownBy(() -> records.save(
                        as(first),
                        id,
                        last,
                        new VisitRecords.Typed("", Map.of(), "", new VisitRecords.Position("99", "116"))))
                .hasMessage("review.visit.positionForm");
        records.save(as(first), id, now, typed);
        assertThat(look(id).position()).isNull();
    }

    // Photos and the unit's word

    @Test
    void photos_are_for_the_host_and_the_visitors_alone() throws Exception {
        long id = planned(first, second);
        records.addPhotos(as(first), id, List.of(photo("车间.png"), photo("铭牌.png")));
        assertThatThrownBy(() -> records.addPhotos(
                        as(first),
                        id,
                        List.of(
                                photo("a.png"),
                                new VisitRecords.Upload("b.png", new ByteArrayInputStream("不是图片".getBytes())))))
                .isInstanceOf(Refusal.class);
        String page = page(second, "/visits/" + id);
        var shown =
                java.util.regex.Pattern.compile("src=\"(/files/[0-9a-f-]+)\"").matcher(page);
        assertThat(shown.results().count()).isEqualTo(2);
        shown.reset();
        assertThat(shown.find()).isTrue();
        String photo = shown.group(1);
        pages.perform(get(photo)).andExpect(status().isOk());
        TestSession.as(officer);
        pages.perform(get(photo)).andExpect(status().isOk());
        for (var nobody : List.of(as(third), worker, clerk)) {
            TestSession.as(nobody);
            pages.perform(get(photo)).andExpect(status().isNotFound());
            pages.perform(get("/visits/" + id)).andExpect(status().isNotFound());
            pages.perform(get("/visits/" + id + "/record.pdf")).andExpect(status().isNotFound());
        }
        panels.recuse(officer, panel, second.id(), entry, "亲属");
        TestSession.as(as(second));
        pages.perform(get(photo)).andExpect(status().isNotFound());
        TestSession.as(as(first));
        pages.perform(get(photo)).andExpect(status().isOk());
        panels.recuse(officer, panel, first.id(), entry, "亲属");
        pages.perform(get(photo)).andExpect(status().isNotFound()); // though they uploaded it
    }

    @Test
    void the_unit_sees_its_appointment_and_signs_after_the_visit_but_never_reads_the_findings() throws Exception {
        long id = planned(first, second);
        assertThatThrownBy(() -> records.word(worker, id, "无异议", "陈队长")).isInstanceOf(Stale.class);
        held(id);
        TestSession.as(worker);
        String page = pages.perform(get("/visits/" + id + "/unit"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(page).contains("朔里煤矿机电车间").doesNotContain("现场在用，与所报一致", "操作工两人");
        pages.perform(post("/visits/" + id + "/word").param("word", "情况属实").param("signer", "陈立新"))
                .andExpect(status().is3xxRedirection());
        assertThat(look(id).unitsWord().signer()).isEqualTo("陈立新");
        assertThatThrownBy(() -> records.word(as(first), id, "另一种说法", "陈立新")).isInstanceOf(Stale.class);
        TestSession.as(clerk);
        pages.perform(get("/visits/" + id + "/unit")).andExpect(status().isNotFound());
    }

    @Test
    void the_record_is_printed_with_lines_to_sign() throws Exception {
        long id = planned(first, second);
        held(id);
        TestSession.as(as(first));
        byte[] bytes = pages.perform(get("/visits/" + id + "/record.pdf"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        try (var pdf = org.apache.pdfbox.Loader.loadPDF(bytes)) {
            assertThat(new org.apache.pdfbox.text.PDFTextStripper().getText(pdf))
                    .contains("考察记录表", "现场在用，与所报一致", first.name(), second.name(), "签字");
        }
    }

    private String page(Expert expert, String address) throws Exception {
        TestSession.as(as(expert));
        return pages.perform(get(address))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private static VisitRecords.Upload photo(String name) throws Exception {
        var out = new ByteArrayOutputStream();
        javax.imageio.ImageIO.write(
                new java.awt.image.BufferedImage(4, 4, java.awt.image.BufferedImage.TYPE_INT_RGB), "png", out);
        return new VisitRecords.Upload(name, new ByteArrayInputStream(out.toByteArray()));
    }
}
