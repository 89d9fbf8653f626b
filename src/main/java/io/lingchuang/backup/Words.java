package io.lingchuang.backup;

import io.lingchuang.platform.commands.ConsoleWords;

/** What the two commands tell on the console, in the language of the system. */
final class Words {

    private Words() {}

    static void say(String key, Object... args) {
        System.out.println(of(key, args));
    }

    /** A command that cannot go on, in words for whoever gave it. */
    static IllegalStateException refuse(String key, Object... args) {
        return new IllegalStateException(of(key, args));
    }

    static String of(String key, Object... args) {
        return ConsoleWords.of("backup", key, args);
    }
}
