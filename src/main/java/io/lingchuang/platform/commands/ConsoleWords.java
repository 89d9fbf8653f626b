package io.lingchuang.platform.commands;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** What commands tell on the console: the words of a room, in the language of the system. */
public final class ConsoleWords {

    private ConsoleWords() {}

    public static String of(String room, String key, Object... args) {
        boolean chinese = Locale.getDefault().getLanguage().equals("zh");
        var words = ResourceBundle.getBundle(
                "messages/" + room,
                chinese ? Locale.ROOT : Locale.ENGLISH,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return new MessageFormat(words.getString(key), Locale.ROOT).format(args);
    }
}
