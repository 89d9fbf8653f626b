package io.lingchuang.platform.text;

import org.jspecify.annotations.Nullable;

/** Personal data as it shows where the work does not need it in full. */
public final class Mask {
    private Mask() {}

    /** 138****1234 */
    public static String phone(@Nullable String phone) {
        return phone == null || phone.isEmpty()
                ? ""
                : phone.length() < 8 ? "****" : phone.substring(0, 3) + "****" + phone.substring(phone.length() - 4);
    }

    /** w***@example.org */
    public static String email(@Nullable String email) {
        return email == null || email.isEmpty()
                ? ""
                : email.substring(0, 1) + "***" + email.substring(Math.max(1, email.indexOf('@')));
    }

    /** **** 1234 */
    public static String bankAccount(@Nullable String account) {
        return account == null || account.isEmpty()
                ? ""
                : "**** " + account.substring(Math.max(0, account.length() - 4));
    }

    /** 张*, 欧阳** : the first character stays. */
    public static String name(@Nullable String name) {
        return name == null || name.isEmpty()
                ? ""
                : name.substring(0, name.offsetByCodePoints(0, 1))
                        + "*".repeat(name.codePointCount(0, name.length()) - 1);
    }
}
