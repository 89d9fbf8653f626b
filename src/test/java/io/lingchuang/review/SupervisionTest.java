package io.lingchuang.review;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.AUDIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Allowed;
import io.lingchuang.access.Grants;
import io.lingchuang.access.Right;
import io.lingchuang.access.Role;
import io.lingchuang.access.TestSession;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.review.minutes.MinutesSigning;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The discipline inspection reads all of a review, changes nothing, has no part in one, and every look of theirs is on the trail. */
class SupervisionTest extends ScoredCall {

    @Autowired
    Grants grants;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    @Autowired
    MinutesSigning signing;

    @Autowired
    WebApplicationContext house;

    MockMvc pages;
    Actor supervisor;
    Expert strict;
    Expert mild;
    long entry;
    long panel;

    @BeforeEach
    void aPanelThatScores() {
        pages = TestSession.pages(house);
        supervisor = somebody("唐正清", Role.SUPERVISOR, city);
        entry = accepted();
        strict = expert("淮北师范大学");
        mild = expert("安徽理工大学");
        panel = started(strict, mild);
    }

    private String body(Actor actor, String address) throws Exception {
        TestSession.as(actor);
        return pages.perform(get(address))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private String place(String part) {
        return "/supervision/panels/" + panel + part;
    }

    @Test
    void the_supervisor_reads_names_sheets_recusals_and_reasons_also_while_experts_score() throws Exception {
        long second = accepted();
        assertThat(second).isPositive();
        Scoring.Sheet sheet = sheet(strict, entry);
        scoring.handIn(as(strict), sheet.id(), sheet.version(), Map.of("new", "41", "use", "30.5"), "数据可信");
        panels.reopenSheet(officer, panel, sheet.id(), "漏看附件二");
        panels.recuse(officer, panel, mild.id(), entry, "与完成人合作过论文");
        assertThat(body(supervisor, place("")))
                .contains(strict.name(), "淮北师范大学", "与完成人合作过论文", "专家不足仍开始", "退回过评分表", "评分中才回避");
        scoring.handIn(
                as(strict), sheet.id(), sheet(strict, entry).version(), Map.of("new", "44", "use", "30.5"), "数据可信");
        assertThat(body(supervisor, place("/sheets"))).contains(strict.name(), "创新性 44，实用性 30.5", "数据可信");
        assertThat(body(supervisor, place("/entries/" + entry))).contains("加装两道刮板", strict.name(), "74.5", "与完成人合作过论文");
        assertThat(body(supervisor, place("/trail"))).contains("漏看附件二", "退回评分表");
        assertThat(body(supervisor, "/supervision?mark=SHEET_REOPENED")).contains("href=\"" + place("") + "\"");
        assertThat(body(supervisor, "/supervision?mark=PANEL_REOPENED")).doesNotContain("href=\"" + place("") + "\"");
        closing.close(officer, panel, panelVersion(panel), "");
        assertThat(body(supervisor, place(""))).contains("核验无误", "74.5");
        assertThat(body(supervisor, place("/ranking")))
                .contains("74.5", place("/entries/" + entry))
                .doesNotContain("\"/panels/");
    }

    @Test
    void every_look_is_on_the_trail_with_who_what_and_where() throws Exception {
        for (String part :
                List.of("", "/sheets", "/sheets.xlsx", "/trail", "/trail.xlsx", "/file.xlsx", "/entries/" + entry)) {
            int before = looks();
            body(supervisor, place(part));
            assertThat(looks()).as(part).isEqualTo(before + 1);
        }
        String code = sheet(strict, entry).code();
        assertThat(dsl.select(AUDIT.DETAIL)
                        .from(AUDIT)
                        .where(AUDIT.ACCOUNT_ID.eq(supervisor.accountId()), AUDIT.SUBJECT_ID.eq(panel))
                        .orderBy(AUDIT.ID)
                        .fetch(AUDIT.DETAIL))
                .containsExactly("PANEL", "SHEETS", "SHEETS xlsx", "TRAIL", "TRAIL xlsx", "FILE", "ENTRY " + code);
    }

    private int looks() {
        return dsl.fetchCount(
                AUDIT, AUDIT.ACCOUNT_ID.eq(supervisor.accountId()).and(AUDIT.ACTION.eq("review.supervise")));
    }

    @Test
    void the_supervisor_reads_and_prints_the_minutes_as_they_are_and_each_look_is_on_the_trail() throws Exception {
        panels.recuse(officer, panel, mild.id(), entry, "与完成人合作过论文");
        seal(strict, entry, "44", "30");
        closing.close(officer, panel, panelVersion(panel), "");
        assertThat(body(supervisor, place(""))).contains(place("/minutes/1"));
        signing.write(officer, panel, 1, 1, "经讨论，按规则排名。", true);
        signing.open(officer, panel, 1, 2);
        signing.word(as(strict), panel, 1, signing.read(as(strict), panel, 1).hash(), false, "名额偏少");
        int before = looks();
        assertThat(body(supervisor, place("/minutes/1")))
                .contains(entry(entry).title(), "朔里煤矿", "经讨论，按规则排名。", "名额偏少", mild.name())
                .doesNotContain("<form method=\"post\" action=\"/panels", "/panels/" + panel + "/minutes/1/word");
        TestSession.as(supervisor);
        byte[] printed = pages.perform(get(place("/minutes/1/print.pdf")))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        try (var document = org.apache.pdfbox.Loader.loadPDF(printed)) {
            assertThat(new org.apache.pdfbox.text.PDFTextStripper().getText(document))
                    .contains("名额偏少", entry(entry).title());
        }
        assertThat(looks()).isEqualTo(before + 2);
        assertThat(dsl.select(AUDIT.DETAIL)
                        .from(AUDIT)
                        .where(AUDIT.ACCOUNT_ID.eq(supervisor.accountId()), AUDIT.SUBJECT_ID.eq(panel))
                        .fetch(AUDIT.DETAIL))
                .contains("MINUTES 1", "MINUTES 1 pdf");
        TestSession.as(somebody("外区", Role.SUPERVISOR, county));
        for (String part : List.of("/minutes/1", "/minutes/1/print.pdf")) {
            pages.perform(get(place(part))).andExpect(status().isNotFound());
        }
    }

    @Test
    void a_supervisor_of_another_place_finds_nothing_and_no_count() throws Exception {
        Actor elsewhere = somebody("外区", Role.SUPERVISOR, county);
        TestSession.as(elsewhere);
        for (String part :
                List.of("", "/sheets", "/ranking", "/trail", "/file.xlsx", "/entries/" + entry, "/archives/1")) {
            pages.perform(get(place(part))).andExpect(status().isNotFound());
        }
        assertThat(body(elsewhere, "/supervision")).doesNotContain("机械组");
        for (Actor other : List.of(officer, chief, as(strict), worker)) {
            TestSession.as(other);
            pages.perform(get(place(""))).andExpect(status().isNotFound());
        }
    }

    @Test
    void whoever_supervises_has_no_part_in_a_review_whichever_role_came_first() {
        Actor security = somebody("安全员", Role.SECURITY_ADMIN, city);
        for (Role role : List.of(Role.OFFICER, Role.CHIEF, Role.CLERK, Role.EXPERT)) {
            Actor holder = somebody("某人", role, city);
            assertThatThrownBy(() -> grants.grant(security, login(supervisor), role, "HB", null))
                    .as(role + " for a supervisor")
                    .hasMessage("access.supervisorApart");
            assertThatThrownBy(() -> grants.grant(security, login(holder), Role.SUPERVISOR, "DJ", null))
                    .as("supervision for a holder of " + role)
                    .hasMessage("access.supervisorApart");
        }
        grants.grant(security, login(supervisor), Role.LEADER, "HB", null);
    }

    @Test
    void a_supervisor_does_not_get_into_the_pool_of_experts_by_their_phone() {
        dsl.update(ACCOUNT)
                .set(ACCOUNT.PHONE, "13977770001")
                .where(ACCOUNT.ID.eq(supervisor.accountId()))
                .execute();
        assertThatThrownBy(() -> experts.add(officer, city.id(), "唐正清", "13977770001", "市纪委", null, List.of("机械")))
                .isInstanceOf(Refusal.class)
                .hasMessage("access.supervisorApart");
        dsl.update(ACCOUNT)
                .setNull(ACCOUNT.PHONE)
                .where(ACCOUNT.ID.eq(supervisor.accountId()))
                .execute();
    }

    @Test
    void no_route_that_writes_lets_a_supervisor_in() {
        assertThat(Role.SUPERVISOR.rights()).isEqualTo(Set.of(Right.SUPERVISE));
        List<String> open = mapping.getHandlerMethods().entrySet().stream()
                .filter(e -> {
                    Allowed allowed = e.getValue().getMethodAnnotation(Allowed.class);
                    return allowed != null && Arrays.asList(allowed.value()).contains(Right.SUPERVISE);
                })
                .filter(e -> !e.getKey().getMethodsCondition().getMethods().equals(Set.of(RequestMethod.GET)))
                .map(e -> e.getKey().toString())
                .toList();
        assertThat(open).isEmpty();
    }

    @Test
    void the_whole_file_is_a_workbook_of_five_sheets() throws Exception {
        TestSession.as(supervisor);
        byte[] workbook = pages.perform(get(place("/file.xlsx")))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
            assertThat(book.getSheets().map(s -> s.getName())).containsExactly("专家", "申报清单", "回避", "评分表", "审计记录");
            try (var rows = book.getSheet(3).orElseThrow().openStream()) {
                assertThat(rows.toList()).hasSize(3);
            }
        }
    }

    private String login(Actor actor) {
        return dsl.select(ACCOUNT.LOGIN)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.eq(actor.accountId()))
                .fetchSingle()
                .value1();
    }
}
