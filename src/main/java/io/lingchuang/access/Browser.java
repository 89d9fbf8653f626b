package io.lingchuang.access;

import java.util.List;

/** A browser by the name that people know it by, from what it says of itself. */
public final class Browser {

    /** What gives it away, and its name: those that pretend to be another come first. */
    private static final List<String[]> BROWSERS = List.of(
            new String[] {"MicroMessenger", "WeChat"},
            new String[] {"DingTalk", "DingTalk"},
            new String[] {"Edg", "Edge"},
            new String[] {"QQBrowser", "QQ Browser"},
            new String[] {"Firefox", "Firefox"},
            new String[] {"Chrome", "Chrome"},
            new String[] {"Safari", "Safari"});

    private static final List<String[]> SYSTEMS = List.of(
            new String[] {"Android", "Android"},
            new String[] {"HarmonyOS", "HarmonyOS"},
            new String[] {"iPhone", "iPhone"},
            new String[] {"iPad", "iPad"},
            new String[] {"Windows", "Windows"},
            new String[] {"Mac OS X", "macOS"},
            new String[] {"Linux", "Linux"});

    private Browser() {}

    /** For example Chrome · Windows; one that is not known, as it says it. */
    public static String named(String userAgent) {
        String browser = first(BROWSERS, userAgent);
        String system = first(SYSTEMS, userAgent);
        return browser.isEmpty() ? userAgent : system.isEmpty() ? browser : browser + " · " + system;
    }

    private static String first(List<String[]> known, String userAgent) {
        return known.stream()
                .filter(k -> userAgent.contains(k[0]))
                .map(k -> k[1])
                .findFirst()
                .orElse("");
    }
}
