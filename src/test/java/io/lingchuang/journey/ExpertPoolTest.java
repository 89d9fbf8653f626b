package io.lingchuang.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import io.lingchuang.platform.documents.ExcelOut;
import java.io.ByteArrayOutputStream;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The host's officer takes experts in one by one and from a sheet; an expert corrects what is kept of them on a phone. */
class ExpertPoolTest extends City {

    @Test
    void an_expert_is_taken_in_looked_after_and_corrects_their_own_data() {
        on(LocalDate.of(2026, 11, 24));
        Somebody officer = as("city", DESK).go("/experts").look("experts");
        officer.press("a[href='/experts/new']").look("expert-new");
        officer.type("name", "方")
                .type("phone", "13900000777")
                .type("employer", "淮北市人民医院")
                .type("loadLimit", "12")
                .type("until", "2028-12-31");
        officer.page.locator("[name=occupation]").first().fill("炼丹工");
        officer.page.locator("[name=industry]").first().fill("卫生");
        officer.press("main form button.btn-primary").look("expert-refused");
        assertThat(officer.text()).contains("工种目录中没有：炼丹工");
        officer.page.locator("[name=occupation]").first().fill("护士");
        officer.page.locator("fieldset:has([name=tag]) [data-row-add]").click();
        officer.page.locator("[name=tag]").last().fill("医疗器械");
        officer.type("name", "方济民").press("main form button.btn-primary");
        assertThat(officer.text()).contains("护士", "医疗器械", "每组最多 12 件", "139****0777", "在组织树中");
        String expert = officer.path();

        officer.page.locator("details:has([name=tieName]) summary").click();
        officer.choose("tieKind", "原工作单位").type("tieName", "临涣煤矿").press("details form[action$='/ties'] button");
        officer.page.locator("details:has([name=bankName]) summary").click();
        officer.type("bankName", "徽商银行淮北分行")
                .type("account", "6222020200112233440")
                .tick("consent")
                .press("details form[action$='/bank'] button");
        officer.look("expert");
        assertThat(officer.text()).contains("**** 3440", "临涣煤矿").doesNotContain("6222020200112233440");
        officer.press("form[action$='/bank/look'] button");
        assertThat(officer.told()).contains("6222020200112233440");
        assertThat(officer.go(expert).page.content()).as("told once").doesNotContain("6222020200112233440");
        Somebody onPhone = as("city", PHONE).go("/experts").look("experts");
        onPhone.go(expert).look("expert").go(expert + "/edit").look("expert-edit");
        assertThat(as("audit", DESK).go("/audit").text()).contains("查看评审费账户");

        Somebody self = as("expert1", PHONE).go("/experts/me").look("expert-me");
        self.type("email", "expert1@example.org").press("form[action$='/contact'] button");
        self.page.locator("details:has([name=tieName]) summary").click();
        self.choose("tieKind", "亲属").type("tieName", "陈立新").type("tieUnit", "临涣煤矿");
        self.press("details form[action$='/ties'] button").look("expert-me-tie");
        assertThat(self.text()).contains("陈立新（临涣煤矿）");
        assertThat(self.statusOf("/experts")).isEqualTo(404);
    }

    @Test
    void a_sheet_of_experts_is_looked_at_before_it_is_written() {
        on(LocalDate.of(2026, 11, 24));
        var bytes = new ByteArrayOutputStream();
        try (var excel = new ExcelOut(bytes, "专家")) {
            excel.header(List.of("姓名", "手机号", "工作单位", "职称或职务", "工种", "聘期止"));
            excel.row(List.of("贝新来", "13900000781", "安徽理工大学", "教授", "电工", "2028-12-31"));
            excel.row(List.of("卫东升", "13900000043", "淮北职业技术学院", "首席技师", "", ""));
            excel.row(List.of("错一行", "139", "安徽理工大学", "", "炼丹工", "明年"));
        }
        Somebody officer = as("city", DESK).go("/experts/import").look("experts-import");
        officer.page.setInputFiles(
                "#f-file",
                new FilePayload(
                        "专家.xlsx",
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        bytes.toByteArray()));
        officer.press("main form button").look("experts-preview");
        assertThat(officer.text()).contains("将更新：职称或职务", "工种目录中没有：炼丹工", "139****0781");
        as("city", PHONE).go("/experts/import").look("experts-preview");
        officer.press("form[action$='/apply'] button");
        PlaywrightAssertions.assertThat(officer.see("#sheet")).containsText("已写入：新增 1，更新 1");
        assertThat(officer.go("/experts?q=贝新来").text()).contains("教授", "电工");
        assertThat(officer.go("/experts?q=首席").text()).contains("卫东升");
    }
}
