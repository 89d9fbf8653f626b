package io.lingchuang.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.OpenHouse;
import io.lingchuang.Visitor;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What no form of ours sends, but somebody's program or paste does: a clear page, and nothing of the inside shows. */
class BadRequestsTest extends OpenHouse {

    @Test
    void an_address_with_broken_signs_gets_a_page_in_words() {
        for (String address :
                List.of("/?x=%FF", "/sign-in?lang=%FF", "/calls?q=%FF", "/open/%2F", "/open/1%00", "/a%5Cb")) {
            var answer = visitor("city").get(address);
            assertThat(answer.statusCode()).as(address).isBetween(400, 404);
            assertThat(answer.body()).as(address).contains("<h1>").doesNotContain("Tomcat", "Exception", "java.");
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("UTF-8");
        }
    }

    @Test
    void signs_that_no_page_shows_are_left_out_of_what_was_typed() {
        assertThat(io.lingchuang.platform.text.Plain.text("一\u0000行\u0007文字\r\n\t第二行\u009F\uD83D\uDE00\uD83D"))
                .isEqualTo("一行文字\n\t第二行\uD83D\uDE00");
        Visitor city = visitor("city");
        var answer = city.post("/calls/new", Map.of("title", "带零字节\u0000的征集", "year", "abc"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("带零字节的征集");
    }

    @Test
    void an_error_page_leaves_a_sentence_for_the_page_it_is_meant_for() {
        Visitor worker = stranger().signIn("worker", PASSWORD);
        worker.post("/account/preferences", Map.of("language", "zh"));
        assertThat(worker.get("/entries/999999").body()).doesNotContain("alert-success");
        assertThat(worker.get("/account").body()).contains("alert-success");
        assertThat(worker.get("/account").body()).doesNotContain("alert-success");
    }

    @Test
    void whoever_wants_in_or_out_from_a_page_that_stood_open_too_long_gets_there() {
        Visitor worker = stranger().signIn("worker", PASSWORD);
        assertThat(to(worker.postBare("/sign-out", Map.of("_csrf", "old")))).isEqualTo("/");
        assertThat(to(worker.postBare("/sign-in", Map.of("username", "worker", "password", "x", "_csrf", "old"))))
                .isEqualTo("/sign-in?again");
        assertThat(worker.get("/sign-in?again").body()).contains("请再登录一次");
        assertThat(worker.from("/account")
                        .postBare("/messages/read", Map.of("_csrf", "old"))
                        .body())
                .contains("登录已失效", "href=\"/account\"");
    }

    @Test
    void a_redirect_names_no_host() {
        assertThat(URI.create(to(stranger().get("/desk"))).getHost()).isNull();
    }

    private static String to(java.net.http.HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("none: " + answer.statusCode());
    }
}
