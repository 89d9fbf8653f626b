package io.lingchuang.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** The offices that keep the house: accounts, roles, audit, calendar, and what everybody does with their own account. */
class OfficeTest extends City {

    @Test
    void a_new_clerk_gets_an_account_changes_the_password_and_is_given_a_role() {
        on(LocalDate.of(2026, 11, 24));
        Somebody admin = as("admin", DESK).go("/accounts").look("accounts");
        admin.go("/accounts/new")
                .type("login", "newclerk")
                .type("name", "许新民")
                .type("phone", "13900000099")
                .look("account-new");
        admin.press("main form button.btn-primary").look("account-kept");
        String password = admin.see(".alert strong").innerText();
        admin.page.reload();
        assertThat(admin.text()).as("a password is shown once").doesNotContain(password);

        Somebody clerk = anybody(PHONE).go("/sign-in");
        clerk.page.fill("#username", "newclerk");
        clerk.page.fill("#password", password);
        clerk.press("form[action='/sign-in'] button");
        assertThat(clerk.path()).isEqualTo("/account/password");
        assertThat(clerk.go("/entries").path()).as("nothing goes on before").isEqualTo("/account/password");
        clerk.type("old", password)
                .type("wanted", "short")
                .type("again", "short")
                .press("main form button.btn-primary")
                .look("password");
        assertThat(clerk.see(".lc-error").first().innerText()).contains("10");
        clerk.type("old", password)
                .type("wanted", "Huaibei-2026")
                .type("again", "Huaibei-2026")
                .press("main form button.btn-primary");
        assertThat(clerk.look("account").text()).contains("许新民", "139****0099");
        assertThat(clerk.statusOf("/vetting")).isEqualTo(404);

        Somebody security = as("security", DESK).go("/roles").look("roles");
        security.go("/roles/new")
                .type("login", "newclerk")
                .type("node", "QY006")
                .choose("role", "基层工会干事");
        security.look("role-new").press("main form button.btn-primary");
        assertThat(security.text()).contains("已授予");
        security.go("/roles/new")
                .type("login", "newclerk")
                .type("node", "HB")
                .choose("role", "审计管理员")
                .press("main form button.btn-primary");
        assertThat(security.text()).contains("不能由同一账号兼任");
        security.go("/roles/new")
                .type("login", "security")
                .type("node", "HB")
                .choose("role", "领导")
                .press("main form button.btn-primary");
        assertThat(security.text()).contains("由另一位管理员办理");
        assertThat(clerk.statusOf("/vetting"))
                .as("a role holds from the next request")
                .isEqualTo(200);

        Somebody audit = as("audit", DESK).go("/audit").look("audit");
        assertThat(audit.text()).contains("授予角色", "新建账号", "修改密码");
        assertThat(audit.statusOf("/accounts")).isEqualTo(404);
        assertThat(audit.go("/audit?from=2026-02-30").text()).contains("没有符合条件的记录");
    }

    @Test
    void an_officer_who_goes_away_lends_the_role_for_some_days() {
        on(LocalDate.of(2026, 11, 24));
        Somebody officer = as("mining", PHONE).go("/account");
        officer.type("to", "worker2")
                .type("from", "2026-11-25")
                .type("until", "2026-11-27")
                .type("reason", "出差")
                .look("lend");
        officer.press("#lend form:last-of-type button.btn-primary");
        assertThat(officer.text()).as("not to a worker without an office").contains("只能委托给");
        officer.type("to", "clerk").press("#lend form:last-of-type button.btn-primary");
        assertThat(officer.look("lend-named").text()).contains("李文静");
        officer.press("form[action='/account/delegations'] button");
        assertThat(officer.told()).contains("已委托");
        Somebody delegate = as("clerk", PHONE);
        assertThat(delegate.statusOf("/calls/new"))
                .as("not before the first day")
                .isEqualTo(404);
        assertThat(delegate.go("/messages").text()).contains("委托您");
        on(LocalDate.of(2026, 11, 25));
        assertThat(delegate.statusOf("/calls/new")).isEqualTo(200);
        assertThat(delegate.go("/account").look("account-delegate").text()).contains("委托");
        on(LocalDate.of(2026, 11, 28));
        assertThat(delegate.statusOf("/calls/new")).as("nor after the last").isEqualTo(404);
    }

    @Test
    void the_calendar_is_kept_a_line_a_day() {
        Somebody admin = as("admin", DESK).go("/calendar?year=2027").look("calendar-unknown");
        admin.type("source", "国办发明电〔2026〕示例")
                .type("days", "2027-01-01 休 元旦\n2027-13-01 休 错")
                .press("main form button.btn-primary");
        assertThat(admin.text()).contains("2027-13-01");
        assertThat(admin.see("[name=days]").inputValue())
                .as("what was typed is still there")
                .contains("2027-01-01 休 元旦");
        admin.type("days", "2027-01-01 休 元旦")
                .press("main form button.btn-primary")
                .look("calendar");
        assertThat(admin.told()).contains("2027");
    }

    @Test
    void large_type_and_english_are_chosen_by_everybody_for_themselves() {
        Somebody worker = as("worker3", PHONE).go("/account");
        worker.tick("elder").page.selectOption("[name=language]", "en");
        worker.press("form[action='/account/preferences'] button").look("account-elder");
        assertThat(worker.text()).contains("My account");
        assertThat(worker.see("html.elder").count()).isEqualTo(1);
        worker.page.selectOption("[name=language]", "zh");
        worker.press("form[action='/account/preferences'] button");
    }

    @Test
    void a_wrong_code_opens_nothing_and_an_unknown_phone_looks_like_a_known_one() {
        for (String phone : new String[] {"13900000001", "13999999999"}) {
            Somebody somebody =
                    anybody(PHONE).go("/sign-in/code").type("phone", phone).press("main form button");
            assertThat(somebody.look("sign-in-code").told()).contains("如果这个手机号已登记");
            somebody.type("code", "000000").press("form[action$='/enter'] button");
            assertThat(somebody.text()).contains("验证码不对或已过期");
            assertThat(somebody.statusOf("/desk")).isEqualTo(200);
            assertThat(somebody.go("/desk").path()).isEqualTo("/sign-in");
        }
    }
}
