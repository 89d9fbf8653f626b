package io.lingchuang.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import io.lingchuang.TestDatabase;
import io.lingchuang.setup.NewHouse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A new city opens its house: five steps at a desk, each looked at on a phone as well. */
@ExtendWith(OutputCaptureExtension.class)
class NewHouseTest {

    @TempDir
    Path data;

    @BeforeAll
    static void openBrowser() {
        City.openBrowser();
    }

    @AfterAll
    static void closeBrowser() {
        City.closeBrowser();
    }

    @Test
    void five_steps_lead_from_the_code_to_the_open_house(CapturedOutput said) {
        try (var house = new NewHouse(TestDatabase.freshUrl(), data)) {
            Somebody desk = new Somebody(City.browser, house.address.toString(), City.DESK);
            Somebody phone = new Somebody(City.browser, house.address.toString(), City.PHONE);
            for (Somebody somebody : List.of(desk, phone)) {
                somebody.go("/results").look("setup-code");
                somebody.type("code", NewHouse.code(said)).press("main form button");
            }
            federation(desk);
            phone.go("/setup/1").look("setup-1");
            administrations(desk);
            phone.go("/setup/2").look("setup-2");
            tree(desk);
            phone.go("/setup/3").look("setup-3");
            desk.press("form[action='/setup/3'] button");
            String password = people(desk);
            phone.go("/setup/4").look("setup-4");
            opening(desk);
            phone.go("/setup/5").look("setup-5");
            desk.tick("calendarSeen").press("form[action='/setup/open'] button");
            assertThat(desk.path()).isEqualTo("/sign-in");
            assertThat(desk.look("setup-opened").told()).contains("系统已启用");
            assertThat(phone.statusOf("/setup")).isEqualTo(404);
            phone.go("/sign-in");
            phone.page.fill("#username", "officer");
            phone.page.fill("#password", password);
            phone.press("form[action='/sign-in'] button");
            assertThat(phone.path()).isEqualTo("/account/password");
            assertThat(desk.leave()).isEmpty();
            assertThat(phone.leave()).isEmpty();
        }
    }

    private static void federation(Somebody desk) {
        desk.type("name", "试点市总工会").type("organCode", "ABC").type("above", "试点省总工会");
        desk.press("main form button").look("setup-1-refused");
        assertThat(desk.see(".lc-error").allInnerTexts()).hasSize(1);
        desk.type("organCode", "试工");
        desk.see("[name=above]").focus();
        desk.page.waitForNavigation(() -> desk.page.keyboard().press("Enter"));
        assertThat(desk.path()).isEqualTo("/setup/2");
    }

    private static void administrations(Somebody desk) {
        desk.type("name_SYSTEM_ADMIN", "管系统").type("name_SECURITY_ADMIN", "管系统").type("name_AUDIT_ADMIN", "管审计");
        desk.type("password_AUDIT_ADMIN", "short").press("main form button").look("setup-2-refused");
        assertThat(desk.see(".lc-error").first().innerText()).contains("必须是不同的人");
        desk.type("name_SECURITY_ADMIN", "管安全")
                .type("password_AUDIT_ADMIN", "Shenji-2026")
                .press("main form button");
        assertThat(desk.look("setup-2-shown").told())
                .contains("admin", "security")
                .doesNotContain("audit");
        desk.press(".alert a.btn");
        assertThat(desk.path()).isEqualTo("/setup/3");
    }

    private static void tree(Somebody desk) {
        desk.page.fill("[name=COUNTY]", "东区总工会 DQ\n西县总工会");
        desk.page.fill("[name=INDUSTRY]", "煤矿产业工会 MK");
        desk.press("form[action='/setup/units'] button");
        byte[] sheet = NewHouse.sheet(
                List.of("单位名称", "上级工会", "单位性质", "行业", "产业工会"),
                List.of(List.of("东山煤矿", "东区总工会", "国有企业", "采矿", "MK"), List.of("无主工厂", "北县总工会", "非公企业", "机械", "")));
        desk.page.setInputFiles("#f-file", new FilePayload("单位.xlsx", "application/octet-stream", sheet));
        desk.press("form[action='/setup/enterprises'] button").look("setup-3-preview");
        desk.press("form[action$='/apply'] button");
        PlaywrightAssertions.assertThat(desk.see("#sheet")).containsText("已写入：新增 1");
        desk.look("setup-3");
    }

    private static String people(Somebody desk) {
        desk.type("name_OFFICER", "起草人").type("name_CHIEF", "签发人").type("name_FINANCE", "出纳员");
        desk.press("main form button").look("setup-4-shown");
        String password = desk.see(".alert strong").first().innerText();
        desk.press(".alert a.btn");
        return password;
    }

    private static void opening(Somebody desk) {
        assertThat(desk.path()).isEqualTo("/setup/5");
        desk.page.selectOption("#f-template", "five-small");
        desk.press("form[action='/setup/call'] button");
        desk.press("form[action='/setup/open'] button").look("setup-5-refused");
        assertThat(desk.see(".lc-error").allInnerTexts()).hasSize(1);
    }
}
