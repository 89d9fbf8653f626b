package io.lingchuang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/**
 * A person who gets through what they began. Whoever gets no answer, or is told to try again in a moment, sends the same form with
 * the same once-token until it is answered; whoever was signed out by a restart signs in again first.
 */
final class Insistent {

    private static final String ONCE_UNDER_WAY = "正在办理您刚才的提交";

    private final KillableHouse house;
    private final String login;
    private final Told told;
    private String password = "Lingchuang2026";
    private @Nullable Visitor browser;

    Insistent(KillableHouse house, String login, Told told) {
        this.house = house;
        this.login = login;
        this.told = told;
    }

    String login() {
        return login;
    }

    /** @param page where the form stands */
    void presses(String what, String page, String address, Map<String, ?> fields) {
        through(what, page, (visitor, once) -> visitor.from(page).postOnce(address, once, fields));
    }

    void sends(String what, String page, String address, Map<String, Object> fields, Visitor.Upload file) {
        through(what, page, (visitor, once) -> {
            Map<String, Object> all = new HashMap<>(fields);
            all.put("_once", once);
            return visitor.from(page).upload(address, all, file);
        });
    }

    private void through(String what, String page, BiFunction<Visitor, UUID, HttpResponse<String>> press) {
        UUID once = UUID.randomUUID();
        for (boolean again = false; !pressed(what, page, once, again, press); again = true) {
            awaitHouse();
        }
    }

    private void awaitHouse() {
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(100))
                .until(house::answers);
    }

    /** Whoever does not know whether the change was made comes in with the one or the other. */
    void changesPassword(String wanted) {
        String before = password;
        var fields = Map.of("old", before, "wanted", wanted, "again", wanted);
        UUID once = UUID.randomUUID();
        String page = "/account/password";
        for (boolean again = false;
                !pressed(
                        "change a password",
                        page,
                        once,
                        again,
                        (visitor, token) -> visitor.from(page).postOnce(page, token, fields));
                again = true) {
            awaitHouse();
            password = enters(before) ? before : wanted;
        }
        password = wanted;
        browser = null;
        while (!pressed("sign in", "/account", UUID.randomUUID(), false, (visitor, token) -> visitor.get("/account"))) {
            awaitHouse();
        }
    }

    private boolean enters(String tried) {
        List<Boolean> answer = new ArrayList<>();
        await().atMost(Duration.ofMinutes(5)).pollDelay(Duration.ZERO).until(() -> {
            try {
                HttpResponse<String> told = new Visitor(house.address()).trySignIn(login, tried);
                return told.statusCode() == 302
                        && answer.add(!told.headers()
                                .firstValue("Location")
                                .orElse("")
                                .contains("/sign-in"));
            } catch (UncheckedIOException | IllegalStateException away) {
                return false;
            }
        });
        return answer.getFirst();
    }

    /** A file, whole. */
    byte[] fetches(String what, String address) {
        List<byte[]> file = new ArrayList<>();
        while (file.isEmpty()) {
            try {
                HttpResponse<byte[]> answer = in().bytes(address);
                switch (answer.statusCode()) {
                    case 200 -> file.add(answer.body());
                    case 302, 303, 403 -> browser = null;
                    case 503 -> awaitHouse();
                    default -> throw new AssertionError(what + " was answered with " + answer.statusCode());
                }
                told.count(
                        what,
                        answer.statusCode() == 200
                                ? Told.Answer.DONE
                                : answer.statusCode() == 503 ? Told.Answer.AWAY : Told.Answer.SIGNED_OUT);
            } catch (UncheckedIOException brokenOff) {
                told.count(what, Told.Answer.NO_ANSWER);
                awaitHouse();
            } catch (IllegalStateException notIn) {
                turnedAway(notIn);
                awaitHouse();
            }
        }
        return file.getFirst();
    }

    private Visitor in() {
        Visitor visitor = browser;
        if (visitor == null) {
            visitor = new Visitor(house.address()).signIn(login, password);
            visitor.csrf();
            browser = visitor;
        }
        return visitor;
    }

    /** The sign-in itself met the kill; anything else is a fault. */
    private void turnedAway(IllegalStateException notIn) {
        browser = null;
        if (!String.valueOf(notIn.getMessage()).matches(".*(cannot sign in: 503|no CSRF token).*")) {
            throw notIn;
        }
        told.count("sign in", Told.Answer.AWAY);
    }

    /** @return whether it is done */
    private boolean pressed(
            String what, String page, UUID once, boolean again, BiFunction<Visitor, UUID, HttpResponse<String>> press) {
        try {
            Told.Answer answer = answer(what, page, again, press.apply(in(), once));
            told.count(what, answer);
            return switch (answer) {
                case DONE, FOUND_DONE, DONE_THEN -> true;
                case NO_ANSWER, AWAY, SIGNED_OUT, UNDER_WAY -> false;
            };
        } catch (UncheckedIOException noAnswer) {
            told.count(what, Told.Answer.NO_ANSWER);
            return false;
        } catch (IllegalStateException notIn) {
            turnedAway(notIn);
            return false;
        }
    }

    private Told.Answer answer(String what, String page, boolean again, HttpResponse<String> answer) {
        String to = answer.headers().firstValue("Location").orElse("");
        if (answer.statusCode() == 403 || to.contains("/sign-in")) {
            browser = null;
            return Told.Answer.SIGNED_OUT;
        }
        if (answer.statusCode() == 503) {
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).contains("data-error-page=\"503\"");
            return Told.Answer.AWAY;
        }
        boolean sentOn = answer.statusCode() == 302 || answer.statusCode() == 303;
        if (!sentOn && !what.equals("sign in")) {
            throw new AssertionError(what + " was answered with " + answer.statusCode() + ": "
                    + Jsoup.parse(answer.body()).select("main").text());
        }
        if (!again) {
            return Told.Answer.DONE;
        }
        if (answer.statusCode() == 302) {
            return Told.Answer.DONE_THEN; // a replay is a 303
        }
        return to.equals(page) && read(page).contains(ONCE_UNDER_WAY) ? Told.Answer.UNDER_WAY : Told.Answer.FOUND_DONE;
    }

    private String read(String page) {
        return in().get(page).body();
    }
}
