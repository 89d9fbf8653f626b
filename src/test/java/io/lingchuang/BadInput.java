package io.lingchuang;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What no person types, made by a seed: the same seed makes the same again. Each script in it would say "lc-broke-in". */
final class BadInput {

    static final String MARK = "lc-broke-in";

    private static final List<String> PIECES = List.of(
            "<script>top." + MARK.replace('-', '_') + "()</script>",
            "\"><img src=x onerror=\"" + MARK.replace('-', '_') + "()\">",
            "<svg/onload=" + MARK.replace('-', '_') + "()>",
            "javascript:" + MARK.replace('-', '_') + "()",
            "</textarea></title><iframe srcdoc='<script>" + MARK.replace('-', '_') + "()</script>'>",
            "' or '1'='1' --",
            "'; drop table entries.entry; --",
            "1); select pg_sleep(9); --",
            "${7*7} #{7*7} {{7*7}} {0} {9} @{x} ${jndi:ldap://x}",
            "../../../../etc/passwd",
            "..\\..\\x\u0000.pdf",
            "%00 %n %s %x %% _ \\",
            "\u202Egpj.exe\u202C \u200F\u2066\u2069\uFEFF",
            "\u0000\u0001\u0008\u001B[31m\u007F\u0085",
            "\uD83D 半\uDC00 字",
            "\uD840\uDC00𠮷龘靐",
            "e\u0301\u0323".repeat(30),
            "=HYPERLINK(\"http://x\",\"y\")",
            "@SUM(1+1)*cmd|' /C calc'!A0",
            "\r\nSet-Cookie: a=b\r\n\r\n<html>");

    private static final List<String> NUMBERS = List.of(
            "-1",
            "0",
            "00",
            "+5",
            "1e400",
            "-1e400",
            "NaN",
            "Infinity",
            "1e-400",
            "0x10",
            "１２３",
            "٣",
            "一百",
            "1,5",
            "1.5.5",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "2147483648",
            "99999999999999999999999",
            "1_000",
            " 7 ",
            "");

    private static final List<String> DAYS = List.of(
            "0000-00-00",
            "2026-02-30",
            "2026-13-01",
            "9999-12-31",
            "+99999-01-01",
            "-0001-01-01",
            "999999999-12-31",
            "26-1-1",
            "2026-11-12T25:61",
            "2026-11-12T10:00+25:00",
            "今天",
            "");

    private final Random random;

    BadInput(long seed) {
        random = new Random(seed);
    }

    /** One piece, a few together, or far too much of one. */
    String text() {
        int kind = random.nextInt(10);
        return kind == 0
                ? pick(PIECES).repeat(100_000 / 40)
                : kind < 5 ? pick(PIECES) : pick(PIECES) + "长" + pick(PIECES);
    }

    String number() {
        return random.nextInt(4) == 0 ? text() : pick(NUMBERS);
    }

    String day() {
        return random.nextInt(4) == 0 ? text() : pick(DAYS);
    }

    String of(Class<?> asked) {
        return asked == String.class
                ? random.nextInt(3) == 0 ? pick(List.of(number(), day())) : text()
                : asked.getName().startsWith("java.time") ? day() : number();
    }

    /** Fields doubled, bent into arrays, left out, made empty, or named by nobody. */
    Map<String, Object> bent(Map<String, String> form) {
        Map<String, Object> bent = new java.util.LinkedHashMap<>();
        form.forEach((name, value) -> {
            switch (random.nextInt(9)) {
                case 0 -> bent.put(name, List.of(value, text(), ""));
                case 1 -> bent.put(name + "[0]", value);
                case 2 -> bent.put(name + "[2000000000]", value);
                case 3 -> bent.put(name + ".class.module.classLoader", value);
                case 4 -> bent.put(name, "");
                case 5 -> {} // left out
                default -> bent.put(name, value);
            }
        });
        if (random.nextInt(3) == 0) {
            bent.put(
                    pick(List.of(
                            "class.name",
                            "_method",
                            "lang",
                            "id",
                            "version",
                            "actor",
                            "errors",
                            "s_",
                            "f_x",
                            "rank-1")),
                    text());
        }
        return bent;
    }

    /** Bodies that are not what they say they are. */
    List<Map.Entry<String, byte[]>> bodies() {
        List<Map.Entry<String, byte[]>> bodies = new ArrayList<>();
        bodies.add(Map.entry("application/json", bytes("{\"a\":")));
        bodies.add(Map.entry(
                "application/xml", bytes("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>")));
        bodies.add(Map.entry("multipart/form-data", bytes("--x\r\n")));
        bodies.add(
                Map.entry("multipart/form-data; boundary=x", bytes("--x\r\nContent-Disposition: form-data; name=\"a")));
        bodies.add(Map.entry("multipart/form-data; boundary=x", bytes(parts(250))));
        bodies.add(Map.entry("text/plain; charset=nonsense", bytes(text())));
        bodies.add(Map.entry("nonsense", bytes("a=b")));
        bodies.add(Map.entry("application/x-www-form-urlencoded; charset=UTF-16", bytes("a=b")));
        bodies.add(Map.entry(
                "application/x-www-form-urlencoded", bytes("a=%&b=%zz&%C0%AF=%C0%80&=&&title=%ED%A0%80&c=%FF")));
        bodies.add(Map.entry("application/x-www-form-urlencoded", bytes("a=1&".repeat(12_000))));
        return bodies;
    }

    private static String parts(int count) {
        return ("--x\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\na\r\n").repeat(count) + "--x--\r\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
