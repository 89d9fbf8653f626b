package io.lingchuang.sample;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Rows on their way into tables, as COPY reads them: a line a row, tabs between columns, \N where there is nothing. */
final class Rows {

    private final Map<Into, StringBuilder> texts = new EnumMap<>(Into.class);

    Rows add(Into into, @Nullable Object... values) {
        if (values.length != into.width) {
            throw new IllegalArgumentException(into + " takes " + into.width + " columns, not " + values.length);
        }
        StringBuilder text = texts.computeIfAbsent(into, k -> new StringBuilder(4096));
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : "\t");
            value(text, values[i]);
        }
        text.append('\n');
        return this;
    }

    private static void value(StringBuilder text, @Nullable Object value) {
        switch (value) {
            case null -> text.append("\\N");
            case String s -> escape(text, s);
            case Enum<?> e -> text.append(e.name());
            case int[] numbers -> numbers(text, numbers);
            case byte[] bytes -> text.append("\\\\x").append(HexFormat.of().formatHex(bytes));
            default -> text.append(value);
        }
    }

    private static void escape(StringBuilder text, String s) {
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
    }

    private static void numbers(StringBuilder text, int[] numbers) {
        text.append('{');
        for (int i = 0; i < numbers.length; i++) {
            if (i > 0) {
                text.append(',');
            }
            text.append(numbers[i]);
        }
        text.append('}');
    }

    /** What the workers' threads do, so that the one thread that writes has nothing left to do. */
    Encoded encoded() {
        Map<Into, byte[]> bytes = new EnumMap<>(Into.class);
        texts.forEach((into, text) -> bytes.put(into, text.toString().getBytes(StandardCharsets.UTF_8)));
        return new Encoded(bytes);
    }

    /** In the order of the tables. */
    record Encoded(Map<Into, byte[]> bytes) {
        void each(BiConsumer<Into, byte[]> use) {
            bytes.forEach(use);
        }
    }
}
