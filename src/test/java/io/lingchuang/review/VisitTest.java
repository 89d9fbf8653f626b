package io.lingchuang.review;

import static io.lingchuang.db.platform.Tables.MESSAGE;
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
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.review.onsite.Visit;
import io.lingchuang.review.onsite.VisitRecords;
import io.lingchuang.review.onsite.Visits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.context.WebApplicationContext;

/** Experts go and look, at least two together; only who was there scores what was seen. */
class VisitTest extends ScoredCall {

    private static final Instant MONDAY = Instant.parse("2026-12-07T01:30:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-12-08T06:00:00Z");

    @Autowired
    Visits visits;

    @Autowired
    VisitRecords records;

    @Autowired
    WebApplicationContext house;

    MockMvc pages;
    Expert first;
    Expert second;
    Expert third;
    long entry;
    long panel;

    @BeforeEach
    void aPanelThatVisits() {
        pages = TestSession.pages(house);
        entry = accepted();
        first = expert("淮北师范大学");
        second = expert("安徽理工大学");
        third = expert("市科技馆");
        reviewedBy("VISIT");
        panel = started(first, second, third);
        at("2026-12-01T10:00");
    }

    private long planned(Expert... who) {
        return visits.plan(
                officer,
                panel,
                entry,
                MONDAY,
                "朔里煤矿机电车间",
                java.util.Arrays.stream(who).map(Expert::id).toList());
    }

    private VisitRecords.Typed seen(Visit visit) {
        Map<Integer, String> findings = new TreeMap<>();
        visit.questions().forEach(q -> findings.put(q.position(), "现场在用，与所报一致"));
        return new VisitRecords.Typed("机电队队长，操作工两人", findings, "", null);
    }

    private Visit look(long id) {
        return visits.visit(officer, id);
    }

    private void held(long id) {
        at("2026-12-07T11:00");
        records.hold(as(first), id, look(id).version(), seen(look(id)));
    }

    // The appointment

    @Test
    void the_unit_and_the_visitors_are_told_when_and_where() {
        long id = planned(first, second);
        assertThat(subjects(worker.accountId())).anyMatch(s -> s.contains("2026-12-07 09:30"));
        assertThat(subjects(first.accountId())).anyMatch(s -> s.contains("2026-12-07 09:30"));
        assertThat(subjects(third.accountId())).noneMatch(s -> s.contains("2026-12-07 09:30"));
        assertThat(look(id).questions()).hasSize(6);
    }

    @Test
    void what_a_visitor_is_told_names_neither_unit_nor_place() {
        planned(first, second);
        assertThat(dsl.select(MESSAGE.SUBJECT.concat(MESSAGE.BODY))
                        .from(MESSAGE)
                        .where(MESSAGE.ACCOUNT_ID.eq(first.accountId()))
                        .fetch(r -> r.value1()))
                .noneMatch(text -> text.contains("朔里") || text.contains("皮带机"));
    }

    @Test
    void one_visitor_alone_is_not_sent_and_nobody_who_must_recuse() {
        assertThatThrownBy(() -> planned(first)).isInstanceOf(Refusal.class).hasMessage("review.visit.tooFew");
        panels.recuse(officer, panel, second.id(), entry, "同门师兄弟");
        assertThatThrownBy(() -> planned(first, second))
                .isInstanceOf(Refusal.class)
                .hasMessage("review.visit.mayNotGo");
        assertThatThrownBy(() -> visits.plan(
                        officer,
                        panel,
                        entry,
                        Instant.parse("2026-11-30T01:00:00Z"),
                        "车间",
                        List.of(first.id(), third.id())))
                .hasMessage("review.visit.past");
        planned(first, third);
        assertThatThrownBy(() -> planned(first, third)).isInstanceOf(Stale.class);
    }

    @Test
    void a_visit_that_is_moved_keeps_its_old_day_on_record_and_the_unit_is_told() {
        long id = planned(first, second);
        assertThatThrownBy(() -> visits.move(officer, id, look(id).version(), TUESDAY, "会议室", " "))
                .hasMessage("vetting.reasonMissing");
        visits.move(officer, id, look(id).version(), TUESDAY, "朔里煤矿会议室", "井下检修");
        Visit moved = look(id);
        assertThat(moved.startsAt()).isEqualTo(TUESDAY);
        assertThat(moved.moved()).hasSize(1);
        assertThat(moved.moved().getFirst().fromAt()).isEqualTo(MONDAY);
        assertThat(moved.moved().getFirst().reason()).isEqualTo("井下检修");
        assertThat(subjects(worker.accountId())).anyMatch(s -> s.contains("2026-12-08 14:00"));
        assertThatThrownBy(() -> dsl.execute("delete from review.visit_moved where visit_id = {0}", id))
                .hasMessageContaining("append-only");
    }

    @Test
    void a_visit_that_is_called_off_makes_room_for_another() {
        long id = planned(first, second);
        visits.cancel(officer, id, look(id).version(), "单位停产");
        assertThat(look(id).state()).isEqualTo(Visit.State.CANCELLED);
        long again = planned(second, third);
        assertThat(look(again).state()).isEqualTo(Visit.State.PLANNED);
    }

    @Test
    void who_becomes_related_before_the_visit_does_not_go_and_the_host_sends_another() {
        long id = planned(first, second);
        panels.recuse(officer, panel, second.id(), entry, "亲属");
        assertThat(look(id).visitors()).extracting(Visit.Visitor::expertId).containsExactly(first.id());
        assertThatThrownBy(() -> visits.visit(as(second), id)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> held(id)).hasMessage("review.visit.tooFew");
        visits.send(officer, id, look(id).version(), List.of(first.id(), third.id()));
        held(id);
        assertThat(look(id).state()).isEqualTo(Visit.State.HELD);
    }

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
        panels.close(officer, panel, panelVersion(panel), "");
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

    @Test
    void a_panel_that_went_out_is_not_dissolved_and_who_was_there_stays_on_the_record() {
        long id = planned(first, second);
        held(id);
        assertThatThrownBy(() -> forming.dissolve(officer, panel, panelVersion(panel), "重新分组"))
                .hasMessage("review.visit.begun");
        forming.drop(officer, panel, second.id(), "出差");
        assertThat(look(id).visitors()).hasSize(2);
    }

    @Test
    void a_panel_is_dissolved_with_the_visits_that_are_still_to_come() {
        long id = planned(first, second);
        forming.drop(officer, panel, second.id(), "出差");
        forming.dissolve(officer, panel, panelVersion(panel), "重新分组");
        assertThat(look(id).state()).isEqualTo(Visit.State.CANCELLED);
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

    private List<String> subjects(long account) {
        return dsl.select(MESSAGE.SUBJECT)
                .from(MESSAGE)
                .where(MESSAGE.ACCOUNT_ID.eq(account))
                .fetch(MESSAGE.SUBJECT);
    }
}
