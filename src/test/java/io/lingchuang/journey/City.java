package io.lingchuang.journey;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.review.Tables.EXPERT;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.lingchuang.TestDatabase;
import io.lingchuang.access.Accounts;
import io.lingchuang.access.Actor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The sample city in a running product, with a real browser for each person and a calendar that can be turned. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(City.Calendar.class)
abstract class City {

    static final int PHONE = 360;
    static final int DESK = 1280;
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 11, 23);
    private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(until(FIRST_DAY));

    private static final AtomicInteger HOUSES = new AtomicInteger();
    private static Playwright playwright;
    static Browser browser;

    private final List<Somebody> people = new ArrayList<>();

    @LocalServerPort
    int port;

    @Autowired
    DSLContext dsl;

    @Autowired
    private Accounts accounts;

    @DynamicPropertySource
    static void place(DynamicPropertyRegistry properties) {
        int house = HOUSES.incrementAndGet(); // heads of the audit trail below one's data know nothing of another's
        // database
        properties.add("lingchuang.db.url", TestDatabase::freshUrl);
        properties.add("lingchuang.sample", () -> "small");
        properties.add("lingchuang.idle", () -> "400d"); // the calendar is turned while the windows stay open
        properties.add("lingchuang.idle-administration", () -> "400d");
        properties.add("server.shutdown", () -> "immediate");
        properties.add(
                "lingchuang.data",
                () -> Path.of("target", "journey-data-" + house)
                        .toAbsolutePath()
                        .toString());
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Calendar {
        @Bean
        @Primary
        static Clock turnedClock() {
            return new Clock() {
                @Override
                public ZoneId getZone() {
                    return SHANGHAI;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return Instant.now().plus(AHEAD.get());
                }
            };
        }
    }

    @BeforeAll
    static void openBrowser() {
        if (browser == null) {
            PlaywrightAssertions.setDefaultAssertionTimeout(20_000); // a busy machine is not a fault
            playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(java.util.Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            String chromium = System.getenv().getOrDefault("LINGCHUANG_CHROMIUM", "/usr/bin/chromium");
            browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(Path.of(chromium))
                            .setArgs(List.of(
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--disable-background-networking",
                                    "--no-first-run")));
        }
    }

    @AfterAll
    static void closeBrowser() {
        browser.close();
        playwright.close();
        browser = null;
        on(FIRST_DAY);
    }

    @AfterEach
    void leave() {
        List<String> faults =
                people.stream().flatMap(p -> p.leave().stream()).distinct().toList();
        people.clear();
        assertThat(faults).as("what the browser and axe-core found").isEmpty();
    }

    /** It is the morning of that day from now on, whatever day the tests are run. */
    static void on(LocalDate day) {
        AHEAD.set(until(day));
    }

    private static Duration until(LocalDate day) {
        return Duration.between(Instant.now(), day.atTime(9, 30).atZone(SHANGHAI));
    }

    /** Somebody of the sample city, signed in, with a window of that width. */
    Somebody as(String login, int width) {
        Somebody somebody = anybody(width);
        somebody.signIn(login);
        return somebody;
    }

    /** An expert who accepts the invitation that waits, has no tie to declare, and stands before their sheets. */
    Somebody expert(int n, int width) {
        return as("expert" + n, width)
                .go("/scoring")
                .press("main a[href^='/invitations/']")
                .look("invitation")
                .press("form[action$='/accept'] button")
                .look("declaration")
                .press("form[method=post][action$='/declaration'] button");
    }

    /** The same person for the use cases. */
    Actor actor(String login) {
        return accounts.actor(dsl.select(ACCOUNT.ID)
                        .from(ACCOUNT)
                        .where(ACCOUNT.LOGIN.eq(login))
                        .fetchSingle()
                        .value1())
                .orElseThrow();
    }

    /** The place of an account in the pool of experts. */
    long expert(String login) {
        return dsl.select(EXPERT.ID)
                .from(EXPERT)
                .where(EXPERT.ACCOUNT_ID.eq(actor(login).accountId()))
                .fetchSingle()
                .value1();
    }

    /** Somebody from the street. */
    Somebody anybody(int width) {
        Somebody somebody = new Somebody(browser, "http://localhost:" + port, width);
        people.add(somebody);
        return somebody;
    }
}
