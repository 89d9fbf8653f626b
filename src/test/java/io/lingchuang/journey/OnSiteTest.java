package io.lingchuang.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import io.lingchuang.calls.Round;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A visit on a visitor's phone, and presentations before the big screen. */
@TestPropertySource(properties = "lingchuang.journey=on site") // its days and its sheets are not the others'
class OnSiteTest extends SheetsAtHand {

    /** Four entries before three experts. */
    private long panel(Round.Form form) {
        return panel(form, 4, "expert1", "expert2", "expert3");
    }

    @Test
    void a_visit_is_planned_at_the_desk_and_written_down_on_a_phone() throws Exception {
        on(LocalDate.of(2026, 11, 23));
        long panel = panel(Round.Form.VISIT);
        Somebody host = as("city", DESK);
        host.go("/panels/" + panel + "/visits");
        host.page.locator("main section.card summary").first().click();
        host.page.locator("main [name=at]").first().fill("2026-11-23T15:00");
        host.page.locator("main [name=place]").first().fill("朔里煤矿机电车间");
        host.page
                .locator("main section.card")
                .first()
                .locator("[name=expert]")
                .nth(0)
                .check();
        host.page
                .locator("main section.card")
                .first()
                .locator("[name=expert]")
                .nth(1)
                .check();
        host.look("visits-plan").press("main section.card form button.btn-primary");
        assertThat(host.text()).contains("2026-11-23 15:00", "朔里煤矿机电车间");
        host.look("visits");

        Somebody unit = as("worker", PHONE);
        unit.go("/messages");
        assertThat(unit.text()).contains("2026-11-23 15:00");

        Somebody visitor = as("expert1", PHONE);
        visitor.go("/visits").look("visits-mine");
        visitor.press("main .list-group a");
        visitor.type("met", "机电队队长、操作工两人");
        for (int q = 1; q <= 6; q++) {
            visitor.type("q" + q, "现场在用，与所报一致");
        }
        assertThat(visitor.see("[data-draft-state]")).containsText("已自动保存");
        visitor.page.reload();
        assertThat(visitor.page.inputValue("[name=q6]")).isEqualTo("现场在用，与所报一致");
        visitor.page.setInputFiles("#file", new FilePayload[] {photo("车间"), photo("铭牌")});
        visitor.press("form[action$='/photos'] button");
        assertThat(visitor.see(".lc-photos img").count()).isEqualTo(2);
        visitor.look("visit-phone");
        visitor.press("button[value=hold]");
        visitor.type("word", "情况属实，欢迎再来")
                .type("signer", "陈立新")
                .look("visit-word")
                .press("form[action$='/word'] button");
        assertThat(visitor.text()).contains("情况属实，欢迎再来");
        visitor.look("visit-held");
        assertThat(visitor.fetch(visitor.path() + "/record.pdf")).isNotEmpty();
        visitor.go("/scoring");
        assertThat(visitor.text()).contains("P" + panel + "-");
    }

    private static FilePayload photo(String name) throws IOException {
        var image = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(new java.awt.Color(90, 110, 140));
        pen.fillRect(0, 0, 640, 480);
        pen.setColor(new java.awt.Color(200, 170, 60));
        pen.fillOval(name.length() * 60, 120, 240, 240);
        pen.dispose();
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", out);
        return new FilePayload(name + ".jpg", "image/jpeg", out.toByteArray());
    }

    @Test
    void presentations_are_drawn_heard_and_scored_before_the_big_screen() {
        on(LocalDate.of(2026, 11, 23));
        long panel = panel(Round.Form.PRESENTATION);
        Somebody host = as("city", DESK);
        host.go("/panels/" + panel + "/presentation");
        host.type("at", "2026-11-23T14:00").type("place", "市总工会三楼会议室").press("main details form button");
        host.type("value", "314 159 265").look("presentation-before").press("form[action$='/draw'] button");
        host.look("presentation-drawn");
        Somebody stranger = anybody(PHONE);
        stranger.go(host.page.getAttribute("main a.lc-hash", "href")).look("draw");
        assertThat(stranger.text()).contains("都一致");

        host.go("/panels/" + panel + "/meeting");
        host.page.locator("main [name=expert]").nth(0).check();
        host.page.locator("main [name=expert]").nth(1).check();
        host.press("form[action$='/present'] button");
        Somebody room = as("city", 1920);
        room.page.setViewportSize(1920, 1080);
        room.go("/panels/" + panel + "/screen");
        assertThat(room.see(".lc-idle")).isVisible();
        room.look("screen-waiting");

        host.press("button[value=begin]");
        assertThat(room.see(".lc-timer output")).containsText("7:");
        room.look("screen-speaking");
        host.look("meeting");
        host.press("button[value=pause]");
        assertThat(room.see(".lc-part")).containsText("暂停");

        Somebody listener = as("expert1", PHONE);
        listener.go("/panels/" + panel + "/live").look("live");
        assertThat(listener.see(".lc-timer")).isVisible();
        listener.press("main a.btn-primary");
        assertThat(listener.path()).startsWith("/scoring/");

        host.press("button[value=answer]");
        assertThat(room.see(".lc-part")).containsText("提问");
        host.press("button[value=end]");
        host.go("/panels/" + panel + "/meeting");
        host.page
                .locator("select[name=entry]")
                .first()
                .selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(0));
        host.type("reason", "路上堵车").press("button[value=last]");
        assertThat(host.text()).contains("路上堵车");
        Somebody small = as("city", PHONE);
        small.go("/panels/" + panel + "/meeting").look("meeting");
        small.go("/panels/" + panel + "/screen").look("screen");
    }

    @Test
    void a_screen_says_who_must_leave_and_hides_what_they_must_not_see() {
        on(LocalDate.of(2026, 11, 23));
        long panel = panel(Round.Form.PRESENTATION);
        Somebody host = as("city", DESK);
        host.go("/panels/" + panel + "/presentation");
        host.type("at", "2026-11-23T14:00").type("place", "会议室").press("main details form button");
        host.type("value", "271 828 182").press("form[action$='/draw'] button");
        long first = dsl.fetchSingle("select entry_id from review.turn where panel_id = {0} and place = 1", panel)
                .get(0, Long.class);
        panels.recuse(actor("city"), panel, expert("expert2"), first, "曾经共事");
        host.go("/panels/" + panel + "/meeting");
        host.page.locator("main [name=expert]").nth(0).check();
        host.page.locator("main [name=expert]").nth(1).check();
        host.press("form[action$='/present'] button").press("button[value=begin]");
        assertThat(host.told()).contains("回避离场");
        Somebody room = as("city", 1920);
        room.page.setViewportSize(1920, 1080);
        room.go("/panels/" + panel + "/screen");
        assertThat(room.see(".lc-leave")).containsText("须回避这一项，请离场");
        room.look("screen-leave");
    }
}
