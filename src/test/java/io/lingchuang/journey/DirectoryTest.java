package io.lingchuang.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import io.lingchuang.platform.documents.ExcelOut;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The directory as clerks and officers keep it. */
class DirectoryTest extends City {

    @Test
    void a_clerk_imports_a_roster_and_finds_the_people() {
        Somebody clerk = as("clerk", DESK).go("/directory/people?q=陈立").look("people");
        assertThat(clerk.text()).contains("陈立新", "139****0001").doesNotContain("13900000001");
        clerk.go("/directory/imports").look("imports");
        clerk.page.setInputFiles("#f-file", new FilePayload("花名册.xlsx", "application/octet-stream", roster()));
        clerk.press("main form button.btn-primary");
        PlaywrightAssertions.assertThat(clerk.see("#roster")).containsText("待确认");
        clerk.look("import-preview");
        assertThat(clerk.see(".lc-count").allInnerTexts()).containsExactly("2", "0", "0", "1");
        clerk.press("form[action$='/apply'] button");
        PlaywrightAssertions.assertThat(clerk.see("#roster")).containsText("已导入");
        assertThat(clerk.go("/directory/people?q=欧阳").text()).contains("欧阳新工");
        clerk.press(".lc-table tbody a").look("person");
        clerk.press("form[action$='/phone'] button");
        assertThat(clerk.told()).contains("17299990001");
        assertThat(as("audit", DESK).go("/audit?action=lookAtPhone").text()).contains("李文静", "欧阳新工");
    }

    private static byte[] roster() {
        var bytes = new ByteArrayOutputStream();
        try (var excel = new ExcelOut(bytes, "花名册")) {
            excel.header(List.of("姓名", "单位名称", "工号", "手机号", "工种", "技能等级"));
            excel.row(List.of("欧阳新工", "临涣煤矿", "N001", "17299990001", "采煤工", "高级工"));
            excel.row(List.of("司马新工", "临涣煤矿", "N002", "", "电工", "技师"));
            excel.row(List.of("上官外人", "龙湖电气有限公司", "N003", "", "", ""));
        }
        return bytes.toByteArray();
    }

    @Test
    void an_officer_adds_an_enterprise_a_branch_and_a_person() {
        Somebody officer = as("city", DESK).go("/directory/tree").look("tree");
        officer.go("/directory/enterprises").look("enterprises");
        officer.go("/directory/enterprises/new").choose("parent", "相山区总工会").choose("ownership", "非公企业");
        officer.type("name", "相山新能源有限公司")
                .type("code", "QY901")
                .type("industry", "新材料")
                .look("enterprise-new");
        officer.press("main form button.btn-primary").look("enterprise");
        long node = officer.idIn(officer.path());
        officer.go("/directory/nodes/new?parent=" + node)
                .type("name", "电池车间分会")
                .type("code", "QY901_1")
                .look("node-new");
        officer.press("main form button.btn-primary");
        assertThat(officer.text()).contains("电池车间分会");
        officer.go("/directory/people/new").type("name", "慕容工").type("phone", "123");
        officer.page.selectOption("#f-unit", "QY901");
        officer.press("main form button.btn-primary").look("person-refused");
        assertThat(officer.see("[name=name]").inputValue()).isEqualTo("慕容工");
        officer.type("phone", "17299990009").press("main form button.btn-primary");
        officer.type("title", "淮北市五一劳动奖章")
                .choose("level", "市级")
                .type("year", "2024")
                .press("form[action$='/honours'] button");
        assertThat(officer.text()).contains("淮北市五一劳动奖章", "172****0009");
        officer.go("/directory/occupations").look("occupations");
        officer.go("/directory/clusters").look("clusters");
        Somebody clerk = as("clerk2", PHONE).go("/directory/people").look("people");
        assertThat(clerk.text()).doesNotContain("慕容工");
        assertThat(clerk.statusOf("/directory/enterprises/" + node)).isEqualTo(404);
    }
}
