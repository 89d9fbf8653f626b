package io.lingchuang.review;

import static io.lingchuang.db.platform.Tables.MESSAGE;
import static io.lingchuang.db.review.Tables.INVITATION;
import static io.lingchuang.db.review.Tables.PANEL_EXPERT;
import static io.lingchuang.db.review.Tables.SHEET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.lingchuang.access.Actor;
import io.lingchuang.access.TestSession;
import io.lingchuang.platform.web.NotFound;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.platform.web.Stale;
import io.lingchuang.review.invitations.AskedExperts;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.context.WebApplicationContext;

/** Experts are asked onto a panel and answer, by the letter or signed in. */
@ExtendWith(OutputCaptureExtension.class)
class InvitationsTest extends ScoredCall {

    @Autowired
    AskedExperts asked;

    @Autowired
    WebApplicationContext house;

    MockMvc pages;

    @BeforeEach
    void thePages() {
        pages = TestSession.pages(house);
    }

    private long made(Expert... members) {
        return forming.make(
                officer,
                call,
                null,
                "机械组",
                Arrays.stream(members).map(Expert::id).toList(),
                null);
    }

    private MockHttpServletResponse ask(MockHttpServletRequestBuilder request) throws Exception {
        return pages.perform(request).andReturn().getResponse();
    }

    /** The codes in the letters to an expert's phone so far. Nobody has an SMS service here: what would be sent stands in the log. */
    private List<String> codes(CapturedOutput log, Expert expert, int atLeast) {
        String phone = dsl.fetchSingle(
                        "select phone from access.account where id = {0}", org.jooq.impl.DSL.val(expert.accountId()))
                .get(0, String.class);
        Pattern code = Pattern.compile("\\[SMS] to 138\\*+" + phone.substring(7) + ": .*?/invited/([\\w-]{22})");
        return Awaitility.await()
                .until(
                        () -> code.matcher(log.getOut())
                                .results()
                                .map(r -> r.group(1))
                                .toList(),
                        all -> all.size() >= atLeast);
    }

    @Test
    void nothing_of_a_panel_is_shown_before_an_expert_accepted_and_declared() throws Exception {
        long entry = accepted();
        Expert expert = expert("淮北师范大学");
        long panel = started(expert);
        var sheet = dsl.select(SHEET.ID)
                .from(SHEET)
                .where(SHEET.ENTRY_ID.eq(entry))
                .fetchSingle()
                .value1();
        TestSession.as(account(expert));
        nothingShows(expert, panel, sheet);
        assertThat(ask(get("/invitations/" + panel + "/declaration")).getRedirectedUrl())
                .as("names of applicants neither")
                .isEqualTo("/invitations/" + panel);
        assertThat(ask(post("/invitations/" + panel + "/accept")).getRedirectedUrl())
                .isEqualTo("/invitations/" + panel + "/declaration");
        nothingShows(expert, panel, sheet);
        declarations.declareNone(account(expert), invitations.invitation(account(expert), panel));
        assertThat(ask(get("/scoring/" + sheet)).getStatus()).isEqualTo(200);
        assertThat(ask(get("/scoring")).getContentAsString()).contains("P" + panel + "-001");
    }

    private void nothingShows(Expert expert, long panel, long sheet) throws Exception {
        assertThat(scoring.mine(account(expert))).isEmpty();
        for (String page : List.of("/scoring", "/desk", "/messages", "/invitations/" + panel)) {
            assertThat(ask(get(page)).getContentAsString())
                    .as(page)
                    .doesNotContain("P" + panel + "-001", "/scoring/" + sheet, "皮带机清扫器", worker.name());
        }
        assertThat(ask(get("/scoring/" + sheet)).getStatus()).isEqualTo(404);
        for (String step : List.of("", "/draft", "/recuse")) {
            assertThat(ask(post("/scoring/" + sheet + step)
                                    .param("version", "0")
                                    .param("s_new", "60")
                                    .param("reason", "与申报人相识"))
                            .getStatus())
                    .as(step)
                    .isEqualTo(404);
        }
        assertThatThrownBy(() -> scoring.save(account(expert), sheet, 0, Map.of("new", "60"), ""))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void the_letter_answers_once_and_without_a_password(CapturedOutput log) throws Exception {
        accepted();
        Expert expert = expert("淮北师范大学");
        long panel = made(expert);
        asked.invite(officer, panel);
        String code = codes(log, expert, 1).getLast();
        assertThat(dsl.fetchSingle(
                                "select i::text from review.invitation i where panel_id = {0}",
                                org.jooq.impl.DSL.val(panel))
                        .get(0, String.class))
                .as("what is kept of the code")
                .doesNotContain(code);
        SecurityContextHolder.clearContext();
        assertThat(ask(get("/invited/" + code)).getContentAsString())
                .contains("机械组")
                .doesNotContain(worker.name());
        assertThat(ask(get("/invited/" + code)).getStatus())
                .as("a look uses nothing up")
                .isEqualTo(200);
        assertThat(ask(get("/invited/" + code.substring(1) + "x")).getStatus()).isEqualTo(404);
        assertThat(ask(post("/invited/" + code + "/accept")).getRedirectedUrl())
                .isEqualTo("/invitations/" + panel + "/declaration");
        assertThat(invitations.invitation(account(expert), panel).state().name())
                .isEqualTo("ACCEPTED");
        MockHttpServletResponse used = ask(get("/invited/" + code));
        assertThat(used.getStatus()).isEqualTo(410);
        assertThat(used.getContentAsString())
                .contains("已经用过", "href=\"/sign-in\"")
                .as("and tells nothing of what it was about")
                .doesNotContain("机械组");
        assertThat(ask(post("/invited/" + code + "/decline").param("reason", "改主意了"))
                        .getStatus())
                .isEqualTo(410);
        assertThat(ask(get("/invitations/" + panel + "/declaration")).getRedirectedUrl())
                .as("the code opens nothing else")
                .isEqualTo("/sign-in");
    }

    @Test
    void a_letter_runs_out_after_two_weeks_and_a_newer_one_takes_its_place(CapturedOutput log) throws Exception {
        accepted();
        Expert expert = expert("淮北师范大学");
        long panel = made(expert);
        on("2026-11-02");
        asked.invite(officer, panel);
        String first = codes(log, expert, 1).getLast();
        on("2026-11-17");
        SecurityContextHolder.clearContext();
        assertThat(ask(get("/invited/" + first)).getStatus()).isEqualTo(410);
        assertThat(asked.remind(officer, panel)).isEqualTo(1);
        String second = codes(log, expert, 2).getLast();
        assertThat(ask(get("/invited/" + second)).getStatus()).isEqualTo(200);
        assertThat(second).isNotEqualTo(first);
        on("2026-11-18");
        asked.remind(officer, panel);
        assertThat(ask(get("/invited/" + second)).getStatus())
                .as("of an older letter")
                .isEqualTo(410);
    }

    @Test
    void who_declines_frees_the_place_and_may_be_asked_anew() throws Exception {
        accepted();
        Expert stays = expert("淮北师范大学");
        Expert declines = expert("安徽理工大学");
        long panel = started(stays, declines);
        TestSession.as(account(declines));
        assertThat(ask(post("/invitations/" + panel + "/decline").param("reason", " "))
                        .getStatus())
                .isEqualTo(422);
        assertThat(ask(post("/invitations/" + panel + "/decline").param("reason", "下月出国"))
                        .getRedirectedUrl())
                .isEqualTo("/scoring");
        assertThat(dsl.fetchCount(PANEL_EXPERT, PANEL_EXPERT.PANEL_ID.eq(panel)))
                .isEqualTo(1);
        assertThat(dsl.fetchCount(SHEET, SHEET.PANEL_ID.eq(panel))).isEqualTo(1);
        assertThatThrownBy(() -> invitations.accept(account(declines), panel)).isInstanceOf(Stale.class);
        TestSession.as(officer);
        assertThat(ask(get("/panels/" + panel + "/invitations")).getContentAsString())
                .contains(declines.name(), "下月出国", "不参加");
        assertThat(dsl.fetchCount(
                        MESSAGE,
                        MESSAGE.ACCOUNT_ID.eq(officer.accountId()).and(MESSAGE.SUBJECT.contains(declines.name()))))
                .isEqualTo(1);
        forming.add(officer, panel, declines.id());
        invitations.accept(account(declines), panel);
        assertThat(scoring.mine(as(declines))).hasSize(1);
    }

    @Test
    void those_who_have_not_answered_are_named_and_reminded_once_a_day() throws Exception {
        accepted();
        Expert answered = expert("淮北师范大学");
        Expert silent = expert("安徽理工大学");
        Expert undeclared = expert("市科技馆");
        long panel = made(answered, silent, undeclared);
        asked.invite(officer, panel);
        as(answered);
        invitations.accept(account(undeclared), panel);
        TestSession.as(officer);
        assertThat(ask(get("/panels/" + panel + "/invitations")).getContentAsString())
                .as("whom a reminder would reach, before it is sent")
                .contains("将发给 2 位：" + silent.name() + "、" + undeclared.name());
        assertThat(asked.remind(officer, panel)).isEqualTo(2);
        assertThatThrownBy(() -> asked.remind(officer, panel)).hasMessage("review.invitations.nobodyWaits");
        on("2026-11-03");
        assertThat(asked.remind(officer, panel)).isEqualTo(2);
        var session = new org.springframework.mock.web.MockHttpSession();
        ask(post("/panels/" + panel + "/start")
                .session(session)
                .param("version", "0")
                .param("fewer", "专家不足"));
        assertThat(ask(get("/calls/" + call).session(session)).getContentAsString())
                .as("told at the start")
                .contains("还没有答复或声明：" + silent.name() + "、" + undeclared.name());
        assertThat(asked.missing(panel)).containsExactly(silent.name(), undeclared.name());
    }

    @Test
    void only_the_host_asks_and_only_the_one_asked_answers() {
        accepted();
        Expert expert = expert("淮北师范大学");
        Expert other = expert("安徽理工大学");
        long panel = made(expert);
        for (Actor nobody : List.of(countyOfficer, clerk, worker, chief, account(other))) {
            assertThatThrownBy(() -> asked.invite(nobody, panel)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> asked.of(nobody, panel)).isInstanceOf(NotFound.class);
        }
        asked.invite(officer, panel);
        assertThatThrownBy(() -> asked.invite(officer, panel)).hasMessage("review.invitations.nobodyNew");
        for (Actor nobody : List.of(officer, worker, account(other))) {
            assertThatThrownBy(() -> invitations.accept(nobody, panel)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> invitations.decline(nobody, panel, "代为回绝")).isInstanceOf(NotFound.class);
        }
        assertThatThrownBy(() -> invitations.decline(account(expert), panel, "长".repeat(301)))
                .isInstanceOf(Refusal.class);
        assertThat(dsl.fetchCount(INVITATION, INVITATION.PANEL_ID.eq(panel).and(INVITATION.STATE.eq("SENT"))))
                .isEqualTo(1);
    }

    @Test
    void the_chair_asks_and_reminds_too_once_they_are_admitted_themselves() {
        accepted();
        Expert chair = expert("淮北师范大学");
        Expert silent = expert("安徽理工大学");
        long panel = forming.make(officer, call, null, "机械组", List.of(chair.id(), silent.id()), chair.id());
        asked.invite(officer, panel);
        assertThatThrownBy(() -> asked.remind(account(chair), panel)).isInstanceOf(NotFound.class);
        assertThat(asked.remind(as(chair), panel)).isEqualTo(1);
        assertThatThrownBy(() -> asked.pastYears(as(chair), panel, 3)).isInstanceOf(NotFound.class);
        forming.add(officer, panel, expert("市科技馆").id());
        assertThat(asked.invite(as(chair), panel)).isEqualTo(1);
    }

    @Test
    void two_answers_at_the_same_moment_are_one() throws Exception {
        accepted();
        Expert expert = expert("淮北师范大学");
        long panel = made(expert, expert("安徽理工大学"));
        asked.invite(officer, panel);
        Actor actor = account(expert);
        var outcomes = atOnce(List.of(
                () -> invitations.accept(actor, panel),
                () -> invitations.decline(actor, panel, "时间冲突"),
                () -> invitations.accept(actor, panel)));
        assertThat(outcomes.stream().filter(java.util.Objects::isNull)).hasSize(1);
    }
}
