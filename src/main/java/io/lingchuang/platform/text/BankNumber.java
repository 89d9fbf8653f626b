package io.lingchuang.platform.text;

/** The number of a bank account as people type it: 6222 0202 0011 2233 440. */
public final class BankNumber {
    private BankNumber() {}

    public static String digits(String typed) {
        return typed.replaceAll("[\\s-]", "");
    }

    public static boolean valid(String typed) {
        return digits(typed).matches("[0-9]{12,25}");
    }
}
