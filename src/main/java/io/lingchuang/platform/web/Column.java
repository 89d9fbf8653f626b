package io.lingchuang.platform.web;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of a list, on the page and in Excel alike.
 *
 * @param title message key of its heading
 * @param href where a click on the cell leads, or null
 * @param shown whether it stands on the page before anybody chose columns; Excel always has all
 */
public record Column<T>(
        String key,
        String title,
        Function<T, @Nullable Object> value,
        @Nullable Function<T, String> href,
        boolean shown) {

    public static <T> Column<T> of(String key, String title, Function<T, @Nullable Object> value) {
        return new Column<>(key, title, value, null, true);
    }

    public Column<T> link(Function<T, String> to) {
        return new Column<>(key, title, value, to, shown);
    }

    public Column<T> more() {
        return new Column<>(key, title, value, href, false);
    }
}
