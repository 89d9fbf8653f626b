package io.lingchuang.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.junit.jupiter.api.Test;

/** An officer makes a call's form by keyboard: rows come, move and go, and the worker's form beside follows before anything is saved. */
class CallEditorTest extends City {

    @Test
    void rows_are_added_moved_and_taken_out_and_the_workers_form_follows() {
        Somebody officer = as("city", DESK);
        officer.go("/calls/new").page.selectOption("#f-template", "published-suggestions");
        officer.press("main form button.btn-primary");
        long call = officer.idIn(officer.path());
        assertThat(officer.see("[name=basisDocument]").isVisible())
                .as("a recognition needs no approval")
                .isFalse();
        officer.go("/calls/" + call + "/edit/form");
        Locator live = officer.see(".lc-live");
        PlaywrightAssertions.assertThat(live).containsText("是否涉及国家秘密");
        Locator name = live.locator("[name=a_name]");
        assertThat(name.isVisible()).as("not asked before a category is chosen").isFalse();
        live.locator("[name=category]").selectOption("先进操作法");
        PlaywrightAssertions.assertThat(name).isVisible();

        officer.see("[data-row-add]").focus();
        officer.page.keyboard().press("Enter");
        officer.page.keyboard().type("推广情况");
        PlaywrightAssertions.assertThat(live).containsText("推广情况");
        Locator rows = officer.see("[data-rows-list] > [data-row]");
        int count = rows.count();
        assertThat(rows.last().locator("[name=choices]").isVisible()).isFalse();
        rows.last().locator("[name=fieldKind]").selectOption("CHOICE");
        assertThat(rows.last().locator("[name=choices]").isVisible()).isTrue();
        rows.last().locator("[name=choices]").fill("已推广；未推广");
        PlaywrightAssertions.assertThat(live.locator("option[value=已推广]")).hasCount(1);
        rows.last().locator("[data-row-up]").focus();
        officer.page.keyboard().press("Enter");
        officer.page.keyboard().press("Enter");
        assertThat(rows.nth(count - 3).locator("[name=label]").inputValue()).isEqualTo("推广情况");
        assertThat(rows.nth(count - 3).locator("legend").innerText()).isEqualTo("推广情况");
        assertThat(rows.nth(count - 3).locator("[name=order]").inputValue()).isEqualTo(String.valueOf(count - 2));
        rows.last().locator("[data-row-out]").click();
        officer.look("call-form-edited").press(".lc-savebar button");
        assertThat(officer.told()).contains("已保存");
        assertThat(rows.count()).isEqualTo(count - 1);
        assertThat(rows.nth(count - 3).locator("[name=label]").inputValue()).isEqualTo("推广情况");

        officer.go("/calls/" + call + "/edit/tiers");
        officer.see("[name=tierPlaces]").first().fill("20");
        assertThat(officer.see("[data-money]").innerText()).contains("130,000.00");
        officer.see("[name=tierPlaces]").last().fill("许多");
        officer.press(".lc-savebar button").look("call-tiers-refused");
        assertThat(officer.see("[name=tierPlaces]").first().inputValue()).isEqualTo("20");
        assertThat(officer.see("[data-row] .lc-error").count()).isEqualTo(1);
        officer.go("/calls/" + call).look("call-overview");
        as("city", PHONE)
                .go("/calls/" + call + "/edit/form")
                .look("call-form")
                .go("/calls/" + call)
                .look("call-overview");
    }
}
