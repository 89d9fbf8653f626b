package io.lingchuang.platform.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Record;

/** A place in a list: the key values of the row at the page's edge. */
final class Cursor {

    private static final String BETWEEN = "\u001f";

    private Cursor() {}

    static String encode(Record row, List<Field<?>> keys) {
        String joined = keys.stream().map(k -> String.valueOf(row.get(k))).collect(Collectors.joining(BETWEEN));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(joined.getBytes(StandardCharsets.UTF_8));
    }

    static List<String> decode(String cursor, int keys) {
        if (cursor.isEmpty()) {
            return List.of();
        }
        try {
            var values = List.of(
                    new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(BETWEEN, -1));
            if (values.size() == keys) {
                return values;
            }
        } catch (IllegalArgumentException e) {
            throw new NotFound();
        }
        throw new NotFound();
    }
}
