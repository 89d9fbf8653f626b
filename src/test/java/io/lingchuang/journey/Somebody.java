package io.lingchuang.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A person with a browser window of their own. Whatever the browser or axe-core finds at fault is told when they leave. */
final class Somebody {

    private final String home;
    private final int width;
    private final BrowserContext context;
    private final List<String> faults = new ArrayList<>();
    final Page page;

    Somebody(Browser browser, String home, int width) {
        this.home = home;
        this.width = width;
        context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, 800)
                .setLocale("zh-CN")
                .setHasTouch(width < 500));
        page = context.newPage();
        page.setDefaultTimeout(15_000);
        page.onDialog(d -> d.accept());
        page.onConsoleMessage(m -> {
            // An answer that refuses a form is told on the page; the browser notes its status too.
            // So is a line that was cut.
            if (m.type().equals("error")
                    && !m.text().contains("the server responded with a status of 4")
                    && !m.text().contains("net::ERR_INTERNET_DISCONNECTED")
                    && !m.text().contains("net::ERR_FAILED")) {
                faults.add(page.url() + ": " + m.text());
            }
        });
        page.onPageError(e -> faults.add(page.url() + ": " + e));
    }

    void signIn(String login) {
        go("/sign-in").signInHere(login);
    }

    /** The session ends while the page stands open. */
    void signOutBehindTheirBack() {
        context.clearCookies(new BrowserContext.ClearCookiesOptions().setName("JSESSIONID"));
    }

    void signInHere(String login) {
        page.fill("#username", login);
        page.fill("#password", "Lingchuang2026");
        press("form[action='/sign-in'] button");
        assertThat(page.url()).doesNotContain("/sign-in");
    }

    Somebody go(String path) {
        page.navigate(home + path);
        return this;
    }

    String path() {
        return page.url().substring(home.length());
    }

    long idIn(String path) {
        return Long.parseLong(path.replaceAll("\\D+(\\d+).*", "$1"));
    }

    /** Presses a button and waits for the page that follows. */
    Somebody press(String selector) {
        page.waitForNavigation(() -> page.locator(selector).first().click());
        return this;
    }

    Somebody type(String name, String text) {
        page.fill("main [name='" + name + "']:visible", text);
        return this;
    }

    Somebody choose(String name, String label) {
        page.selectOption(
                "main select[name='" + name + "']",
                new com.microsoft.playwright.options.SelectOption().setLabel(label));
        return this;
    }

    Somebody tick(String name) {
        page.check("main [name='" + name + "']");
        return this;
    }

    /** A small PDF with these words, put where the field asks for files. */
    Somebody attach(String field, String name) {
        page.waitForNavigation(() -> page.setInputFiles("#file-" + field + " input[type=file]", pdf(name)));
        assertThat(page.locator("#file-" + field + " .lc-files").innerText()).contains(name);
        return this;
    }

    static FilePayload pdf(String name) {
        String body =
                "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                        + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
        return new FilePayload(name, "application/pdf", body.getBytes(StandardCharsets.US_ASCII));
    }

    String told() {
        return page.locator(".alert").allInnerTexts().toString();
    }

    String text() {
        return page.locator("main").innerText();
    }

    Locator see(String selector) {
        return page.locator(selector);
    }

    /** What a link on the page gives to save. */
    byte[] fetch(String path) {
        var answer = context.request().get(path.startsWith("http") ? path : home + path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.body();
    }

    int statusOf(String path) {
        return context.request().get(home + path).status();
    }

    /** Keeps a picture, and holds the page to the rules: nothing wider than the window, nothing serious for axe-core. */
    Somebody look(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "journey", name + "-" + width + ".png")));
        var over =
                (Number) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (over.intValue() > 0) {
            faults.add("%s at %d pixels scrolls sideways by %d".formatted(path(), width, over.intValue()));
        }
        new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(v -> List.of("serious", "critical")
                                .contains(String.valueOf(v.getImpact()).toLowerCase(Locale.ROOT)))
                        .map(v -> "axe-core on " + path() + ": " + v.getId() + ": " + v.getHelp() + " "
                                + v.getNodes().getFirst().getHtml())
                        .forEach(faults::add);
        return this;
    }

    List<String> leave() {
        context.close();
        return faults;
    }
}
