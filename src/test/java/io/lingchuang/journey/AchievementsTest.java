package io.lingchuang.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** An achievement from its filing on a phone to the hall and the transfer board. */
class AchievementsTest extends City {

    private static final String TITLE = "主井提升机制动监测装置";

    @Test
    void an_achievement_is_filed_proven_shown_and_offered() {
        on(LocalDate.of(2026, 11, 24));
        Somebody clerk = as("clerk", PHONE);
        clerk.go("/achievements/new").look("achievement-new");
        clerk.type("title", TITLE)
                .type("makers", "王外请\n李外请")
                .type("finishedOn", "2024-04-01")
                .type("summary", "在制动闸盘上加装间隙和温度监测，异常时停车报警。")
                .press("main form button.btn-primary");
        String at = clerk.path();
        assertThat(clerk.text()).contains("王外请、李外请");
        clerk.page.locator("#registrations summary").click();
        clerk.page.selectOption("#f-kind", "PATENT_GRANTED");
        clerk.type("number", "ZL202010123456.3").press("form[action$='/registrations'] button");
        assertThat(clerk.text()).contains("校验位不对");
        clerk.look("achievement-number-wrong");
        clerk.type("number", "ZL 2020 1 0123456.2").press("form[action$='/registrations'] button");
        assertThat(clerk.text()).contains("ZL202010123456.2");
        clerk.page.locator("#benefits summary").last().click();
        clerk.type("year", "2025").type("claimed", "480000").press("form[action$='/benefits'] button");
        clerk.page.locator("#adoptions summary").last().click();
        clerk.type("adopter", "相邻煤矿（虚构）").type("since", "2025-06-01").press("form[action$='/adoptions'] button");
        assertThat(clerk.text()).contains("待填报");
        clerk.look("achievement");
        clerk.go("/desk");
        assertThat(clerk.text()).contains("效益待填报");

        Somebody county = as("county", DESK);
        county.go(at);
        county.page.locator("#benefits summary").first().click();
        county.page.setInputFiles("[name=proof]", Somebody.pdf("证明.pdf"));
        county.press("form[action$='/prove'] button");
        assertThat(county.text()).contains("480,000.00");
        county.look("achievement-proven").go("/achievements").look("achievements");

        clerk.go(at).press("#transfer a.btn");
        clerk.look("posting-new").press("main form button.btn-primary");
        String posting = clerk.path();
        county.go(posting).press("button[value=publish]");
        county.look("posting");
        Somebody stranger = anybody(PHONE);
        stranger.go("/transfer").look("board");
        stranger.go("/transfer/" + posting.substring(posting.lastIndexOf('/') + 1));
        stranger.type("name", "孙问询")
                .type("unit", "濉溪选煤厂")
                .type("phone", "13899990000")
                .type("text", "想到现场看一看样机情况")
                .look("board-ask")
                .press("form[action$='/ask'] button");
        assertThat(stranger.text()).contains("工会").doesNotContain("13899990000");

        Somebody city = as("city", DESK);
        city.go("/halls").type("year", "2024").look("halls");
        city.go("/halls/2027/choose").look("hall-choose");
        city.page.locator("main tbody input[type=checkbox]").first().check();
        city.type("category", "安全生产").press("#bulk button");
        city.go("/halls/2027").press("form[action$='/prepare'] button");
        city.look("hall");
        Somebody chief = as("chief", DESK);
        chief.go("/halls/2027").press("form[action$='/release'] button");
        stranger.go("/exhibition").look("exhibitions");
        stranger.go("/exhibition/2027").look("exhibition");
        assertThat(stranger.text()).contains(TITLE);
        stranger.press("main article a");
        stranger.look("exhibit");
        assertThat(stranger.fetch("/exhibition/2027/catalogue.pdf")).isNotEmpty();
    }
}
