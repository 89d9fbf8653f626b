package io.lingchuang.platform.web;

import static io.lingchuang.db.calls.Tables.CALL;
import static io.lingchuang.db.entries.Tables.ENTRY;
import static io.lingchuang.db.platform.Tables.ONCE;
import static io.lingchuang.db.vetting.Tables.RECOMMENDATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lingchuang.OpenHouse;
import io.lingchuang.Visitor;
import io.lingchuang.access.Right;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.web.servlet.LocaleResolver;

/** Double clicks and replays: what was done once is not done again, and whoever pressed twice comes out where the first press led. */
class OnceTest extends OpenHouse {

    @Autowired
    private MessageSource messages;

    @Autowired
    private LocaleResolver locales;

    @Autowired
    private DataSource source;

    private Map<String, String> newCall(String title) {
        return Map.of(
                "host",
                String.valueOf(actor("city").nodesWith(Right.OPEN_CALL).getFirst()),
                "title",
                title,
                "year",
                "2026");
    }

    private int calls(String title) {
        return dsl.fetchCount(CALL, CALL.TITLE.eq(title));
    }

    @Test
    void a_form_sent_again_is_done_once_and_leads_to_the_same_place() {
        UUID once = UUID.randomUUID();
        var first = visitor("city").postOnce("/calls/new", once, newCall("重放的征集"));
        var again = visitor("city").postOnce("/calls/new", once, newCall("重放的征集"));
        assertThat(calls("重放的征集")).isEqualTo(1);
        assertThat(again.statusCode()).isEqualTo(303);
        assertThat(to(again)).isEqualTo(to(first)).contains("/calls/");
    }

    @Test
    void a_form_pressed_many_times_at_once_is_done_once() throws Exception {
        UUID once = UUID.randomUUID();
        Visitor city = visitor("city");
        city.csrf();
        var fields = newCall("连按的征集");
        CountDownLatch start = new CountDownLatch(1);
        List<Future<HttpResponse<String>>> answers = new ArrayList<>();
        try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 12; i++) {
                answers.add(hands.submit(() -> {
                    start.await();
                    return city.postOnce("/calls/new", once, fields);
                }));
            }
            start.countDown();
        }
        assertThat(calls("连按的征集")).isEqualTo(1);
        for (var answer : answers) {
            assertThat(answer.get().statusCode()).isIn(302, 303);
            assertThat(city.get(to(answer.get())).statusCode())
                    .as("where a second press leads")
                    .isEqualTo(200);
        }
    }

    /** Sends the form while its first sending stands still, and lets that go on afterwards. */
    private HttpResponse<String> secondPress(UUID once, String page) throws Exception {
        Visitor worker = visitor("worker");
        Visitor other = stranger().signIn("worker", PASSWORD);
        worker.csrf();
        other.csrf();
        var fields = Map.of("call", "1");
        try (var hands = Executors.newVirtualThreadPerTaskExecutor();
                Connection held = source.getConnection()) {
            held.setAutoCommit(false);
            DSL.using(held, SQLDialect.POSTGRES)
                    .insertInto(ONCE, ONCE.TOKEN)
                    .values(once)
                    .execute();
            var first = hands.submit(() -> worker.postOnce("/entries/start", once, fields));
            await().until(() -> dsl.fetchExists(
                    DSL.table("pg_stat_activity"), DSL.condition("wait_event_type = 'Lock' and query like '%once%'")));
            HttpResponse<String> second = other.from(page).postOnce("/entries/start", once, fields);
            held.rollback();
            first.get();
            return second;
        }
    }

    @Test
    void a_second_press_while_the_first_is_under_way_leads_back_to_the_page_with_the_form() throws Exception {
        for (String page : List.of("/entries", "/calls/new?year=2026")) {
            var second = secondPress(UUID.randomUUID(), page);
            assertThat(second.statusCode()).isEqualTo(303);
            assertThat(to(second)).isEqualTo(page.replaceFirst("\\?.*", ""));
        }
    }

    @Test
    void the_work_and_its_mark_are_committed_together() {
        UUID once = UUID.randomUUID();
        visitor("city").postOnce("/calls/new", once, newCall("记下的征集"));
        assertThat(dsl.fetchValue(ONCE.DONE, ONCE.TOKEN.eq(once))).isTrue();
    }

    @Test
    void what_a_killed_process_left_undone_can_be_sent_again_and_what_it_did_is_not_done_twice() {
        UUID undone = UUID.randomUUID();
        UUID done = UUID.randomUUID();
        dsl.insertInto(ONCE, ONCE.TOKEN, ONCE.DONE)
                .values(undone, false)
                .values(done, true)
                .execute();
        WebConfiguration.onceFilter(dsl, messages, locales); // as at the next start
        assertThat(to(visitor("city").postOnce("/calls/new", undone, newCall("断电前没办的征集"))))
                .contains("/calls/");
        Visitor again = visitor("city").from("/calls");
        assertThat(to(again.postOnce("/calls/new", done, newCall("断电前办好的征集")))).isEqualTo("/calls");
        assertThat(again.get("/calls").body()).contains("已经办好");
        assertThat(calls("断电前没办的征集")).isEqualTo(1);
        assertThat(calls("断电前办好的征集")).isZero();
    }

    /** The database went away after it had kept the work, and before anybody was told: no process died. */
    @Test
    void a_claim_that_nobody_is_at_any_more_is_free_and_work_that_was_kept_is_not_done_twice() {
        UUID undone = UUID.randomUUID();
        UUID kept = UUID.randomUUID();
        dsl.insertInto(ONCE, ONCE.TOKEN, ONCE.DONE)
                .values(undone, false)
                .values(kept, true)
                .execute();
        assertThat(to(visitor("city").postOnce("/calls/new", undone, newCall("断线前没办的征集"))))
                .contains("/calls/");
        assertThat(to(visitor("city").from("/calls").postOnce("/calls/new", kept, newCall("断线前办好的征集"))))
                .isEqualTo("/calls");
        assertThat(calls("断线前没办的征集")).isEqualTo(1);
        assertThat(calls("断线前办好的征集")).isZero();
    }

    /** Each entry is decided by itself: a kill after the first must not make the second press believe that all were. */
    @Test
    void what_is_done_part_by_part_is_done_only_when_it_was_answered() {
        Visitor worker = visitor("worker");
        String form = to(worker.post(
                "/entries/start",
                Map.of(
                        "call",
                        dsl.fetchValue(CALL.ID, CALL.PROGRAMME.eq("SUGGESTION").and(CALL.STATE.eq("PUBLISHED"))))));
        Map<String, String> idea = new HashMap<>(Map.of("version", "0", "action", "send", "title", "一键换刀的小工具"));
        idea.putAll(Map.of("line", "TERRITORIAL", "a_problem", "换刀慢。", "a_measure", "加一个扳手。", "a_done", "已实施"));
        idea.putAll(Map.of("t_truth", "true", "t_authorise", "true", "t_secret", "no"));
        worker.post(form, idea);
        var entry = dsl.fetchSingle(ENTRY, ENTRY.TITLE.eq("一键换刀的小工具"));
        UUID once = UUID.randomUUID();
        visitor("clerk")
                .postOnce(
                        "/vetting/bulk/do",
                        once,
                        Map.of("entry", entry.getId() + "-" + entry.getVersion(), "reason", "同意推荐"));
        assertThat(dsl.fetchCount(RECOMMENDATION, RECOMMENDATION.ENTRY_ID.eq(entry.getId())))
                .isEqualTo(1);
        var told = dsl.fetchSingle(ONCE, ONCE.TOKEN.eq(once));
        assertThat(told.getDone()).isFalse();
        assertThat(told.getLocation()).endsWith("/vetting");
    }

    @Test
    void a_second_press_never_leads_to_another_site() throws Exception {
        for (String page : List.of("https://elsewhere.example//evil.example/x", "nothing at all", "//evil.example")) {
            assertThat(to(secondPress(UUID.randomUUID(), page))).matches("/[^/].*");
        }
    }

    @Test
    void a_refused_form_can_be_mended_and_sent_again() {
        UUID once = UUID.randomUUID();
        assertThat(visitor("city").postOnce("/calls/new", once, newCall(" ")).statusCode())
                .isEqualTo(422);
        assertThat(to(visitor("city").postOnce("/calls/new", once, newCall("改好的征集"))))
                .contains("/calls/");
        assertThat(calls("改好的征集")).isEqualTo(1);
    }

    @Test
    void two_forms_are_two_things() {
        visitor("city").post("/calls/new", newCall("同名的征集"));
        visitor("city").post("/calls/new", newCall("同名的征集"));
        assertThat(calls("同名的征集")).isEqualTo(2);
    }

    @Test
    void a_token_that_is_none_is_as_good_as_no_token() {
        for (String token : List.of("", "not-a-token", "zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz")) {
            var fields = new java.util.HashMap<String, Object>(newCall("没有令牌的征集"));
            fields.put("_once", token);
            fields.put("_csrf", visitor("city").csrf());
            assertThat(visitor("city").postBare("/calls/new", fields).statusCode())
                    .isIn(302, 303);
        }
    }

    private static String to(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("none: " + answer.statusCode());
    }
}
