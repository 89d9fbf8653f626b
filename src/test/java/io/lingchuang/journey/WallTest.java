package io.lingchuang.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** The wall of the craft masters' studio: arranged at the desk, noted on the phone, read by the city and by anybody. */
@TestPropertySource(properties = "lingchuang.journey=wall")
class WallTest extends City {

    private static Locator row(Somebody who, String title) {
        return who.see(".lc-wallchart tbody tr")
                .filter(new Locator.FilterOptions().setHasText(title))
                .first();
    }

    @Test
    void a_plan_is_arranged_by_key_and_by_hand_and_what_is_done_turns_the_wall_green() {
        on(LocalDate.of(2026, 11, 23));
        Somebody master = as("master", DESK);
        master.go("/desk");
        assertThat(master.text()).contains("临近或逾期");
        master.go("/studios").press("main a:has-text('淮北矿业大师工作室')").press("main a:has-text('年度工作安排')");
        String wall = master.path();
        master.look("wall");
        assertThat(row(master, "走进中小矿山技术服务").locator(".lc-progress")).containsText("临近");
        assertThat(row(master, "矿山机电实训教材").locator(".lc-progress")).containsText("逾期23天");
        assertThat(new String(master.fetch(wall + ".pdf?year=2026"), 0, 5, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("%PDF-");

        master.press("main a[href$='/arrange']");
        Locator bar = row(master, "走进中小矿山技术服务").locator(".lc-bar");
        bar.focus();
        master.page.keyboard().press("ArrowRight");
        assertThat(master.see("[data-told]")).containsText("5月至12月");
        assertThat(bar).isFocused();
        master.page.keyboard().press("ArrowRight");
        assertThat(master.see("[data-told]")).containsText("到头");
        master.page.keyboard().press("Shift+ArrowLeft");
        assertThat(master.see("[data-told]")).containsText("5月至11月");
        master.page.keyboard().press("Escape");
        assertThat(master.see("[data-told]")).containsText("还原为4月至11月");
        drag(master, "液压系统微课录制", -2);
        assertThat(master.see("[data-told]")).containsText("3月至10月");
        master.look("wall-arrange").type("reason", "录制设备推迟到货").press(".lc-sendbar .btn-primary");
        assertThat(master.told()).contains("已调整 1 项");
        master.press("main a[href$='/revisions']").look("wall-revisions");
        assertThat(master.text()).contains("录制设备推迟到货", "5月至12月", "3月至10月");
    }

    /** Takes a bar in its middle and drops it some months on. */
    private static void drag(Somebody who, String title, int months) {
        Locator bar = row(who, title).locator(".lc-bar");
        bar.scrollIntoViewIfNeeded();
        var box = bar.boundingBox();
        double month = who.see(".lc-arrange thead .lc-month").nth(3).boundingBox().width;
        double x = box.x + box.width / 2;
        double y = box.y + box.height / 2;
        who.page.mouse().move(x, y);
        who.page.mouse().down();
        who.page.mouse().move(x + months * month, y, new com.microsoft.playwright.Mouse.MoveOptions().setSteps(6));
        who.page.mouse().up();
    }

    @Test
    void a_member_notes_on_the_phone_what_is_done_and_the_city_and_the_public_see_it() {
        on(LocalDate.of(2026, 11, 23));
        Somebody member = as("member", PHONE);
        member.go("/studios").press("main a:has-text('淮北矿业大师工作室')").press("main a:has-text('年度工作安排')");
        member.look("wall").press(".lc-wallchart a:has-text('参加省外邀请赛')");
        assertThat(member.text()).contains("主办方取消本届邀请赛");
        member.press("main a:has-text('回到挂图')").press(".lc-wallchart a:has-text('皮带机智能巡检课题')");
        member.page.check("[name=how][value=done]");
        member.type("note", "样机通过井下验收").look("wall-item").press("form[action$='/records'] button.btn-primary");
        assertThat(member.text()).contains("已完成", "样机通过井下验收");
        Somebody anybody = anybody(PHONE);
        anybody.go(member.page.getAttribute("main a:has-text('回到挂图')", "href")).look("wall-public");
        assertThat(row(anybody, "皮带机智能巡检课题").locator(".lc-progress")).containsText("已完成");

        Somebody city = as("city", 1920);
        city.page.setViewportSize(1920, 1080);
        city.go("/wall").look("wall-city");
        assertThat(city.see(".lc-citywall a").first()).containsText("迟");
        Somebody county = as("county", PHONE);
        county.go("/wall").look("wall-city");
    }
}
