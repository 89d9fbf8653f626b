package io.lingchuang;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/** What every kind of answer says about itself, whoever asked: pages, refusals, faults, files, sheets, PDF, static parts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswersTest extends OpenHouse {

    @Autowired
    private CityAtWork city;

    private final Map<String, HttpResponse<?>> answers = new LinkedHashMap<>();
    private final Map<String, HttpResponse<?>> behindSignIn = new LinkedHashMap<>();

    @BeforeAll
    void oneOfEachKind() {
        Map<String, CityAtWork.Story> stories = new LinkedHashMap<>();
        city.stories(this::actor).forEach(s -> stories.put(s.name(), s));
        String entry = stories.get("vetting").id("entry");
        Visitor worker = visitor("worker");
        Visitor officer = visitor("city");
        Visitor stranger = stranger();
        stranger.csrf();
        for (String address : List.of(
                "/",
                "/sign-in",
                "/notices",
                "/results",
                "/verify",
                "/no-such-page",
                "/entries",
                "/static/app.js",
                "/static/app.css",
                "/webjars/htmx.org/2.0.10/dist/htmx.min.js",
                "/static/no-such.js",
                "/results.xlsx",
                "/a%5Cb",
                "/error")) {
            answers.put("stranger " + address, stranger.get(address));
        }
        for (String address : List.of(
                "/desk",
                "/account",
                "/entries/" + entry,
                "/entries/" + entry + "/form.pdf",
                "/files/" + stories.get("vetting").id("file"),
                "/entries.xlsx",
                "/entries/999999999",
                "/certificates/" + stories.get("awarded").id("certificate") + ".pdf")) {
            behindSignIn.put("worker " + address, worker.bytes(address));
        }
        behindSignIn.put("city list", officer.get("/calls"));
        behindSignIn.put("city sheet", officer.bytes("/calls.xlsx"));
        behindSignIn.put("refused form", officer.post("/calls/new", Map.of("title", "", "year", "x")));
        behindSignIn.put("no token", officer.postBare("/calls/new", Map.of("_once", UUID.randomUUID())));
        behindSignIn.put(
                "wrong kind of body",
                officer.post(
                        "/calls/new",
                        Map.of("Content-Type", "application/json"),
                        "{".getBytes(StandardCharsets.UTF_8)));
        behindSignIn.put("redirect", worker.post("/account/preferences", Map.of("language", "zh")));
        answers.putAll(behindSignIn);
        Map<String, Integer> kinds = new TreeMap<>();
        answers.forEach((what, answer) -> kinds.put(what, answer.statusCode() / 100));
        assertThat(kinds)
                .as("kinds of answers")
                .containsValues(2, 3, 4)
                .containsEntry("worker /entries/" + entry + "/form.pdf", 2)
                .containsEntry("worker /files/" + stories.get("vetting").id("file"), 2)
                .containsEntry("city sheet", 2)
                .containsEntry("refused form", 4)
                .containsEntry("stranger /a%5Cb", 4);
    }

    @Test
    void every_answer_forbids_what_is_not_ours() {
        List<String> wrong = new ArrayList<>();
        answers.forEach((what, answer) -> {
            HttpHeaders headers = answer.headers();
            String csp = headers.firstValue("Content-Security-Policy").orElse("none");
            boolean own = csp.contains("default-src 'self'")
                    && csp.contains("script-src 'self'")
                    && csp.contains("object-src 'none'")
                    && csp.contains("frame-ancestors 'none'")
                    && csp.contains("form-action 'self'");
            boolean nothing = csp.contains("default-src 'none'"); // a file, and what no page of ours answers
            if (!(own || nothing) || csp.contains("unsafe") || csp.contains("*")) {
                wrong.add(what + ": Content-Security-Policy " + csp);
            }
            Map.of("X-Content-Type-Options", "nosniff", "X-Frame-Options", "DENY", "Referrer-Policy", "same-origin")
                    .forEach((name, value) -> {
                        if (headers.allValues(name).stream().distinct().toList().equals(List.of(value)) == false) {
                            wrong.add(what + ": " + name + " " + headers.allValues(name));
                        }
                    });
            for (String telling : List.of("Server", "X-Powered-By", "X-Application-Context")) {
                headers.firstValue(telling).ifPresent(v -> wrong.add(what + ": tells " + telling + " " + v));
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void what_stands_behind_the_sign_in_stays_in_no_cache() {
        behindSignIn.forEach((what, answer) -> assertThat(
                        answer.headers().firstValue("Cache-Control").orElse("none"))
                .as(what)
                .contains("no-store"));
    }

    @Test
    void what_everybody_loads_may_be_kept() {
        assertThat(answers.get("stranger /static/app.js").headers().firstValue("Cache-Control"))
                .get()
                .asString()
                .contains("max-age", "public");
    }

    @Test
    void every_cookie_is_out_of_reach_of_scripts_and_other_sites() {
        HttpResponse<String> answer = stranger().get("/sign-in?lang=en");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .hasSize(2)
                .allSatisfy(c -> assertThat(c).contains("HttpOnly", "SameSite=Lax"));
    }

    @Test
    void a_method_that_no_form_of_ours_uses_does_nothing() {
        for (String method : List.of("DELETE", "PUT", "PATCH")) {
            HttpResponse<String> answer = visitor("city")
                    .post("/calls/new?_method=" + method, Map.of("X-HTTP-Method-Override", method), new byte[0]);
            assertThat(answer.statusCode()).as(method).isBetween(400, 499);
        }
    }
}
