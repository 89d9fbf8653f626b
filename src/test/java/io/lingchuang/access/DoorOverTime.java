package io.lingchuang.access;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.HandSetClock;
import io.lingchuang.TestDatabase;
import io.lingchuang.Visitor;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The door over time, as GB/T 22239-2019 asks at levels two and three. The house stands behind a proxy that speaks https; its clock is
 * set by hand.
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"server.forward-headers-strategy=native", "lingchuang.sample=none", "lingchuang.city=淮北市总工会"})
@Import(DoorOverTime.SetClock.class)
abstract class DoorOverTime {

    protected static final String PASSWORD = "Lingchuang2026";
    protected static final Instant MORNING = Instant.parse("2026-11-02T01:00:00Z");
    protected static final AtomicReference<Instant> NOW = new AtomicReference<>(MORNING);
    protected static final AtomicInteger COUNT = new AtomicInteger();

    @LocalServerPort
    private int port;

    @Autowired
    protected DSLContext dsl;

    @Autowired
    protected Accounts accounts;

    @Autowired
    protected AccountKeeping keeping;

    @Autowired
    protected Sessions sessions;

    @Autowired
    protected Tree tree;

    @DynamicPropertySource
    static void place(DynamicPropertyRegistry properties) {
        properties.add("lingchuang.db.url", TestDatabase::freshUrl);
        properties.add(
                "lingchuang.data",
                () -> System.getProperty("java.io.tmpdir") + "/lingchuang-door-"
                        + ProcessHandle.current().pid());
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class SetClock {
        @Bean
        @Primary
        static Clock clockSetByHand() {
            return new HandSetClock(NOW);
        }
    }

    protected static void later(Duration by) {
        NOW.updateAndGet(now -> now.plus(by));
    }

    @BeforeEach
    void oneDayOn() {
        later(Duration.ofDays(1));
    }

    protected String somebody(Role... roles) {
        String login = "time" + COUNT.incrementAndGet();
        long id = accounts.create(Actor.system(), login, "守时人", null, PASSWORD);
        dsl.update(ACCOUNT)
                .set(ACCOUNT.PASSWORD_CHANGED_AT, NOW.get())
                .where(ACCOUNT.ID.eq(id))
                .execute();
        for (Role role : roles) {
            accounts.grant(Actor.system(), id, role, tree.city().id(), null);
        }
        return login;
    }

    protected long id(String login) {
        return dsl.select(ACCOUNT.ID)
                .from(ACCOUNT)
                .where(ACCOUNT.LOGIN.eq(login))
                .fetchSingle()
                .value1();
    }

    protected Visitor stranger() {
        return Visitor.at(URI.create("http://localhost:" + port));
    }

    protected Visitor in(String login) {
        return stranger().signIn(login, PASSWORD);
    }

    protected String tryWith(String login, String password) {
        return to(stranger().trySignIn(login, password));
    }

    protected static void change(Visitor visitor, String old, String wanted) {
        assertThat(to(visitor.post("/account/password", Map.of("old", old, "wanted", wanted, "again", wanted))))
                .isEqualTo("/account");
    }

    protected static String minute(Instant when) {
        return when.atZone(ZoneId.of("Asia/Shanghai"))
                .toLocalDateTime()
                .toString()
                .substring(0, 16)
                .replace('T', ' ');
    }

    protected static String to(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .orElse("none: " + answer.statusCode())
                .replaceFirst("^https?://[^/]+", "")
                .replaceFirst("\\?continue$", "");
    }
}
