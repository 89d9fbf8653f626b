package io.lingchuang.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.lingchuang.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Passwords that run out, change and do not come back. */
class PasswordRulesTest extends DoorOverTime {

    @Test
    void a_new_password_gives_a_new_session_id_and_ends_the_other_browsers() {
        String login = somebody();
        Visitor here = in(login);
        Visitor there = in(login);
        String before = here.session();
        change(here, PASSWORD, "Gongchang-2026");
        assertThat(here.session()).isNotEqualTo(before);
        assertThat(here.get("/desk").statusCode()).isEqualTo(200);
        assertThat(to(there.get("/desk"))).isEqualTo("/sign-in");
        assertThat(to(stranger().get("/desk", Map.of("Cookie", "JSESSIONID=" + before))))
                .as("under the old id")
                .isEqualTo("/sign-in");
    }

    @Test
    void none_of_the_last_five_passwords_comes_back() {
        Visitor visitor = in(somebody());
        String present = PASSWORD;
        for (int i = 1; i <= 4; i++) {
            change(visitor, present, "Gongchang-202" + i);
            present = "Gongchang-202" + i;
        }
        for (String used : List.of(PASSWORD, "Gongchang-2021", "Gongchang-2022", "Gongchang-2023", "Gongchang-2024")) {
            assertThat(visitor.post("/account/password", Map.of("old", present, "wanted", used, "again", used))
                            .statusCode())
                    .as(used)
                    .isEqualTo(422);
        }
        change(visitor, present, "Gongchang-2025");
        change(visitor, "Gongchang-2025", PASSWORD); // the sixth back
    }

    @Test
    void a_password_made_by_the_administrator_does_not_bring_the_old_one_back() {
        String login = somebody();
        AccountKeeping.Made made = keeping.resetPassword(
                accounts.actor(id(somebody(Role.SYSTEM_ADMIN))).orElseThrow(), id(login));
        Visitor visitor = stranger().signIn(login, made.password());
        assertThat(to(visitor.get("/desk"))).isEqualTo("/account/password");
        assertThat(visitor.post(
                                "/account/password",
                                Map.of("old", made.password(), "wanted", PASSWORD, "again", PASSWORD))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void the_password_of_an_administration_runs_out_after_ninety_days_and_a_workers_does_not() {
        String admin = somebody(Role.SECURITY_ADMIN);
        String worker = somebody();
        later(Duration.ofDays(89));
        assertThat(in(admin).get("/roles").statusCode()).isEqualTo(200);
        later(Duration.ofDays(2));
        Visitor late = in(admin);
        assertThat(to(late.get("/roles"))).isEqualTo("/account/password");
        assertThat(late.get("/account/password").body()).contains("更换期限");
        assertThat(in(worker).get("/desk").statusCode()).isEqualTo(200);
        change(late, PASSWORD, "Gongchang-2026");
        assertThat(late.get("/roles").statusCode()).isEqualTo(200);
    }
}
