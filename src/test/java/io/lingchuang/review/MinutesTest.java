package io.lingchuang.review;

import static io.lingchuang.db.platform.Tables.MESSAGE;
import static io.lingchuang.db.review.Tables.PANEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.access.Actor;
import io.lingchuang.access.TestSession;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.review.minutes.Content;
import io.lingchuang.review.minutes.Minutes;
import io.lingchuang.review.minutes.MinutesSigning;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.context.WebApplicationContext;

/** When a panel closes its minutes are made from the records; every member signs them in the product, and nobody reads in them of what they must recuse from. */
class MinutesTest extends ScoredCall {

    private static final byte[] SCAN =
            "%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    @Autowired
    MinutesSigning signing;

    @Autowired
    WebApplicationContext house;

    MockMvc pages;
    long best;
    long middle;
    long last;
    Expert chair;
    Expert second;
    Expert recused;
    long panel;

    @BeforeEach
    void aClosedPanel() {
        pages = TestSession.pages(house);
        best = accepted();
        middle = accepted();
        last = accepted();
        chair = expert("安徽理工大学");
        second = expert("淮北师范大学");
        recused = expert("皖北设计院");
        panel = started(chair, second, recused);
        dsl.update(PANEL)
                .set(PANEL.CHAIR_ID, chair.id())
                .where(PANEL.ID.eq(panel))
                .execute();
        for (Expert e : List.of(chair, second, recused)) {
            seal(e, best, "55", "35");
            seal(e, last, "40", "20");
        }
        seal(chair, middle, "50", "30");
        panels.reopenSheet(officer, panel, sheet(chair, middle).id(), "漏看附件");
        seal(chair, middle, "51", "30");
        seal(second, middle, "50", "30.5");
        panels.recuse(officer, panel, recused.id(), middle, "曾指导该项目");
        closing.close(officer, panel, panelVersion(panel), "");
    }

    private Minutes.Read read(Actor actor) {
        return signing.read(actor, panel, 1);
    }

    private void open(String remarks) {
        signing.write(as(chair), panel, 1, read(officer).minutes().version(), remarks, true);
        signing.open(as(chair), panel, 1, read(officer).minutes().version());
    }

    private void accept(Expert expert) {
        signing.word(as(expert), panel, 1, read(as(expert)).hash(), true, "");
    }

    private String code(long entry) {
        return read(officer).content().item(entry).code();
    }

    private String body(Actor actor, String address) throws Exception {
        TestSession.as(actor);
        return pages.perform(get(address))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    @Test
    void closing_makes_minutes_from_the_records() {
        Content content = read(officer).content();
        assertThat(content.entries()).extracting(Content.Item::entryId).containsExactly(best, middle, last);
        assertThat(content.entries()).extracting(Content.Item::rank).containsExactly(1, 2, 3);
        assertThat(content.members()).extracting(Content.Member::chair).containsExactly(true, false, false);
        assertThat(content.sheets(recused.id())).isEqualTo(2);
        assertThat(content.recusals()).isEqualTo(Map.of("CHAIR", 1L));
        assertThat(content.incidents())
                .extracting(Content.Incident::occasion)
                .contains(Content.Occasion.FEWER_EXPERTS, Content.Occasion.SHEET_REOPENED);
        assertThatThrownBy(() -> read(as(second))).isInstanceOf(NotFound.class); // still the chair's draft
    }

    @Test
    void with_the_last_members_word_they_are_signed_and_a_dissent_is_printed_as_it_is() throws Exception {
        open("并列情况经讨论，按规则排名。");
        assertThat(letters(second)).isEqualTo(1);
        accept(chair);
        signing.word(as(second), panel, 1, read(as(second)).hash(), false, "对第二名的得分有保留意见");
        assertThat(read(officer).minutes().state()).isEqualTo(Minutes.State.OPEN_FOR_SIGNING);
        assertThatThrownBy(() -> accept(second)).isInstanceOf(Stale.class);
        accept(recused);
        assertThat(read(officer).minutes().state()).isEqualTo(Minutes.State.SIGNED);
        assertThat(body(officer, "/panels/" + panel + "/minutes/1")).contains("对第二名的得分有保留意见", "并列情况经讨论", "已签署");
        String printed = pdf(officer);
        assertThat(printed)
                .contains("对第二名的得分有保留意见", "亲笔签名", "漏看附件", entry(middle).title());
        assertThatThrownBy(() -> dsl.execute("update review.minutes set content = '{}' where panel_id = {0}", panel))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> dsl.execute("delete from review.minutes_word where panel_id = {0}", panel))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() ->
                        signing.back(officer, panel, 1, read(officer).minutes().version(), "再改"))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void whoever_must_recuse_from_an_entry_signs_minutes_in_which_it_does_not_occur() throws Exception {
        String hidden = code(middle);
        dsl.execute(
                "insert into review.thread (panel_id, entry_id, subject, named, state, opened_by, opened_at, conclusion, closed_by, closed_at)"
                        + " values ({0}, {1}, '附件可信吗', true, 'CLOSED', {2}, now(), '讨论后认可', {2}, now())",
                panel, middle, officer.accountId());
        open("两件接近。\n" + hidden + " 经讨论维持原分。\n" + entry(middle).title() + "：同上。");
        signing.word(as(second), panel, 1, read(as(second)).hash(), false, "分数偏低\n" + hidden + " 应更高");
        Content theirs = read(as(recused)).content();
        assertThat(theirs.entries()).extracting(Content.Item::entryId).containsExactly(best, last);
        assertThat(theirs.ranks()).isFalse();
        assertThat(theirs.recusals()).isEmpty();
        assertThat(theirs.sheets(chair.id())).isEqualTo(2);
        assertThat(theirs.incidents()).noneMatch(i -> i.occasion() == Content.Occasion.SHEET_REOPENED);
        assertThat(theirs.remarks()).isEqualTo("两件接近。");
        for (String seen : List.of(body(as(recused), "/panels/" + panel + "/minutes/1"), pdf(as(recused)))) {
            assertThat(seen)
                    .contains(code(best), "分数偏低")
                    .doesNotContain(hidden, entry(middle).title(), "漏看附件", "应更高", "曾指导该项目", "讨论后认可");
        }
        assertThat(read(as(second)).content().entries()).hasSize(3);
        assertThat(body(as(second), "/panels/" + panel + "/minutes/1")).contains("附件可信吗：讨论后认可");
        accept(chair);
        accept(recused);
        assertThat(read(officer).words())
                .filteredOn(w -> w.expertId() == recused.id())
                .extracting(Minutes.Word::hash)
                .containsExactly(theirs.hash());
    }

    @Test
    void an_expert_who_never_accepted_finds_no_minutes_and_is_not_waited_for() {
        Expert silent = expert("蚌埠研究院");
        closing.reopen(officer, panel, panelVersion(panel), "增补专家");
        forming.add(officer, panel, silent.id());
        closing.close(officer, panel, panelVersion(panel), "未应邀");
        Content content = signing.read(officer, panel, 2).content();
        assertThat(content.members()).extracting(Content.Member::expertId).contains(silent.id());
        assertThat(content.signers()).extracting(Content.Member::expertId).doesNotContain(silent.id());
        assertThatThrownBy(() -> signing.ofPanel(account(silent), panel)).isInstanceOf(NotFound.class);
    }

    @Test
    void others_find_no_minutes() throws Exception {
        open("");
        Expert outsider = expert("省机械研究所");
        for (Actor other : List.of(as(outsider), worker, chief, countyOfficer, clerk)) {
            TestSession.as(other);
            for (String address : List.of("", "/1", "/1/print.pdf")) {
                pages.perform(get("/panels/" + panel + "/minutes" + address)).andExpect(status().isNotFound());
            }
        }
        assertThatThrownBy(() -> signing.word(officer, panel, 1, read(officer).hash(), true, ""))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() ->
                        signing.end(as(chair), panel, 1, read(officer).minutes().version(), "不等了"))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> signing.back(
                        as(second), panel, 1, read(officer).minutes().version(), "要改"))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void taken_back_to_be_corrected_they_are_signed_anew() {
        open("写错了");
        accept(second);
        String before = read(as(second)).hash();
        signing.back(officer, panel, 1, read(officer).minutes().version(), "更正说明");
        assertThat(read(officer).words()).isEmpty();
        assertThat(letters(second)).isZero();
        open("写对了");
        assertThat(read(as(second)).hash()).isNotEqualTo(before);
        assertThatThrownBy(() -> signing.word(as(second), panel, 1, before, true, ""))
                .isInstanceOf(Stale.class);
        accept(second);
    }

    @Test
    void where_somebody_cannot_be_reached_the_host_ends_the_signing_and_the_minutes_say_so() throws Exception {
        open("");
        accept(chair);
        assertThatThrownBy(() ->
                        signing.end(officer, panel, 1, read(officer).minutes().version(), ""))
                .hasMessage("vetting.reasonMissing");
        signing.end(officer, panel, 1, read(officer).minutes().version(), "两位出差，电话征求过意见");
        assertThat(pdf(officer)).contains("未签署", "两位出差，电话征求过意见");
        assertThatThrownBy(() -> accept(second)).isInstanceOf(Stale.class);
        signing.scan(officer, panel, 1, new ByteArrayInputStream(SCAN), "签名.pdf");
        String scan = "/files/" + read(officer).minutes().scan();
        TestSession.as(officer);
        pages.perform(get(scan)).andExpect(status().isOk());
        for (Actor other : List.of(as(recused), as(chair), worker)) {
            TestSession.as(other);
            pages.perform(get(scan)).andExpect(status().isNotFound());
        }
    }

    @Test
    void a_panel_that_is_opened_again_gets_new_minutes_and_the_old_ones_are_kept() {
        open("");
        accept(second);
        closing.reopen(officer, panel, panelVersion(panel), "计分复核");
        assertThatThrownBy(() -> accept(chair)).isInstanceOf(Stale.class);
        closing.close(officer, panel, panelVersion(panel), "");
        assertThat(signing.ofPanel(officer, panel)).extracting(Minutes::number).containsExactly(2, 1);
        assertThatThrownBy(() -> accept(chair)).isInstanceOf(Stale.class);
        assertThat(read(as(second)).words()).hasSize(1);
        assertThat(signing.read(officer, panel, 2).content().incidents())
                .extracting(Content.Incident::text)
                .contains("计分复核");
    }

    private String pdf(Actor actor) throws Exception {
        TestSession.as(actor);
        byte[] bytes = pages.perform(get("/panels/" + panel + "/minutes/1/print.pdf"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        try (var document = Loader.loadPDF(bytes)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", "");
        }
    }

    private int letters(Expert expert) {
        return dsl.fetchCount(
                MESSAGE, MESSAGE.ACCOUNT_ID.eq(expert.accountId()), MESSAGE.LINK.eq("/panels/" + panel + "/minutes/1"));
    }
}
