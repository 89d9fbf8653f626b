package io.lingchuang.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Mouse;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A request for help, from the clerk's form to the signatures on a phone and the rating. */
@TestPropertySource(properties = "lingchuang.journey=help") // its calendar is turned for it alone
class HelpTest extends City {

    @Test
    void an_enterprise_asks_a_team_comes_and_both_sign_with_the_finger() {
        on(LocalDate.of(2026, 11, 23));
        Somebody clerk = as("clerk2", PHONE);
        clerk.go("/help").look("help-list").go("/help/new").look("help-new");
        clerk.choose("kind", "创新技术")
                .type("title", "织机变频改造")
                .type("problem", "三十台织机全年工频运行，想做变频和智能化改造。")
                .type("place", "织造车间")
                .type("contactName", "孙志远")
                .type("contactPhone", "0561-3012345")
                .press("main form[action='/help/new'] button.btn-primary");
        String at = clerk.path();
        clerk.look("help-asked");

        Somebody city = as("city", DESK);
        city.go(at).look("help-proposals");
        assertThat(city.text()).contains("矿山机电志愿服务队", "会做这类服务");
        city.page
                .locator("label:has-text('矿山机电志愿服务队') input[name=team]")
                .first()
                .check();
        city.press("button[value=dispatch]");

        Somebody master = as("master", PHONE);
        master.go(at).look("help-team").press("button[value=accept]");
        master.type("at", "2026-11-23T14:00").type("place", "织造车间").press("button[value=appoint]");
        master.page.locator("input[name=goer]").first().check();
        master.type("hours", "2.5")
                .type("problem", "全年工频运行")
                .type("diagnosis", "负荷波动大，适合变频")
                .type("advice", "先改六台，测一个月")
                .type("trained", "4")
                .look("help-record")
                .press("button[value=record]");
        draw(master, "TEAM");
        master.look("help-sign");
        master.page
                .locator("form[data-sign]:has(input[value=TEAM]) [name=signer]")
                .fill("韩德松");
        master.press("form[data-sign]:has(input[value=TEAM]) button.btn-primary");
        assertThat(master.see("img.lc-signature").count()).isEqualTo(1);

        clerk.go(at);
        draw(clerk, "ENTERPRISE");
        clerk.page.locator("form[data-sign] [name=signer]").fill("孙志远");
        clerk.press("form[data-sign] button.btn-primary");
        assertThat(clerk.see("img.lc-signature").count()).isEqualTo(2);
        assertThat(clerk.fetch(at + "/record.pdf")).isNotEmpty();
        for (String item : new String[] {"manner", "skill", "speed", "effect"}) {
            clerk.page.check("input[name=" + item + "][value='5']");
        }
        clerk.look("help-rate").press("button[value=rate]");
        assertThat(clerk.text()).contains("成效跟踪");
        clerk.look("help-rated");

        as("city", DESK)
                .go("/help")
                .look("help-all")
                .go("/help/map")
                .look("help-map")
                .go("/alliance/keep")
                .look("alliance-keep");
        as("county", PHONE).go("/help/map").look("help-map");
        Somebody stranger = anybody(PHONE);
        stranger.go("/alliance").look("alliance").go("/alliance/teams").look("teams");
        stranger.press("main td a").look("team");
        anybody(DESK).go("/alliance").look("alliance").go("/alliance/teams").look("teams");
    }

    private static void draw(Somebody who, String side) {
        var pad = who.page.locator("form[data-sign]:has(input[value=" + side + "]) canvas");
        pad.scrollIntoViewIfNeeded();
        var box = pad.boundingBox();
        Mouse pen = who.page.mouse();
        pen.move(box.x + 20, box.y + 20);
        pen.down();
        pen.move(box.x + 120, box.y + 50);
        pen.move(box.x + 60, box.y + 60);
        pen.up();
    }
}
