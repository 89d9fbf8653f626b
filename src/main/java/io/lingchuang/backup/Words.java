package io.lingchuang.backup;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

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
        boolean chinese = Locale.getDefault().getLanguage().equals("zh");
        var words = ResourceBundle.getBundle(
                "messages/backup",
                chinese ? Locale.ROOT : Locale.ENGLISH,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return new MessageFormat(words.getString(key), Locale.ROOT).format(args);
    }
}
