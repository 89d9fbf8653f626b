package io.lingchuang.access;

import io.lingchuang.platform.web.Refusal;
import java.util.Locale;

/** What a password must be (GB/T 22239-2019, identification: complexity): ten characters or more of at least three kinds, and not the login. */
final class PasswordRule {

    static final int MIN = 10;
    static final int MAX = 72; // bcrypt reads no further

    private PasswordRule() {}

    static void check(String field, String password, String login) {
        if (password.length() < MIN || password.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > MAX) {
            throw Refusal.onField(field, "access.passwordLength", MIN, MAX);
        }
        if (kinds(password) < 3) {
            throw Refusal.onField(field, "access.passwordKinds");
        }
        if (password.toLowerCase(Locale.ROOT).contains(login.toLowerCase(Locale.ROOT))) {
            throw Refusal.onField(field, "access.passwordLogin");
        }
    }

    static int kinds(String password) {
        int lower = password.chars().anyMatch(Character::isLowerCase) ? 1 : 0;
        int upper = password.chars().anyMatch(Character::isUpperCase) ? 1 : 0;
        int digit = password.chars().anyMatch(Character::isDigit) ? 1 : 0;
        int other = password.chars().anyMatch(c -> !Character.isLetterOrDigit(c)) ? 1 : 0;
        return lower + upper + digit + other;
    }
}
