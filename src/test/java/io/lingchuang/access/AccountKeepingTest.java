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
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/** What the system administrator does with accounts, and what the account's holder sees of it. */
class AccountKeepingTest extends OpenHouse {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String NEW = "Gongchang-2026";

    private record Made(long id, String login, String password) {}

    private Made made() {
        String login = "kept" + COUNT.incrementAndGet();
        HttpResponse<String> answer =
                visitor("admin").post("/accounts/new", Map.of("login", login, "name", "新来的", "phone", ""));
        assertThat(answer.statusCode()).as(answer.body()).isIn(302, 303);
        return shown(login, to(answer));
    }

    /** The page that shows the password, this once. */
    private Made shown(String login, String address) {
        String page = visitor("admin").get(address).body();
        String password = Jsoup.parse(page).text().replaceFirst("(?s).*?(Lc-\\w{9}).*", "$1");
        assertThat(password).startsWith("Lc-");
        assertThat(visitor("admin").get(address).body()).as("seen once").doesNotContain(password);
        return new Made(id(login), login, password);
    }

    private long id(String login) {
        return dsl.select(ACCOUNT.ID)
                .from(ACCOUNT)
                .where(ACCOUNT.LOGIN.eq(login))
                .fetchSingle()
                .value1();
    }

    private Visitor changed(Made made) {
        Visitor holder = stranger().signIn(made.login(), made.password());
        assertThat(to(holder.post("/account/password", Map.of("old", made.password(), "wanted", NEW, "again", NEW))))
                .isEqualTo("/account");
        return holder;
    }

    @Test
    void whoever_got_a_password_changes_it_before_anything_else() {
        Made made = made();
        Visitor holder = stranger().signIn(made.login(), made.password());
        for (String page : List.of("/desk", "/account", "/messages", "/entries")) {
            assertThat(to(holder.get(page))).as(page).isEqualTo("/account/password");
        }
        assertThat(to(holder.post("/account/preferences", Map.of("language", "en"))))
                .isEqualTo("/account/password");
        assertThat(holder.get("/account/password").statusCode()).isEqualTo(200);
        assertThat(holder.post("/account/password", Map.of("old", made.password(), "wanted", "short", "again", "short"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(to(holder.get("/desk"))).isEqualTo("/account/password");
        assertThat(to(holder.post("/account/password", Map.of("old", made.password(), "wanted", NEW, "again", NEW))))
                .isEqualTo("/account");
        assertThat(holder.get("/desk").statusCode()).isEqualTo(200);
        assertThat(to(stranger().trySignIn(made.login(), made.password())))
                .as("the old one is over")
                .isEqualTo("/sign-in?wrong");
    }

    @Test
    void whoever_must_change_may_also_leave() {
        Made made = made();
        Visitor holder = stranger().signIn(made.login(), made.password());
        holder.post("/sign-out", Map.of());
        assertThat(to(holder.get("/account/password"))).isEqualTo("/sign-in");
    }

    @Test
    void a_wrong_password_or_an_unfit_one_changes_nothing() {
        Made made = made();
        Visitor holder = stranger().signIn(made.login(), made.password());
        for (Map<String, String> typed : List.of(
                Map.of("old", "wrong", "wanted", NEW, "again", NEW),
                Map.of("old", made.password(), "wanted", NEW, "again", NEW + "x"),
                Map.of("old", made.password(), "wanted", made.password(), "again", made.password()),
                Map.of("old", made.password(), "wanted", "Aa1-" + made.login(), "again", "Aa1-" + made.login()))) {
            HttpResponse<String> answer = holder.post("/account/password", typed);
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body())
                    .as("passwords are not sent back")
                    .doesNotContain(NEW, "value=\"" + made.password());
        }
        assertThat(to(stranger().trySignIn(made.login(), made.password()))).isNotEqualTo("/sign-in?wrong");
        assertThat(dsl.fetchCount(
                        AUDIT,
                        AUDIT.ACTION
                                .eq("access.changePassword")
                                .and(AUDIT.SUBJECT_ID.eq(made.id()))
                                .and(AUDIT.SUCCESS.isFalse())))
                .as("a wrong old password stands in the trail")
                .isEqualTo(1);
    }

    @Test
    void a_changed_password_signs_the_other_browsers_out() {
        Made made = made();
        Visitor here = changed(made);
        Visitor elsewhere = stranger().signIn(made.login(), NEW);
        String newer = NEW + "-b";
        assertThat(to(here.post("/account/password", Map.of("old", NEW, "wanted", newer, "again", newer))))
                .isEqualTo("/account");
        assertThat(here.get("/desk").statusCode()).isEqualTo(200);
        assertThat(to(elsewhere.get("/desk"))).isEqualTo("/sign-in");
    }

    @Test
    void a_reset_password_throws_out_whoever_was_in() {
        Made made = made();
        Visitor holder = changed(made);
        Made again = shown(made.login(), to(visitor("admin").post("/accounts/" + made.id() + "/password", Map.of())));
        assertThat(to(holder.get("/desk"))).isEqualTo("/sign-in");
        assertThat(to(stranger().trySignIn(made.login(), NEW))).isEqualTo("/sign-in?wrong");
        assertThat(to(stranger().signIn(made.login(), again.password()).get("/desk")))
                .isEqualTo("/account/password");
    }

    @Test
    void a_disabled_account_is_out_and_comes_back_when_enabled() {
        Made made = made();
        Visitor holder = changed(made);
        visitor("admin").post("/accounts/" + made.id() + "/active", Map.of("active", "false"));
        assertThat(to(holder.get("/desk"))).isEqualTo("/sign-in");
        assertThat(to(stranger().trySignIn(made.login(), NEW))).isEqualTo("/sign-in?wrong");
        visitor("admin").post("/accounts/" + made.id() + "/active", Map.of("active", "true"));
        assertThat(to(stranger().trySignIn(made.login(), NEW))).isEqualTo("/desk");
    }

    @Test
    void a_locked_account_is_unlocked_before_its_time() {
        Made made = made();
        changed(made);
        for (int i = 0; i < 5; i++) {
            dsl.update(ACCOUNT)
                    .setNull(ACCOUNT.LOCKED_UNTIL) // the pause between tries has passed
                    .where(ACCOUNT.ID.eq(made.id()))
                    .execute();
            stranger().trySignIn(made.login(), "wrong");
        }
        assertThat(to(stranger().trySignIn(made.login(), NEW))).isEqualTo("/sign-in?locked");
        assertThat(visitor("admin").get("/accounts?state=LOCKED").body()).contains(made.login());
        visitor("admin").post("/accounts/" + made.id() + "/unlock", Map.of());
        assertThat(to(stranger().trySignIn(made.login(), NEW))).isEqualTo("/desk");
    }

    @Test
    void an_administrator_does_not_serve_themselves() {
        long own = id("admin");
        for (String verb : List.of("password", "active", "unlock")) {
            assertThat(visitor("admin")
                            .post("/accounts/" + own + "/" + verb, Map.of("active", "false"))
                            .statusCode())
                    .as(verb)
                    .isBetween(400, 499);
        }
        assertThat(visitor("admin").get("/accounts").statusCode()).isEqualTo(200);
    }

    @Test
    void a_login_or_a_phone_belongs_to_one_account() {
        Made made = made();
        assertThat(visitor("admin")
                        .post("/accounts/new", Map.of("login", made.login(), "name", "重名", "phone", ""))
                        .statusCode())
                .isEqualTo(422);
        assertThat(visitor("admin")
                        .post(
                                "/accounts/new",
                                Map.of("login", "other" + made.id(), "name", "重号", "phone", "13900000001"))
                        .statusCode())
                .isEqualTo(422);
        for (String login : List.of("x", "has space", "13900000002", "<b>", "长".repeat(10))) {
            assertThat(visitor("admin")
                            .post("/accounts/new", Map.of("login", login, "name", "某某", "phone", ""))
                            .statusCode())
                    .as(login)
                    .isEqualTo(422);
        }
        assertThat(visitor("admin")
                        .post("/accounts/new", Map.of("login", "other" + made.id(), "name", "号错", "phone", "12345"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void a_double_click_makes_one_account() {
        UUID once = UUID.randomUUID();
        Map<String, String> form = Map.of("login", "twice" + COUNT.incrementAndGet(), "name", "双击", "phone", "");
        String first = to(visitor("admin").postOnce("/accounts/new", once, form));
        assertThat(to(visitor("admin").postOnce("/accounts/new", once, form))).isEqualTo(first);
    }

    @Test
    void phones_are_masked_in_lists_and_on_ones_own_page() {
        assertThat(visitor("admin").get("/accounts?q=worker").body())
                .contains("worker")
                .doesNotContain("13900000001");
        assertThat(visitor("worker").get("/account").body())
                .doesNotContain("13900000001")
                .contains("0001");
    }

    @Test
    void every_administration_has_its_own_page_and_no_other() {
        Map<String, String> pages = Map.of("/accounts", "admin", "/roles", "security", "/audit", "audit");
        pages.forEach((page, administrator) -> {
            for (String login : List.of("admin", "security", "audit", "city", "chief", "worker")) {
                int expected = login.equals(administrator) ? 200 : 404;
                assertThat(visitor(login).get(page).statusCode())
                        .as(login + " at " + page)
                        .isEqualTo(expected);
                assertThat(visitor(login).get(page + ".xlsx").statusCode())
                        .as(login + " at " + page + ".xlsx")
                        .isEqualTo(expected);
            }
        });
    }

    private static String to(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .orElse("none: " + answer.statusCode())
                .replaceFirst("^https?://[^/]+", "")
                .replaceFirst("\\?continue$", "");
    }
}
