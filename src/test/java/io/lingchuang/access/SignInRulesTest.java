package io.lingchuang.access;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.Visitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/** Waiting after wrong passwords, and sessions that end. */
class SignInRulesTest extends DoorOverTime {

    /** The same for a name that nobody has: whoever tries learns nothing from how long it waits. */
    @Test
    void after_wrong_passwords_the_wait_grows_and_a_right_one_ends_it() {
        for (String login : List.of(somebody(), "nobody-has-this-name")) {
            boolean known = !login.startsWith("nobody");
            assertThat(tryWith(login, "wrong1")).isEqualTo("/sign-in?wrong");
            assertThat(tryWith(login, "wrong2")).isEqualTo("/sign-in?wrong");
            assertThat(tryWith(login, "wrong3")).isEqualTo("/sign-in?wrong");
            assertThat(tryWith(login, PASSWORD)).as("not even the right one").isEqualTo("/sign-in?wait");
            later(Duration.ofSeconds(6));
            assertThat(tryWith(login, "wrong4")).isEqualTo("/sign-in?wrong");
            later(Duration.ofSeconds(6));
            assertThat(tryWith(login, PASSWORD)).isEqualTo("/sign-in?wait");
            later(Duration.ofSeconds(10));
            assertThat(tryWith(login, "wrong5")).isEqualTo("/sign-in?wrong");
            assertThat(tryWith(login, PASSWORD)).as("locked").isEqualTo("/sign-in?locked");
            later(Duration.ofMinutes(9));
            assertThat(tryWith(login, PASSWORD)).as("for ten minutes").isEqualTo("/sign-in?locked");
            later(Duration.ofMinutes(2));
            for (int i = 6; i <= 10; i++) {
                assertThat(tryWith(login, "wrong" + i)).isEqualTo("/sign-in?wrong");
                later(Duration.ofSeconds(16));
            }
            later(Duration.ofMinutes(15));
            assertThat(tryWith(login, PASSWORD)).as("now for twenty").isEqualTo("/sign-in?locked");
            later(Duration.ofMinutes(5));
            assertThat(tryWith(login, PASSWORD)).isEqualTo(known ? "/desk" : "/sign-in?wrong");
        }
    }

    @Test
    void a_right_password_forgives_the_wrong_ones_before_it() {
        String login = somebody();
        for (int round = 0; round < 4; round++) {
            assertThat(tryWith(login, "wrong")).isEqualTo("/sign-in?wrong");
            assertThat(tryWith(login, "wrong")).isEqualTo("/sign-in?wrong");
            assertThat(tryWith(login, PASSWORD)).isEqualTo("/desk");
        }
    }

    @Test
    void many_tries_at_the_same_moment_are_no_more_than_one_after_the_other() throws Exception {
        String login = somebody();
        List<Callable<String>> tries = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            String password = "wrong" + i;
            Visitor visitor = stranger();
            visitor.csrf();
            tries.add(() -> to(visitor.trySignIn(login, password)));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<String> answers = new ArrayList<>();
            for (var answer : threads.invokeAll(tries)) {
                answers.add(answer.get());
            }
            assertThat(answers.stream().filter("/sign-in?wrong"::equals))
                    .as("looked at")
                    .hasSize(3);
        }
        assertThat(dsl.select(ACCOUNT.FAILED_COUNT)
                        .from(ACCOUNT)
                        .where(ACCOUNT.LOGIN.eq(login))
                        .fetchSingle()
                        .value1())
                .isEqualTo(3);
    }

    @Test
    void a_worker_is_out_after_half_an_hour_and_an_administration_after_ten_minutes() {
        Visitor worker = in(somebody());
        Visitor admin = in(somebody(Role.SYSTEM_ADMIN));
        for (int i = 0; i < 3; i++) {
            later(Duration.ofMinutes(9));
            assertThat(admin.get("/accounts").statusCode())
                    .as("each click keeps it going")
                    .isEqualTo(200);
        }
        assertThat(worker.get("/desk").statusCode()).isEqualTo(200);
        later(Duration.ofMinutes(11));
        assertThat(to(admin.get("/accounts"))).isEqualTo("/sign-in");
        later(Duration.ofMinutes(18));
        assertThat(worker.get("/desk").statusCode()).isEqualTo(200);
        later(Duration.ofMinutes(31));
        assertThat(to(worker.get("/desk"))).isEqualTo("/sign-in");
        assertThat(to(worker.get("/desk"))).as("and stays out").isEqualTo("/sign-in");
    }

    @Test
    void a_person_sees_where_the_account_is_open_and_ends_what_is_not_theirs() {
        String login = somebody();
        Visitor here = in(login);
        Visitor there = in(login);
        Visitor third = in(login);
        var page = Jsoup.parse(here.get("/account").body());
        assertThat(page.select("#sessions .lc-row")).hasSize(3);
        assertThat(page.select("#sessions form")).as("not the one in hand").hasSize(2);
        for (var form : page.select("#sessions form")) {
            assertThat(to(here.post(form.attr("action"), Map.of()))).isEqualTo("/account");
        }
        assertThat(here.get("/desk").statusCode()).isEqualTo(200);
        assertThat(to(there.get("/desk"))).isEqualTo("/sign-in");
        assertThat(to(third.get("/desk"))).isEqualTo("/sign-in");
        assertThat(Jsoup.parse(here.get("/account").body()).select("#sessions .lc-row"))
                .hasSize(1);
    }

    @Test
    void nobody_ends_somebody_elses_session() {
        String login = somebody();
        Visitor one = in(login);
        String address = "/account/sessions/"
                + dsl.select(SESSION.ID)
                        .from(SESSION)
                        .where(SESSION.ACCOUNT_ID.eq(id(login)))
                        .fetchSingle()
                        .value1()
                + "/end";
        assertThat(in(somebody(Role.SYSTEM_ADMIN)).post(address, Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(one.get("/desk").statusCode()).isEqualTo(200);
    }

    @Test
    void signing_out_ends_the_session_for_whoever_kept_its_cookie() {
        String login = somebody();
        Visitor visitor = in(login);
        String cookie = visitor.session();
        visitor.post("/sign-out", Map.of());
        assertThat(to(stranger().get("/desk", Map.of("Cookie", "JSESSIONID=" + cookie))))
                .isEqualTo("/sign-in");
        assertThat(dsl.fetchCount(SESSION, SESSION.ACCOUNT_ID.eq(id(login)).and(SESSION.ENDED_AT.isNull())))
                .isZero();
    }

    @Test
    void a_new_role_gives_a_new_session_id() {
        String login = somebody();
        Visitor visitor = in(login);
        visitor.get("/desk");
        String before = visitor.session();
        visitor.get("/desk");
        assertThat(visitor.session()).as("nothing changed").isEqualTo(before);
        accounts.grant(Actor.system(), id(login), Role.LEADER, tree.city().id(), null);
        assertThat(visitor.get("/calls").statusCode()).isEqualTo(200);
        assertThat(visitor.session()).isNotEqualTo(before);
        assertThat(to(stranger().get("/calls", Map.of("Cookie", "JSESSIONID=" + before))))
                .as("under the old id")
                .isEqualTo("/sign-in");
    }

    @Test
    void whoever_comes_in_is_told_when_they_did_before_and_whether_somebody_tried() {
        String login = somebody();
        assertThat(in(login).get("/desk").body()).doesNotContain("上次登录");
        later(Duration.ofHours(3));
        assertThat(in(login).get("/desk").body())
                .contains("上次登录：" + minute(NOW.get().minus(Duration.ofHours(3))), "127.0.0.1");
        tryWith(login, "wrong");
        tryWith(login, "wrong");
        assertThat(in(login).get("/desk").body()).contains("上次登录：" + minute(NOW.get()), "输错密码 2 次");
    }

    @Test
    void the_language_of_what_is_told_is_the_readers() {
        String login = somebody();
        in(login).post("/account/preferences", Map.of("language", "en"));
        assertThat(in(login).get("/desk").body()).contains("Last sign-in: " + minute(NOW.get()));
    }

    @Test
    void old_sessions_are_forgotten_after_half_a_year() {
        String login = somebody();
        in(login);
        later(Duration.ofDays(180));
        sessions.run();
        assertThat(dsl.fetchCount(SESSION, SESSION.ACCOUNT_ID.eq(id(login)))).isEqualTo(1);
        later(Duration.ofDays(5));
        sessions.run();
        assertThat(dsl.fetchCount(SESSION, SESSION.ACCOUNT_ID.eq(id(login)))).isZero();
    }

    @Test
    void behind_https_cookies_are_secure_and_the_browser_stays_with_https() {
        Map<String, String> https = Map.of("X-Forwarded-Proto", "https", "X-Forwarded-For", "203.0.113.9");
        HttpResponse<String> answer = stranger().get("/sign-in?lang=en", https);
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anyMatch(c -> c.startsWith("JSESSIONID="))
                .anyMatch(c -> c.startsWith("lang="))
                .allSatisfy(c -> assertThat(c).contains("; Secure", "; HttpOnly", "; SameSite=Lax"));
        assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                .get()
                .asString()
                .contains("max-age=31536000");
        assertThat(stranger().get("/sign-in").headers().firstValue("Strict-Transport-Security"))
                .as("of no use over http")
                .isEmpty();
    }
}
