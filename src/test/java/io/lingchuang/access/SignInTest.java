package io.lingchuang.access;

import static io.lingchuang.db.access.Tables.ACCOUNT;
import static io.lingchuang.db.access.Tables.AUDIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.OpenHouse;
import io.lingchuang.Visitor;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The door: who gets in, who is kept out, and what every answer says about itself. */
class SignInTest extends OpenHouse {

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Somebody with an account of their own, so that no other test finds it locked. */
    private String somebody() {
        String login = "door" + COUNT.incrementAndGet();
        accounts.create(Actor.system(), login, "看门人", null, PASSWORD);
        return login;
    }

    @Test
    void rubbish_in_the_sign_in_form_is_only_a_wrong_password() {
        for (String rubbish : List.of("a\u0000b", "' or 1=1 --", "长".repeat(5000), "<script>alert(1)</script>")) {
            assertThat(to(stranger().trySignIn(rubbish, PASSWORD))).isEqualTo("/sign-in?wrong");
            assertThat(to(stranger().trySignIn(somebody(), rubbish))).isEqualTo("/sign-in?wrong");
        }
    }

    @Test
    void the_session_that_came_in_is_not_the_one_that_goes_on() {
        Visitor visitor = stranger();
        visitor.csrf();
        String before = visitor.session();
        visitor.signIn(somebody(), PASSWORD);
        assertThat(visitor.session()).isNotEmpty().isNotEqualTo(before);
    }

    @Test
    void the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
        HttpResponse<String> answer = stranger().get("/sign-in");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anySatisfy(c -> assertThat(c).contains("JSESSIONID", "HttpOnly", "SameSite=Lax"));
    }

    @Test
    void a_form_without_its_token_does_not_sign_in() {
        Visitor visitor = stranger();
        assertThat(to(visitor.postBare("/sign-in", Map.of("username", "city", "password", PASSWORD))))
                .isEqualTo("/sign-in?again");
        assertThat(to(visitor.get("/desk"))).isEqualTo("/sign-in");
    }

    @Test
    void whoever_was_on_the_way_somewhere_gets_there_after_signing_in() {
        Visitor visitor = stranger();
        assertThat(to(visitor.get("/messages"))).isEqualTo("/sign-in");
        assertThat(to(visitor.trySignIn(somebody(), PASSWORD))).startsWith("/messages");
    }

    @Test
    void signing_out_ends_the_session_and_needs_a_form() {
        Visitor visitor = stranger().signIn(somebody(), PASSWORD);
        visitor.get("/sign-out");
        assertThat(visitor.get("/desk").statusCode())
                .as("a link does not sign anybody out")
                .isEqualTo(200);
        visitor.post("/sign-out", Map.of());
        assertThat(to(visitor.get("/desk"))).isEqualTo("/sign-in");
    }

    @Test
    void a_disabled_account_is_out_at_once() {
        String login = somebody();
        Visitor visitor = stranger().signIn(login, PASSWORD);
        dsl.update(ACCOUNT)
                .set(ACCOUNT.STATE, "DISABLED")
                .where(ACCOUNT.LOGIN.eq(login))
                .execute();
        assertThat(to(visitor.get("/desk"))).isEqualTo("/sign-in");
        assertThat(to(stranger().trySignIn(login, PASSWORD))).isEqualTo("/sign-in?wrong");
    }

    @Test
    void a_role_that_is_taken_away_is_gone_at_the_next_click() {
        String login = somebody();
        long id = dsl.select(ACCOUNT.ID)
                .from(ACCOUNT)
                .where(ACCOUNT.LOGIN.eq(login))
                .fetchSingle()
                .value1();
        Visitor visitor = stranger().signIn(login, PASSWORD);
        assertThat(visitor.get("/calls").statusCode()).isEqualTo(404);
        accounts.grant(
                Actor.system(),
                id,
                Role.LEADER,
                actor("city").nodesWith(Right.OPEN_CALL).getFirst(),
                null);
        assertThat(visitor.get("/calls").statusCode()).isEqualTo(200);
        dsl.execute("update access.role_grant set revoked_at = now() where account_id = {0}", id);
        assertThat(visitor.get("/calls").statusCode()).isEqualTo(404);
    }

    @Test
    void every_try_stands_in_the_audit_trail() {
        String login = somebody();
        stranger().trySignIn(login, "wrong");
        stranger().trySignIn(login, PASSWORD);
        long id = dsl.select(ACCOUNT.ID)
                .from(ACCOUNT)
                .where(ACCOUNT.LOGIN.eq(login))
                .fetchSingle()
                .value1();
        assertThat(dsl.select(AUDIT.SUCCESS)
                        .from(AUDIT)
                        .where(AUDIT.ACTION.eq("access.signIn"), AUDIT.SUBJECT_ID.eq(id))
                        .orderBy(AUDIT.ID)
                        .fetch(AUDIT.SUCCESS))
                .containsExactly(false, true);
        String unknown = "zz-" + UUID.randomUUID();
        stranger().trySignIn(unknown, "wrong");
        assertThat(dsl.fetchExists(
                        AUDIT,
                        AUDIT.ACTION
                                .eq("access.signIn")
                                .and(AUDIT.ACCOUNT_NAME.eq("zz***"))
                                .and(AUDIT.SUCCESS.isFalse())))
                .isTrue();
    }

    @Test
    void every_answer_forbids_what_is_not_ours() {
        Visitor city = visitor("city");
        for (HttpResponse<String> answer : List.of(
                stranger().get("/sign-in"),
                city.get("/desk"),
                city.get("/no-such-page"),
                city.get("/calls/999999999"),
                city.get("/static/app.js"),
                city.postBare("/calls/new", Map.of("_once", UUID.randomUUID())))) {
            var headers = answer.headers();
            assertThat(headers.firstValue("Content-Security-Policy"))
                    .as(answer.uri().toString())
                    .get()
                    .asString()
                    .contains(
                            "default-src 'self'",
                            "frame-ancestors 'none'",
                            "object-src 'none'",
                            "base-uri 'none'",
                            "form-action 'self'")
                    .doesNotContain("unsafe", "*", "http:");
            assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
            assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
        }
        assertThat(city.get("/desk").headers().firstValue("Cache-Control"))
                .get()
                .asString()
                .contains("no-store");
    }

    private static String to(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .orElse("none: " + answer.statusCode())
                .replaceFirst("^https?://[^/]+", "")
                .replaceFirst("\\?continue$", "");
    }
}
