package io.lingchuang.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.lingchuang.db.review.Tables.SHEET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The score sheet in the browser: by keyboard, on every width, and with nothing lost whatever becomes of the line or the window. */
class ScoreSheetTest extends SheetsAtHand {

    private static final String STATE = "[data-draft-state]";
    private static final String FIRST = ".lc-points >> nth=0";
    private static final String SECOND = ".lc-points >> nth=1";

    private String scores(long sheet) {
        return dsl.select(SHEET.SCORES)
                .from(SHEET)
                .where(SHEET.ID.eq(sheet))
                .fetchSingle()
                .value1()
                .data();
    }

    private static int kept(Page page) {
        return ((Number) page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('sheet:')).length"))
                .intValue();
    }

    private static void saved(Page page) {
        assertThat(page.locator(STATE)).containsText("已自动保存");
    }

    // Nothing is lost

    @Test
    void what_is_typed_without_a_line_is_kept_here_survives_a_reload_and_goes_up_when_the_line_is_back() {
        long sheet = sheets("expert1").getFirst();
        Somebody expert = as("expert1", 768).go("/scoring/" + sheet);
        expert.page.fill(FIRST, "21");
        saved(expert.page);
        expert.page.context().setOffline(true);
        expert.page.fill(SECOND, "17");
        expert.page.fill("#comment", "断网时写的评语");
        assertThat(expert.see(STATE)).containsText("连接中断，已写的内容保存在本机");
        assertThat(kept(expert.page)).isEqualTo(1);
        try {
            expert.page.reload();
        } catch (PlaywrightException noLine) {
            // the browser says that there is no line
        }
        expert.page.context().setOffline(false);
        expert.go("/scoring/" + sheet);
        assertThat(expert.see(SECOND)).hasValue("17");
        assertThat(expert.see("#comment")).hasValue("断网时写的评语");
        await().ignoreExceptions().until(() -> kept(expert.page) == 0);
        assertThat(scores(sheet)).as("nothing stays here once the house has it").contains("21", "17");
    }

    @Test
    void a_line_that_comes_back_while_the_page_stands_open_sends_what_waited() {
        long sheet = sheets("expert1").getFirst();
        Somebody expert = as("expert1", DESK).go("/scoring/" + sheet);
        expert.page.context().setOffline(true);
        expert.page.fill(FIRST, "19");
        assertThat(expert.see(STATE)).containsText("保存在本机");
        expert.page.click("button[value=seal]");
        assertThat(expert.see(STATE)).containsText("没有提交");
        expert.page.context().setOffline(false);
        saved(expert.page);
        assertThat(scores(sheet)).contains("19");
    }

    @Test
    void a_killed_browser_has_kept_what_was_typed(@TempDir Path profile) {
        long sheet = sheets("expert2").getFirst();
        BrowserContext first = started(profile);
        Page page = signedIn(first, sheet);
        page.route("**/draft", r -> r.abort());
        page.fill("#comment", "写到一半浏览器被关掉");
        page.fill(FIRST, "23");
        assertThat(page.locator(STATE)).containsText("连接中断，已写的内容保存在本机");
        ProcessHandle.current()
                .descendants()
                .filter(p -> p.info().arguments().stream()
                        .flatMap(java.util.Arrays::stream)
                        .anyMatch(a -> a.equals("--user-data-dir=" + profile)))
                .forEach(ProcessHandle::destroyForcibly);
        try {
            first.close();
        } catch (PlaywrightException killed) {
            // there is nothing left to close
        }
        try (BrowserContext second = started(profile)) {
            Page again = signedIn(second, sheet);
            assertThat(again.locator("#comment")).hasValue("写到一半浏览器被关掉");
            assertThat(again.locator(FIRST)).hasValue("23");
            saved(again);
        }
        assertThat(scores(sheet)).contains("23");
    }

    private static BrowserContext started(Path profile) {
        return browser.browserType()
                .launchPersistentContext(
                        profile,
                        new BrowserType.LaunchPersistentContextOptions()
                                .setExecutablePath(Path.of(
                                        System.getenv().getOrDefault("LINGCHUANG_CHROMIUM", "/usr/bin/chromium")))
                                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--no-first-run"))
                                .setLocale("zh-CN"));
    }

    private Page signedIn(BrowserContext context, long sheet) {
        Page page = context.newPage();
        page.navigate("http://localhost:" + port + "/sign-in");
        if (page.url().contains("/sign-in")) {
            page.fill("#username", "expert2");
            page.fill("#password", "Lingchuang2026");
            page.waitForNavigation(() -> page.click("form[action='/sign-in'] button"));
        }
        page.navigate("http://localhost:" + port + "/scoring/" + sheet);
        return page;
    }

    @Test
    void whoever_was_signed_out_meanwhile_finds_everything_after_signing_in_again() {
        long sheet = sheets("expert3").getFirst();
        Somebody expert = as("expert3", PHONE).go("/scoring/" + sheet);
        expert.page.click("[data-part=rubric]");
        expert.signOutBehindTheirBack();
        expert.page.fill(FIRST, "22");
        assertThat(expert.see(STATE)).containsText("您已退出登录");
        expert.page.fill("#comment", "退出登录后还在写");
        expert.signIn("expert3");
        expert.go("/scoring");
        assertThat(expert.see("[data-draft-kept='/scoring/" + sheet + "/draft']"))
                .isVisible();
        expert.go("/scoring/" + sheet);
        assertThat(expert.see("#comment")).hasValue("退出登录后还在写");
        saved(expert.page);
        assertThat(scores(sheet)).contains("22");
    }

    @Test
    void when_somebody_else_signs_out_at_this_browser_nothing_of_an_expert_stays_in_it() {
        long sheet = sheets("expert3").getFirst();
        Somebody expert = as("expert3", DESK).go("/scoring/" + sheet);
        expert.page.route("**/draft", r -> r.abort());
        expert.page.fill("#comment", "不该留给别人的话");
        assertThat(expert.see(STATE)).containsText("保存在本机");
        expert.signOutBehindTheirBack();
        expert.signIn("expert4");
        assertThat(kept(expert.page)).isEqualTo(1);
        expert.press("form[action='/sign-out'] button");
        await().ignoreExceptions().until(() -> kept(expert.page) == 0);
    }

    // Two windows

    @Test
    void two_windows_of_one_sheet_know_of_each_other_and_neither_loses_a_word() {
        long sheet = sheets("expert1").getFirst();
        Somebody expert = as("expert1", DESK).go("/scoring/" + sheet);
        Page second = expert.page.context().newPage();
        second.navigate(expert.page.url());
        assertThat(second.locator("[data-draft-other]")).isVisible();
        assertThat(expert.see("[data-draft-other]")).isVisible();
        expert.page.fill(FIRST, "20");
        second.fill("#comment", "第二个窗口写的评语");
        assertThat(expert.see("#comment")).hasValue("第二个窗口写的评语");
        assertThat(second.locator(FIRST)).hasValue("20");
        expert.page.fill(SECOND, "15");
        saved(expert.page);
        assertThat(second.locator(SECOND)).hasValue("15");
        second.close();
        assertThat(expert.see("[data-draft-other]")).isHidden();
    }

    @Test
    void where_two_devices_wrote_different_things_in_one_field_both_are_shown_to_choose() {
        long sheet = sheets("expert1").getFirst();
        Somebody desk = as("expert1", DESK).go("/scoring/" + sheet);
        Somebody tablet = as("expert1", 768).go("/scoring/" + sheet);
        tablet.page.context().setOffline(true);
        tablet.page.fill("#comment", "平板上写的");
        tablet.page.fill(FIRST, "18");
        desk.page.fill("#comment", "电脑上写的");
        saved(desk.page);
        tablet.page.context().setOffline(false);
        Locator choose = tablet.see("[data-choose=comment]");
        assertThat(choose).containsText("电脑上写的");
        assertThat(tablet.see("#comment")).hasValue("平板上写的");
        tablet.look("sheet-choose");
        assertThat(comment(sheet))
                .as("nothing is overwritten before somebody chose")
                .isEqualTo("电脑上写的");
        tablet.page.click("[data-takemine=comment]");
        saved(tablet.page);
        assertThat(comment(sheet)).isEqualTo("平板上写的");
        assertThat(scores(sheet)).contains("18");
        desk.page.fill(SECOND, "11");
        assertThat(desk.see("#comment")).hasValue("平板上写的");
    }

    private String comment(long sheet) {
        return dsl.select(SHEET.COMMENT)
                .from(SHEET)
                .where(SHEET.ID.eq(sheet))
                .fetchSingle()
                .value1();
    }

    // Too late

    @Test
    void whoever_still_writes_when_the_panel_closes_is_told_and_can_take_the_text_along() {
        List<Long> sheets = sheets("expert1");
        Somebody expert = as("expert1", DESK).go("/scoring/" + sheets.getFirst());
        expert.page.fill("#comment", "还没写完");
        saved(expert.page);
        dsl.execute("alter table review.panel disable trigger legal_transition");
        dsl.execute("update review.panel set state = 'CLOSED' where id = " + panel);
        dsl.execute("alter table review.panel enable trigger legal_transition");
        expert.page.fill("#comment", "还没写完的评语，写了一上午");
        assertThat(expert.see("[data-draft-ended]")).containsText("评审组已结束评分");
        assertThat(expert.see("[data-draft-text]")).hasValue(java.util.regex.Pattern.compile("写了一上午"));
        expert.look("sheet-over");
        expert.go("/scoring/" + sheets.getFirst());
        assertThat(expert.see("[data-draft-text]")).hasValue(java.util.regex.Pattern.compile("写了一上午"));
        var download = expert.page.waitForDownload(() -> expert.page.click("[data-draft-download]"));
        assertThat(download.suggestedFilename()).endsWith(".txt");
        expert.look("sheet-late");
    }

    // By keyboard, on every width

    @Test
    void a_sheet_is_scored_and_sealed_by_keyboard_alone() {
        List<Long> sheets = sheets("expert4");
        Somebody expert = as("expert4", 1024).go("/scoring/" + sheets.getFirst());
        var keys = expert.page.keyboard();
        keys.press("?");
        assertThat(expert.see("#keys")).isVisible();
        expert.look("sheet-keys");
        keys.press("Escape");
        assertThat(expert.see("#keys")).isHidden();
        int criteria = expert.see(".lc-points").count();
        keys.type("1");
        for (int c = 0; c < criteria; c++) {
            keys.type(c == 0 ? "2" : "1" + c);
            keys.press("Enter");
        }
        assertThat(expert.see("#comment")).isFocused();
        keys.type("措施可行");
        keys.press("Escape");
        assertThat(expert.see(FIRST)).hasValue("12");
        keys.press("r");
        assertThat(expert.see("[name^=r_] >> nth=0")).isFocused();
        keys.type("结构有新意");
        keys.press("Escape");
        saved(expert.page);
        expert.look("sheet-filled");
        expert.page.waitForNavigation(() -> keys.press("n"));
        assertThat(expert.path()).endsWith("/" + sheets.get(1));
        assertThat(expert.see(".lc-own >> nth=0")).containsText("您给其他 1 件：12–12");
        keys.type("1");
        keys.type("4");
        assertThat(expert.see("[data-nearest-to] >> nth=0")).containsText("12");
        saved(expert.page);
        keys.press("m");
        assertThat(expert.see("#material")).isFocused();
        expert.page.waitForNavigation(() -> keys.press("p"));
        expert.page.waitForNavigation(() -> keys.press("Control+Enter"));
        assertThat(expert.told()).contains("已封存");
        assertThat(expert.path()).as("on to the next open one").endsWith("/" + sheets.get(1));
        assertThat(dsl.fetchSingle(SHEET, SHEET.ID.eq(sheets.getFirst())).getState())
                .isEqualTo("SEALED");
    }

    @Test
    void the_sheet_stands_in_two_parts_on_a_phone_and_side_by_side_on_a_tablet() {
        List<Long> sheets = sheets("expert4");
        for (int width : new int[] {PHONE, 768, 1024, DESK}) {
            Somebody expert =
                    as("expert4", width).go("/scoring/" + sheets.get(1)).look("sheet-entry");
            boolean phone = width == PHONE;
            assertThat(expert.see("#material")).isVisible();
            assertThat(expert.see("#rubric"))
                    .isVisible(new com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions()
                            .setVisible(!phone));
            if (phone) {
                expert.page.click("[data-part=rubric]");
                expert.page.fill(FIRST, "16");
                assertThat(expert.see(".lc-sheetbar output")).hasText("16");
                saved(expert.page);
                expert.look("sheet-rubric");
            }
            expert.go("/scoring?sort=total").look("sheets-own");
            expert.go("/scoring/hand-in").look("sheets-hand-in");
        }
    }
}
