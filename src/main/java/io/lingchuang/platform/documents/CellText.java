package io.lingchuang.platform.documents;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text as a cell of Excel holds it. What XML cannot hold stands as _xHHHH_ (ECMA-376, ST_Xstring), and an underscore that would begin such a
 * sign as _x005F_: so every text comes back as it was typed.
 */
final class CellText {

    /** Excel's own limit for a cell. */
    static final int LONGEST = 32_767;

    private static final Pattern SIGN = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private CellText() {}

    static String encode(String typed) {
        String text = typed.length() > LONGEST ? typed.substring(0, LONGEST) : typed;
        StringBuilder encoded = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean sign =
                    c == '_' && SIGN.matcher(text).region(i, text.length()).lookingAt();
            if (sign || !holds(text, i)) {
                if (encoded == null) {
                    encoded = new StringBuilder(text.length() + 16).append(text, 0, i);
                }
                encoded.append("_x%04X_".formatted((int) c));
            } else if (encoded != null) {
                encoded.append(c);
            }
        }
        return encoded == null ? text : encoded.toString();
    }

    static String decode(String cell) {
        return cell.contains("_x")
                ? SIGN.matcher(cell)
                        .replaceAll(
                                m -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 16))))
                : cell;
    }

    /** Excel takes off what is white at the edges, and shows line breaks, only where the cell says so. */
    static boolean needsSpaceKept(String text) {
        return !text.isEmpty()
                && (text.charAt(0) <= ' ' || text.charAt(text.length() - 1) <= ' ' || text.indexOf('\n') >= 0);
    }

    /** Whether XML 1.0 has the character; a line end of \r would come back as \n. */
    private static boolean holds(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
        }
        return c >= ' ' && c < '\uFFFE' || c == '\t' || c == '\n';
    }
}
