package io.lingchuang.setup;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.NODE;
import static io.lingchuang.db.calls.Tables.CALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lingchuang.TestDatabase;
import io.lingchuang.Visitor;
import io.lingchuang.access.Tree;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A city opens its own house in five steps: only who reads the console does it, it can be left and cut off, and then it is over. */
@ExtendWith(OutputCaptureExtension.class)
class SetupTest {

    private static final Map<String, String> FEDERATION =
            Map.of("name", "试点市总工会", "organCode", "试工", "above", "试点省总工会");
    private static final Pattern PASSWORD =
            Pattern.compile("<dt>([a-z]+)</dt><dd><strong class=\"fs-2\">(\\S+)</strong>");

    @TempDir
    Path data;

    private NewHouse house(String database) {
        return new NewHouse(database, data);
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    private static Map<String, Object> people(String... namesAndLogins) {
        Map<String, Object> typed = new LinkedHashMap<>();
        List<String> roles = List.of("OFFICER", "CHIEF", "FINANCE");
        for (int i = 0; i < roles.size(); i++) {
            typed.put("name_" + roles.get(i), namesAndLogins[2 * i]);
            typed.put("login_" + roles.get(i), namesAndLogins[2 * i + 1]);
        }
        return typed;
    }

    private static Map<String, Object> administrations(String third) {
        Map<String, Object> typed = new LinkedHashMap<>();
        typed.put("name_SYSTEM_ADMIN", "管系统");
        typed.put("login_SYSTEM_ADMIN", "admin");
        typed.put("name_SECURITY_ADMIN", "管安全");
        typed.put("login_SECURITY_ADMIN", "security");
        typed.put("password_SECURITY_ADMIN", "Anquan-2026");
        typed.put("name_AUDIT_ADMIN", third);
        typed.put("login_AUDIT_ADMIN", "audit");
        return typed;
    }

    @Test
    void every_address_leads_to_the_set_up_and_only_the_code_of_the_console_opens_it(CapturedOutput said) {
        try (var house = house(TestDatabase.freshUrl())) {
            Visitor stranger = house.stranger();
            for (String address :
                    List.of("/", "/sign-in", "/desk", "/results", "/no-such-page", "/setup/1", "/setup/4")) {
                assertThat(location(stranger.get(address))).as(address).endsWith("/setup");
            }
            assertThat(stranger.get("/static/app.css").statusCode()).isEqualTo(200);
            var refused = stranger.post("/setup/code", Map.of("code", "ABCD-EFGH-JKLM"));
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("开通码不对");
            assertThat(location(stranger.post("/setup/1", FEDERATION))).endsWith("/setup");
            assertThat(house.part(Tree.class).founded()).isEmpty();
            String code = NewHouse.code(said).replace("-", " ").toLowerCase(java.util.Locale.ROOT);
            assertThat(location(stranger.post("/setup/code", Map.of("code", code))))
                    .endsWith("/setup/1");
            assertThat(stranger.get("/setup/1").statusCode()).isEqualTo(200);
            assertThat(location(stranger.get("/setup/3")))
                    .as("not before the first")
                    .endsWith("/setup/1");
        }
    }

    @Test
    void whoever_guesses_is_stopped(CapturedOutput said) {
        try (var house = house(TestDatabase.freshUrl())) {
            Visitor stranger = house.stranger();
            for (int i = 0; i < 10; i++) {
                assertThat(stranger.post("/setup/code", Map.of("code", "AAAA")).body())
                        .contains("开通码不对");
            }
            assertThat(stranger.post("/setup/code", Map.of("code", NewHouse.code(said)))
                            .statusCode())
                    .as("even the right one, after ten wrong ones")
                    .isEqualTo(422);
        }
    }

    @Test
    void a_house_is_set_up_cut_off_gone_on_with_and_opened_for_ever(CapturedOutput said) throws Exception {
        String database = TestDatabase.freshUrl();
        String admin;
        try (var house = house(database)) {
            Visitor owner = house.owner(said);
            assertThat(owner.post("/setup/1", Map.of("name", "试点市总工会", "organCode", "HG", "above", "试点省总工会"))
                            .body())
                    .contains("1 到 8 个汉字", "value=\"HG\"", "value=\"试点省总工会\"");
            assertThat(location(owner.post("/setup/1", FEDERATION))).endsWith("/setup/2");
            assertThat(owner.post("/setup/2", administrations("管安全")).body()).contains("每个岗位必须是不同的人");
            assertThat(house.part(DSLContext.class).fetchCount(ACCOUNT)).isZero();
            assertThat(location(owner.post("/setup/2", administrations("管审计")))).endsWith("/setup/2");
            Map<String, String> shown = passwords(owner.get("/setup/2").body());
            assertThat(shown).as("who chose one is not shown another").containsOnlyKeys("admin", "audit");
            assertThat(passwords(owner.get("/setup/2").body())).as("shown once").isEmpty();
            admin = shown.get("admin");
        }
        try (var house = house(database)) {
            assertThat(NewHouse.codes(said)).as("a new code at each start").doesNotHaveDuplicates();
            Visitor owner = house.owner(said);
            assertThat(location(owner.get("/setup")))
                    .as("goes on where it stood")
                    .endsWith("/setup/3");
            units(owner, house);
            enterprises(owner, house);
            assertThat(location(owner.post("/setup/3", Map.of()))).endsWith("/setup/4");
            assertThat(location(owner.post("/setup/open", Map.of("calendarSeen", "true"))))
                    .as("not with a step undone")
                    .endsWith("/setup/4");
            assertThat(owner.post("/setup/4", people("起草人", "officer", "起草人", "chief", "出纳员", "finance"))
                            .body())
                    .contains("“起草人”已担任另一个岗位");
            assertThat(owner.post("/setup/4", people("起草人", "officer", "签发人", "chief", "管系统", "finance"))
                            .body())
                    .contains("“管系统”已担任另一个岗位");
            assertThat(location(owner.post("/setup/4", people("起草人", "officer", "签发人", "chief", "出纳员", "finance"))))
                    .endsWith("/setup/4");
            Map<String, String> first = passwords(owner.get("/setup/4").body());
            assertThat(first).containsOnlyKeys("officer", "chief", "finance");
            calendarAndCall(owner, house);
            assertThat(owner.post("/setup/open", Map.of()).body()).contains("请核对后勾选");
            UUID once = UUID.randomUUID();
            for (int i = 0; i < 2; i++) {
                assertThat(location(owner.postOnce("/setup/open", once, Map.of("calendarSeen", "true"))))
                        .as("pressed twice")
                        .endsWith(i == 0 ? "/sign-in" : location(owner.get("/setup")));
            }
            isOver(house, first, admin);
        }
        try (var house = house(database)) {
            assertThat(NewHouse.codes(said)).as("no code for an open house").hasSize(2);
            assertThat(house.stranger().get("/setup").statusCode()).isEqualTo(404);
            assertThatThrownBy(
                            () -> house.part(DSLContext.class).execute("update setup.opening set finished_at = null"))
                    .hasMessageContaining("is over");
        }
    }

    private static Map<String, String> passwords(String page) {
        Map<String, String> found = new LinkedHashMap<>();
        PASSWORD.matcher(page).results().forEach(m -> found.put(m.group(1), m.group(2)));
        return found;
    }

    private static void units(Visitor owner, NewHouse house) {
        DSLContext dsl = house.part(DSLContext.class);
        assertThat(owner.post("/setup/units", Map.of("COUNTY", "东区总工会\n东区总工会", "INDUSTRY", ""))
                        .body())
                .contains("第 2 行：“东区总工会”已经有了");
        assertThat(dsl.fetchCount(NODE)).as("all or nothing").isEqualTo(1);
        UUID once = UUID.randomUUID();
        for (int i = 0; i < 2; i++) {
            owner.postOnce(
                    "/setup/units", once, Map.of("COUNTY", "东区总工会 DQ\n\n西县总工会\n南县总工会", "INDUSTRY", "煤矿产业工会\tMK"));
        }
        assertThat(dsl.select(NODE.CODE).from(NODE).orderBy(NODE.CODE).fetch(NODE.CODE))
                .as("pressed twice, made once")
                .containsExactly("C01", "C02", "CITY", "DQ", "MK");
        long south = dsl.select(NODE.ID)
                .from(NODE)
                .where(NODE.NAME.eq("南县总工会"))
                .fetchSingle()
                .value1();
        assertThat(location(owner.post("/setup/units/" + south + "/remove", Map.of())))
                .endsWith("/setup/3");
        assertThat(dsl.fetchCount(NODE)).isEqualTo(4);
    }

    private static void enterprises(Visitor owner, NewHouse house) {
        DSLContext dsl = house.part(DSLContext.class);
        byte[] sheet = NewHouse.sheet(
                List.of("单位名称", "上级工会", "产业工会", "单位性质", "行业", "职工人数"),
                List.of(
                        List.of("东山煤矿", "东区总工会", "MK", "国有企业", "采矿", "1200"),
                        List.of("西河纺织厂", "西县总工会", "", "民营企业", "纺织", ""),
                        List.of("无主工厂", "北县总工会", "", "非公企业", "机械", "")));
        owner.upload("/setup/enterprises", Map.of(), new Visitor.Upload("file", "单位.xlsx", sheet));
        String preview = owner.get("/setup/3").body();
        assertThat(preview).contains("上级工会“北县总工会”不在组织树中", "确认导入 2 行");
        assertThat(dsl.fetchCount(NODE, NODE.KIND.eq("ENTERPRISE")))
                .as("only looked at")
                .isZero();
        String apply = preview.replaceAll("(?s).*action=\"(/setup/enterprises/\\d+/apply)\".*", "$1");
        UUID once = UUID.randomUUID();
        owner.postOnce(apply, once, Map.of());
        owner.postOnce(apply, once, Map.of());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> owner.get("/setup/3").body().contains("已写入：新增 2"));
        assertThat(dsl.fetchCount(NODE, NODE.KIND.eq("ENTERPRISE"))).isEqualTo(2);
        owner.upload("/setup/enterprises", Map.of(), new Visitor.Upload("file", "单位.xlsx", sheet));
        assertThat(owner.get("/setup/3").body()).as("the same sheet again").doesNotContain("确认导入 2 行");
        long east = dsl.select(NODE.ID)
                .from(NODE)
                .where(NODE.CODE.eq("DQ"))
                .fetchSingle()
                .value1();
        assertThat(owner.post("/setup/units/" + east + "/remove", Map.of()).body())
                .contains("不能删除");
    }

    private static void calendarAndCall(Visitor owner, NewHouse house) {
        int next = house.part(Setup.class).thisYear() + 1;
        assertThat(owner.post("/setup/calendar", Map.of("year", next, "source", "国办发明电〔2026〕9号", "days", "元旦"))
                        .body())
                .contains("元旦");
        owner.post("/setup/calendar", Map.of("year", next, "source", "国办发明电〔2026〕9号", "days", next + "-01-01 休 元旦"));
        assertThat(owner.get("/setup/5").body()).contains(next + "-01-01 休 元旦");
        assertThat(owner.post("/setup/call", Map.of("template", "no-such")).body())
                .contains("请选一个模板");
        for (int i = 0; i < 2; i++) {
            owner.post("/setup/call", Map.of("template", "five-small", "title", ""));
        }
        assertThat(house.part(DSLContext.class).fetchCount(CALL)).isEqualTo(1);
        assertThat(owner.get("/setup/5").body()).contains("已有 2", "还缺");
    }

    private static void isOver(NewHouse house, Map<String, String> first, String admin) {
        Visitor anybody = Visitor.at(house.address, "/sign-in");
        for (String address : List.of("/setup", "/setup/1", "/setup/5")) {
            assertThat(anybody.get(address).statusCode()).as(address).isEqualTo(404);
        }
        assertThat(anybody.post("/setup/1", FEDERATION).statusCode()).isEqualTo(404);
        assertThat(anybody.get("/").body()).contains("试点市总工会");
        Visitor officer = Visitor.at(house.address, "/sign-in").signIn("officer", first.get("officer"));
        assertThat(location(officer.get("/desk")))
                .as("a first password is changed first")
                .endsWith("/account/password");
        officer.post(
                "/account/password",
                Map.of("old", first.get("officer"), "wanted", "Qicao-2026x", "again", "Qicao-2026x"));
        assertThat(officer.get("/calls").body()).contains("五小");
        Visitor security = Visitor.at(house.address, "/sign-in").signIn("security", "Anquan-2026");
        assertThat(security.get("/roles").statusCode())
                .as("a password of one's own stays")
                .isEqualTo(200);
        Visitor.at(house.address, "/sign-in").signIn("admin", admin);
        assertThat(house.part(Tree.class).above()).isEqualTo("试点省总工会");
    }

    @Test
    void a_house_that_fills_itself_in_another_way_has_no_set_up(CapturedOutput said) {
        String database = TestDatabase.freshUrl();
        house(database).close();
        try (var house = new NewHouse(database, data, "--lingchuang.city=别的市总工会")) {
            assertThat(house.part(Tree.class).cityName()).isEqualTo("别的市总工会");
            assertThat(house.stranger().get("/setup").statusCode()).isEqualTo(404);
        }
    }
}
