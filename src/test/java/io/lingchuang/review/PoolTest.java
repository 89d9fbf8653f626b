package io.lingchuang.review;

import static io.lingchuang.db.access.Tables.AUDIT;
import static io.lingchuang.db.directory.Tables.ENTERPRISE;
import static io.lingchuang.db.directory.Tables.OCCUPATION;
import static io.lingchuang.db.review.Tables.FEE_ACCOUNT;
import static io.lingchuang.db.review.Tables.PANEL;
import static io.lingchuang.db.review.Tables.SHEET;
import static io.lingchuang.db.review.Tables.TIE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.lingchuang.access.Actor;
import io.lingchuang.access.Role;
import io.lingchuang.access.TestSession;
import io.lingchuang.platform.web.Refusal;
import io.lingchuang.review.Assignment.Question;
import io.lingchuang.review.pool.Pool;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.context.WebApplicationContext;

/** The host's officer keeps the pool of experts, and experts see what is kept of them. */
class PoolTest extends ScoredCall {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    private WebApplicationContext house;

    @Autowired
    private Pool pool;

    @Autowired
    private Assignments assignments;

    private MockMvc pages;

    @BeforeEach
    void thePages() {
        pages = TestSession.pages(house);
    }

    private MvcResult ask(Actor actor, MockHttpServletRequestBuilder request) throws Exception {
        TestSession.as(actor);
        return pages.perform(request).andReturn();
    }

    private String page(Actor actor, String path) throws Exception {
        MvcResult result = ask(actor, get(path));
        assertThat(result.getResponse().getStatus()).as(path).isEqualTo(200);
        return result.getResponse().getContentAsString();
    }

    private int status(Actor actor, MockHttpServletRequestBuilder request) throws Exception {
        return ask(actor, request).getResponse().getStatus();
    }

    private String flashOf(MvcResult done, Actor actor, String path) throws Exception {
        var session =
                (org.springframework.mock.web.MockHttpSession) done.getRequest().getSession();
        TestSession.as(actor);
        return pages.perform(get(path).session(session))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private long added(String name, String employer, String... fields) throws Exception {
        var form = post("/experts/new")
                .param("name", name)
                .param("phone", "137%08d".formatted(COUNT.incrementAndGet()))
                .param("employer", employer);
        for (int i = 0; i < fields.length; i += 2) {
            form = form.param(fields[i], fields[i + 1]);
        }
        MvcResult done = ask(officer, form);
        assertThat(done.getResponse().getStatus())
                .as(done.getResponse().getContentAsString())
                .isEqualTo(302);
        return Long.parseLong(done.getResponse().getRedirectedUrl().replaceAll("\\D+", ""));
    }

    private Actor self(long expert) {
        return as(experts.expert(expert));
    }

    private void industry(String name) {
        dsl.insertInto(ENTERPRISE)
                .set(ENTERPRISE.NODE_ID, mine.id())
                .set(ENTERPRISE.OWNERSHIP, "STATE_OWNED")
                .set(ENTERPRISE.INDUSTRY, name)
                .onConflict(ENTERPRISE.NODE_ID)
                .doUpdate()
                .set(ENTERPRISE.INDUSTRY, name)
                .execute();
    }

    private void occupation(String code, String name, String category) {
        dsl.insertInto(OCCUPATION)
                .set(OCCUPATION.CODE, code)
                .set(OCCUPATION.NAME, name)
                .set(OCCUPATION.CATEGORY, category)
                .onConflictDoNothing()
                .execute();
    }

    @Test
    void everything_that_is_wrong_is_said_beside_its_field_and_what_was_typed_stays() throws Exception {
        MvcResult refused = ask(
                officer,
                post("/experts/new")
                        .param("name", "许")
                        .param("phone", "12345")
                        .param("employer", "安徽理工大学")
                        .param("occupation", "炼丹工")
                        .param("industry", "玄学")
                        .param("loadLimit", "0")
                        .param("from", "2026-12-31")
                        .param("until", "2026-01-01")
                        .param("email", "没有"));
        String page = refused.getResponse().getContentAsString();
        assertThat(refused.getResponse().getStatus()).isEqualTo(422);
        assertThat(page)
                .contains("请填 11 位手机号", "工种目录中没有：炼丹工", "没有这个行业：玄学", "请填 1 到 500 的整数")
                .contains("聘期止不能早于聘期起", "请填电子邮箱", "安徽理工大学", "value=\"炼丹工\"");
        assertThat(page.split("class=\"lc-error\"")).as("one error a field").hasSize(8);
    }

    @Test
    void an_experts_fields_meet_the_entries_by_occupation_and_industry() throws Exception {
        occupation("6-16-01-05", "采煤工", "采矿");
        industry("采矿");
        long entry = accepted();
        dsl.execute(
                "update directory.person set occupation_id = (select id from directory.occupation where code = '6-16-01-05')"
                        + " where account_id = {0}",
                worker.accountId());
        long knows = added("许知行", "安徽理工大学", "occupation", "采煤工", "industry", "采矿", "tag", "机械、安全");
        long other = added("吕文远", "淮北师范大学", "tag", "纺织");
        long panel = forming.make(officer, call, null, "采矿组", List.of(knows, other), null);
        assignments.ask(officer, panel, 0, new Question(1, false, false, false));
        assertThat(page(officer, "/panels/" + panel + "/assignment"))
                .as("occupation and industry together")
                .contains("70 分", "采煤工（工种）", "采矿（工种、行业）");
        assertThat(page(officer, "/experts?field=采煤工")).contains("许知行").doesNotContain("吕文远");
        assertThat(entry).isPositive();
    }

    @Test
    void outside_their_term_nobody_is_put_on_a_panel() throws Exception {
        accepted();
        long over = added("戚光远", "安徽理工大学", "from", "2023-01-01", "until", "2026-11-01");
        long later = added("谢来年", "安徽理工大学", "from", "2027-01-01");
        long last = added("邹今日", "安徽理工大学", "until", "2026-11-02");
        assertThat(page(officer, "/calls/" + call + "/panels")).contains("邹今日").doesNotContain("戚光远", "谢来年");
        for (long out : List.of(over, later)) {
            assertThatThrownBy(() -> forming.make(officer, call, null, "机械组", List.of(last, out), null))
                    .isInstanceOfSatisfying(Refusal.class, r -> {
                        assertThat(r.key()).isEqualTo("review.pool.unavailable");
                        assertThat(r.field()).isEqualTo("expert");
                    });
        }
        long panel = forming.make(officer, call, null, "机械组", List.of(last), null);
        assertThatThrownBy(() -> forming.add(officer, panel, over)).hasMessage("review.pool.unavailable");
        on("2026-11-03");
        assertThatThrownBy(() -> forming.make(officer, call, null, "又一组", List.of(last), null))
                .hasMessage("review.pool.unavailable");
        assertThat(page(officer, "/experts?term=OVER")).contains("戚光远", "邹今日").doesNotContain("谢来年");
    }

    @Test
    void phone_and_bank_are_masked_everywhere_and_a_look_at_them_stands_on_the_trail() throws Exception {
        long id = added("喻守真", "安徽理工大学", "contactPhone", "0561-7654321", "email", "yu@example.org");
        assertThat(status(
                        officer,
                        post("/experts/" + id + "/bank")
                                .param("bankName", "徽商银行淮北分行")
                                .param("account", "6222 0202 0011 2233 440")))
                .as("without consent")
                .isEqualTo(422);
        assertThat(status(
                        officer,
                        post("/experts/" + id + "/bank")
                                .param("bankName", "徽商银行淮北分行")
                                .param("account", "6222 0202 0011 2233 440")
                                .param("consent", "true")))
                .isEqualTo(302);
        for (String path : List.of("/experts/" + id, "/experts/" + id + "/edit", "/experts?col=phone")) {
            assertThat(page(officer, path)).doesNotContain("6222020200112233440", "7654321", "yu@example.org");
        }
        assertThat(page(officer, "/experts/" + id)).contains("**** 3440", "056****4321", "y***@example.org");
        MvcResult look = ask(officer, post("/experts/" + id + "/bank/look"));
        assertThat(flashOf(look, officer, "/experts/" + id)).contains("徽商银行淮北分行 6222020200112233440");
        MvcResult reach = ask(officer, post("/experts/" + id + "/contact"));
        assertThat(flashOf(reach, officer, "/experts/" + id)).contains("0561-7654321 yu@example.org");
        assertThat(trail(id)).contains("review.lookAtFeeAccount", "review.lookAtContact", "review.keepFeeAccount");
    }

    private List<String> trail(long expert) {
        return dsl.select(AUDIT.ACTION)
                .from(AUDIT)
                .where(AUDIT.SUBJECT_KIND.eq("expert"), AUDIT.SUBJECT_ID.eq(expert))
                .fetch(AUDIT.ACTION);
    }

    @Test
    void what_is_kept_of_an_expert_is_for_those_who_keep_it() throws Exception {
        long id = added("水清源", "安徽理工大学", "contactPhone", "0561-1111111");
        String at = "/experts/" + id;
        assertThat(page(countyOfficer, at))
                .as("another host may choose them, and sees no more than that")
                .contains("水清源", "安徽理工大学")
                .doesNotContain("1111", "关系", "评审费账户");
        for (String step : List.of("/contact", "/bank/look", "/bank", "/ties", "/ties/remove", "/edit", "/active")) {
            assertThat(status(countyOfficer, post(at + step).param("active", "false")))
                    .as(step)
                    .isEqualTo(404);
        }
        Actor expert = self(id);
        for (Actor other : List.of(clerk, chief, worker, expert, somebody("任领导", Role.LEADER, city))) {
            for (String path : List.of("/experts", at, at + "/edit", "/experts.xlsx", "/experts/import")) {
                assertThat(status(other, get(path))).as(path).isEqualTo(404);
            }
        }
        for (Actor other : List.of(clerk, chief, worker, officer)) {
            assertThat(status(other, get("/experts/me"))).isEqualTo(404);
        }
    }

    @Test
    void experts_see_their_own_data_and_correct_contact_bank_and_ties_but_never_their_record() throws Exception {
        long id = added("柏松年", "安徽理工大学", "title", "教授", "loadLimit", "12");
        Actor me = self(id);
        assertThat(page(me, "/experts/me")).contains("教授", "每组最多 12 件").doesNotContain("履职记录", "宽严");
        assertThat(status(me, post("/experts/me/contact").param("version", "1").param("contactPhone", "0561-2223334")))
                .isEqualTo(302);
        assertThat(status(me, post("/experts/me/contact").param("version", "2").param("contactPhone", "12")))
                .as("too short")
                .isEqualTo(422);
        assertThat(status(
                        me,
                        post("/experts/me/bank")
                                .param("bankName", "淮北农商行")
                                .param("account", "621700123456789012")
                                .param("consent", "true")))
                .isEqualTo(302);
        assertThat(status(
                        me, post("/experts/me/ties").param("tieKind", "MENTOR").param("tieName", "窦师傅")))
                .isEqualTo(302);
        assertThat(page(officer, "/experts/" + id)).contains("窦师傅", "本人", "**** 9012", "056****3334");
        long tie = dsl.select(TIE.ID).from(TIE).where(TIE.NAME.eq("窦师傅")).fetchSingle(TIE.ID);
        assertThat(status(officer, post("/experts/" + id + "/ties/remove").param("tie", "" + tie)))
                .as("the expert's own word stands")
                .isEqualTo(404);
        assertThat(status(me, post("/experts/me/ties/remove").param("tie", "" + tie)))
                .isEqualTo(302);
        assertThat(dsl.fetchExists(TIE, TIE.ID.eq(tie))).isFalse();
        assertThat(dsl.select(FEE_ACCOUNT.CONSENT)
                        .from(FEE_ACCOUNT)
                        .where(FEE_ACCOUNT.EXPERT_ID.eq(id))
                        .fetchSingle(FEE_ACCOUNT.CONSENT))
                .isEqualTo("OWN");
    }

    @Test
    void ties_are_found_in_tree_and_directory_where_only_one_can_be_meant() throws Exception {
        long id = added("章尚贤", "安徽理工大学");
        long here = person(mine, "章大可", null);
        person(mill, "章大可", null);
        long alone = person(mill, "云独秀", null);
        tie(id, "PAST_EMPLOYER", "朔里煤矿工会", "");
        tie(id, "KIN", "章大可", "朔里煤矿工会");
        tie(id, "COLLABORATOR", "云独秀", "");
        tie(id, "APPRENTICE", "章大可", "");
        assertThat(dsl.select(TIE.KIND, TIE.NODE_ID, TIE.PERSON_ID)
                        .from(TIE)
                        .where(TIE.EXPERT_ID.eq(id))
                        .fetch(r -> r.value1() + " " + r.value2() + " " + r.value3()))
                .containsExactlyInAnyOrder(
                        "PAST_EMPLOYER " + mine.id() + " null",
                        "KIN null " + here,
                        "COLLABORATOR null " + alone,
                        "APPRENTICE null null");
        assertThat(page(officer, "/experts/" + id)).contains("章大可（朔里煤矿工会）", "只按名称");
        assertThat(status(
                        officer,
                        post("/experts/" + id + "/ties").param("tieKind", "KIN").param("tieName", "章")))
                .isEqualTo(422);
    }

    private void tie(long expert, String kind, String name, String unit) throws Exception {
        assertThat(status(
                        officer,
                        post("/experts/" + expert + "/ties")
                                .param("tieKind", kind)
                                .param("tieName", name)
                                .param("tieUnit", unit)))
                .isEqualTo(302);
    }

    @Test
    void an_assignment_keeps_to_what_an_expert_agreed_to_and_names_what_is_short() throws Exception {
        for (int i = 0; i < 4; i++) {
            accepted();
        }
        long limited = added("葛限三", "安徽理工大学", "loadLimit", "1");
        long free = added("奚无限", "淮北师范大学");
        long panel = forming.make(officer, call, null, "机械组", List.of(limited, free), null);
        assertThatThrownBy(() -> panels.start(officer, panel, 0, "专家不足")).isInstanceOfSatisfying(Refusal.class, r -> {
            assertThat(r.key()).isEqualTo("review.pool.overLimitOfAll");
            assertThat(r.args()).containsExactly("葛限三", 4, 1);
        });
        assertThat(dsl.fetchCount(SHEET, SHEET.PANEL_ID.eq(panel))).isZero();
        assignments.ask(officer, panel, 0, new Question(1, false, false, false));
        assignments.accept(officer, panel, assignments.of(panel).version(), "专家不足");
        panels.start(officer, panel, panelVersion(panel), "专家不足");
        assertThat(dsl.fetchCount(SHEET, SHEET.PANEL_ID.eq(panel).and(SHEET.EXPERT_ID.eq(limited))))
                .isEqualTo(1);
        assertThat(dsl.fetchCount(SHEET, SHEET.PANEL_ID.eq(panel).and(SHEET.EXPERT_ID.eq(free))))
                .isEqualTo(3);
        assignments.ask(officer, panel, assignments.of(panel).version(), new Question(2, false, false, false));
        assertThat(page(officer, "/panels/" + panel + "/assignment")).contains("都已到各自约定的件数");
    }

    @Test
    void two_keepers_at_once_do_not_overwrite_each_other() throws Exception {
        long id = added("范两改", "安徽理工大学");
        var edit = post("/experts/" + id + "/edit").param("name", "范两改").param("employer", "安徽理工大学");
        assertThat(status(officer, edit.param("version", "1").param("title", "教授")))
                .isEqualTo(302);
        var late = post("/experts/" + id + "/edit").param("name", "范两改").param("employer", "安徽理工大学");
        assertThat(status(officer, late.param("version", "1").param("title", "讲师")))
                .isEqualTo(409);
        assertThat(page(officer, "/experts/" + id)).contains("教授").doesNotContain("讲师");
    }

    @Test
    void an_invitation_that_was_declined_stands_in_the_record() throws Exception {
        accepted();
        Expert busy = expert("淮北师范大学");
        long panel = started(busy, expert("安徽理工大学"));
        invitations.decline(account(busy), panel, "这个月出差");
        assertThat(page(officer, "/experts/" + busy.id())
                        .replaceAll("(?s).*谢绝的邀请</h3><p class=\"lc-count\">(\\d+)<.*", "$1"))
                .isEqualTo("1");
    }

    @Test
    void an_experts_record_tells_time_agreement_and_leniency_of_closed_panels() throws Exception {
        List<Long> entries = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            entries.add(accepted());
        }
        Expert lenient = expert("淮北师范大学");
        Expert one = expert("安徽理工大学");
        Expert two = expert("市科技馆");
        long panel = started(lenient, one, two);
        dsl.update(PANEL)
                .set(PANEL.DUE_ON, LocalDate.of(2026, 11, 4))
                .where(PANEL.ID.eq(panel))
                .execute();
        int[] worth = {10, 20, 30, 40};
        on("2026-11-04");
        for (int i = 0; i < 4; i++) {
            seal(one, entries.get(i), "" + worth[i], "20");
            seal(two, entries.get(i), "" + worth[i], "20");
        }
        on("2026-11-05");
        for (int i = 0; i < 3; i++) {
            seal(lenient, entries.get(i), "" + (worth[i] + 6), "20");
        }
        String before = page(officer, "/experts/" + lenient.id());
        assertThat(before).contains("3 / 4").doesNotContain("+6");
        closing.close(officer, panel, panelVersion(panel), "一位没有交齐");
        String record = page(officer, "/experts/" + lenient.id());
        assertThat(record).contains("3 / 4", ">0 / 4<", ">3.0<", ">1.00<", "+6.0");
        assertThat(page(officer, "/experts/" + one.id()))
                .as("on the day itself is in time")
                .contains(">4 / 4<", ">2.0<");
        assertThat(page(countyOfficer, "/experts/" + lenient.id()))
                .as("a record is the host's")
                .contains("还没有参加过本单位的评审");
    }
}
