package io.lingchuang.awards;

import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.vetting.Tables.PUT_FORWARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Node;
import io.lingchuang.access.Role;
import io.lingchuang.access.TestSession;
import io.lingchuang.entries.EntryLists;
import io.lingchuang.platform.documents.ExcelIn;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.vetting.PutForward;
import java.io.ByteArrayInputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.context.WebApplicationContext;

/** What the city sends on to the province: under one letter, once, and taken back when it no longer stands. */
class PutForwardTest extends DecidedCall {

    private static final PutForward.Letter LETTER =
            new PutForward.Letter("安徽省总工会", "淮工〔2026〕31号", LocalDate.parse("2026-11-10"));

    @Autowired
    PutForward forward;

    @Autowired
    EntryLists histories;

    @Autowired
    WebApplicationContext house;

    private long awarded;
    private List<Long> entries = List.of();

    private void aDecidedCall() {
        awarded = decided(1, 2);
        dsl.update(CALL)
                .set(CALL.STATE, "PUBLISHED")
                .set(CALL.INTAKE, "ROLLING")
                .where(CALL.ID.eq(awarded))
                .execute();
        entries = awardsOf(awarded).stream().map(Award::entryId).toList();
    }

    private int standing(long entry) {
        return dsl.fetchCount(PUT_FORWARD, PUT_FORWARD.ENTRY_ID.eq(entry).and(PUT_FORWARD.TAKEN_BACK_ON.isNull()));
    }

    private String history(long entry) {
        return histories.history(entry).toString();
    }

    @Test
    void what_is_put_forward_stands_once_however_often_it_is_sent() {
        aDecidedCall();
        assertThat(forward.send(officer, awarded, entries.subList(0, 2), LETTER))
                .isEqualTo(2);
        assertThat(forward.send(officer, awarded, entries, LETTER))
                .as("only the third is new")
                .isEqualTo(1);
        assertThatThrownBy(() -> forward.send(officer, awarded, entries, LETTER))
                .isInstanceOf(Refusal.class);
        assertThat(entries).allMatch(e -> standing(e) == 1);
        assertThat(history(entries.getFirst())).contains("putForward", "安徽省总工会 淮工〔2026〕31号");
    }

    @Test
    void a_letter_has_a_number_and_a_day_that_has_come() {
        aDecidedCall();
        for (var letter : List.of(
                new PutForward.Letter("安徽省总工会", "31号", LETTER.day()),
                new PutForward.Letter("", LETTER.document(), LETTER.day()),
                new PutForward.Letter("安徽省总工会", LETTER.document(), LocalDate.parse("2026-11-11")),
                new PutForward.Letter("安徽省总工会", LETTER.document(), null))) {
            assertThatThrownBy(() -> forward.send(officer, awarded, entries, letter))
                    .isInstanceOf(Refusal.class);
        }
        assertThat(entries).allMatch(e -> standing(e) == 0);
    }

    @Test
    void only_an_officer_of_the_host_puts_forward_and_only_its_own_calls() {
        aDecidedCall();
        Node county = tree.byCode("C77").orElseGet(() -> tree.add(city, Node.Kind.COUNTY, "相山区总工会", "C77", null));
        for (Actor other : List.of(chief, finance, worker, somebody("县区干部", Role.OFFICER, county))) {
            assertThatThrownBy(() -> forward.send(other, awarded, entries, LETTER))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> forward.takeBack(other, awarded, entries, "不该能撤"))
                    .isInstanceOf(NotFound.class);
        }
        long foreign = ranked(call(1), 1).getFirst();
        assertThatThrownBy(() -> forward.send(officer, awarded, List.of(foreign), LETTER))
                .isInstanceOf(NotFound.class);
        assertThat(standing(foreign)).isZero();
    }

    @Test
    void what_was_taken_back_keeps_its_row_and_can_go_again() {
        aDecidedCall();
        long entry = entries.getFirst();
        forward.send(officer, awarded, List.of(entry), LETTER);
        assertThatThrownBy(() -> forward.takeBack(officer, awarded, List.of(entry), " "))
                .isInstanceOf(Refusal.class);
        assertThat(forward.takeBack(officer, awarded, List.of(entry), "材料要补")).isEqualTo(1);
        assertThatThrownBy(() -> forward.takeBack(officer, awarded, List.of(entry), "材料要补"))
                .isInstanceOf(Refusal.class);
        assertThat(history(entry)).contains("takeBackForward", "材料要补");
        forward.send(officer, awarded, List.of(entry), LETTER);
        assertThat(dsl.fetchCount(PUT_FORWARD, PUT_FORWARD.ENTRY_ID.eq(entry))).isEqualTo(2);
        assertThat(standing(entry)).isEqualTo(1);
    }

    @Test
    void a_revoked_award_stands_with_the_province_no_longer_and_cannot_go_again() {
        aDecidedCall();
        Award award = awardsOf(awarded).getFirst();
        forward.send(officer, awarded, List.of(award.entryId()), LETTER);
        awards.withdraw(officer, award.id(), "查实材料不真实");
        assertThat(standing(award.entryId())).isZero();
        assertThat(told(officer, "报送已自动撤回")).isEqualTo(1);
        assertThat(history(award.entryId())).contains("takeBackForward");
        assertThat(forward.plan(officer, awarded, List.of(award.entryId())))
                .allMatch(p -> p.hindrance() != null && p.hindrance().key().equals("forward.notAccepted"));
        assertThatThrownBy(() -> forward.send(officer, awarded, List.of(award.entryId()), LETTER))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void an_officer_ticks_looks_at_what_would_go_names_the_letter_and_takes_the_sheet() throws Exception {
        aDecidedCall();
        dsl.update(NODE).set(NODE.ABOVE, "安徽省总工会").where(NODE.ID.eq(city.id())).execute();
        var pages = TestSession.pages(house);
        String home = "/calls/" + awarded + "/put-forward";
        TestSession.as(officer);
        assertThat(body(pages.perform(get("/calls/" + awarded)))).contains(home);
        assertThat(body(pages.perform(get(home)))).contains("皮带机清扫器改进", "一等奖", "未报送");
        String preview = body(pages.perform(post(home + "/preview").param("all", "true")));
        assertThat(preview).contains("将报送 3 件", "value=\"安徽省总工会\"", "value=\"2026-11-10\"");
        String wrong = pages.perform(post(home)
                        .param("entry", String.valueOf(entries.getFirst()))
                        .param("organ", "安徽省总工会")
                        .param("document", "第31号")
                        .param("day", "2026-11-10"))
                .andExpect(status().isUnprocessableContent())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(wrong).contains("value=\"第31号\"", "文号应写成");
        String once = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            pages.perform(post(home)
                            .param("_once", once)
                            .param(
                                    "entry",
                                    entries.stream().map(String::valueOf).toArray(String[]::new))
                            .param("organ", "安徽省总工会")
                            .param("document", "淮工〔2026〕31号")
                            .param("day", "2026-11-10"))
                    .andExpect(status().is3xxRedirection());
        }
        assertThat(entries).allMatch(e -> standing(e) == 1);
        assertThat(body(pages.perform(get("/calls/" + awarded + "/board")))).contains("已报送");
        List<List<String>> rows = new ArrayList<>();
        byte[] sheet = pages.perform(get(home + "/sheet.xlsx"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        ExcelIn.read(new ByteArrayInputStream(sheet), (n, cells) -> rows.add(cells));
        assertThat(rows.get(1)).contains("项目名称", "完成人", "经济效益", "市级等次");
        assertThat(rows).hasSize(2 + entries.size());
        assertThat(rows.get(2)).contains("临涣煤矿工会", "淮工〔2026〕31号", "1").anyMatch(c -> c.startsWith("职工"));
        TestSession.as(chief);
        pages.perform(get(home)).andExpect(status().isNotFound());
    }

    private static String body(org.springframework.test.web.servlet.ResultActions answer) throws Exception {
        return answer.andExpect(status().isOk()).andReturn().getResponse().getContentAsString();
    }
}
